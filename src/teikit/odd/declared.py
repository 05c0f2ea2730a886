"""Declarations of an ODD as data: what is read, and what is merged.

A declaration as read may leave parts out (None): in a change they mean "as it was". Every
declaration keeps its history, from the place that first declared it to the last that changed it.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from lxml import etree

from teikit.odd.content import Content, Prose, ValList
from teikit.records import dataclass
from teikit.source import Span


class Mode(StrEnum):
    """What a customization does with a declaration (`@mode`)."""

    ADD = "add"
    CHANGE = "change"
    REPLACE = "replace"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a declaration was made or changed: the place, and the name of the layer."""

    span: Span
    layer: str


@dataclass(frozen=True, slots=True)
class ConstraintSpec:
    """A constraint, kept as written: the rule's XML, its scheme, and the namespaces in scope."""

    ident: str
    scheme: str
    mode: Mode
    xml: etree._Element = field(compare=False)
    origin: Origin


@dataclass(frozen=True, slots=True)
class Datatype:
    """The datatype of an attribute: its content, and how many words of it a value may have."""

    content: Content | None
    min_occurs: int = 1
    max_occurs: int | None = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AttDef:
    """The declaration of an attribute, or a change to one; `usage` is req, rec or opt."""

    ident: str
    mode: Mode
    history: tuple[Origin, ...]
    ns: str | None = None
    usage: str | None = None
    datatype: Datatype | None = None
    val_list: ValList | None = None
    default: str | None = None
    alt_idents: tuple[Prose, ...] = ()
    prose: tuple[Prose, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    valid_until: str | None = None

    @property
    def origin(self) -> Origin:
        """The place that last touched the declaration."""
        return self.history[-1]


@dataclass(frozen=True, slots=True)
class AttRef:
    """A reference to one attribute of a class."""

    class_key: str
    name: str
    origin: Origin
    mode: Mode = Mode.ADD


@dataclass(frozen=True, slots=True)
class AttList:
    """Attributes that go together, or of which one is chosen (`org` choice)."""

    items: "tuple[AttItem, ...]"
    org: str = "group"


AttItem: TypeAlias = AttDef | AttRef | AttList


@dataclass(frozen=True, slots=True)
class MemberOf:
    """Membership of a class; `times` is how often a sequence of all members has this one."""

    key: str
    mode: Mode
    origin: Origin
    times: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Classes:
    """Class memberships; `mode` change adds to those there are, replace takes their place."""

    members: tuple[MemberOf, ...]
    mode: Mode = Mode.REPLACE


@dataclass(frozen=True, slots=True)
class ContentModel:
    """The content of an element, macro or datatype; nodes beside each other form a sequence."""

    nodes: tuple[Content, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What all declarations have in common."""

    ident: str
    mode: Mode
    history: tuple[Origin, ...]
    module: str | None = None
    prefix: str | None = None
    alt_idents: tuple[Prose, ...] = ()
    prose: tuple[Prose, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    valid_until: str | None = None

    @property
    def origin(self) -> Origin:
        """The place that last touched the declaration."""
        return self.history[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec(Spec):
    """The declaration of an element; `ns` None is the namespace of the schema."""

    ns: str | None = None
    classes: Classes | None = None
    content: ContentModel | None = None
    attributes: AttList | None = None
    models: tuple[etree._Element, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSpec(Spec):
    """The declaration of a class; `type` is model or atts."""

    type: str | None = None
    classes: Classes | None = None
    attributes: AttList | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroSpec(Spec):
    """The declaration of a macro."""

    content: ContentModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSpec(Spec):
    """The declaration of a datatype."""

    content: ContentModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleSpec(Spec):
    """The declaration of a module; it declares nothing but its name."""


AnySpec: TypeAlias = ElementSpec | ClassSpec | MacroSpec | DataSpec | ModuleSpec


@dataclass(frozen=True, slots=True)
class Declarations:
    """Declarations by name: what a TEI release offers, or what a customization selects."""

    elements: Mapping[str, ElementSpec] = field(default_factory=dict)
    classes: Mapping[str, ClassSpec] = field(default_factory=dict)
    macros: Mapping[str, MacroSpec] = field(default_factory=dict)
    datatypes: Mapping[str, DataSpec] = field(default_factory=dict)
    modules: Mapping[str, ModuleSpec] = field(default_factory=dict)
