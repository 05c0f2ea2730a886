"""Entries of registers that nobody points at."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.validate.links import edition_words
from teikit.validate.links.table import short_name
from teikit.validate.links.walk import ID
from teikit.xml.parse import Document

if TYPE_CHECKING:
    from lxml import etree

ENTRIES: Final = {
    clark(TEI, name): clark(TEI, parent)
    for name, parent in (
        ("person", "listPerson"),
        ("personGrp", "listPerson"),
        ("place", "listPlace"),
        ("org", "listOrg"),
        ("event", "listEvent"),
        ("object", "listObject"),
        ("bibl", "listBibl"),
        ("biblStruct", "listBibl"),
        ("biblFull", "listBibl"),
        ("nym", "listNym"),
    )
}


def unused_entries(document: Document, used: Collection[int]) -> Iterator[Diagnostic]:
    """Yield an information for each entry of a register that is not used.

    `used` are hashes of the identifiers that are pointed at. An entry around others, as a country
    around its towns, is used if one of them is.
    """
    needed: set[etree._Element] = set()
    entries: list[etree._Element] = []
    for element in document.tree.getroot().iter(*ENTRIES):
        identifier = element.get(ID)
        parent = element.getparent()
        if identifier is not None and hash(identifier) in used:
            needed.add(element)
            needed.update(element.iterancestors(*ENTRIES))
        elif identifier and parent is not None and parent.tag == ENTRIES[element.tag]:
            entries.append(element)
    for element in entries:
        if element not in needed:
            name = short_name(element.tag)
            yield edition_words.unused(
                element.get(ID, ""), name, document.attribute_span(element, ID)
            )
