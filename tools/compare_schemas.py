"""Say where two schemas differ: which documents only one of them allows.

python tools/compare_schemas.py ours.odd theirs.rng

Both may be an ODD (`.odd`, `.xml`), RELAX NG (`.rng`) or its compact form (`.rnc`). No documents
are needed: content models are compared as the languages they are, element by element, from the
start. Where one name stands for several patterns at the same place, their union is compared; the
values of attributes are compared as they are written. Exit code 1: some element differs.
"""

import argparse
import sys
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from teikit.odd import compile_odd
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.load import CompiledSchema, compile_grammar, load
from teikit.relaxng.nameclass import is_open, local_name, names
from teikit.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
)
from teikit.schema.relaxng import relaxng
from teikit.source import DISK

PROBES = ("urn:nobody anything", "http://www.tei-c.org/ns/1.0 nobody", "nobody")
"""Names that stand for those no schema mentions."""

MANY = 20_000
"""More states than this of one content model are not compared."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two schemas."""

    machine: Automaton

    def after(self, pattern: Pattern, name: str) -> tuple[Pattern, Pattern] | None:
        """Return what an element of that name holds here, and what may follow it."""
        pool = self.machine.pool
        found = self.machine.deriver.element(pattern, name)
        found = {one: rest for one, rest in found.items() if one.content.kind != NOT_ALLOWED}
        if not found:
            return None
        return pool.choice([one.content for one in found]), pool.choice(found.values())

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """Return the pattern of the content alone."""
        if not pattern.has_attributes:
            return pattern
        if pattern.kind == ATTRIBUTE:
            return self.machine.pool.empty
        parts = [self.without_attributes(part) for part in pattern.parts]
        return self.machine.deriver.rebuilt(pattern, parts)


@dataclass
class Comparison:
    """Compares two schemas; `differences` are pairs of an element's name and a sentence."""

    ours: Side
    theirs: Side
    differences: dict[tuple[str, str], None] = field(default_factory=dict)
    _waiting: list[tuple[str, Pattern, Pattern]] = field(default_factory=list)
    _met: set[tuple[int, int]] = field(default_factory=set)

    def run(self) -> list[tuple[str, str]]:
        """Return all differences that can be reached from the start."""
        self._languages("start", self.ours.machine.core.start, self.theirs.machine.core.start)
        while self._waiting:
            name, ours, theirs = self._waiting.pop()
            self._attributes(name, ours, theirs)
            self._languages(
                name, self.ours.without_attributes(ours), self.theirs.without_attributes(theirs)
            )
        return list(self.differences)

    def _say(self, name: str, sentence: str) -> None:
        self.differences[local_name(name), sentence] = None

    def _attributes(self, name: str, ours: Pattern, theirs: Pattern) -> None:
        one, other = attributes_in(ours), attributes_in(theirs)
        for attribute in sorted(one.keys() | other.keys()):
            said = local_name(attribute)
            if attribute not in other:
                self._say(name, f"@{said} is only ours")
            elif attribute not in one:
                self._say(name, f"@{said} is only theirs")
            elif one[attribute] != other[attribute]:
                self._say(name, f"@{said} has other values")
        for attribute in sorted(required_in(ours) ^ required_in(theirs)):
            whose = "us" if attribute in required_in(ours) else "them"
            self._say(name, f"@{local_name(attribute)} is required only by {whose}")

    def _languages(self, owner: str, ours: Pattern, theirs: Pattern) -> None:
        """Follow both content models step by step until no new pair of states turns up."""
        todo, seen = [(ours, theirs, "")], {(ours.id, theirs.id)}
        while todo and len(seen) < MANY:
            one, other, way = todo.pop(0)
            self._ends(owner, one, other, way)
            pairs = [(f"{way} text", self._text(one, other))]
            for name in sorted({*next_names(one), *next_names(other)}):
                longer = f"{way} {local_name(name)}"
                pairs.append((longer, self._step(owner, one, other, name, way)))
            for longer, pair in pairs:
                if pair is not None and (pair[0].id, pair[1].id) not in seen:
                    seen.add((pair[0].id, pair[1].id))
                    todo.append((*pair, longer))

    def _ends(self, owner: str, one: Pattern, other: Pattern, way: str) -> None:
        where = f"after{way}" if way else "at once"
        if one.nullable != other.nullable:
            whose = "ours" if one.nullable else "theirs"
            self._say(owner, f"only {whose} may end {where}")
        if _allows_text(self.ours, one) != _allows_text(self.theirs, other):
            whose = "ours" if _allows_text(self.ours, one) else "theirs"
            self._say(owner, f"only {whose} has text {where}")
        if set(data_in(one)) != set(data_in(other)):
            self._say(owner, f"the values differ {where}")

    def _text(self, one: Pattern, other: Pattern) -> tuple[Pattern, Pattern] | None:
        ours = self.ours.machine.deriver.text(one)
        theirs = self.theirs.machine.deriver.text(other)
        return None if NOT_ALLOWED in {ours.kind, theirs.kind} else (ours, theirs)

    def _step(
        self, owner: str, one: Pattern, other: Pattern, name: str, way: str
    ) -> tuple[Pattern, Pattern] | None:
        ours, theirs = self.ours.after(one, name), self.theirs.after(other, name)
        if ours is None or theirs is None:
            if ours is not theirs:
                whose = "theirs" if ours is None else "ours"
                where = f"after{way}" if way else "first"
                self._say(owner, f"<{local_name(name)}> may stand {where} only in {whose}")
            return None
        contents = (ours[0].id, theirs[0].id)
        if contents not in self._met:
            self._met.add(contents)
            self._waiting.append((name, ours[0], theirs[0]))
        return ours[1], theirs[1]


