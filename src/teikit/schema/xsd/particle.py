"""Particles of XML Schema: what the content of an element may be, as data.

The functions build particles in the shortest form that means the same.
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from teikit.records import dataclass

ANY: Final = "##any"
OTHER: Final = "##other"
LOCAL: Final = "##local"
TARGET: Final = "##targetNamespace"


@dataclass(frozen=True, slots=True)
class Named:
    """An element of the schema's own namespace, or of none; `type` is the number of its type."""

    name: str
    type: int


@dataclass(frozen=True, slots=True)
class Wild:
    """Any element of a namespace: its URI, or one of the words of XML Schema such as `##any`."""

    namespace: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One particle after the other."""

    members: "tuple[Particle, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the particles; none of none."""

    members: "tuple[Particle, ...]"


@dataclass(frozen=True, slots=True)
class All:
    """All elements in any order, each at most once; True with those that may be missing."""

    members: tuple[tuple[Named, bool], ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The particle from `low` to `high` times; no limit where `high` is None."""

    particle: "Particle"
    low: int
    high: int | None


Term: TypeAlias = Named | Wild
Particle: TypeAlias = Named | Wild | Sequence | Choice | All | Repeat

NOTHING: Final = Sequence(())
IMPOSSIBLE: Final = Choice(())


def sequence(parts: Iterable[Particle]) -> Particle:
    """Return the parts one after the other; equal neighbours are counted instead."""
    members: list[Particle] = []
    for part in parts:
        if part == IMPOSSIBLE:
            return IMPOSSIBLE
        for member in part.members if isinstance(part, Sequence) else (part,):
            if members and _counted(members[-1])[0] == _counted(member)[0]:
                members[-1] = _together(members[-1], member)
            else:
                members.append(member)
    return members[0] if len(members) == 1 else Sequence(tuple(members))


def _counted(particle: Particle) -> tuple[Particle, int, int | None]:
    if isinstance(particle, Repeat):
        return particle.particle, particle.low, particle.high
    return particle, 1, 1


def _together(one: Particle, other: Particle) -> Particle:
    inner, low, high = _counted(one)
    _, more, most = _counted(other)
    return Repeat(inner, low + more, None if high is None or most is None else high + most)


def choice(parts: Iterable[Particle]) -> Particle:
    """Return one of the parts; what may be missing in one may be missing in the whole."""
    members: dict[Particle, None] = {}
    missing = False
    for part in parts:
        bare = part
        if part == NOTHING:
            missing = True
            continue
        if isinstance(part, Repeat) and part.low == 0 and part.high == 1:
            missing, bare = True, part.particle
        members.update(dict.fromkeys(bare.members if isinstance(bare, Choice) else (bare,)))
    if not members:
        return NOTHING if missing else IMPOSSIBLE
    only = next(iter(members)) if len(members) == 1 else Choice(tuple(members))
    return repeat(only, 0, 1) if missing else only


def repeat(particle: Particle, low: int, high: int | None) -> Particle:
    """Return the particle as often as stated; counts of counts are multiplied where they can."""
    if particle == NOTHING or (low, high) == (1, 1):
        return particle
    if particle == IMPOSSIBLE:
        return NOTHING if low == 0 else IMPOSSIBLE
    if isinstance(particle, Repeat) and _is_gapless(particle, low, high):
        most = None if particle.high is None or high is None else particle.high * high
        return repeat(particle.particle, particle.low * low, most)
    if isinstance(particle, Choice) and high is None and low <= 1:
        return _of_repeated(particle, low)
    return Repeat(particle, low, high)


def _is_gapless(inner: Repeat, low: int, high: int | None) -> bool:
    """Return whether so many times the inner counts come to all numbers from least to most."""
    if low == high:
        return True
    return (inner.high is None and low > 0) or (low + 1) * inner.low <= low * (inner.high or 0) + 1


def _of_repeated(particle: Choice, low: int) -> Particle:
    # (a* | b{1,3})* is (a | b)*.
    bare: list[Particle] = []
    for member in particle.members:
        if isinstance(member, Repeat) and member.low <= 1:
            low = min(low, member.low)
            bare.append(member.particle)
        else:
            bare.append(member)
    inner = choice(bare)
    if isinstance(inner, Repeat) and inner.low <= 1 and inner.high in {1, None}:
        return Repeat(inner.particle, min(low, inner.low), None)
    return Repeat(inner, low, None)


def is_nullable(particle: Particle) -> bool:
    """Return whether the particle may have no elements at all."""
    match particle:
        case Named() | Wild():
            return False
        case Sequence():
            return all(map(is_nullable, particle.members))
        case Choice():
            return any(map(is_nullable, particle.members))
        case All():
            return all(optional for _, optional in particle.members)
        case Repeat():
            return particle.low == 0 or is_nullable(particle.particle)


def terms(particle: Particle) -> Iterator[Term]:
    """Yield the elements and wildcards in a particle, in their order, also repeatedly."""
    match particle:
        case Named() | Wild():
            yield particle
        case Sequence() | Choice():
            for member in particle.members:
                yield from terms(member)
        case All():
            yield from (named for named, _ in particle.members)
        case Repeat():
            yield from terms(particle.particle)
