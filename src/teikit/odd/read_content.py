"""Content models from XML: the content of `content`, `datatype` and their parts."""

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import RELAXNG, TEI, XML, clark
from teikit.odd import misfits
from teikit.odd.content import (
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    Empty,
    Facet,
    MacroRef,
    Prose,
    RawPattern,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from teikit.records import dataclass
from teikit.source import Span

_TEI: Final = f"{{{TEI}}}"
_RNG: Final = f"{{{RELAXNG}}}"
_DIGITS: Final = 18
_LANG: Final = clark(XML, "lang")
_PROSE: Final = frozenset(
    _TEI + kind for kind in ("gloss", "desc", "remarks", "exemplum", "listRef", "equiv")
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a declaration needs to know: where elements are, and the layer's name.

    `found` collects what is wrong with the declarations that have been read.
    """

    span: Callable[[etree._Element], Span]
    layer: str
    found: list[Diagnostic] = field(default_factory=list, compare=False)


def tei_children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children that are TEI elements of one of the names."""
    return element.iterchildren(*(_TEI + name for name in names))


def read_nodes(parent: etree._Element, reading: Reading) -> tuple[Content, ...]:
    """Return the parts of a content model, without what is not a content model."""
    nodes = []
    for child in parent.iterchildren(etree.Element):
        node = read_node(child, reading)
        if node is not None:
            nodes.append(node)
    return tuple(nodes)


def read_node(element: etree._Element, reading: Reading) -> Content | None:
    """Return one part of a content model; None where the element is not one."""
    tag = str(element.tag)
    if tag.startswith(_RNG):
        return _raw(element, reading)
    reader = _READERS.get(tag)
    return None if reader is None else reader(element, reading)


def read_prose(parent: etree._Element) -> tuple[Prose, ...]:
    """Return the documentation an element holds as children."""
    return tuple(
        Prose(str(child.tag).removeprefix(_TEI), child.get(_LANG, ""), child)
        for child in parent.iterchildren(*_PROSE)
    )


def read_alt_idents(parent: etree._Element) -> tuple[Prose, ...]:
    """Return the names an `altIdent` gives instead of the canonical one."""
    return tuple(
        Prose("altIdent", child.get(_LANG, ""), child) for child in tei_children(parent, "altIdent")
    )


def words(text: str | None) -> tuple[str, ...]:
    """Return the words of an attribute's value; none where the attribute is absent."""
    return tuple((text or "").split())


def minimum(element: etree._Element, reading: Reading) -> int:
    """Return what `@minOccurs` states; where it is no number, 0."""
    text = element.get("minOccurs")
    if text is None or _is_number(text):
        return int(text or "1")
    reading.found.append(misfits.no_number(reading.span(element), "minOccurs", text))
    return 0


def maximum(element: etree._Element, reading: Reading) -> int | None:
    """Return what `@maxOccurs` states; None where it is unbounded, or no number."""
    text = element.get("maxOccurs")
    if text is None or _is_number(text):
        return int(text or "1")
    if text.strip() != "unbounded":
        reading.found.append(misfits.no_number(reading.span(element), "maxOccurs", text))
    return None


def _is_number(text: str) -> bool:
    # More digits than these no one means, and Python does not read without end.
    text = text.strip()
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def _key(element: etree._Element) -> str:
    # Some ODDs say @name, which the reference implementation understands as well.
    return element.get("key") or element.get("name") or ""


def _element_ref(element: etree._Element, reading: Reading) -> Content:
    return ElementRef(
        key=_key(element),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _class_ref(element: etree._Element, reading: Reading) -> Content:
    return ClassRef(
        key=_key(element),
        expand=element.get("expand", ""),
        include=words(element.get("include")),
        exclude=words(element.get("except")),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _macro_ref(element: etree._Element, reading: Reading) -> Content:
    return MacroRef(
        key=_key(element),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _data_ref(element: etree._Element, reading: Reading) -> Content:
    return DataRef(
        key=element.get("key", ""),
        name=element.get("name", ""),
        ref=element.get("ref", ""),
        restriction=element.get("restriction", ""),
        facets=tuple(
            Facet(facet.get("name", ""), facet.get("value", ""))
            for facet in tei_children(element, "dataFacet")
        ),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _text_node(element: etree._Element, reading: Reading) -> Content:
    return TextNode(span=reading.span(element))


def _empty(element: etree._Element, reading: Reading) -> Content:
    return Empty(span=reading.span(element))


def _any_element(element: etree._Element, reading: Reading) -> Content:
    excepted = element.get("except")
    return AnyElement(
        require=words(element.get("require")),
        excepted=None if excepted is None else words(excepted),
        prefixes=prefixes_of(element),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _alternate(element: etree._Element, reading: Reading) -> Content:
    return Alternate(
        members=read_nodes(element, reading),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _sequence(element: etree._Element, reading: Reading) -> Content:
    return Sequence(
        members=read_nodes(element, reading),
        preserve_order=element.get("preserveOrder", "true") not in {"false", "0"},
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def read_val_list(element: etree._Element, reading: Reading) -> ValList:
    """Return a list of values."""
    return ValList(
        items=tuple(
            ValItem(
                ident=item.get("ident", ""),
                span=reading.span(item),
                layer=reading.layer,
                mode=item.get("mode", "add"),
                prose=read_prose(item),
                alt_ident=next((alt.text() for alt in read_alt_idents(item)), ""),
            )
            for item in tei_children(element, "valItem")
        ),
        type=element.get("type", ""),
        mode=element.get("mode", "add"),
        span=reading.span(element),
        min_occurs=minimum(element, reading),
        max_occurs=maximum(element, reading),
    )


def _raw(element: etree._Element, reading: Reading) -> Content:
    parent = element.getparent()
    auto = "true" if parent is None else parent.get("autoPrefix", "true")
    return RawPattern(
        xml=element,
        locate=reading.span,
        auto_prefix=auto not in {"false", "0"},
        span=reading.span(element),
    )


def prefixes_of(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return the namespace prefixes in scope, in a stable order."""
    return tuple(sorted((prefix, uri) for prefix, uri in element.nsmap.items() if prefix))


_READERS: Final[dict[str, Callable[[etree._Element, Reading], Content]]] = {
    _TEI + "elementRef": _element_ref,
    _TEI + "classRef": _class_ref,
    _TEI + "macroRef": _macro_ref,
    _TEI + "dataRef": _data_ref,
    _TEI + "textNode": _text_node,
    _TEI + "empty": _empty,
    _TEI + "anyElement": _any_element,
    _TEI + "alternate": _alternate,
    _TEI + "sequence": _sequence,
    _TEI + "valList": read_val_list,
}