def _allows_text(side: Side, pattern: Pattern) -> bool:
    return side.machine.deriver.text(pattern).kind != NOT_ALLOWED


def within(pattern: Pattern) -> Iterator[Pattern]:
    """Yield a pattern and those in it, but not what is inside elements, attributes and lists."""
    todo, seen = [pattern], {pattern.id}
    while todo:
        current = todo.pop()
        yield current
        if current.kind in {ELEMENT, ATTRIBUTE, LIST, DATA}:
            continue
        for part in current.parts:
            if part.id not in seen:
                seen.add(part.id)
                todo.append(part)


def next_names(pattern: Pattern) -> Iterator[str]:
    """Yield the names of the elements in a content model, and probes where any may stand."""
    for one in within(pattern):
        if one.kind == ELEMENT:
            yield from names(one.name_class)
            if is_open(one.name_class):
                yield from PROBES


def data_in(pattern: Pattern) -> Iterator[Hashable]:
    """Yield what the text of a content model must be, where that is said."""
    for one in within(pattern):
        if one.kind in {DATA, VALUE, LIST}:
            yield value_key(one)


def attributes_in(pattern: Pattern) -> dict[str, frozenset[Hashable]]:
    """Return the values that attributes may have, by name; open name classes by their form."""
    found: dict[str, frozenset[Hashable]] = {}
    for one in within(pattern):
        if one.kind == ATTRIBUTE:
            listed = list(names(one.name_class))
            for name in listed or [repr(one.name_class)]:
                found[name] = found.get(name, frozenset()) | alternatives(one.content)
    return found


def required_in(pattern: Pattern) -> frozenset[str]:
    """Return the names of the attributes that have to be there."""
    if not pattern.has_attributes:
        return frozenset()
    if pattern.kind == ATTRIBUTE:
        return frozenset(names(pattern.name_class))
    each = [required_in(part) for part in pattern.parts]
    if pattern.kind == CHOICE:
        return frozenset.intersection(*each)
    return frozenset(chain.from_iterable(each))


