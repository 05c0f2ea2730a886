"""Unique particle attribution (XML Schema part 1, appendix H): models that need no looking ahead.

A particle is deterministic where each element of a document can be attributed to one place in it
by its name alone. What is not so is rewritten; where no rewriting is found, it is loosened.
"""

from collections.abc import Iterable
from dataclasses import field
from typing import Final

from teikit.records import dataclass
from teikit.schema.xsd.automaton import rewritten
from teikit.schema.xsd.particle import (
    LOCAL,
    NOTHING,
    TARGET,
    All,
    Choice,
    Named,
    Particle,
    Repeat,
    Sequence,
    Term,
    Wild,
    choice,
    repeat,
    sequence,
    terms,
)

Letters = frozenset[str]
_NONE: Final[Letters] = frozenset()
_ELSEWHERE: Final = "\0"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The names and foreign namespaces of a schema: what wildcards can stand for."""

    own: Letters
    local: Letters
    foreign: Letters

    def letters(self, term: Term) -> Letters:
        """Return what can be attributed to a term: names, and namespaces for what is skipped."""
        if isinstance(term, Named):
            return frozenset({term.name})
        match term.namespace:
            case "##any":
                return self.own | self.local | self.foreign | {_ELSEWHERE, TARGET, LOCAL}
            case "##other":
                return self.foreign | {_ELSEWHERE}
            case "##local":
                return self.local | {LOCAL}
            case "##targetNamespace":
                return self.own | {TARGET}
        return frozenset({term.namespace})


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about determinism: `after` are letters that may follow a last element.

    `looped` are letters that would be ambiguous if the particle came twice.
    """

    nullable: bool
    first: Letters
    after: Letters
    looped: Letters


