"""Annotations of the compact syntax (sections 5 and 6): documentation, `[…]` and `>>`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, XMLNS
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.cursor import Cursor, is_identifier
from teikit.relaxng.compact.lex import Kind, Token

Foreign = s.ForeignElement | s.Comment
N = TypeVar("N", bound=s.Node)

_XMLNS_URIS: Final = frozenset({XMLNS, XMLNS.rstrip("/")})


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a pattern or definition; `first` is the token it begins with."""

    first: Token
    documentation: tuple[str, ...] = ()
    attributes: tuple[s.ForeignAttribute, ...] = ()
    elements: tuple[Foreign, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documentation or self.attributes or self.elements)


def lead(cursor: Cursor) -> Lead:
    """Take the annotations before a pattern, name class, definition or parameter."""
    first = cursor.token
    documentation = []
    while cursor.token.kind is Kind.DOCUMENTATION:
        documentation.append(cursor.take().text)
    attributes: tuple[s.ForeignAttribute, ...] = ()
    elements: list[Foreign] = []
    if cursor.at("["):
        bracket = cursor.take()
        attributes = _attributes(cursor, nested=False)
        while at_element(cursor):
            elements.append(element(cursor, nested=False))
        cursor.expect("]", to_close=bracket)
    return Lead(first, tuple(documentation), attributes, tuple(elements))


def following(cursor: Cursor) -> tuple[Foreign, ...]:
    """Take the annotation elements that `>>` puts after a pattern or name class."""
    elements = []
    while cursor.accept(">>"):
        if not at_element(cursor):
            raise cursor.unexpected("the name of an annotation element")
        elements.append(element(cursor, nested=False))
    return tuple(elements)


def at_element(cursor: Cursor, *, keywords: bool = True) -> bool:
    """Return whether an annotation element comes next; its name may be one of the `keywords`."""
    token, after = cursor.token, cursor.ahead()
    if after.kind is not Kind.SYMBOL or after.text != "[":
        return False
    if token.kind in {Kind.PREFIXED_NAME, Kind.QUOTED_NAME}:
        return True
    return token.kind is Kind.NAME if keywords else is_identifier(token)


def element(cursor: Cursor, *, nested: bool) -> s.ForeignElement:
    """Take an annotation element with everything in it."""
    token = cursor.take()
    namespace, local, prefix = _name(cursor, token)
    if namespace == RELAXNG and not nested:
        message = "An annotation cannot be an element of RELAX NG itself."
        raise cursor.fail("RNG330", message, token)
    bracket = cursor.expect("[")
    cursor.enter(bracket)
    attributes = _attributes(cursor, nested=True)
    children = _children(cursor)
    cursor.leave()
    cursor.expect("]", to_close=bracket)
    return s.ForeignElement(
        namespace, local, attributes, children, prefix=prefix, span=cursor.start(token)
    )


def _children(cursor: Cursor) -> tuple[s.ForeignElement | s.Comment | str, ...]:
    children: list[s.ForeignElement | s.Comment | str] = []
    while True:
        children += map(s.Comment, cursor.token.comments)
        if at_element(cursor):
            children.append(element(cursor, nested=True))
        elif cursor.token.kind is Kind.LITERAL:
            text = cursor.literal("a text")
            if children and isinstance(children[-1], str):
                children[-1] += text
            elif text:
                children.append(text)
        else:
            return tuple(children)


def _attributes(cursor: Cursor, *, nested: bool) -> tuple[s.ForeignAttribute, ...]:
    found: dict[tuple[str, str], s.ForeignAttribute] = {}
    while _at_attribute(cursor):
        token = cursor.take()
        namespace, local, prefix = _name(cursor, token)
        problem = _attribute_problem(namespace, local, nested=nested)
        if not problem and (namespace, local) in found:
            problem = f"The annotation attribute “{token.text}” is there twice."
        if problem:
            raise cursor.fail("RNG330", problem, token)
        cursor.expect("=")
        value = cursor.literal("a value in quotation marks")
        found[namespace, local] = s.ForeignAttribute(namespace, local, value, prefix)
    return tuple(found.values())