def alternatives(pattern: Pattern) -> frozenset[Hashable]:
    """Return the alternatives of a value's pattern, without those that others cover."""
    parts = pattern.parts if pattern.kind == CHOICE else (pattern,)
    keys = frozenset(value_key(part) for part in parts)
    # Any text at all makes what else there may be irrelevant.
    anything: frozenset[Hashable] = frozenset({(TEXT,)})
    return anything if keys & (anything | ANY_TEXT) else keys


ANY_TEXT: frozenset[Hashable] = frozenset(
    (DATA, name, frozenset(), ()) for name in ("string", "token", "normalizedString")
)


def value_key(pattern: Pattern) -> Hashable:
    """Return something that is equal for patterns of values that say the same."""
    if pattern.kind in {DATA, VALUE}:
        assert pattern.datatype is not None  # noqa: S101 - both always have one
        said = (pattern.datatype.name, frozenset(pattern.datatype.facets))
        if pattern.kind == VALUE:
            # string and token differ in white space alone, which is of no interest here.
            return (VALUE, " ".join(pattern.value.split()))
        return (DATA, *said, tuple(value_key(part) for part in pattern.parts))
    counted = _counted(pattern)
    if counted is not None:
        return counted
    parts = tuple(value_key(part) for part in pattern.parts)
    if pattern.kind == CHOICE:
        return (CHOICE, frozenset(parts))
    return (pattern.kind, *parts)


def _counted(pattern: Pattern) -> tuple[Hashable, int, int | None] | None:
    """Return the one thing that a pattern repeats, and how often; None where there is no one."""
    if pattern.kind in {DATA, VALUE}:
        return value_key(pattern), 1, 1
    if pattern.kind not in {CHOICE, GROUP, ONE_OR_MORE}:
        return None
    known = [_counted(part) for part in pattern.parts if part.kind != EMPTY]
    each = [one for one in known if one is not None]
    if len(each) < len(known) or len({one[0] for one in each}) != 1:
        if pattern.kind != CHOICE:
            return None
        either = frozenset(value_key(part) for part in pattern.parts if part.kind != EMPTY)
        return (CHOICE, either), 0 if pattern.nullable else 1, 1
    least, most = [one[1] for one in each], [one[2] for one in each]
    endless = None in most or pattern.kind == ONE_OR_MORE
    counts = [one for one in most if one is not None]
    if pattern.kind == CHOICE:
        if pattern.nullable:
            least.append(0)
        return each[0][0], min(least), None if endless else max(counts)
    return each[0][0], sum(least), None if endless else sum(counts)


def open_schema(path: Path) -> CompiledSchema:
    """Return a schema of any kind; exits with its first fault."""
    if path.suffix in {".rng", ".rnc"}:
        outcome = load(DISK.read(path))
        found = outcome.diagnostics
    else:
        compiled = compile_odd(path)
        grammar = None if compiled.value is None else relaxng(compiled.value)
        found = compiled.diagnostics if grammar is None else grammar.diagnostics
        if grammar is None or grammar.value is None:
            sys.exit(f"{path}: {found[0].message}")
        outcome = compile_grammar(grammar.value, name=path.name)
        found = outcome.diagnostics
    if outcome.value is None:
        sys.exit(f"{path}: {found[0].message}")
    return outcome.value


def differences(ours: CompiledSchema, theirs: CompiledSchema) -> list[tuple[str, str]]:
    """Return where two schemas differ: pairs of an element's name and a sentence."""
    return Comparison(Side(ours.automaton), Side(theirs.automaton)).run()


def main() -> int:
    """Print the differences of the two schemas that the command line names."""
    parser = argparse.ArgumentParser(description="Say where two schemas differ.")
    parser.add_argument("ours", type=Path)
    parser.add_argument("theirs", type=Path)
    arguments = parser.parse_args()
    found = differences(open_schema(arguments.ours), open_schema(arguments.theirs))
    for element, sentence in found:
        print(f"{element}: {sentence}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
