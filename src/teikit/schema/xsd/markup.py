"""Elements of XML Schema to write: simple types, and what all others are made with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from teikit.relaxng.markup import Tag, escape_text
from teikit.schema.xsd.simple import ListOf, Restriction, SimpleType, TypeName, Union

_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


def element(parent: Tag, kind: str, /, **attributes: str) -> Tag:
    """Return a new element of XML Schema inside another."""
    made = Tag(f"xs:{kind}", attributes)
    parent.children.append(made)
    return made


def annotate(parent: Tag, *documentation: str) -> None:
    """Write documentation into an element that has nothing inside yet."""
    texts = [text for text in documentation if text]
    if texts:
        annotation = element(parent, "annotation")
        for text in texts:
            element(annotation, "documentation").text = escape_text(text)


def simple_type(
    parent: Tag, value: SimpleType, name: str = "", words: Mapping[str, str] = _NO_WORDS
) -> None:
    """Write a simple type, by name or in its place; `words` document its values."""
    made = element(parent, "simpleType", **({"name": name} if name else {}))
    match value:
        case TypeName():
            element(made, "restriction", base=value.name)
        case Restriction():
            inside = _based(made, "restriction", "base", value.base, words)
            for facet, text in value.facets:
                annotate(element(inside, facet, value=text), words.get(text, ""))
        case Union():
            _union(made, value, words)
        case ListOf():
            _based(made, "list", "itemType", value.item, words)


def _union(made: Tag, value: Union, words: Mapping[str, str]) -> None:
    inside = element(made, "union")
    names = [member.name for member in value.members if isinstance(member, TypeName)]
    if names:
        inside.attributes["memberTypes"] = " ".join(names)
    for member in value.members:
        if not isinstance(member, TypeName):
            simple_type(inside, member, words=words)


def _based(made: Tag, kind: str, attribute: str, base: SimpleType, words: Mapping[str, str]) -> Tag:
    inside = element(made, kind)
    if isinstance(base, TypeName):
        inside.attributes[attribute] = base.name
    else:
        simple_type(inside, base, words=words)
    return inside
