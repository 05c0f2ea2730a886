"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2), where a document uses it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from edtf import EDTFParseException, parse_edtf
from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, XML, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.moments import certainly_after, is_impossible
from teikit.validate.checks.tree import text_of

_LONGEST: Final = 100
_MOST: Final = 100
_PLAIN: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_NAMES: Final = tuple(f"{name}-custom" for name in ("when", "notBefore", "notAfter", "from", "to"))
_OLD: Final = {"unknown": "", "open": ".."}


def check_extended(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what is wrong with dates that are said to be in EDTF."""
    calendars = _calendars(gathered.document.tree.getroot())
    faults = (
        finding("DAT105", fault, gathered.document.attribute_span(element, name), _hint(value))
        for name in ("edtf", *_NAMES)
        for element, value in gathered.attributes[name]
        if (name == "edtf" or _is_extended(element, calendars)) and (fault := _fault(value.strip()))
    )
    # The library takes its time for each, and a hundred are as telling as thousands.
    yield from islice(faults, _MOST)


def _calendars(root: etree._Element) -> frozenset[str]:
    """Return pointers to the calendars of a header that are described as EDTF."""
    found = set()
    for calendar in root.iter(clark(TEI, "calendar")):
        text = text_of(calendar).lower()
        if "edtf" in text or "extended date" in text:
            found.add(f"#{calendar.get(clark(XML, 'id'), '')}")
    return frozenset(found)


def _is_extended(element: etree._Element, calendars: frozenset[str]) -> bool:
    """Return whether an element says that its custom dates are in EDTF, or points to who does."""
    method = f"{element.get('datingMethod', '')} {element.get('calendar', '')}"
    return "edtf" in method.lower() or not calendars.isdisjoint(method.split())


@lru_cache(maxsize=1 << 10)
def _fault(value: str) -> str:
    """Return what is wrong with a date in EDTF; empty where nothing is."""
    if len(value) > _LONGEST:
        return "This is too long to be a date in EDTF."
    if _PLAIN.fullmatch(value):
        return f"There is no such date as {value}." if is_impossible(value) else ""
    try:
        parse_edtf(value)
    except (EDTFParseException, ValueError, RecursionError):
        return f"“{value}” is not a date in EDTF."
    first, _, last = value.partition("/")
    if last and certainly_after(first, last):
        return f"The stretch of time {value} ends before it begins."
    return ""


def _hint(value: str) -> str:
    parts = value.split("/")
    if any(one in _OLD for one in parts):
        better = "/".join(_OLD.get(one, one) for one in parts)
        return f"An end that is open or unknown is now written {better}."
    if "u" in value:
        return f"Digits that are not known are now written X: {value.replace('u', 'X')}."
    return (
        "Write 1920-12-21, 1920-12 or 1920; 1920? is uncertain, 1920~ approximate, 192X some year "
        "of the twenties, 1919/1921 from one to the other."
    )
