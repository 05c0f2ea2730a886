"""Invalid documents made valid: what is wrong is taken out, until nothing is wrong."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Final
from xml.parsers import expat

from lxml import etree
from tools.mutation.edits import Element, elements, take_out

from teikit.diagnostics import Diagnostic

_ROUNDS: Final = 25
_ATTRIBUTE: Final = frozenset({"TEI110", "TEI111", "TEI112", "TEI114"})
_TEXT: Final = "TEI120"
_NAME: Final = re.compile(r"@(?:\w+:)?([\w.-]+)")

Validate = Callable[[bytes], Sequence[Diagnostic]]


def mended(root: Element, validate: Validate) -> Element | None:
    """Return a tree without what is wrong with it; None where that leaves too little."""
    root = deepcopy(root)
    for _ in range(_ROUNDS):
        data = etree.tostring(root, encoding="utf-8", with_tail=False)
        found = validate(data)
        if not found:
            return root
        places = _places(data)
        order = sorted(places)
        listed = elements(root)
        for one in found:
            # The place of an attribute lies inside its tag.
            here = bisect_right(order, (one.span.start.line, one.span.start.column))
            place = places[order[here - 1]] if here else None
            if place is None or (place[0] == 0 and one.code not in {*_ATTRIBUTE, _TEXT}):
                return None
            _mend(listed[place[0]], one, ending=place[1])
    return None


def _mend(element: Element, diagnostic: Diagnostic, *, ending: bool) -> None:
    if diagnostic.code in _ATTRIBUTE:
        wrong = _NAME.search(diagnostic.message)
        for name in list(element.attrib):
            if wrong and etree.QName(name).localname == wrong[1]:
                del element.attrib[name]
    elif diagnostic.code == _TEXT:
        _drop_text_before(element, ending=ending)
    else:
        take_out(element)


def _drop_text_before(element: Element, *, ending: bool) -> None:
    parent = element if ending else element.getparent()
    before = (element[-1] if len(element) else None) if ending else element.getprevious()
    if before is not None:
        before.tail = None
    elif parent is not None:
        parent.text = None


def _places(data: bytes) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return for the place of each tag the number of its element, and whether it ends it."""
    found: dict[tuple[int, int], tuple[int, bool]] = {}
    open_: list[int] = []
    count = 0
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        found[parser.CurrentLineNumber, parser.CurrentColumnNumber + 1] = count, False
        open_.append(count)
        count += 1

    def end(_name: str) -> None:
        # An empty-element tag begins and ends at one place.
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        found.setdefault(place, (open_.pop(), True))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found
