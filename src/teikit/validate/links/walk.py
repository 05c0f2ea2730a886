"""What a document has of links: its identifiers, its pointers, its private schemes."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from teikit.names import TEI, XINCLUDE_MARK, XML, clark
from teikit.records import dataclass
from teikit.source import Span
from teikit.validate.links.address import Address, Base, resolve
from teikit.validate.links.prefixes import Definition, Prefixes, compiled
from teikit.validate.links.table import EXAMPLES, PointerTable, short_name
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document

ID: Final = clark(XML, "id")
BASE: Final = clark(XML, "base")
_PREFIX_DEF: Final = clark(TEI, "prefixDef")


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer of an attribute: where it stands, as it is written, and where it leads.

    `number` says how many elements start before its own.
    """

    element: etree._Element
    number: int
    attribute: str
    text: str
    address: Address

    @property
    def pair(self) -> str:
        """The element and the attribute, as `persName@ref`."""
        return pair_of(self.element.tag, self.attribute)

    def place(self, document: Document) -> Span:
        """Return where the attribute stands."""
        return document.attribute_span_in(self.number, self.attribute)


Use = tuple[str, str, str]
"""A tag, an attribute and its value."""


@dataclass(slots=True)
class Survey:
    """What there is in a document: each identifier once, each value of a pointer attribute once.

    `ids` gives elements their number in the document; `foreign` are those of other files, and of
    examples.
    """

    ids: dict[str, tuple[str, int]] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    repeated: list[etree._Element] = field(default_factory=list)
    uses: dict[Base, dict[Use, int]] = field(default_factory=dict)
    prefixes: list[Definition] = field(default_factory=list)

    def identify(self, value: str, element: etree._Element, number: int) -> None:
        """Take an identifier."""
        if not value:
            return
        known = self.ids.get(value)
        if element.tag.startswith(EXAMPLES):
            # It can be pointed at, but does not count where identifiers are compared.
            if known is None:
                self.ids[value] = (element.tag, number)
                self.foreign.add(value)
        elif known is not None and not known[0].startswith(EXAMPLES):
            self.repeated.append(element)
        else:
            self.ids[value] = (element.tag, number)
            self.foreign.discard(value)


def names_surveyed(table: PointerTable) -> Set[str]:
    """Return the names of the attributes that an inventory must hold for `survey`."""
    return {*table.rows, ID, BASE}


def survey(document: Document, table: PointerTable, base: Base, inventory: Inventory) -> Survey:
    """Return what there is in a document; `base` is the document's own."""
    found = Survey()
    bases = _bases_of(document, base, inventory)
    _take_pointers(found, table, inventory, bases)
    for _, number, element, value in inventory.held[ID]:
        found.identify(value, element, number)
        if bases.is_included(number):
            found.foreign.add(value)
    if _PREFIX_DEF in inventory.elements:
        found.prefixes += declared(document)
    return found


def _take_pointers(
    found: Survey, table: PointerTable, inventory: Inventory, bases: "_Bases"
) -> None:
    by_tag = table.by_tag
    everywhere = None if bases.only is None else found.uses.setdefault(bases.only, {})
    for name in table.rows:
        for _, number, element, value in inventory.held[name]:
            tag = element.tag
            if name in by_tag[tag]:
                uses = everywhere
                if uses is None:
                    uses = found.uses.setdefault(bases.of(element), {})
                use = tag, name, value
                if use not in uses or name == "spanTo":  # of these, the last may point backwards
                    uses[use] = number


def _definition(element: etree._Element) -> Definition:
    get = element.get
    return Definition(get("ident", ""), get("matchPattern", ""), get("replacementPattern", ""))


def pointers(
    document: Document,
    table: PointerTable,
    base: Base,
    prefixes: Mapping[str, Prefixes],
    inventory: Inventory | None = None,
) -> Iterator[Pointer]:
    """Yield every pointer of a document, in its order."""
    known = inventory or take_inventory(document.tree, names_surveyed(table))
    bases = _bases_of(document, base, known)
    resolved: dict[tuple[str, Base], Address] = {}
    for (_, number, element, value), name in known.among(table.rows):
        if name in table.by_tag[element.tag]:
            start = bases.only or bases.of(element)
            for text in dict.fromkeys(value.split()):
                address = resolved.get((text, start))
                if address is None:
                    address = resolved[text, start] = resolve(text, start, prefixes)
                for one in address.each():
                    yield Pointer(element, number, name, text, one)


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


def _bases_of(document: Document, base: Base, inventory: Inventory) -> "_Bases":
    included = XINCLUDE_MARK in document.source.data
    elsewhere = any(number for _, number, *_ in inventory.held[BASE])
    moved = document.tree.getroot().get(BASE)
    below_root = base if moved is None else base.moved(moved)
    only = None if included or elsewhere else below_root
    return _Bases(base, only, document.source.name, document.spans if included else None)


@dataclass(slots=True)
class _Bases:
    """What relative pointers start from: in most documents the same place, `only`.

    Included parts say it with the @xml:base that XInclude gives them; there are `spans` then.
    """

    base: Base
    only: Base | None
    own: str
    spans: Sequence[Span] | None
    _known: dict[etree._Element, Base] = field(default_factory=dict)

    def of(self, element: etree._Element) -> Base:
        """Return what pointers of an element start from."""
        parent = element.getparent()
        around = self.base if parent is None else self._below(parent)
        own = element.get(BASE)
        return around if own is None else around.moved(own)

    def _below(self, element: etree._Element) -> Base:
        """Return what pointers of an element's children start from."""
        unknown: list[etree._Element] = []
        for one in (element, *element.iterancestors()):
            if one in self._known:
                break
            unknown.append(one)
        base = self._known.get(one, self.base)
        for one in reversed(unknown):
            own = one.get(BASE)
            base = self._known[one] = base if own is None else base.moved(own)
        return base

    def is_included(self, number: int) -> bool:
        """Return whether an element, by its number, is of another file."""
        return self.spans is not None and self.spans[number].source != self.own


def relative(path: str | Path, root: Path) -> str:
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
