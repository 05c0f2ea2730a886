"""All that the checks look at, gathered once for all of them."""

from collections import defaultdict
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.validate.check_settings import CheckSettings
from teikit.validate.selection import Selection
from teikit.xml.parse import Document

XML_LANG: Final = clark(XML, "lang")
_TEI: Final = clark(TEI, "")

DATE_ATTRIBUTES: Final = tuple(
    f"{name}{kind}"
    for kind in ("", "-iso", "-custom")
    for name in ("when", "notBefore", "notAfter", "from", "to")
)
_ATTRIBUTES: Final[frozenset[str]] = frozenset(
    {XML_LANG, "mainLang", "otherLangs", "rend", "edtf", *DATE_ATTRIBUTES}
)
_HEADER: Final = ("teiHeader", "correspDesc", "tagsDecl", "language")
_NUMBERED: Final = ("pb", "cb", "lb", "l", "div")
_TAGS: Final = tuple(clark(TEI, name) for name in (*_HEADER, *_NUMBERED))


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


def gather(document: Document, selection: Selection, settings: CheckSettings) -> Gathered:
    """Return what the checks need of a document."""
    gathered = Gathered(document, selection, settings)
    root = document.tree.getroot()
    for element in root.iter(etree.Element):
        names = element.keys()
        if not names or _ATTRIBUTES.isdisjoint(names) or not element.tag.startswith(_TEI):
            continue
        for name in _ATTRIBUTES.intersection(names):
            gathered.attributes[name].append((element, element.get(name, "")))
    cut = len(_TEI)
    for element in root.iter(*_TAGS):
        gathered.elements[element.tag[cut:]].append(element)
    return gathered