def _at_attribute(cursor: Cursor) -> bool:
    after = cursor.ahead()
    names = {Kind.NAME, Kind.QUOTED_NAME, Kind.PREFIXED_NAME}
    return cursor.token.kind in names and after.kind is Kind.SYMBOL and after.text == "="


def _attribute_problem(namespace: str, local: str, *, nested: bool) -> str:
    if namespace in _XMLNS_URIS or (not namespace and local == "xmlns"):
        return "A namespace declaration cannot be an annotation."
    if nested:
        return ""
    if not namespace:
        return f"The annotation attribute “{local}” needs a prefix."
    if namespace == RELAXNG:
        return "An annotation cannot be an attribute of RELAX NG itself."
    return ""


def _name(cursor: Cursor, token: Token) -> tuple[str, str, str]:
    if token.kind is not Kind.PREFIXED_NAME:
        return "", token.text, ""
    prefix, _, local = token.text.partition(":")
    namespace = cursor.namespace(prefix, token)
    if namespace is None:
        message = f"The prefix “{prefix}” stands for no certain namespace, so not for annotations."
        raise cursor.fail("RNG330", message, token)
    return namespace, local, prefix


# ---------------------------------------------------------------- on nodes


def annotate(node: N, before: Lead, inside: Iterable[Foreign] = ()) -> N:
    """Return a node with the annotations before it, and the first ones `inside` it."""
    elements = (*map(_documentation, before.documentation), *before.elements, *inside)
    documentation, initial = _split(elements)
    annotations = s.Annotations(before.attributes, initial, node.annotations.following)
    return replace(node, documentation=documentation, annotations=annotations)


def annotate_leaf(node: N, before: Lead) -> N:
    """Return a value, name or parameter with annotations: in XML, elements come after it."""
    elements = (
        *map(_documentation, before.documentation),
        *before.elements,
        *node.annotations.following,
    )
    return replace(node, annotations=s.Annotations(before.attributes, (), elements))


def annotate_pattern(node: s.Pattern, before: Lead) -> s.Pattern:
    """Return a pattern with the annotations before it; `a:defaultValue` is an attribute's own."""
    if not before:
        return node
    if isinstance(node, s.Value):
        return annotate_leaf(node, before)
    if isinstance(node, s.Attribute):
        rest = tuple(item for item in before.attributes if not _is_default(item))
        default = next((item.value for item in before.attributes if _is_default(item)), None)
        return annotate(replace(node, default=default), replace(before, attributes=rest))
    return annotate(node, before)


def _is_default(attribute: s.ForeignAttribute) -> bool:
    return (attribute.namespace, attribute.local) == (RELAXNG_ANNOTATIONS, "defaultValue")


def has_lead(annotations: s.Annotations) -> bool:
    """Return whether a node has annotations that stood before it."""
    return bool(annotations.attributes or annotations.initial)


def follow(node: N, elements: Sequence[Foreign]) -> N:
    """Return a node with annotation elements after it."""
    if not elements:
        return node
    annotations = node.annotations
    together = (*annotations.following, *elements)
    return replace(
        node, annotations=s.Annotations(annotations.attributes, annotations.initial, together)
    )


def _documentation(text: str) -> s.ForeignElement:
    children = (text,) if text else ()
    return s.ForeignElement(RELAXNG_ANNOTATIONS, "documentation", children=children, prefix="a")


def is_documentation(element: Foreign) -> bool:
    """Return whether an annotation is plain `a:documentation`."""
    return (
        isinstance(element, s.ForeignElement)
        and (element.namespace, element.local) == (RELAXNG_ANNOTATIONS, "documentation")
        and not element.attributes
    )


def text_of(element: s.ForeignElement) -> str:
    """Return all text in an annotation element."""
    texts = (
        child if isinstance(child, str) else text_of(child)
        for child in element.children
        if not isinstance(child, s.Comment)
    )
    return "".join(texts)


def _split(elements: Sequence[Foreign]) -> tuple[tuple[str, ...], tuple[Foreign, ...]]:
    """Return the documentation that comes first, and the rest."""
    documentation: list[str] = []
    for index, element in enumerate(elements):
        if not isinstance(element, s.ForeignElement) or not is_documentation(element):
            return tuple(documentation), tuple(elements[index:])
        documentation.append(text_of(element))
    return tuple(documentation), ()
