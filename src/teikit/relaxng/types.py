"""What datatypes mean to people: one phrase for each, with an example."""

import re
from collections.abc import Iterable
from typing import Final

from teikit.relaxng.calendar import days_in_month
from teikit.relaxng.datatypes import Datatype

_TYPES: Final = {
    "date": "a date like 1920-12-21",
    "dateTime": "a date and time like 1920-12-21T18:30:00",
    "time": "a time of day like 18:30:00",
    "gYear": "a year like 1920",
    "gYearMonth": "a month of a year like 1920-12",
    "gMonth": "a month without a year like --12",
    "gMonthDay": "a day of a month without a year like --12-21",
    "gDay": "a day of any month like ---21",
    "duration": "a length of time like P3D (three days) or PT2H (two hours)",
    "boolean": "true or false",
    "decimal": "a number like 12.5",
    "double": "a number like 12.5",
    "float": "a number like 12.5",
    "integer": "a whole number",
    "int": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "anyURI": "an address or pointer like #id or https://example.org/",
    "language": "a language code like hy, fr or ru-Latn",
    "ID": "a name without spaces or colons that does not start with a digit",
    "IDREF": "the identifier of an element of this document",
    "IDREFS": "identifiers of elements of this document, with spaces between them",
    "NCName": "a name without spaces or colons that does not start with a digit",
    "Name": "a name without spaces that does not start with a digit",
    "NMTOKEN": "one word of letters, digits and . - _ :",
    "NMTOKENS": "words of letters, digits and . - _ :",
    "QName": "a name, perhaps with a declared prefix",
    "token": "text",
    "string": "text",
    "normalizedString": "text",
}
# The regular expressions that the TEI's own datatypes are made of.
_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": "one word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "one word without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction like 3/4",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "points like 10,20",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date or time in ISO 8601 like 1920-12-21/1920-12-24",
    r"[\d]+(\.[\d]+){0,2}": "a version number like 1.2.0",
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "a version number like 1.2.0",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": (
        "a size with its unit like 12mm"
    ),
    r"[a-z][a-z0-9\+\.\-]*": "a word of small letters, digits and + . -",
    ".+": "some text",
}
_FACETS: Final = {
    "minInclusive": "at least {}",
    "maxInclusive": "at most {}",
    "minExclusive": "more than {}",
    "maxExclusive": "less than {}",
    "length": "{} characters long",
    "minLength": "at least {} characters long",
    "maxLength": "at most {} characters long",
    "totalDigits": "of {} digits at most",
    "fractionDigits": "of {} decimals at most",
}
_DATES: Final = (_TYPES["date"], _TYPES["gYearMonth"], _TYPES["gYear"])
_OTHER_DATES: Final = tuple(
    _TYPES[name] for name in ("dateTime", "time", "gMonth", "gMonthDay", "gDay")
)
_ANY_DATE: Final = "a date like 1920-12-21, 1920-12 or 1920"
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")


def in_words(datatype: Datatype) -> str:
    """Return a phrase for the values of a datatype."""
    phrase = _TYPES.get(datatype.name, f"a value of the type {datatype.name}")
    limits = []
    for name, value in datatype.facets:
        if name != "pattern":
            limits.append(_FACETS[name].format(value))
        elif datatype.name in {"token", "string"} and value in _PATTERNS:
            phrase = _PATTERNS[value]
        else:
            limits.append(f"of the form {value}")
    return ", ".join([phrase, *limits])


def condensed(phrases: Iterable[str]) -> list[str]:
    """Return phrases with those for dates of various precision put into one."""
    found = list(dict.fromkeys(phrases))
    if all(date in found for date in _DATES):
        rest = [phrase for phrase in found if phrase not in {*_DATES, *_OTHER_DATES}]
        return [_ANY_DATE, *rest]
    return found


def as_date(value: str) -> str | None:
    """Return the date that was probably meant, as XML Schema writes it.

    >>> as_date("21.12.1920"), as_date("1920.1.5"), as_date("950"), as_date("December")
    ('1920-12-21', '1920-01-05', '0950', None)
    """
    if re.fullmatch("[0-9]{1,3}", value):
        return value.zfill(4)
    if found := _DAY_FIRST.fullmatch(value.strip()):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(value.strip()):
        year, month, day = found.groups()
    else:
        return None
    return f"{year}-{int(month):02}-{int(day):02}"


def impossible_date(value: str) -> str | None:
    """Return why a date of the right form does not exist; None where it is none or does.

    >>> impossible_date("1902-02-30"), impossible_date("1902-13-01")
    ('February 1902 has only 28 days.', 'A year has 12 months; the day comes last: 1902-01-13.')
    >>> impossible_date("1904-02-29"), impossible_date("1902-31-12"), impossible_date("1902")
    (None, 'A year has 12 months; the day comes last: 1902-12-31.', None)
    """
    found = _DATE.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    if month > 12:
        may_be_turned = month <= 31 and 1 <= day <= 12
        turned = f"; the day comes last: {found[1]}-{day:02}-{month:02}" if may_be_turned else ""
        return f"A year has 12 months{turned}."
    if month < 1 or day <= (most := days_in_month(year, month)):
        return None
    return f"{_MONTHS[month - 1]} {found[1]} has only {most} days."
