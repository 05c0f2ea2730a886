"""Values of attributes and elements: patterns of data -> simple types of XML Schema."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final, TypeAlias

from teikit.records import dataclass
from teikit.relaxng import pattern as p
from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.pattern import Pattern
from teikit.schema.xsd.core import parts_of


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type by its name: a built-in one as `xs:token`, one of this schema without a prefix."""

    name: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """A type with facets."""

    base: "SimpleType"
    facets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """A value of any of the types."""

    members: "tuple[SimpleType, ...]"


@dataclass(frozen=True, slots=True)
class ListOf:
    """Words of a type."""

    item: "SimpleType"


SimpleType: TypeAlias = TypeName | Restriction | Union | ListOf

STRING: Final = TypeName("xs:string")
BLANK: Final = Restriction(STRING, (("pattern", r"\s*"),))
"""No text, or white space only."""

# Identifiers are unique in RELAX NG only if asked for, and those in xml:id are out of reach.
_INSTEAD: Final[Mapping[str, SimpleType]] = {
    "ID": TypeName("xs:NCName"),
    "IDREF": TypeName("xs:NCName"),
    "ENTITY": TypeName("xs:NCName"),
    "IDREFS": Restriction(ListOf(TypeName("xs:NCName")), (("minLength", "1"),)),
    "ENTITIES": Restriction(ListOf(TypeName("xs:NCName")), (("minLength", "1"),)),
    "NOTATION": TypeName("xs:QName"),
    "untypedAtomic": STRING,
    "anyAtomicType": STRING,
}
_WITHOUT_ENUMERATION: Final = frozenset({"boolean", "QName", "NOTATION"})


@dataclass
class SimpleTypes:
    """Turns patterns into simple types; `names` are those of datatypes, by the id of the pattern.

    `used` collects the named types that are referred to, `inexact` the ids of patterns that say
    more than XML Schema can.
    """

    names: Mapping[int, str]
    used: dict[str, SimpleType] = field(default_factory=dict)
    inexact: set[int] = field(default_factory=set)

    def of_values(self, patterns: Iterable[Pattern]) -> SimpleType:
        """Return the type of a value that any of the patterns matches."""
        return _union(self.of(pattern) for pattern in patterns)

    def of(self, pattern: Pattern) -> SimpleType:
        """Return the type of a pattern, by its name if it has one."""
        name = self.names.get(pattern.id)
        if name is None:
            return self._make(pattern)
        if name not in self.used:
            self.used[name] = self._make(pattern)
        return TypeName(name)

    def _make(self, pattern: Pattern) -> SimpleType:
        match pattern.kind:
            case p.TEXT:
                return STRING
            case p.DATA:
                return self._data(pattern)
            case p.VALUE:
                return self._enumerated([pattern])
            case p.LIST:
                return self._list(pattern)
            case p.CHOICE:
                return self._choice(pattern.parts)
        return BLANK

    def _data(self, pattern: Pattern) -> SimpleType:
        if pattern.parts:
            self.inexact.add(pattern.id)
        datatype = _datatype(pattern)
        made = _base(datatype)
        # Several patterns in one restriction would be alternatives.
        for facet in (facet for facet in datatype.facets if facet[0] == "pattern"):
            made = Restriction(made, (facet,))
        others = tuple(facet for facet in datatype.facets if facet[0] != "pattern")
        if others and isinstance(made, Restriction) and isinstance(made.base, TypeName):
            return Restriction(made.base, (*made.facets, *others))
        return Restriction(made, others) if others else made

    def _enumerated(self, values: list[Pattern]) -> SimpleType:
        datatype = _datatype(values[0])
        base = _base(datatype)
        if datatype.name in _WITHOUT_ENUMERATION:
            self.inexact.update(value.id for value in values)
            return base
        texts = dict.fromkeys(value.value for value in values)
        return Restriction(base, tuple(("enumeration", text) for text in texts))

    def _choice(self, parts: Iterable[Pattern]) -> SimpleType:
        members: list[SimpleType] = []
        values: dict[str, list[Pattern]] = {}
        for part in parts:
            if part.kind == p.VALUE:
                datatype = _datatype(part)
                values.setdefault(f"{datatype.library} {datatype.name}", []).append(part)
            else:
                members.append(self.of(part))
        members.extend(self._enumerated(alike) for alike in values.values())
        return _union(members)

    def _list(self, pattern: Pattern) -> SimpleType:
        inside = pattern.content
        words = [part for part in parts_of(inside) if part.kind in {p.DATA, p.VALUE}]
        least, most = _count(inside)
        if not words or most == 0:
            return BLANK
        if not _is_even(inside):
            self.inexact.add(pattern.id)
        made: SimpleType = ListOf(self._choice(words) if len(words) > 1 else self.of(words[0]))
        facets: list[tuple[str, str]] = []
        if least:
            facets.append(("minLength", str(least)))
        if most is not None:
            facets.append(("maxLength", str(most)))
        return Restriction(made, tuple(facets)) if facets else made


def _datatype(pattern: Pattern) -> Datatype:
    assert pattern.datatype is not None  # noqa: S101 - only asked of data and values
    return pattern.datatype


def _base(datatype: Datatype) -> SimpleType:
    return _INSTEAD.get(datatype.name, TypeName(f"xs:{datatype.name}"))


def _union(types: Iterable[SimpleType]) -> SimpleType:
    members: dict[SimpleType, None] = {}
    for one in types:
        members.update(dict.fromkeys(one.members if isinstance(one, Union) else (one,)))
    if STRING in members:
        return STRING
    return next(iter(members)) if len(members) == 1 else Union(tuple(members))


def _count(pattern: Pattern) -> tuple[int, int | None]:
    """Return how many words a pattern inside a list matches, at least and at most."""
    if pattern.kind in {p.DATA, p.VALUE}:
        return 1, 1
    counts = [_count(part) for part in pattern.parts]
    if not counts:
        return 0, 0
    least = [low for low, _ in counts]
    most = [high for _, high in counts if high is not None]
    endless = len(most) < len(counts)
    if pattern.kind == p.CHOICE:
        return min(least), None if endless else max(most)
    if pattern.kind == p.ONE_OR_MORE:
        return least[0], None
    return sum(least), None if endless else sum(most)


def _is_even(pattern: Pattern) -> bool:
    """Return whether all words in a list may be of the same types, wherever they stand."""
    return len(set(_places(pattern))) == 1


def _places(pattern: Pattern) -> Iterable[frozenset[int]]:
    if pattern.kind in {p.DATA, p.VALUE}:
        yield frozenset({pattern.id})
    elif pattern.kind == p.CHOICE and all(
        part.kind in {p.DATA, p.VALUE, p.EMPTY} for part in pattern.parts
    ):
        yield frozenset(part.id for part in pattern.parts if part.kind != p.EMPTY)
    else:
        for part in pattern.parts:
            yield from _places(part)
