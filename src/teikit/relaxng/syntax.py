"""RELAX NG's full syntax as data: what readers produce and writers take, XML and compact alike.

Names follow the specification (OASIS RELAX NG, sections 3 and 4). Every node may carry the place
it was read from, documentation and foreign annotations; equality looks at neither place nor prefix.
"""

from collections.abc import Iterable
from dataclasses import field
from typing import Final, TypeAlias

from teikit.records import dataclass
from teikit.source import Span

BUILTIN: Final = ""
"""The datatype library of `string` and `token`."""


@dataclass(frozen=True, slots=True)
class ForeignAttribute:
    """An attribute of another vocabulary on a schema element, e.g. `a:defaultValue`."""

    namespace: str
    local: str
    value: str
    prefix: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """An XML comment, or the lines of a compact syntax comment without their `#`."""

    text: str


@dataclass(frozen=True, slots=True)
class ForeignElement:
    """An element of another vocabulary inside a schema; `children` hold elements and strings."""

    namespace: str
    local: str
    attributes: tuple[ForeignAttribute, ...] = ()
    children: "tuple[ForeignElement | Comment | str, ...]" = ()
    prefix: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Annotations:
    """What other vocabularies say about a node: on it, inside it before anything else, after it."""

    attributes: tuple[ForeignAttribute, ...] = ()
    initial: tuple[ForeignElement | Comment, ...] = ()
    following: tuple[ForeignElement | Comment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.attributes or self.initial or self.following)


NO_ANNOTATIONS: Final = Annotations()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node of a schema may carry.

    `documentation` becomes `a:documentation` (`##` in the compact syntax); `gloss` is a human name
    for messages, such as "personal name" on an element or "a date like 1920-12-21" on the pattern
    of a datatype, and is never written out.
    """

    span: Span | None = field(default=None, compare=False)
    documentation: tuple[str, ...] = ()
    annotations: Annotations = NO_ANNOTATIONS
    gloss: str = field(default="", compare=False)


# ---------------------------------------------------------------- name classes


@dataclass(frozen=True, slots=True)
class Name(Node):
    """One name; `namespace` None is that of the schema that includes this one (none, if none)."""

    namespace: str | None
    local: str
    prefix: str = field(default="", compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class AnyName(Node):
    """Any name but those of `excepted`."""

    excepted: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class NsName(Node):
    """Any name of a namespace but those of `excepted`; for None see `Name`."""

    namespace: str | None
    excepted: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class NameChoice(Node):
    """Any name of the alternatives."""

    alternatives: "tuple[NameClass, ...]"


NameClass: TypeAlias = Name | AnyName | NsName | NameChoice


# ---------------------------------------------------------------- patterns


@dataclass(frozen=True, slots=True)
class Element(Node):
    """An element with a name of `name` and the content and attributes of `pattern`."""

    name: NameClass
    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """No content."""


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Any text, also none."""


@dataclass(frozen=True, slots=True)
class NotAllowed(Node):
    """Nothing matches."""


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """An attribute; `default` is its `a:defaultValue`."""

    name: NameClass
    pattern: "Pattern" = field(default_factory=Text)
    default: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Group(Node):
    """One pattern after the other."""

    patterns: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class Interleave(Node):
    """All patterns, in any order and mingled."""

    patterns: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """One of the patterns."""

    patterns: "tuple[Pattern, ...]"


@dataclass(frozen=True, slots=True)
class Optional(Node):
    """The pattern or nothing."""

    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class ZeroOrMore(Node):
    """The pattern any number of times."""

    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class OneOrMore(Node):
    """The pattern at least once."""

    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class List(Node):
    """A text whose words match the pattern."""

    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class Mixed(Node):
    """The pattern with text anywhere between."""

    pattern: "Pattern"


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """The definition of that name in this grammar."""

    name: str


@dataclass(frozen=True, slots=True)
class ParentRef(Node):
    """The definition of that name in the grammar around this one."""

    name: str


@dataclass(frozen=True, slots=True)
class Value(Node):
    """This value, compared as the datatype says.

    `namespace` and `namespaces` (prefix and URI) are what a QName in `value` is read with.
    """

    value: str
    type: str = "token"
    library: str = BUILTIN
    namespace: str | None = field(default="", kw_only=True)
    namespaces: tuple[tuple[str, str], ...] = field(default=(), kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Param(Node):
    """A facet of a datatype."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Data(Node):
    """Any value of a datatype but those that match `excepted`."""

    type: str
    library: str = BUILTIN
    params: tuple[Param, ...] = ()
    excepted: "Pattern | None" = None


@dataclass(frozen=True, slots=True)
class ExternalRef(Node):
    """The pattern of another file; `base` is the URI that `href` is relative to."""

    href: str
    namespace: str | None = None
    base: str = field(default="", kw_only=True)


# ---------------------------------------------------------------- grammars


@dataclass(frozen=True, slots=True)
class Define(Node):
    """A named pattern; `combine` is "choice", "interleave" or ""."""

    name: str
    pattern: "Pattern"
    combine: str = ""


@dataclass(frozen=True, slots=True)
class Start(Node):
    """What a document may start with; `combine` is "choice", "interleave" or ""."""

    pattern: "Pattern"
    combine: str = ""


@dataclass(frozen=True, slots=True)
class Div(Node):
    """Components that belong together, for the reader of the schema."""

    content: "tuple[Component, ...]"


@dataclass(frozen=True, slots=True)
class Include(Node):
    """The grammar of another file, with `content` instead of its definitions of those names."""

    href: str
    content: "tuple[Component, ...]" = ()
    namespace: str | None = None
    base: str = field(default="", kw_only=True)


Component: TypeAlias = Define | Start | Div | Include


@dataclass(frozen=True, slots=True)
class Grammar(Node):
    """Definitions; `namespaces` are prefixes and URIs that a writer should declare."""

    content: tuple[Component, ...]
    namespaces: tuple[tuple[str, str], ...] = field(default=(), kw_only=True, compare=False)


Pattern: TypeAlias = (
    Element
    | Attribute
    | Group
    | Interleave
    | Choice
    | Optional
    | ZeroOrMore
    | OneOrMore
    | List
    | Mixed
    | Ref
    | ParentRef
    | Empty
    | Text
    | NotAllowed
    | Value
    | Data
    | ExternalRef
    | Grammar
)


# ---------------------------------------------------------------- convenience for emitters


def group(patterns: Iterable[Pattern], *, span: Span | None = None) -> Pattern:
    """Return the patterns as a group: `Empty` for none, the pattern itself for one."""
    members = tuple(patterns)
    if not members:
        return Empty(span=span)
    return members[0] if len(members) == 1 else Group(members, span=span)


def choice(patterns: Iterable[Pattern], *, span: Span | None = None) -> Pattern:
    """Return the patterns as a choice: `NotAllowed` for none, the pattern itself for one."""
    members = tuple(patterns)
    if not members:
        return NotAllowed(span=span)
    return members[0] if len(members) == 1 else Choice(members, span=span)
