"""Dates as @when and its companions give them: parsed, compared, found impossible."""

import re
from functools import lru_cache
from typing import Final

from teikit.records import dataclass

_FORM: Final = re.compile(
    r"(?P<year>-?\d{4,9})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?)?)?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_BASIC: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_PLAIN: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the earliest to the latest moment that a date may mean, as numbers from year on."""

    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    zone: str


@lru_cache(maxsize=1 << 12)
def stretch_of(text: str) -> Stretch | None:
    """Return what a date means; None for what is none, or is not about one place in time."""
    # Eight digits are a day without hyphens, not a year of millions to come.
    found = _BASIC.fullmatch(text) or _FORM.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    given = [int(parts[name]) for name in ("year", "month", "day", "hour", "minute", "second")
             if parts.get(name) is not None]  # fmt: skip
    low, high = (0, 1, 1, 0, 0, 0), (0, 12, 31, 23, 59, 60)
    return Stretch(
        (*given, *low[len(given) :]), (*given, *high[len(given) :]), parts.get("zone") or ""
    )


def certainly_after(one: str, other: str) -> bool:
    """Return whether a date is certainly later than another, however little of it is given.

    >>> certainly_after("1921-02", "1921-01-31"), certainly_after("1921-02", "1921")
    (True, False)
    """
    if _PLAIN.fullmatch(one) and _PLAIN.fullmatch(other):
        length = min(len(one), len(other))
        return one[:length] > other[:length]
    left, right = stretch_of(one), stretch_of(other)
    if left is None or right is None:
        return False
    if left.zone != right.zone:
        # Hours of difference between places: only what is a month or more apart is certain.
        return left.earliest[:2] > right.latest[:2]
    return left.earliest > right.latest


def is_impossible(text: str) -> bool:
    """Return whether a date has the form of one, but no such day exists.

    >>> is_impossible("1921-02-29"), is_impossible("1920-02-29"), is_impossible("19201301")
    (True, False, True)
    """
    stretch = stretch_of(text)
    if stretch is None:
        return False
    year, month, day, hour, minute, second = stretch.earliest
    if not 1 <= month <= 12 or hour > 24 or minute > 59 or second > 60:
        return True
    return not 1 <= day <= _days_in(year, month)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
