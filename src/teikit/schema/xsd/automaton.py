"""Content models made deterministic by way of their automata.

A language has a deterministic expression if its smallest automaton can be taken apart into its
loops (A. Brüggemann-Klein and D. Wood, One-unambiguous regular languages, 1998, whose words are
used here: an orbit is a set of states that reach each other; its gates are those that lead out of
it, or at which a word may end).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from teikit.schema.xsd.particle import (
    NOTHING,
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
    terms,
)

MOST_STATES: Final = 200
MOST_MOVES: Final = 8000
MOST_TERMS: Final = 4000

Moves = Mapping[int, Mapping[Term, int]]


class _NoneFoundError(Exception):
    """The language has no deterministic expression, or none of a reasonable size."""


def rewritten(particle: Particle) -> Particle | None:
    """Return a deterministic particle of the same meaning, None where there is none.

    The terms of the particle must not overlap.
    """
    try:
        moves, finals = _smallest(*_automaton(particle))
        return _Language(moves, frozenset(finals)).words(0)
    except _NoneFoundError:
        return None


# ---------------------------------------------------------------- the automaton


def after(particle: Particle) -> dict[Term, list[Particle]]:
    """Return what may follow each term once it is read (partial derivatives, V. Antimirov)."""
    match particle:
        case Named() | Wild():
            return {particle: [NOTHING]}
        case Choice():
            return _united(map(after, particle.members))
        case Sequence() if particle.members:
            first, rest = particle.members[0], sequence(particle.members[1:])
            reading = _followed(after(first), rest)
            return _united([reading, after(rest)]) if is_nullable(first) else reading
        case Repeat():
            high = None if particle.high is None else particle.high - 1
            rest = NOTHING
            if high != 0:
                rest = repeat(particle.particle, max(particle.low - 1, 0), high)
            return _followed(after(particle.particle), rest)
        case All():
            raise _NoneFoundError
    return {}


def _followed(reading: Mapping[Term, list[Particle]], rest: Particle) -> dict[Term, list[Particle]]:
    # Many terms leave the same behind, which is put together once.
    made: dict[Particle, Particle] = {}
    for left in dict.fromkeys(one for lefts in reading.values() for one in lefts):
        made[left] = sequence([left, rest])
    return {term: [made[left] for left in lefts] for term, lefts in reading.items()}


def _united(readings: Iterable[Mapping[Term, list[Particle]]]) -> dict[Term, list[Particle]]:
    whole: dict[Term, list[Particle]] = {}
    for reading in readings:
        for term, lefts in reading.items():
            known = whole.setdefault(term, [])
            known.extend(left for left in lefts if left not in known)
    return whole


def _automaton(particle: Particle) -> tuple[dict[int, dict[Term, int]], set[int]]:
    order = {letter: place for place, letter in enumerate(dict.fromkeys(terms(particle)))}
    numbers: dict[frozenset[Particle], int] = {frozenset({particle}): 0}
    todo = list(numbers)
    moves: dict[int, dict[Term, int]] = {}
    finals: set[int] = set()
    while todo:
        state = todo.pop()
        number = numbers[state]
        moves[number] = {}
        if any(map(is_nullable, state)):
            finals.add(number)
        reading = _united(map(after, state))
        for letter in sorted(reading, key=order.__getitem__):
            target = frozenset(reading[letter])
            if target not in numbers:
                numbers[target] = len(numbers)
                todo.append(target)
            moves[number][letter] = numbers[target]
        if len(numbers) > MOST_STATES or len(numbers) * len(order) > MOST_MOVES:
            raise _NoneFoundError
    return moves, finals


def _smallest(
    moves: dict[int, dict[Term, int]], finals: set[int]
) -> tuple[dict[int, dict[Term, int]], set[int]]:
    """Return the automaton with states merged that cannot be told apart; it begins at 0."""
    block = {state: int(state in finals) for state in moves}
    while True:
        kinds: dict[tuple[object, ...], int] = {}
        finer = {
            state: kinds.setdefault(
                (block[state], *sorted((repr(a), block[to]) for a, to in moves[state].items())),
                len(kinds),
            )
            for state in sorted(moves)
        }
        if len(kinds) == len(set(block.values())):
            break
        block = finer
    order = {old: new for new, old in enumerate(dict.fromkeys(finer[one] for one in sorted(moves)))}
    number = {state: order[finer[state]] for state in moves}
    merged = {
        number[state]: {a: number[to] for a, to in going.items()} for state, going in moves.items()
    }
    return merged, {number[state] for state in finals}


# ---------------------------------------------------------------- its expression


@dataclass
class _Language:
    """An automaton, and the expressions of what it accepts from each of its states."""

    moves: Moves
    finals: frozenset[int]
    common: dict[Term, int] = field(init=False)
    cut: Moves = field(init=False)
    orbits: dict[int, frozenset[int]] = field(init=False)
    _made: dict[int, Particle] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # What may follow wherever a word may end is a loop around the whole.
        ends = [set(self.moves[state].items()) for state in sorted(self.finals)]
        shared = set.intersection(*ends) if ends else set()
        self.common = {a: to for a, to in self._first_end() if (a, to) in shared}
        self.cut = {
            state: {
                a: to for a, to in going.items() if state not in self.finals or a not in self.common
            }
            for state, going in self.moves.items()
        }
        self.orbits = _orbits(self.cut)
        alone = len(set(self.orbits.values())) == 1
        if alone and not self.common and any(self.moves.values()):
            raise _NoneFoundError

    def _first_end(self) -> Iterable[tuple[Term, int]]:
        return self.moves[min(self.finals)].items() if self.finals else ()

    def words(self, start: int) -> Particle:
        """Return the expression of all that is accepted from a state on."""
        once = self._from(start)
        if not self.common:
            return once
        return sequence([once, repeat(self._going(self.common), 0, None)])

    def _from(self, state: int) -> Particle:
        made = self._made.get(state)
        if made is None:
            made = self._made[state] = self._make(state)
            # What follows is written out on each way to it, which can be endlessly much.
            if any(number >= MOST_TERMS for number, _ in enumerate(terms(made))):
                raise _NoneFoundError
        return made

    def _make(self, state: int) -> Particle:
        orbit = self.orbits[state]
        inner = {
            one: {a: to for a, to in self.cut[one].items() if to in orbit} for one in sorted(orbit)
        }
        out = {
            one: {a: to for a, to in self.cut[one].items() if to not in orbit}
            for one in sorted(orbit)
        }
        gates = [one for one in sorted(orbit) if out[one] or one in self.finals]
        leaving = {(tuple(out[one].items()), one in self.finals) for one in gates}
        if len({(frozenset(moves), final) for moves, final in leaving}) != 1:
            raise _NoneFoundError
        loop: Particle = NOTHING
        if any(inner.values()):
            loop = _Language(inner, frozenset(gates)).words(state)
        if not out[gates[0]]:
            return loop
        may_end = gates[0] in self.finals
        return sequence([loop, repeat(self._going(out[gates[0]]), 0 if may_end else 1, 1)])

    def _going(self, moves: Mapping[Term, int]) -> Particle:
        """Return the choice of some moves, each followed by what is accepted after it."""
        letters: dict[int, list[Term]] = {}
        for letter, to in moves.items():
            letters.setdefault(to, []).append(letter)
        return choice(sequence([choice(some), self._from(to)]) for to, some in letters.items())


def _orbits(moves: Moves) -> dict[int, frozenset[int]]:
    """Return for each state those that it reaches and that reach it, itself included."""
    reach: dict[int, set[int]] = {}
    for state in moves:
        todo, seen = [state], {state}
        while todo:
            for to in moves[todo.pop()].values():
                if to not in seen:
                    seen.add(to)
                    todo.append(to)
        reach[state] = seen
    return {
        state: frozenset(other for other in seen if state in reach[other])
        for state, seen in reach.items()
    }
