"""A Schematron schema as text: the order of its parts, and lines that people can read."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from teikit.names import SCHEMATRON, XSLT
from teikit.schema.schematron.fragment import SCH, Fragment
from teikit.schema.schematron.names import in_one_line, xpaths_of

_MESSAGES: Final = frozenset(
    SCH + name for name in ("assert", "report", "diagnostic", "p", "title", "property")
)


def written(whole: Fragment, title: str, binding: str, uris: Mapping[str, str]) -> str:
    """Return the schema of all parts as XML; `uris` are namespaces by prefix."""
    text = etree.tostring(put_together(whole, title, binding, uris), encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def put_together(
    whole: Fragment, title: str, binding: str, uris: Mapping[str, str]
) -> etree._Element:
    """Return the schema of all parts, which move into it; `uris` are namespaces by prefix."""
    nsmap: dict[str | None, str] = {None: SCHEMATRON}
    nsmap.update(_foreign_namespaces(whole))
    root = etree.Element(SCH + "schema", nsmap=nsmap)  # type: ignore[arg-type]
    root.set("queryBinding", binding)
    etree.SubElement(root, SCH + "title").text = title
    for prefix, uri in sorted(uris.items()):
        etree.SubElement(root, SCH + "ns", prefix=prefix, uri=uri)
    for group in (whole.xslt, whole.lets, whole.phases):
        root.extend(group)
    root.extend(whole.patterns or [_nothing()])
    for name, group in (("diagnostics", whole.diagnostics), ("properties", whole.properties)):
        if group:
            etree.SubElement(root, SCH + name).extend(group)
    etree.cleanup_namespaces(root, keep_ns_prefixes=_kept(root))
    _indent(root)
    return root


def is_xslt(element: etree._Element) -> bool:
    """Return whether an element is of XSLT, whose own XPath and layout stay as they are."""
    return str(element.tag).startswith(f"{{{XSLT}}}")


def tidy(element: etree._Element) -> None:
    """Bring XPath and messages, which ODDs break into indented lines, into one line."""
    if not str(element.tag).startswith(SCH):
        return
    for attribute, xpath in list(xpaths_of(element)):
        element.set(attribute, in_one_line(xpath))
    if element.tag in _MESSAGES:
        _tidy_message(element)


def _tidy_message(element: etree._Element) -> None:
    element.text = _spaced(element.text)
    for child in element.iter(etree.Element):
        if child is not element:
            child.text, child.tail = _spaced(child.text), _spaced(child.tail)
    if element.text:
        element.text = element.text.lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() or None
    elif element.text:
        element.text = element.text.rstrip()


def _spaced(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text) if text else text


def _indent(element: etree._Element, level: int = 0) -> None:
    """Put each element that is no part of a message on a line of its own."""
    children = list(element)
    if not children or element.tag in _MESSAGES or not str(element.tag).startswith(SCH):
        return
    element.text = "\n" + "  " * (level + 1)
    for child in children:
        child.tail = "\n" + "  " * (level + 1)
        _indent(child, level + 1)
    children[-1].tail = "\n" + "  " * level


def _nothing() -> etree._Element:
    pattern = etree.Element(SCH + "pattern", id="no-constraints")
    etree.SubElement(pattern, SCH + "title").text = "This schema has no constraints."
    return pattern


def _foreign_namespaces(whole: Fragment) -> Mapping[str | None, str]:
    """Return the namespaces of elements and attributes that are not of Schematron."""
    found: dict[str | None, str] = {"xsl": XSLT} if whole.xslt else {}
    for element in whole.everything():
        if not is_xslt(element):
            found.update({prefix: uri for prefix, uri in element.nsmap.items() if prefix})
    return found


def _kept(root: etree._Element) -> list[str]:
    """Return the prefixes that XPath inside XSLT may need."""
    kept: set[str] = set()
    for element in root.iter(etree.Element):
        if is_xslt(element):
            kept.update(prefix for prefix in element.nsmap if prefix)
    return sorted(kept)
