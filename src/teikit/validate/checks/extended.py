"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2), where a document uses it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from edtf import EDTFParseException, parse_edtf
from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import XML, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.glance import Glance
from teikit.validate.checks.moments import certainly_after

_LONGEST: Final = 100
_NAMES: Final = tuple(f"{name}-custom" for name in ("when", "notBefore", "notAfter", "from", "to"))
_OLD: Final = {"unknown": "", "open": ".."}


def check_extended(glance: Glance) -> Iterator[Diagnostic]:
    """Return what is wrong with dates that are said to be in EDTF."""
    for name in ("edtf", *_NAMES):
        for element, value in glance.attributes[name]:
            if name != "edtf" and not _is_extended(glance, element):
                continue
            fault = _fault(value.strip())
            if fault:
                yield finding(
                    "DAT105", fault, glance.document.attribute_span(element, name), _hint(value)
                )


def _is_extended(glance: Glance, element: etree._Element) -> bool:
    """Return whether an element says that its custom dates are in EDTF, or points to who does."""
    method = f"{element.get('datingMethod', '')} {element.get('calendar', '')}"
    if "edtf" in method.lower():
        return True
    wanted = {one[1:] for one in method.split() if one.startswith("#")}
    if not wanted:
        return False
    root = glance.document.tree.getroot()
    calendars = (one for one in root.iter("{*}calendar") if one.get(clark(XML, "id")) in wanted)
    return any(
        "edtf" in text or "extended date" in text
        for text in ("".join(map(str, one.itertext())).lower() for one in calendars)
    )


@lru_cache(maxsize=1 << 10)
def _fault(value: str) -> str:
    """Return what is wrong with a date in EDTF; empty where nothing is."""
    if len(value) > _LONGEST:
        return "This is too long to be a date in EDTF."
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