@dataclass
class Attribution:
    """Knows of particles whether they are deterministic, and makes them so."""

    alphabet: Alphabet
    _facts: dict[Particle, Facts] = field(default_factory=dict)
    _made: dict[Particle, tuple[Particle, bool]] = field(default_factory=dict)

    # ------------------------------------------------------------ facts

    def facts(self, particle: Particle) -> Facts:
        """Return the facts of a particle, whose parts are deterministic."""
        found = self._facts.get(particle)
        if found is None:
            found = self._facts[particle] = self._of(particle)
        return found

    def _of(self, particle: Particle) -> Facts:
        match particle:
            case Named() | Wild():
                return Facts(False, self.alphabet.letters(particle), _NONE, _NONE)
            case Sequence():
                return self._of_sequence(particle.members)
            case Choice():
                return self._of_choice(particle.members)
            case All():
                names = frozenset(named.name for named, _ in particle.members)
                return Facts(all(free for _, free in particle.members), names, names, names)
            case Repeat():
                return _repeated(self.facts(particle.particle), particle.low, particle.high)

    def _of_choice(self, members: tuple[Particle, ...]) -> Facts:
        # Many members hold one name each: sets are united once, not pair by pair.
        parts = [self.facts(member) for member in members]
        first = _NONE.union(*(part.first for part in parts))
        after = _NONE.union(*(part.after for part in parts))
        looped = set().union(*(part.looped for part in parts))
        for part in parts:
            if part.after:
                others = (other.first for other in parts if other is not part)
                looped |= part.after & _NONE.union(*others)
        return Facts(any(part.nullable for part in parts), first, after, frozenset(looped))

    def _of_sequence(self, members: tuple[Particle, ...]) -> Facts:
        whole = Facts(True, _NONE, _NONE, _NONE)
        for member in members:
            whole = _joined(whole, self.facts(member))
        return whole

    # ------------------------------------------------------------ making deterministic

    def deterministic(self, particle: Particle) -> tuple[Particle, bool]:
        """Return the particle, deterministic, and whether it still means the same."""
        made, exact = self._repaired(particle)
        if exact or self._overlaps(particle):
            return made, exact
        other = rewritten(particle)
        if other is None:
            return made, False
        other, exact = self._repaired(other)
        return (other, True) if exact else (made, False)

    def _overlaps(self, particle: Particle) -> bool:
        letters = [self.alphabet.letters(term) for term in set(terms(particle))]
        return sum(map(len, letters)) > len(_NONE.union(*letters))

    def _repaired(self, particle: Particle) -> tuple[Particle, bool]:
        """Return the particle with its ambiguous parts factored or loosened."""
        made = self._made.get(particle)
        if made is None:
            made = self._made[particle] = self._make(particle)
        return made

    def _make(self, particle: Particle) -> tuple[Particle, bool]:
        match particle:
            case Sequence():
                parts, exact = self._all(particle.members)
                return self._sequence(parts, exact)
            case Choice():
                parts, exact = self._all(particle.members)
                return self._choice(parts, exact)
            case Repeat():
                inner, exact = self._repaired(particle.particle)
                whole = repeat(inner, particle.low, particle.high)
                if self._is_ambiguous_loop(whole):
                    return self.loosened([whole]), False
                return whole, exact
        return particle, True

    def _is_ambiguous_loop(self, whole: Particle) -> bool:
        if not isinstance(whole, Repeat) or whole.high == 1:
            return False
        inner = self.facts(whole.particle)
        if whole.high is None and whole.low <= 1:
            return bool(inner.looped)
        # What is counted is a row of copies, which must not be ambiguous with each other.
        return bool(inner.looped or inner.after & inner.first or inner.nullable)

    def _all(self, members: Iterable[Particle]) -> tuple[list[Particle], bool]:
        made = [self._repaired(member) for member in members]
        return [particle for particle, _ in made], all(exact for _, exact in made)

    def _sequence(self, parts: list[Particle], exact: bool) -> tuple[Particle, bool]:
        """Return the sequence; the shortest stretches that clash are loosened."""
        done: list[Particle] = []
        for part in parts:
            done.append(part)
            while (start := self._clash(done)) is not None:
                done[start:] = [self.loosened(done[start:])]
                exact = False
        return sequence(done), exact

    def _clash(self, parts: list[Particle]) -> int | None:
        """Return where the last stretch begins that is ambiguous with the last part."""
        last = self.facts(parts[-1])
        for start in range(len(parts) - 2, -1, -1):
            before = self.facts(parts[start])
            if before.after & last.first or (before.nullable and before.first & last.first):
                return start
            if not before.nullable:
                break
        return None

    def _choice(self, parts: list[Particle], exact: bool) -> tuple[Particle, bool]:
        """Return the choice; members that begin alike are factored, or else loosened."""
        groups = self._clashing(parts)
        if len(groups) == len(parts):
            return choice(parts), exact
        members: list[Particle] = []
        for group in groups:
            if len(group) == 1:
                members.append(group[0])
                continue
            factored = self._factored(group)
            if factored is None:
                members.append(self.loosened(group, some=True))
                exact = False
            else:
                made, same = self._repaired(factored)
                members.append(made)
                exact = exact and same
        return choice(members), exact

    def _clashing(self, parts: list[Particle]) -> list[list[Particle]]:
        """Return the parts in groups, so that no two groups begin alike."""
        groups: list[tuple[Letters, list[Particle]]] = []
        for part in parts:
            first, group = self.facts(part).first, [part]
            apart = []
            for letters, members in groups:
                if letters & first:
                    first, group = first | letters, [*members, *group]
                else:
                    apart.append((letters, members))
            groups = [*apart, (first, group)]
        return [group for _, group in groups]

    def _factored(self, group: list[Particle]) -> Particle | None:
        """Return the choice with the common beginning of its members taken out, if there is one."""
        split = [_unrolled(member) for member in group]
        head = split[0][0]
        if any(one != head for one, _ in split):
            return None
        return sequence([head, choice(rest for _, rest in split)])

    def loosened(self, parts: Iterable[Particle], *, some: bool = False) -> Particle:
        """Return any number of the elements in the parts, in any order.

        `some`: the parts are alternatives, not members of a sequence.
        """
        whole = list(parts)
        found = [term for part in whole for term in terms(part)]
        nullable = [self.facts(part).nullable for part in whole]
        may_miss = any(nullable) if some else all(nullable)
        return repeat(choice(self._distinct(found)), 0 if may_miss else 1, None)

    def _distinct(self, found: Iterable[Term]) -> list[Term]:
        """Return the terms without those that a wildcard among them stands for already."""
        members = list(dict.fromkeys(found))
        letters = {member: self.alphabet.letters(member) for member in members}
        return [
            one
            for one in members
            if not any(
                other is not one and isinstance(other, Wild) and letters[one] <= letters[other]
                for other in members
            )
        ]


def _repeated(inner: Facts, low: int, high: int | None) -> Facts:
    nullable = inner.nullable or low == 0
    if high == 1:
        return Facts(nullable, inner.first, inner.after, inner.looped)
    after = inner.after | inner.first
    if high is None and low <= 1:
        return Facts(nullable, inner.first, after, inner.looped)
    # What is counted is a row of copies: after the last of them, none begins anew.
    if low == high and not inner.nullable:
        after = inner.after
    return Facts(nullable, inner.first, after, inner.looped | (inner.first & after))


def _joined(one: Facts, other: Facts) -> Facts:
    first = one.first | other.first if one.nullable else one.first
    after = other.after | one.after | other.first if other.nullable else other.after
    looped = one.first & other.after
    if other.nullable:
        looped |= one.looped | (one.first & other.first)
    if one.nullable:
        looped |= other.looped
    if one.nullable and other.nullable:
        looped |= other.first & one.after
    return Facts(one.nullable and other.nullable, first, after, looped)


def _unrolled(particle: Particle) -> tuple[Particle, Particle]:
    """Return a particle as what it begins with and the rest."""
    if isinstance(particle, Sequence) and particle.members:
        head, rest = _unrolled(particle.members[0])
        return head, sequence([rest, *particle.members[1:]])
    if isinstance(particle, Repeat) and particle.low > 0:
        high = None if particle.high is None else particle.high - 1
        rest = NOTHING if high == 0 else repeat(particle.particle, particle.low - 1, high)
        head, inner = _unrolled(particle.particle)
        return head, sequence([inner, rest])
    return particle, NOTHING
