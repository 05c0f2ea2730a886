"""Dates, times and durations of XML Schema (part 2, 3.2.6 to 3.2.14): lexical forms and order."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from teikit.records import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

Seconds: TypeAlias = "int | Fraction"

_DAY: Final = 86_400
_MOST_OFFSET: Final = 14 * 3600
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_MONTH_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
    r"|(?P<midnight>24:00:00(?:\.0+)?))"
)
_ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"

_FORMS: Final = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_MONTH_DAY}T{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_MONTH_DAY}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_MONTH_DAY}{_ZONE}",
    "gDay": f"---{_MONTH_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
}
_DURATION: Final = (
    r"(?P<sign>-)?P(?=.)(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=.)(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_REFERENCES: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the time line in seconds; `zoned` tells whether it is known exactly."""

    seconds: Seconds
    zoned: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time."""

    months: int
    seconds: Seconds


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


def parse_moment(type_name: str, text: str) -> Moment:
    """Return what a date or time means; raises `ValueError` where it is none."""
    found = _compiled(_FORMS[type_name]).fullmatch(text)
    if found is None:
        raise ValueError(text)
    parts = found.groupdict()
    year = _year(parts.get("year"))
    month = int(parts.get("month") or 1)
    day = int(parts.get("day") or 1)
    if day > days_in_month(year, month):
        raise ValueError(text)
    seconds = _days(year, month, day) * _DAY + _time(parts)
    zone = parts["zone"]
    return Moment(seconds - _offset(zone), zone is not None)


def _year(text: str | None) -> int:
    if text is None:
        return 2000  # a leap year, so that --02-29 is a day
    year = int(text)
    if year == 0:
        raise ValueError(text)
    return year if year > 0 else year + 1


def _time(parts: dict[str, str | None]) -> Seconds:
    if parts.get("midnight"):
        return _DAY
    if not parts.get("hour"):
        return 0
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    return hour * 3600 + minute * 60 + _exact(parts["second"] or "0")


def _exact(number: str) -> Seconds:
    if "." not in number:
        return int(number)
    # Parts of a second are rare.
    from fractions import Fraction

    return Fraction(number)


def _offset(zone: str | None) -> int:
    if zone in {None, "Z"}:
        return 0
    assert zone is not None  # noqa: S101 - for the type checker
    seconds = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
    return -seconds if zone[0] == "-" else seconds


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _days(year: int, month: int, day: int) -> int:
    # Counting from March puts the leap day at the end of the year.
    shifted = year - (month < 3)
    from_march = (153 * ((month - 3) % 12) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + from_march


def parse_duration(text: str) -> Duration:
    """Return what a duration means; raises `ValueError` where it is none."""
    found = _compiled(_DURATION).fullmatch(text)
    if found is None:
        raise ValueError(text)
    part = {
        name: _exact(value or "0") for name, value in found.groupdict("0").items() if name != "sign"
    }
    months = int(part["years"] * 12 + part["months"])
    seconds = part["days"] * _DAY + part["hours"] * 3600 + part["minutes"] * 60 + part["seconds"]
    return Duration(-months, -seconds) if found["sign"] else Duration(months, seconds)


def less(one: Moment | Duration, other: Moment | Duration) -> bool:
    """Return whether `one` is certainly before or shorter than `other`."""
    if isinstance(one, Moment) and isinstance(other, Moment):
        if one.zoned == other.zoned:
            return one.seconds < other.seconds
        return one.seconds < other.seconds - _MOST_OFFSET
    if isinstance(one, Duration) and isinstance(other, Duration):
        return all(_after(start, one) < _after(start, other) for start in _REFERENCES)
    msg = "moments and durations have no common order"
    raise TypeError(msg)


def _after(start: tuple[int, int], duration: Duration) -> Seconds:
    year, month = start
    months = year * 12 + month - 1 + duration.months
    return _days(months // 12, months % 12 + 1, 1) * _DAY + duration.seconds
