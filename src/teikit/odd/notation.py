"""Content models in a notation that people read: `(a, b?, (c | d)*)`, as in a DTD."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from teikit.names import RELAXNG
from teikit.odd import content as c
from teikit.odd.model import ContentModel, Datatype
from teikit.records import dataclass

_RNG: Final = f"{{{RELAXNG}}}"
_TIMES: Final = {(1, 1): "", (0, 1): "?", (0, None): "*", (1, None): "+"}
_RAW_TIMES: Final = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+", "mixed": ""}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the notation; `kind` and `key` say what it names, and are empty for signs.

    Kinds are element, class, macro, datatype and pattern (a reference in embedded RELAX NG).
    """

    text: str
    kind: str = ""
    key: str = ""


def model_tokens(model: ContentModel | None) -> list[Token]:
    """Return the notation of a content model."""
    if model is None or not model.nodes:
        return [Token("empty")]
    return list(_joined([node_tokens(node) for node in model.nodes], ", "))


def model_text(model: ContentModel | None) -> str:
    """Return the notation of a content model as plain text."""
    return text_of(model_tokens(model))


def datatype_tokens(datatype: Datatype | None) -> list[Token]:
    """Return the notation of an attribute's datatype."""
    if datatype is None or datatype.content is None:
        return [Token("text")]
    tokens = list(node_tokens(datatype.content))
    times = _times(datatype.min_occurs, datatype.max_occurs)
    return [*tokens, Token(times)] if times else tokens


def text_of(tokens: Sequence[Token]) -> str:
    """Return tokens as plain text."""
    return "".join(token.text for token in tokens)


def node_tokens(node: c.Content) -> list[Token]:
    """Return the notation of one part of a content model."""
    if isinstance(node, c.RawPattern):
        return list(_raw(node.xml))
    tokens = list(_once(node))
    times = _times(node.min_occurs, node.max_occurs)
    return [*tokens, Token(times)] if times else tokens


def _times(minimum: int, maximum: int | None) -> str:
    known = _TIMES.get((minimum, maximum))
    if known is not None:
        return known
    if maximum is None:
        return f"{{{minimum},}}"
    return f"{{{minimum}}}" if minimum == maximum else f"{{{minimum},{maximum}}}"


def _once(node: c.Content) -> Iterator[Token]:
    match node:
        case c.ElementRef():
            yield Token(node.key, "element", node.key)
        case c.ClassRef():
            yield Token(node.key, "class", node.key)
            yield from _class_suffix(node)
        case c.MacroRef():
            yield Token(node.key, "macro", node.key)
        case c.DataRef():
            yield from _data(node)
        case c.TextNode():
            yield Token("text")
        case c.Empty():
            yield Token("empty")
        case c.AnyElement():
            yield Token("any element" + (f" of {', '.join(node.require)}" if node.require else ""))
        case c.Alternate():
            yield from _bracketed(node.members, " | ")
        case c.Sequence():
            yield from _bracketed(node.members, ", " if node.preserve_order else " & ")
        case c.ValList():
            yield Token(" | ".join(f"“{item.ident}”" for item in node.items))


def _class_suffix(node: c.ClassRef) -> Iterator[Token]:
    if node.expand and node.expand != "alternate":
        yield Token(f" ({node.expand})")
    if node.include:
        yield Token(f" (only {', '.join(node.include)})")
    if node.exclude:
        yield Token(f" (except {', '.join(node.exclude)})")


def _data(node: c.DataRef) -> Iterator[Token]:
    if node.key:
        yield Token(node.key, "datatype", node.key)
    else:
        yield Token(node.name or node.ref)
    if node.restriction:
        yield Token(f" matching {node.restriction}")
    if node.facets:
        yield Token(f" ({', '.join(f'{facet.name} {facet.value}' for facet in node.facets)})")


def _bracketed(members: Sequence[c.Content], sign: str) -> Iterator[Token]:
    yield Token("(")
    yield from _joined([node_tokens(member) for member in members], sign)
    yield Token(")")


def _joined(parts: Sequence[Sequence[Token]], sign: str) -> Iterator[Token]:
    for number, part in enumerate(parts):
        if number:
            yield Token(sign)
        yield from part


def _raw(xml: etree._Element) -> Iterator[Token]:
    """Yield RELAX NG in the same notation, as far as it has one."""
    name = etree.QName(xml).localname
    children = [child for child in xml.iterchildren(etree.Element) if str(child.tag)[:1] == "{"]
    if name == "ref":
        yield Token(xml.get("name", ""), "pattern", xml.get("name", ""))
    elif name in {"data", "value"}:
        yield Token(xml.get("type", "") if name == "data" else f"“{(xml.text or '').strip()}”")
    elif name in {"element", "attribute"}:
        sign = "@" if name == "attribute" else ""
        yield Token(f"{sign}{xml.get('name') or name}")
        if children and name == "element":
            yield from _raw_group(children, " { ", ", ", " }")
    elif children:
        sign = {"choice": " | ", "interleave": " & "}.get(name, ", ")
        yield from _raw_group(children, "(", sign, ")")
        if _RAW_TIMES.get(name):
            yield Token(_RAW_TIMES[name])
    else:
        yield Token("nothing" if name == "notAllowed" else name)


def _raw_group(
    children: Sequence[etree._Element], before: str, sign: str, after: str
) -> Iterator[Token]:
    yield Token(before)
    yield from _joined([list(_raw(child)) for child in children], sign)
    yield Token(after)
