"""Pointers that find nothing in their document: each at its place, unless all have one cause."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic
from teikit.validate.links import words
from teikit.validate.links.declarations import by_name, is_declared, not_declared
from teikit.validate.links.nearest import Nearest
from teikit.validate.links.walk import Pointer
from teikit.xml.parse import Document

if TYPE_CHECKING:
    from lxml import etree

    from teikit.source import Span

MANY: Final = 20
_DISTINCT: Final = 5
_BEGIN: Final = re.compile(r"(\D*)\d")

_Kind = tuple[str, str]


class Dead:
    """The dead pointers of a document, by kind: the attribute, and how the identifier begins.

    Where more than `MANY` of a kind are dead and none of the kind is alive, the document does not
    have what they point to at all: they are one mistake, or none. They are told together, at the
    first of them. The same identifier again and again is no kind but a mistake at each place,
    unless it names what is declared once, such as a rendition.
    """

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = ids
        self._dead: dict[_Kind, list[Pointer]] = defaultdict(list)
        self._alive: set[_Kind] = set()

    def add(self, pointer: Pointer) -> None:
        """Take a pointer that finds nothing."""
        self._dead[_kind(pointer)].append(pointer)

    def see(self, pointer: Pointer) -> None:
        """Take a pointer that finds something."""
        self._alive.add(_kind(pointer))

    def findings(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is to be said."""
        nearest = Nearest(self._ids)
        for kind, group in self._dead.items():
            if kind not in self._alive and _is_systematic(group):
                first, others = group[0], len(group) - 1
                place = first.place(document)
                yield words.dead_together(first.text, kind[1], others, first.pair, place)
                continue
            yield from _each(group, document, nearest)


def _each(group: list[Pointer], document: Document, nearest: Nearest) -> Iterator[Diagnostic]:
    """Yield what is to be said of each dead pointer; of what is declared once, said once."""
    places: dict[etree._Element, Span] = {}
    for same in by_name(group) if is_declared(group[0]) else ([one] for one in group):
        first = same[0]
        place = places.get(first.element) or first.place(document)
        places[first.element] = place
        near = nearest.to(first.address.fragment)
        if is_declared(first):
            yield not_declared(first, len(same) - 1, near, place)
        else:
            start = first.address.fragment if first.address.xpointer else ""
            yield words.dead(first.text, near, place, start)


def _is_systematic(group: list[Pointer]) -> bool:
    if len(group) <= MANY:
        return False
    return len({one.address.fragment for one in group}) >= _DISTINCT


def _kind(pointer: Pointer) -> _Kind:
    begin = _BEGIN.match(pointer.address.fragment)
    return pointer.attribute, begin[1] if begin else ""
