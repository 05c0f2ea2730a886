"""Particles made deterministic: they are so, and mean the same or more, for any content model."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.schema.xsd.automaton import after
from teikit.schema.xsd.particle import (
    All,
    Choice,
    Named,
    Particle,
    Repeat,
    Sequence,
    Term,
    Wild,
    choice,
    is_nullable,
    repeat,
    sequence,
)
from teikit.schema.xsd.upa import Alphabet, Attribution

LETTERS = tuple(Named(name, number) for number, name in enumerate("abc"))
COUNTS = [(0, 1), (0, None), (1, None), (2, 2), (1, 3), (2, None)]
LONGEST = 5

leaves: st.SearchStrategy[Particle] = st.sampled_from(LETTERS)
particles = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(sequence),
        st.lists(inner, min_size=1, max_size=3).map(choice),
        st.tuples(inner, st.sampled_from(COUNTS)).map(lambda one: repeat(one[0], *one[1])),
    ),
    max_leaves=8,
)


def words(particle: Particle) -> set[tuple[Term, ...]]:
    """All words of up to LONGEST letters that a particle matches."""
    found: set[tuple[Term, ...]] = set()
    todo: list[tuple[tuple[Term, ...], frozenset[Particle]]] = [((), frozenset({particle}))]
    while todo:
        word, states = todo.pop()
        if any(map(is_nullable, states)):
            found.add(word)
        if len(word) < LONGEST:
            for letter in LETTERS:
                left = frozenset(one for state in states for one in after(state).get(letter, ()))
                if left:
                    todo.append(((*word, letter), left))
    return found


class Positions:
    """Glushkov's construction, spelt out with every copy of what is counted: an oracle."""

    def __init__(self, particle: Particle) -> None:
        self.names: list[str] = []
        self.follow: dict[int, set[int]] = {}
        _, self.first, _ = self.walk(particle)

    def is_deterministic(self) -> bool:
        return all(map(self.are_distinct, (self.first, *self.follow.values())))

    def are_distinct(self, positions: set[int]) -> bool:
        return len({self.names[one] for one in positions}) == len(positions)

    def walk(self, particle: Particle) -> tuple[bool, set[int], set[int]]:
        """Whether the particle may be empty, and its first and last positions."""
        match particle:
            case Named():
                self.names.append(particle.name)
                here = {len(self.names) - 1}
                return False, here, here
            case Sequence():
                return self.row(particle.members)
            case Choice():
                parts = [self.walk(member) for member in particle.members]
                first = set().union(*(part[1] for part in parts))
                return any(part[0] for part in parts), first, set().union(*(p[2] for p in parts))
            case Repeat():
                return self.repeated(particle)
            case Wild() | All():
                raise AssertionError(particle)

    def row(self, parts: Iterator[Particle] | tuple[Particle, ...]) -> "Walked":
        whole: Walked = (True, set(), set())
        for part in parts:
            whole = self.joined(whole, self.walk(part))
        return whole

    def joined(self, one: "Walked", other: "Walked") -> "Walked":
        for position in one[2]:
            self.follow.setdefault(position, set()).update(other[1])
        return (
            one[0] and other[0],
            one[1] | (other[1] if one[0] else set()),
            other[2] | (one[2] if other[0] else set()),
        )

    def repeated(self, particle: Repeat) -> "Walked":
        inner = particle.particle
        if particle.high is None:
            before = self.row((inner,) * max(particle.low - 1, 0))
            nullable, first, last = self.walk(inner)
            for position in last:
                self.follow.setdefault(position, set()).update(first)
            return self.joined(before, (nullable or particle.low == 0, first, last))
        must = self.row((inner,) * particle.low)
        return self.joined(must, self.optional(inner, particle.high - particle.low))

    def optional(self, inner: Particle, times: int) -> "Walked":
        if times == 0:
            return True, set(), set()
        _, first, last = self.joined(self.walk(inner), self.optional(inner, times - 1))
        return True, first, last


Walked = tuple[bool, set[int], set[int]]


def made(particle: Particle) -> tuple[Particle, bool]:
    alphabet = Alphabet(frozenset("abc"), frozenset(), frozenset())
    return Attribution(alphabet).deterministic(particle)


@given(particles)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_is_made_is_deterministic(particle: Particle) -> None:
    assert Positions(made(particle)[0]).is_deterministic()


@given(particles)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_nothing_is_lost_and_what_is_called_exact_is_the_same(particle: Particle) -> None:
    particle_made, exact = made(particle)
    if exact:
        assert words(particle_made) == words(particle)
    else:
        assert words(particle_made) >= words(particle)


@given(particles)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_what_is_deterministic_already_stays_exact(particle: Particle) -> None:
    if Positions(particle).is_deterministic():
        assert made(particle)[1]


@given(leaves, st.sampled_from(COUNTS), st.sampled_from(COUNTS))
def test_counts_of_counts_mean_what_they_say(
    leaf: Particle, inner: tuple[int, int | None], outer: tuple[int, int | None]
) -> None:
    plain = Repeat(Repeat(leaf, *inner), *outer)
    assert words(repeat(repeat(leaf, *inner), *outer)) == words(plain)


def test_words_are_found_by_brute_force() -> None:
    a, b, _ = LETTERS
    particle = sequence([repeat(choice([a, b]), 0, None), a])
    every = {word for length in range(LONGEST + 1) for word in product((a, b), repeat=length)}
    assert words(particle) == {word for word in every if word[-1:] == (a,)}
