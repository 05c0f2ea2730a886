"""Contents of elements: patterns without attributes -> particles of XML Schema."""

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Final, TypeAlias

from teikit.records import dataclass
from teikit.relaxng import pattern as p
from teikit.relaxng.nameclass import Any, NameClass, OneOf, Only, Within, namespace_of
from teikit.relaxng.pattern import Pattern
from teikit.schema.xsd.particle import (
    ANY,
    IMPOSSIBLE,
    LOCAL,
    NOTHING,
    OTHER,
    TARGET,
    All,
    Named,
    Particle,
    Repeat,
    Term,
    Wild,
    choice,
    repeat,
    sequence,
    terms,
)
from teikit.schema.xsd.upa import Attribution

MOST_MINGLED: Final = 4
"""So many elements in any order, each other than once, are spelt out as sequences."""

_Mingled: TypeAlias = tuple[Particle, int, int | None]


def wildcards(name_class: NameClass, own: str) -> list[str]:
    """Return the namespaces of an open name class, as a wildcard of XML Schema names them."""
    match name_class:
        case Only():
            return [_namespace(namespace_of(name_class.name), own)]
        case OneOf():
            found = [one for member in name_class.members for one in wildcards(member, own)]
            return [ANY] if ANY in found else list(dict.fromkeys(found))
        case Within():
            return [_namespace(name_class.namespace, own)]
        case Any():
            excepted = set(_whole_namespaces(name_class.excepted))
            if own not in excepted:
                return [ANY]
            return [OTHER] if not own or "" in excepted else [OTHER, LOCAL]


def _namespace(namespace: str, own: str) -> str:
    if namespace == own and own:
        return TARGET
    return namespace or LOCAL


def _whole_namespaces(name_class: NameClass | None) -> list[str]:
    if isinstance(name_class, Within) and name_class.excepted is None:
        return [name_class.namespace]
    if isinstance(name_class, OneOf):
        return [one for member in name_class.members for one in _whole_namespaces(member)]
    return []


@dataclass
class Contents:
    """Turns patterns into particles; `type_of` gives the number of an element's type."""

    own: str
    type_of: Callable[[Pattern], int]
    attribution: Attribution
    disordered: set[int] = field(default_factory=set)
    _made: dict[int, Particle] = field(default_factory=dict)

    def particle(self, pattern: Pattern) -> Particle:
        """Return the particle of a content; `disordered` collects where order was given up."""
        if pattern.kind == p.INTERLEAVE:
            whole = self._all(pattern)
            if whole is not None:
                return whole
        return self._particle(pattern)

    def _particle(self, pattern: Pattern) -> Particle:
        made = self._made.get(pattern.id)
        if made is None:
            made = self._made[pattern.id] = self._make(pattern)
        return made

    def _make(self, pattern: Pattern) -> Particle:
        match pattern.kind:
            case p.ELEMENT:
                return choice(self.terms(pattern))
            case p.CHOICE:
                return choice([self._particle(part) for part in pattern.parts])
            case p.GROUP:
                return sequence([self._particle(part) for part in pattern.parts])
            case p.ONE_OR_MORE:
                return repeat(self._particle(pattern.content), 1, None)
            case p.INTERLEAVE:
                return self._mingled(pattern)
        return IMPOSSIBLE if pattern.kind == p.NOT_ALLOWED else NOTHING

    def terms(self, element: Pattern) -> list[Term]:
        """Return an element as terms: those of this schema by name, others by namespace."""
        name_class = element.name_class
        listed = name_class.members if isinstance(name_class, OneOf) else (name_class,)
        found: dict[Term, None] = {}
        for one in listed:
            if isinstance(one, Only) and namespace_of(one.name) in {self.own, ""}:
                found[Named(one.name, self.type_of(element))] = None
            else:
                found.update((Wild(namespace), None) for namespace in wildcards(one, self.own))
        return list(found)

    # ------------------------------------------------------------ interleave

    def _all(self, pattern: Pattern) -> All | None:
        """Return an interleave as `xs:all`, where every part is one element at most once."""
        members: list[tuple[Named, bool]] = []
        for part in pattern.parts:
            match self._particle(part):
                case Named() as named:
                    members.append((named, False))
                case Repeat(Named() as named, 0, 1):
                    members.append((named, True))
                case particle if particle != NOTHING:
                    return None
        return All(tuple(members)) if len(members) > 1 else None

    def _mingled(self, pattern: Pattern) -> Particle:
        parts = [self._particle(part) for part in pattern.parts]
        held = [part for part in parts if part != NOTHING]
        if len(held) < 2:
            return sequence(held)
        simple = [_simple(part) for part in held]
        known = [one for one in simple if one is not None]
        often = [inner for inner, low, high in known if low == 0 and high is None]
        rest = [one for one in known if not (one[1] == 0 and one[2] is None)]
        if len(known) < len(held) or len(rest) > MOST_MINGLED:
            self.disordered.add(pattern.id)
            return self.attribution.loosened(held)
        return _in_any_order(often, rest)


def _simple(particle: Particle) -> _Mingled | None:
    """Return a particle as one of some elements, so many times; None where it is not that."""
    inner, low, high = particle, 1, 1
    most: int | None = high
    if isinstance(particle, Repeat):
        inner, low, most = particle.particle, particle.low, particle.high
    alone = choice(terms(inner)) == inner
    return (inner, low, most) if alone and low <= 1 and most in {1, None} else None


def _in_any_order(often: list[Particle], rest: Sequence[_Mingled]) -> Particle:
    between = repeat(choice(often), 0, None)
    if not rest:
        return between
    ways = []
    for place, (inner, _, high) in enumerate(rest):
        others = [*rest[:place], *rest[place + 1 :]]
        after = [*often, inner] if high is None else often
        ways.append(sequence([inner, _in_any_order(after, others)]))
    may_miss = all(low == 0 for _, low, _ in rest)
    return sequence([between, repeat(choice(ways), 0 if may_miss else 1, 1)])
