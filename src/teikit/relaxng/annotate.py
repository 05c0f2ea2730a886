"""Foreign elements and attributes of a schema in XML, as data."""

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from teikit.names import split_clark
from teikit.relaxng import syntax as s
from teikit.source import Span

_E: TypeAlias = etree._Element  # noqa: SLF001 - lxml's public type has a private name


def foreign_attribute(element: _E, name: str) -> s.ForeignAttribute:
    """Return one attribute of an element, by its name in Clark notation."""
    namespace, local = split_clark(name)
    prefix = _prefix(element, namespace) if namespace else ""
    return s.ForeignAttribute(namespace, local, str(element.attrib[name]), prefix)


def foreign_element(element: _E, span: Callable[[_E], Span]) -> s.ForeignElement:
    """Return an element with everything in it."""
    namespace, local = split_clark(str(element.tag))
    children: list[s.ForeignElement | s.Comment | str] = []
    if element.text:
        children.append(element.text)
    for child in element:
        tag: object = child.tag
        if isinstance(tag, str):
            children.append(foreign_element(child, span))
        elif tag is etree.Comment:
            children.append(s.Comment(child.text or ""))
        if child.tail:
            children.append(child.tail)
    return s.ForeignElement(
        namespace,
        local,
        tuple(foreign_attribute(element, str(name)) for name in element.attrib),
        tuple(children),
        prefix=element.prefix or "",
        span=span(element),
    )


def _prefix(element: _E, namespace: str) -> str:
    return next(
        (prefix for prefix, uri in element.nsmap.items() if prefix and uri == namespace), ""
    )


def text_of(element: _E) -> str:
    """Return all the text inside an element."""
    return str(element.xpath("string()"))
