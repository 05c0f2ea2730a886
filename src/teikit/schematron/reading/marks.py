"""Where every element of a schema was written, kept through all copying by a mark on it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.names import XML
from teikit.records import dataclass
from teikit.schematron.names import ASCC, MARK, SCH, USUAL
from teikit.schematron.reading.model import Mark
from teikit.xml.parse import Document, elements

_LANG: Final = f"{{{XML}}}lang"


@dataclass(slots=True)
class Marks:
    """The marks given so far."""

    _all: list[Mark] = field(default_factory=list)

    def put(self, document: Document, inherited: Mark | None = None) -> etree._Element:
        """Mark all elements of a schema's file; return its root.

        A file without `ns` elements of its own uses the prefixes of the one that includes it.
        """
        root = document.tree.getroot()
        declared = dict(inherited.namespaces) if inherited else {}
        for one in root.iter(SCH + "ns", f"{{{ASCC}}}ns"):
            prefix, uri = one.get("prefix", "").strip(), one.get("uri", "").strip()
            if declarable(prefix, uri):
                declared[prefix] = uri
        base = document.source.uri()
        scopes: dict[tuple[tuple[str | None, str], ...], dict[str, str]] = {}
        for element, span in zip(elements(root), document.spans, strict=True):
            scope = tuple(element.nsmap.items())
            if scope not in scopes:
                own = {prefix: uri for prefix, uri in scope if prefix}
                scopes[scope] = {**USUAL, **own, **declared}
            lang = self._lang(element)
            self._all.append(Mark(span, scopes[scope], base, lang))
            element.set(MARK, str(len(self._all) - 1))
        return root

    def _lang(self, element: etree._Element) -> str:
        own = element.get(_LANG)
        parent = element.getparent()
        return self.of(parent).lang if own is None and parent is not None else own or ""

    def of(self, element: etree._Element) -> Mark:
        """Return the mark of an element, or of the nearest around it that has one."""
        here: etree._Element | None = element
        while here is not None:
            number = here.get(MARK)
            if number is not None:
                return self._all[int(number)]
            here = here.getparent()
        return self._all[0]

    def prefixes(self) -> set[str]:
        """Return all prefixes in use."""
        return {prefix for mark in self._all for prefix in mark.namespaces}


def declarable(prefix: str, uri: str) -> bool:
    """Return whether a namespace can be declared.

    >>> declarable("tei", "http://www.tei-c.org/ns/1.0"), declarable("1a", "urn:a")
    (True, False)
    """
    if not prefix or not uri or prefix in {"xml", "xmlns"}:
        return False
    try:
        etree.Element("any", nsmap={prefix: uri})
    except ValueError:
        return False
    return True


def new_element(element: etree._Element, namespaces: Mapping[str | None, str]) -> etree._Element:
    """Return an empty element of the same name with the same attributes."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    # The stubs do not know that None stands for the namespace without a prefix.
    return etree.Element(element.tag, attributes, nsmap=namespaces)  # type: ignore[arg-type]


def unmarked(element: etree._Element) -> etree._Element:
    """Return a copy of an element as its author wrote it."""
    copy = _copy(element)
    for one in copy.iter(etree.Element):
        one.attrib.pop(MARK, "")
    return copy


def _copy(element: etree._Element) -> etree._Element:
    # A plain copy loses the namespaces declared further up, which XPath in attributes may need.
    copy = new_element(element, element.nsmap)
    copy.text = element.text
    copy.extend([deepcopy(child) for child in element])
    return copy
