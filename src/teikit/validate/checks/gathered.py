"""All that the checks look at, gathered once for all of them."""

from collections import defaultdict
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.validate.check_settings import CheckSettings
from teikit.validate.selection import Selection
from teikit.xml.inventory import Inventory
from teikit.xml.parse import Document

XML_LANG: Final = clark(XML, "lang")
_TEI: Final = clark(TEI, "")

DATE_ATTRIBUTES: Final = tuple(
    f"{name}{kind}"
    for kind in ("", "-iso", "-custom")
    for name in ("when", "notBefore", "notAfter", "from", "to")
)
ATTRIBUTES: Final[frozenset[str]] = frozenset(
    {XML_LANG, "mainLang", "otherLangs", "rend", "edtf", *DATE_ATTRIBUTES}
)
"""All whose values checks look at."""

_HEADER: Final = ("teiHeader", "correspDesc", "tagsDecl", "language")
_NUMBERED: Final = ("pb", "cb", "lb", "l", "div")
_TAGS: Final = frozenset(clark(TEI, name) for name in (*_HEADER, *_NUMBERED))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document, and the parts of it that checks are about, each in document order.

    `attributes` has, for the names that checks know, elements of the TEI with the value;
    `elements` has elements of the TEI by their local name.
    """

    document: Document
    selection: Selection
    settings: CheckSettings
    attributes: dict[str, list[tuple[etree._Element, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    elements: dict[str, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))


def gather(
    document: Document, selection: Selection, settings: CheckSettings, inventory: Inventory
) -> Gathered:
    """Return what the checks need of a document; the inventory must hold `ATTRIBUTES`."""
    gathered = Gathered(document, selection, settings)
    for name in ATTRIBUTES:
        for _, _, element, value in inventory.held[name]:
            if element.tag.startswith(_TEI):
                gathered.attributes[name].append((element, value))
    cut = len(_TEI)
    tags = _TAGS & inventory.elements
    for element in document.tree.getroot().iter(*tags) if tags else ():
        gathered.elements[element.tag[cut:]].append(element)
    return gathered
