"""A customization as it is written, before anything is resolved."""

from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from teikit.odd.model import AnySpec, ConstraintSpec, ExternalModule, Origin, Settings
from teikit.records import dataclass
from teikit.source import SourceFile


class Kind(StrEnum):
    """What a reference in a `schemaSpec` brings in."""

    MODULE = "module"
    ELEMENT = "element"
    CLASS = "class"
    MACRO = "macro"
    DATATYPE = "datatype"


@dataclass(frozen=True, slots=True)
class Reference:
    """A `moduleRef`, `elementRef`, `classRef`, `macroRef` or `dataRef` in a `schemaSpec`.

    `source` is what `@source` says, on it or around it, and `base` the file it stands in;
    `include` None means that all elements of the module are meant.
    """

    kind: Kind
    key: str
    origin: Origin
    base: SourceFile
    source: str | None = None
    include: tuple[str, ...] | None = None
    excepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupReference:
    """A `specGrpRef`: the declarations of a group, here or in another file."""

    target: str
    origin: Origin
    base: SourceFile


Step: TypeAlias = Reference | GroupReference | ExternalModule | ConstraintSpec | AnySpec


@dataclass(frozen=True, slots=True)
class Customization:
    """A `schemaSpec`: its settings, the source it builds on, and what it does, in order."""

    settings: Settings
    file: SourceFile
    source: str | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A `specGrp` with what it holds."""

    origin: Origin
    steps: Sequence[Step] = field(default_factory=tuple)
