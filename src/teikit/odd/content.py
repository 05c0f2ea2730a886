"""Content models as data, in the words of the TEI Guidelines, chapter 23 (Pure ODD)."""

from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from lxml import etree

from teikit.records import dataclass
from teikit.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every part of a content model has; `max_occurs` None means unbounded."""

    span: Span = field(compare=False)
    min_occurs: int = 1
    max_occurs: int | None = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRef(Node):
    """An element of the vocabulary."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRef(Node):
    """The members of a model class; `expand` is one of the five values of the Guidelines, or "".

    `include` and `exclude` name members; an empty tuple of `include` names them all.
    """

    key: str
    expand: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroRef(Node):
    """The content of a macro."""

    key: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of a datatype, such as minInclusive."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRef(Node):
    """A datatype: `key` names one of the vocabulary, `name` one of XML Schema, `ref` is a URI."""

    key: str = ""
    name: str = ""
    ref: str = ""
    restriction: str = ""
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNode(Node):
    """Any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty(Node):
    """No content at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyElement(Node):
    """Any element of the namespaces required, but those excepted (namespaces or QNames).

    `excepted` None stands for the exceptions that the schema states for all.
    """

    require: tuple[str, ...] = ()
    excepted: tuple[str, ...] | None = None
    prefixes: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate(Node):
    """One of the members."""

    members: "tuple[Content, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Node):
    """All members, in this order unless `preserve_order` is false."""

    members: "tuple[Content, ...]"
    preserve_order: bool = True


@dataclass(frozen=True, slots=True)
class ValItem:
    """One value of a list; `mode` says what a customization does with it."""

    ident: str
    span: Span = field(compare=False)
    layer: str
    mode: str = "add"
    prose: "tuple[Prose, ...]" = ()
    alt_ident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValList(Node):
    """A list of values: `type` is closed, semi or open, or "" where a change leaves it alone."""

    items: tuple[ValItem, ...] = ()
    type: str = ""
    mode: str = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPattern(Node):
    """RELAX NG written inside an ODD, as it stands; `locate` tells the place of its elements.

    `auto_prefix` says whether its references take the prefix of the schema.
    """

    xml: etree._Element = field(compare=False)
    locate: Callable[[etree._Element], Span] = field(compare=False)
    auto_prefix: bool = True


@dataclass(frozen=True, slots=True)
class Prose:
    """A part of the documentation: `kind` is gloss, desc, remarks, exemplum, listRef or equiv."""

    kind: str
    lang: str
    xml: etree._Element = field(compare=False)

    def text(self) -> str:
        """Return the text in one line."""
        return " ".join("".join(str(part) for part in self.xml.itertext()).split())


Content: TypeAlias = (
    ElementRef
    | ClassRef
    | MacroRef
    | DataRef
    | TextNode
    | Empty
    | AnyElement
    | Alternate
    | Sequence
    | ValList
    | RawPattern
)
