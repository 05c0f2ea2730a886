"""Registers and the documents that mention their entries: links in both directions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from teikit.edition.pointers import local_target
from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.xml.parse import Document, elements

ENTRY_ELEMENTS: Final = frozenset(
    clark(TEI, name)
    for name in ("person", "personGrp", "place", "org", "bibl", "biblStruct", "event", "object")
)
_POINTERS: Final = ("ref", "target", "corresp", "source", "resp", "who")
_ID: Final = clark(XML, "id")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register: the file it is in, and its xml:id."""

    register: Path
    id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One pointer from a document to a file of the edition."""

    target: Entry
    element: etree._Element


def entries(registers: Mapping[Path, Document]) -> set[Entry]:
    """Return the entries of all registers."""
    return {
        Entry(path, identifier)
        for path, document in registers.items()
        for element in elements(document.tree.getroot())
        if element.tag in ENTRY_ELEMENTS and (identifier := element.get(_ID))
    }


def references(path: Path, document: Document) -> Iterator[Reference]:
    """Return the pointers of a document to elements of other files, in document order."""
    for element in elements(document.tree.getroot()):
        for attribute in _POINTERS:
            for pointer in element.get(attribute, "").split():
                file, identifier = local_target(pointer, path)
                if file is not None and identifier:
                    yield Reference(Entry(file, identifier), element)


def mentions(documents: Mapping[Path, Document], known: set[Entry]) -> dict[Entry, list[Path]]:
    """Return for each entry the documents that mention it, in the documents' order."""
    found: dict[Entry, dict[Path, None]] = {}
    for path, document in documents.items():
        for reference in references(path, document):
            if reference.target in known:
                found.setdefault(reference.target, {})[path] = None
    return {entry: list(paths) for entry, paths in found.items()}
