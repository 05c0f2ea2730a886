"""Documents made from a schema alone: every choice is a throw of dice."""

from collections.abc import Iterator
from math import inf
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree
from tools.mutation.edits import Element, elements
from tools.mutation.values import sample

from teikit.relaxng import pattern as p
from teikit.relaxng.files import files_under
from teikit.relaxng.load import read_any
from teikit.relaxng.nameclass import NameClass, contains, names
from teikit.relaxng.pattern import Pattern
from teikit.relaxng.simplify import Core, simplify
from teikit.relaxng.uri import uri_of
from teikit.source import DISK

_DEEP: Final = 9  # levels; from here on the shortest way out is taken,
_MANY: Final = 250  # and from so many elements on
_UNLISTED: Final = ("http://example.org/ns other", "other", "http://www.w3.org/1999/xhtml span")
_TEXTS: Final = ("Some text. ", "1920", "é", "two\nlines")


class ImpossibleError(Exception):
    """No document could be made by the choices so far."""


class Generator:
    """Makes documents that are valid under one schema."""

    def __init__(self, schema: Path) -> None:
        source = DISK.read(schema)
        pattern = read_any(source, uri_of(source)).value
        assert pattern is not None  # noqa: S101 - the schema has been loaded before
        resolver = files_under(schema.resolve().parent)
        core = simplify(pattern, read=read_any, resolver=resolver, uri=uri_of(source)).value
        assert core is not None  # noqa: S101
        self._start = core.start
        self._depths = _depths(core)
        self._known: dict[int, float] = {}
        self._made = 0

    def document(self, random: Random) -> Element | None:
        """Return a document, with line breaks where they mean nothing; None after many tries."""
        for _ in range(40):
            root = etree.Element("document")
            self._made = 0
            try:
                self._fill(root, self._start, random, 0)
            except ImpossibleError:
                continue
            made = root[0]
            root.remove(made)
            if len(elements(made)) > 12:
                return _in_lines(made)
        return None

    def _fill(self, parent: Element, pattern: Pattern, random: Random, depth: int) -> None:
        for piece in self._pieces(pattern, random, depth):
            if isinstance(piece, str):
                _append_text(parent, piece)
            elif piece.kind == p.ATTRIBUTE:
                self._attribute(parent, piece, random, depth)
            else:
                self._made += 1
                child = etree.SubElement(parent, _tag(piece.name_class, random))
                self._fill(child, piece.content, random, depth + 1)

    def _attribute(self, parent: Element, piece: Pattern, random: Random, depth: int) -> None:
        pieces = self._pieces(piece.content, random, depth)
        parent.set(_tag(piece.name_class, random), "".join(map(str, pieces)))

    def _pieces(  # noqa: C901 - one case a kind of pattern
        self, pattern: Pattern, random: Random, depth: int
    ) -> Iterator[Pattern | str]:
        match pattern.kind:
            case p.TEXT:
                yield random.choice(_TEXTS)
            case p.CHOICE:
                yield from self._pieces(self._chosen(pattern, random, depth), random, depth)
            case p.GROUP:
                for part in pattern.parts:
                    yield from self._pieces(part, random, depth)
            case p.INTERLEAVE:
                yield from self._mingled(pattern, random, depth)
            case p.ONE_OR_MORE:
                most = 1 if pattern.has_attributes or self._hurried(depth) else 3
                for _ in range(random.randint(1, most)):
                    yield from self._pieces(pattern.content, random, depth)
            case p.LIST:
                yield " ".join(map(str, self._pieces(pattern.content, random, depth)))
            case p.VALUE:
                yield pattern.value
            case p.DATA if pattern.datatype is not None:
                yield _found(sample(pattern.datatype, random))
            case p.ATTRIBUTE | p.ELEMENT:
                yield pattern
            case p.NOT_ALLOWED:
                raise ImpossibleError

    def _mingled(self, pattern: Pattern, random: Random, depth: int) -> Iterator[Pattern | str]:
        queues = [list(self._pieces(part, random, depth)) for part in pattern.parts]
        while queues := [queue for queue in queues if queue]:
            yield random.choice(queues).pop(0)

    def _chosen(self, pattern: Pattern, random: Random, depth: int) -> Pattern:
        if self._hurried(depth):
            return min(pattern.parts, key=self._depth)
        # Otherwise every element would have half of all attributes.
        optional = pattern.parts[0].kind == p.EMPTY
        if optional and random.random() < (0.9 if pattern.has_attributes else 0.1 * depth):
            return pattern.parts[0]
        return random.choice([each for each in pattern.parts if self._depth(each) < inf])

    def _hurried(self, depth: int) -> bool:
        return depth > _DEEP or self._made > _MANY

    def _depth(self, pattern: Pattern) -> float:
        if pattern.id not in self._known:
            self._known[pattern.id] = _depth(pattern, self._depths)
        return self._known[pattern.id]


def _in_lines(root: Element) -> Element:
    """Put each element on a line of its own where no text is beside it."""
    for element in elements(root):
        if len(element) and not element.text and not any(child.tail for child in element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return root


def _depths(core: Core) -> dict[int, float]:
    """Return for each element how many levels of elements it needs, itself counted."""
    depths: dict[int, float] = dict.fromkeys((one.id for one in core.elements), inf)
    changed = True
    while changed:
        changed = False
        for element in core.elements:
            found = 1 + _depth(element.content, depths)
            if found < depths[element.id]:
                depths[element.id] = found
                changed = True
    return depths


def _depth(pattern: Pattern, depths: dict[int, float]) -> float:
    match pattern.kind:
        case p.ELEMENT:
            return depths[pattern.id]
        case p.CHOICE:
            return min(_depth(part, depths) for part in pattern.parts)
        case p.GROUP | p.INTERLEAVE | p.ONE_OR_MORE:
            return max(_depth(part, depths) for part in pattern.parts)
        case p.NOT_ALLOWED:
            return inf
        case _:
            return 0


def _tag(name_class: NameClass, random: Random) -> str:
    listed = list(names(name_class))
    possible = listed or [name for name in _UNLISTED if contains(name_class, name)]
    if not possible:
        raise ImpossibleError
    space, _, local = random.choice(possible).rpartition(" ")
    return f"{{{space}}}{local}" if space else local


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _found(value: str | None) -> str:
    if value is None:
        raise ImpossibleError
    return value
