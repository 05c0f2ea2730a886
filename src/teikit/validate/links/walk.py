"""One walk over a document: its identifiers, its pointers, its private schemes."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.source import Span
from teikit.validate.links.address import Address, Base, resolve
from teikit.validate.links.prefixes import Definition, Prefixes, compiled
from teikit.validate.links.table import EXAMPLES, PointerTable, short_name
from teikit.xml.parse import Document, elements

ID: Final = clark(XML, "id")
BASE: Final = clark(XML, "base")
_PREFIX_DEF: Final = clark(TEI, "prefixDef")
_XINCLUDE: Final = b"http://www.w3.org/2001/XInclude"


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer of an attribute: where it stands, as it is written, and where it leads."""

    element: etree._Element
    attribute: str
    text: str
    address: Address

    @property
    def pair(self) -> str:
        """The element and the attribute, as `persName@ref`."""
        return pair_of(self.element.tag, self.attribute)

    def place(self, document: Document) -> Span:
        """Return where the attribute stands."""
        return document.attribute_span(self.element, self.attribute)


Use = tuple[str, str, str]
"""A tag, an attribute and its value."""


@dataclass(slots=True)
class Survey:
    """What one walk finds: each identifier once, each value of a pointer attribute once.

    `ids` gives elements their number in the document; `included` are those of other files.
    """

    ids: dict[str, tuple[str, int]] = field(default_factory=dict)
    included: set[str] = field(default_factory=set)
    repeated: list[etree._Element] = field(default_factory=list)
    uses: dict[Base, dict[Use, int]] = field(default_factory=dict)
    prefixes: list[Definition] = field(default_factory=list)

    def identify(self, value: str, element: etree._Element, number: int) -> None:
        """Take an identifier."""
        if not value or element.tag.startswith(EXAMPLES):
            return
        if value in self.ids:
            self.repeated.append(element)
        else:
            self.ids[value] = (element.tag, number)


def survey(document: Document, table: PointerTable, base: Base) -> Survey:
    """Return what one walk over a document finds; `base` is the document's own."""
    bases = _Bases(document, base) if _XINCLUDE in document.source.data else None
    found = _survey(document, table, _below_root(document, base), bases)
    if found is None:
        # Rare: pointers start from elsewhere below some elements.
        found = _survey(document, table, base, _Bases(document, base))
    return found or Survey()


def _survey(
    document: Document, table: PointerTable, base: Base, bases: "_Bases | None"
) -> Survey | None:
    """Return what a walk finds; None where it finds @xml:base and has no `bases`."""
    found = Survey()
    uses = found.uses.setdefault(base, {})
    by_tag = table.by_tag
    for number, element in enumerate(elements(document.tree.getroot())):
        tag = element.tag
        attributes = by_tag[tag]
        items: Sequence[tuple[Any, Any]] = element.items()
        for name, value in items:
            if name in attributes:
                if bases is not None:
                    uses = found.uses.setdefault(bases.of(element), {})
                uses.setdefault((tag, name, value), number)
            elif name == ID:
                found.identify(value, element, number)
                if bases is not None and bases.is_included(number):
                    found.included.add(value)
            elif name == BASE and bases is None and number:
                return None
        if tag == _PREFIX_DEF:
            found.prefixes.append(_definition(element))
    return found


def _definition(element: etree._Element) -> Definition:
    get = element.get
    return Definition(get("ident", ""), get("matchPattern", ""), get("replacementPattern", ""))


def pointers(
    document: Document,
    table: PointerTable,
    base: Base,
    prefixes: Mapping[str, Prefixes],
) -> Iterator[Pointer]:
    """Yield every pointer of a document, in its order."""
    bases = _Bases(document, base)
    for element in elements(document.tree.getroot()):
        attributes = table.by_tag[element.tag]
        items: Sequence[tuple[Any, Any]] = element.items()
        for name, value in items:
            if name in attributes:
                start = bases.of(element)
                for text in dict.fromkeys(value.split()):
                    yield Pointer(element, name, text, resolve(text, start, prefixes))


def some_pointers(pairs: Iterable[str]) -> PointerTable:
    """Return a table of these pointers only; each is an element and attribute as `ref@target`."""
    rows: dict[str, list[str]] = {}
    for pair in pairs:
        element, _, attribute = pair.rpartition("@")
        rows.setdefault(attribute, []).append(element)
    return PointerTable(rows)


@lru_cache(maxsize=4096)
def pair_of(tag: str, attribute: str) -> str:
    """Return an element and its attribute in short."""
    return f"{short_name(tag)}@{attribute}"


def declared(document: Document) -> list[Definition]:
    """Return the private schemes that a document declares."""
    return [_definition(one) for one in document.tree.getroot().iter(_PREFIX_DEF)]


def schemes(definitions: Sequence[Definition]) -> Mapping[str, Prefixes]:
    """Return private schemes ready to use."""
    return compiled(definitions) if definitions else {}


def _below_root(document: Document, base: Base) -> Base:
    moved = document.tree.getroot().get(BASE)
    return base if moved is None else base.moved(moved)


class _Bases:
    """What relative pointers start from, for the elements of a document that is not simple.

    Included parts say it with the @xml:base that XInclude gives them.
    """

    def __init__(self, document: Document, base: Base) -> None:
        self._base = base
        self._known: dict[etree._Element, Base] = {}
        self._own = document.source.name
        self._spans = document.spans if _XINCLUDE in document.source.data else None
        self._only: Base | None = None
        if self._spans is None and not document.tree.xpath("boolean(/*//*/@xml:base)"):
            self._only = _below_root(document, base)

    def of(self, element: etree._Element) -> Base:
        """Return what pointers of an element start from."""
        if self._only is not None:
            return self._only
        parent = element.getparent()
        around = self._base if parent is None else self._below(parent)
        own = element.get(BASE)
        return around if own is None else around.moved(own)

    def _below(self, element: etree._Element) -> Base:
        """Return what pointers of an element's children start from."""
        unknown: list[etree._Element] = []
        for one in (element, *element.iterancestors()):
            if one in self._known:
                break
            unknown.append(one)
        base = self._known.get(one, self._base)
        for one in reversed(unknown):
            own = one.get(BASE)
            base = self._known[one] = base if own is None else base.moved(own)
        return base

    def is_included(self, number: int) -> bool:
        return self._spans is not None and self._spans[number].source != self._own


def relative(path: Path, root: Path) -> str:
    """Return a path from the root, with slashes, whether or not it exists."""
    folder = _absolute(str(root))
    name = os.path.abspath(path)  # noqa: PTH100 - links are followed when files are opened
    if not name.startswith(folder):
        name = os.path.realpath(path)
        folder = _real(str(root))
    inside = name[len(folder) :] if name.startswith(folder) else Path(name).name
    return inside.replace(os.sep, "/")


@lru_cache(maxsize=256)
def _absolute(root: str) -> str:
    return os.path.join(os.path.abspath(root), "")  # noqa: PTH100, PTH118


@lru_cache(maxsize=256)
def _real(root: str) -> str:
    return os.path.join(os.path.realpath(root), "")  # noqa: PTH118
