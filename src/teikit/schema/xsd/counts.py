"""Counted particles, in the ways that validators of XML Schema get right.

Xerces loses count of elements that are counted inside a loop, or that may also follow the counted
ones. There the copies are spelt out, or where these would be too many, not counted.
"""

from collections import Counter
from typing import Final

from teikit.records import dataclass
from teikit.schema.xsd.particle import (
    Choice,
    Named,
    Particle,
    Repeat,
    Sequence,
    choice,
    repeat,
    sequence,
    terms,
)

MOST_COPIES: Final = 40


def limited(particle: Particle) -> tuple[Particle, bool]:
    """Return the particle without counts that are too high, and whether it is still the same."""
    counts = _Counts(particle)
    made = counts.limit(particle, looped=False)
    return made, not counts.dropped


def spelt_out(particle: Particle) -> Particle:
    """Return the particle with copies in place of counts, except where counting is safe."""
    return _Counts(particle).spell(particle, looped=False)


@dataclass
class _Counts:
    """One walk through a particle; `single` elements have only one place in it."""

    single: frozenset[Particle]
    dropped: bool = False

    def __init__(self, whole: Particle) -> None:
        places = Counter(terms(whole))
        self.single = frozenset(
            one for one, times in places.items() if times == 1 and isinstance(one, Named)
        )

    def is_plain(self, particle: Repeat, *, looped: bool) -> bool:
        """Return whether nothing is counted, or it is safe to."""
        if particle.low <= 1 and particle.high in {1, None}:
            return True
        return not looped and particle.particle in self.single

    def limit(self, particle: Particle, *, looped: bool) -> Particle:
        match particle:
            case Sequence():
                return sequence(self.limit(one, looped=looped) for one in particle.members)
            case Choice():
                return choice(self.limit(one, looped=looped) for one in particle.members)
            case Repeat():
                inner = self.limit(particle.particle, looped=looped or particle.high != 1)
                if self.is_plain(particle, looped=looped) or _copies(particle) <= MOST_COPIES:
                    return repeat(inner, particle.low, particle.high)
                self.dropped = True
                return repeat(inner, min(particle.low, 1), None)
        return particle

    def spell(self, particle: Particle, *, looped: bool) -> Particle:
        # Not with the functions that put equal neighbours together again.
        match particle:
            case Sequence():
                return Sequence(tuple(self.spell(one, looped=looped) for one in particle.members))
            case Choice():
                return Choice(tuple(self.spell(one, looped=looped) for one in particle.members))
            case Repeat():
                inner = self.spell(particle.particle, looped=looped or particle.high != 1)
                if self.is_plain(particle, looped=looped):
                    return Repeat(inner, particle.low, particle.high)
                return _copied(inner, particle.low, particle.high)
        return particle


def _copies(particle: Repeat) -> int:
    return (particle.high or particle.low) * sum(1 for _ in terms(particle.particle))


def _copied(inner: Particle, low: int, high: int | None) -> Particle:
    if high is None:
        return Sequence((*[inner] * (low - 1), Repeat(inner, 1, None)))
    optional: Particle | None = None
    for _ in range(high - low):
        more = inner if optional is None else Sequence((inner, optional))
        optional = Repeat(more, 0, 1)
    copies = [inner] * low
    return Sequence((*copies, optional) if optional is not None else tuple(copies))
