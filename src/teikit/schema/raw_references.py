"""References of pure ODD inside RELAX NG, as TEI's compiled ODDs have them."""

from collections.abc import Callable
from copy import deepcopy
from typing import Final, TypeAlias

from lxml import etree

from teikit.names import RELAXNG, TEI, XSD_DATATYPES, clark
from teikit.source import Span

Locate: TypeAlias = Callable[[etree._Element], Span]  # noqa: SLF001

_REFERENCES: Final = frozenset(
    clark(TEI, name) for name in ("dataRef", "macroRef", "classRef", "elementRef")
)
_LEAVES: Final = {clark(TEI, "textNode"): "text", clark(TEI, "empty"): "empty"}
_WRAPPERS: Final = frozenset({clark(TEI, "datatype"), clark(TEI, "content")})


def with_references(xml: etree._Element, locate: Locate) -> tuple[etree._Element, Locate]:
    """Return RELAX NG in which references of pure ODD are references of RELAX NG.

    The element comes back as it is where there are none; otherwise as a copy, with the places of
    the original. TEI Guidelines, chapter 22, on `content` with RELAX NG.
    """
    if not any(_is_foreign(element) for element in xml.iter(etree.Element)):
        return xml, locate
    copy = deepcopy(xml)
    origins = dict(zip(copy.iter(etree.Element), xml.iter(etree.Element), strict=True))
    for element in origins:
        if _is_foreign(element):
            _translate(element)
    return copy, lambda element: locate(origins[element])


def _is_foreign(element: etree._Element) -> bool:
    parent = element.getparent()
    inside = parent is not None and etree.QName(parent).namespace in {RELAXNG, TEI}
    return inside and (
        element.tag in _REFERENCES or element.tag in _LEAVES or element.tag in _WRAPPERS
    )


def _translate(element: etree._Element) -> None:
    """Make the element of RELAX NG out of one of TEI that means the same."""
    tag = element.tag
    if tag in _LEAVES:
        element.tag = clark(RELAXNG, _LEAVES[str(tag)])
    elif tag in _WRAPPERS:
        element.tag = clark(RELAXNG, "group")
    elif element.get("name"):
        element.tag = clark(RELAXNG, "data")
        element.set("type", _taken(element, "name"))
        element.set("datatypeLibrary", XSD_DATATYPES)
    else:
        element.tag = clark(RELAXNG, "ref")
        key, expanded = _taken(element, "key"), _taken(element, "expand")
        element.set("name", f"{key}_{expanded}" if expanded else key)


def _taken(element: etree._Element, name: str) -> str:
    """Return an attribute's value and take the attribute away."""
    value = element.get(name, "")
    element.attrib.pop(name, "")
    return value
