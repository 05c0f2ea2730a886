"""A schema as XML Schema sees it, as data: what `xsd_types` makes and `xsd_write` writes."""

from collections.abc import Mapping
from enum import Enum

from teikit.records import dataclass
from teikit.schema.xsd.particle import Particle
from teikit.schema.xsd.simple import SimpleType, TypeName


@dataclass(frozen=True, slots=True)
class AttributeUse:
    """An attribute an element may have; `qualified` where it is in the schema's namespace.

    `values` documents some of its values.
    """

    name: str
    type: SimpleType
    required: bool
    qualified: bool = False
    documentation: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ComplexType:
    """What an element may have and hold.

    `value` is the type of its text where it holds nothing else, else None. `open_attributes` are
    namespaces, or words of XML Schema, whose attributes are accepted as they are.
    """

    name: str
    particle: Particle
    mixed: bool
    value: TypeName | None
    attributes: tuple[AttributeUse, ...]
    open_attributes: tuple[str, ...]
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """All that is written; `types` by the numbers that terms of particles refer to.

    `roots` are local names and numbers of types. `groups` and `attribute_groups` are what a reader
    knows by name; only what turns out to be useful of them is written.
    """

    namespace: str
    roots: tuple[tuple[str, int], ...]
    types: Mapping[int, ComplexType]
    groups: Mapping[str, Particle]
    attribute_groups: Mapping[str, tuple[AttributeUse, ...]]
    values: Mapping[str, SimpleType]


class Loss(Enum):
    """What XML Schema cannot say; each is reported under a code of its own."""

    ORDER = "order"
    LOOKAHEAD = "lookahead"
    CONTEXT = "context"
    TOGETHER = "together"
    VALUES = "values"
    FOREIGN = "foreign"
    XML = "xml"
    TEXT = "text"
    ROOTS = "roots"
