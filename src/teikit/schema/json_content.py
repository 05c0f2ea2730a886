"""Content models and datatypes as JSON objects."""

from typing import Any, TypeAlias

from lxml import etree

from teikit.odd import content as c
from teikit.odd.model import ContentModel, Datatype
from teikit.odd.notation import datatype_tokens, model_text, text_of

Object: TypeAlias = dict[str, Any]


def content_object(model: ContentModel | None) -> Object | None:
    """Return a content model: its notation as text, and its parts as a tree."""
    if model is None:
        return None
    return {"text": model_text(model), "parts": [node_object(node) for node in model.nodes]}


def datatype_object(datatype: Datatype) -> Object:
    """Return the datatype of an attribute, and how many words of it a value may have."""
    return {
        "text": text_of(datatype_tokens(datatype)),
        **_occurrence(datatype.min_occurs, datatype.max_occurs),
        "part": None if datatype.content is None else node_object(datatype.content),
    }


def node_object(node: c.Content) -> Object:
    """Return one part of a content model."""
    return {**_kind(node), **_occurrence(node.min_occurs, node.max_occurs)}


def _occurrence(minimum: int, maximum: int | None) -> Object:
    """Return how often something may occur, nothing where that is once."""
    if (minimum, maximum) == (1, 1):
        return {}
    return {"minOccurs": minimum, "maxOccurs": "unbounded" if maximum is None else maximum}


def _kind(node: c.Content) -> Object:
    match node:
        case c.ElementRef() | c.MacroRef():
            kind = "element" if isinstance(node, c.ElementRef) else "macro"
            return {"type": kind, "name": node.key}
        case c.ClassRef():
            return {
                "type": "class",
                "name": node.key,
                "expand": node.expand,
                "include": list(node.include),
                "except": list(node.exclude),
            }
        case c.DataRef():
            return _data(node)
        case c.Alternate() | c.Sequence():
            kind = "alternate" if isinstance(node, c.Alternate) else "sequence"
            ordered = {"unordered": True} if _unordered(node) else {}
            return {"type": kind, **ordered, "members": _members(node.members)}
    return _leaf(node)


def _unordered(node: c.Content) -> bool:
    return isinstance(node, c.Sequence) and not node.preserve_order


def _leaf(node: c.Content) -> Object:
    match node:
        case c.TextNode():
            return {"type": "text"}
        case c.ValList():
            return {"type": "values", "values": [item.ident for item in node.items]}
        case c.AnyElement():
            excepted = None if node.excepted is None else list(node.excepted)
            return {"type": "anyElement", "require": list(node.require), "except": excepted}
        case c.RawPattern():
            return {"type": "relaxng", "xml": _xml(node.xml)}
    return {"type": "empty"}


def _data(node: c.DataRef) -> Object:
    return {
        "type": "datatype",
        "name": node.key or None,
        "xsd": node.name or None,
        "ref": node.ref or None,
        "restriction": node.restriction or None,
        "facets": {facet.name: facet.value for facet in node.facets},
    }


def _members(members: tuple[c.Content, ...]) -> list[Object]:
    return [node_object(member) for member in members]


def _xml(element: etree._Element) -> str:
    return " ".join(etree.tostring(element, encoding="unicode", with_tail=False).split())
