"""Rules written as annotations into a grammar in RELAX NG's compact syntax, as elements.

As XML such a grammar is one with rules embedded; only its outline is needed here, not what its
patterns allow.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from teikit.names import RELAXNG, SCHEMATRON
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.read import read_compact
from teikit.relaxng.files import Resolver, files_under
from teikit.relaxng.uri import uri_of
from teikit.relaxng.walk import children
from teikit.source import SourceFile, SourceStore, Span, span_at
from teikit.xml.parse import Document

_RNG: Final = f"{{{RELAXNG}}}"
_GRAMMAR: Final = _RNG + "grammar"
_COMPACT: Final = ".rnc"
_MARKS: Final = (SCHEMATRON.encode("ascii"), b"http://www.ascc.net/xml/schematron")
_MOST_FILES: Final = 1_000


def outline(source: SourceFile, root: Path, store: SourceStore) -> Document | None:
    """Return a grammar with its annotations, and those of grammars it includes, as XML.

    Elements have the places they are written in. Files are read from inside `root`. None where
    there are no rules; what is wrong with a grammar is said where it is compiled.
    """
    outlined = _Outline(files_under(root, store), span_at(source.name, 1, 1))
    outlined.file(source, uri_of(source), outlined.top)
    if not outlined.may_hold_rules:
        return None
    return Document(source, etree.ElementTree(outlined.top), outlined.spans)


@dataclass
class _Outline:
    """The outline of a grammar, element by element in the order of the document."""

    resolver: Resolver
    begin: Span
    top: etree._Element = field(default_factory=lambda: etree.Element(_GRAMMAR))
    spans: list[Span] = field(default_factory=list)
    may_hold_rules: bool = False
    _read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.spans.append(self.begin)

    def file(self, source: SourceFile, uri: str, parent: etree._Element) -> None:
        """Add what a file holds, as the last in an element that has not ended yet."""
        data = source.data.replace(b"\0", b"")
        self.may_hold_rules = self.may_hold_rules or any(mark in data for mark in _MARKS)
        self._read.add(uri)
        pattern = read_compact(source, uri).value
        if pattern is not None:
            self._node(pattern, parent)

    def _node(self, node: s.Node, parent: etree._Element) -> None:
        if isinstance(node, s.Include | s.ExternalRef):
            self._reference(node, parent)
        inner = self._element(node, parent)
        for one in node.annotations.initial:
            self._foreign(one, inner)
        for child in children(node):
            self._node(child, inner)
        for one in node.annotations.following:
            self._foreign(one, parent)

    def _element(self, node: s.Node, parent: etree._Element) -> etree._Element:
        """Return what stands for a node; only elements and grammars matter."""
        if isinstance(node, s.Grammar):
            namespaces = {one: uri for one, uri in node.namespaces if one not in {"", "xml"}}
            self._placed(node.span)
            return etree.SubElement(parent, _GRAMMAR, nsmap=namespaces)
        if isinstance(node, s.Element) and isinstance(node.name, s.Name):
            self._placed(node.span)
            named = {"name": node.name.local, "ns": node.name.namespace or ""}
            return etree.SubElement(parent, _RNG + "element", named)
        return parent

    def _reference(self, node: s.Include | s.ExternalRef, parent: etree._Element) -> None:
        uri = urljoin(node.base, node.href)
        if not node.href.lower().endswith(_COMPACT):
            self._placed(node.span)
            etree.SubElement(parent, _RNG + "include", {"href": uri})
        elif uri not in self._read and len(self._read) < _MOST_FILES:
            found = self.resolver(uri, self.begin).value
            if found is not None:
                self.file(found, uri, parent)

    def _foreign(self, one: s.ForeignElement | s.Comment, parent: etree._Element) -> None:
        if isinstance(one, s.Comment):
            return
        self._placed(one.span)
        element = etree.SubElement(parent, _clark(one.namespace, one.local))
        for attribute in one.attributes:
            element.set(_clark(attribute.namespace, attribute.local), attribute.value)
        for child in one.children:
            if isinstance(child, str):
                _append(element, child)
            else:
                self._foreign(child, element)

    def _placed(self, span: Span | None) -> None:
        self.spans.append(span or self.spans[-1])


def _clark(namespace: str, local: str) -> str:
    return f"{{{namespace}}}{local}" if namespace else local


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
