"""What an ODD comes to, as data: its declarations, its settings, and what it has left out."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from lxml import etree

from teikit.odd.content import RawPattern
from teikit.odd.declared import (
    AnySpec,
    AttDef,
    AttItem,
    AttList,
    AttRef,
    Classes,
    ClassSpec,
    ConstraintSpec,
    ContentModel,
    DataSpec,
    Datatype,
    Declarations,
    ElementSpec,
    MacroSpec,
    MemberOf,
    Mode,
    ModuleSpec,
    Origin,
    Spec,
)
from teikit.records import dataclass
from teikit.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class ExternalModule:
    """A module that is a RELAX NG grammar in a file of its own (`moduleRef/@url`)."""

    url: str
    prefix: str
    file: SourceFile
    content: tuple[etree._Element, ...] = field(compare=False)
    origin: Origin


@dataclass(frozen=True, slots=True)
class Settings:
    """What `schemaSpec` says about the schema as a whole.

    `start` None means that nothing is said; empty, that an external module says it. `document` is
    the root of the ODD, for its prose and its declarations about constraints.
    """

    ident: str
    origin: Origin
    start: tuple[str, ...] | None = None
    ns: str | None = None
    prefix: str = ""
    target_lang: str = "en"
    doc_lang: tuple[str, ...] = ()
    default_exceptions: tuple[str, ...] | None = None
    prefixes: tuple[tuple[str, str], ...] = ()
    document: etree._Element | None = field(default=None, compare=False)


class How(StrEnum):
    """How something came to be left out of a vocabulary."""

    DELETED = "deleted"
    EXCEPTED = "excepted"
    NOT_INCLUDED = "not included"
    MODULE_ABSENT = "module not included"
    CLASS_ABSENT = "class not included"
    MEMBERSHIP_REMOVED = "no longer a member of the class"


@dataclass(frozen=True, slots=True)
class Removal:
    """Which place of which layer left something out, and how; `via` names the class or module."""

    span: Span
    layer: str
    how: How
    via: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A resolved customization: everything a schema, its documentation and its hints need.

    `offered` is what it builds on; `removed_attributes` has pairs of element and attribute as keys.
    """

    settings: Settings
    declared: Declarations
    offered: Declarations
    external: tuple[ExternalModule, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    removed_elements: Mapping[str, Removal] = field(default_factory=dict)
    removed_classes: Mapping[str, Removal] = field(default_factory=dict)
    removed_attributes: Mapping[tuple[str, str], Removal] = field(default_factory=dict)

    @property
    def elements(self) -> Mapping[str, ElementSpec]:
        """The elements by name."""
        return self.declared.elements

    @property
    def classes(self) -> Mapping[str, ClassSpec]:
        """The classes by name."""
        return self.declared.classes

    @property
    def macros(self) -> Mapping[str, MacroSpec]:
        """The macros by name."""
        return self.declared.macros

    @property
    def datatypes(self) -> Mapping[str, DataSpec]:
        """The datatypes by name."""
        return self.declared.datatypes


__all__ = [
    "AnySpec",
    "AttDef",
    "AttItem",
    "AttList",
    "AttRef",
    "ClassSpec",
    "Classes",
    "ConstraintSpec",
    "ContentModel",
    "DataSpec",
    "Datatype",
    "Declarations",
    "ElementSpec",
    "ExternalModule",
    "How",
    "MacroSpec",
    "MemberOf",
    "Mode",
    "ModuleSpec",
    "Origin",
    "RawPattern",
    "Removal",
    "Settings",
    "Spec",
    "Vocabulary",
]
