"""An automaton, as far as it is explored, to plain lists and texts; and back.

What comes out is what JSON can hold: numbers stand for patterns, names, states and so on. What has
not been explored yet is derived from the patterns as ever, so an automaton that was brought back
goes on where the other one stopped.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from teikit.relaxng import nameclass as nc
from teikit.relaxng.automaton import Automaton, Child, State
from teikit.relaxng.check import Check
from teikit.relaxng.core import Core
from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.opening import Opening, Plan
from teikit.relaxng.pattern import ATTRIBUTE, DATA, ELEMENT, LIST, VALUE, Pattern, Pool

Frozen: TypeAlias = Mapping[str, Any]
"""An automaton as JSON holds it. `Any`: its parts are described where they are read."""

MOST_PATTERNS: Final = 200_000
MOST_EXPLORED: Final = 50_000
_NONE: Final = -1
_NULLABLE: Final = 1
_ATTRIBUTES: Final = 2
_DATA: Final = 4


def freeze(automaton: Automaton) -> Frozen | None:
    """Return an automaton as JSON can hold it; None where it has grown out of all measure."""
    patterns = automaton.pool.patterns
    if len(patterns) > MOST_PATTERNS or automaton.explored > MOST_EXPLORED:
        return None
    return _Freezer(automaton).run()


def thaw(frozen: Frozen) -> Automaton:
    """Return the automaton that was frozen.

    Raises `ValueError`, `TypeError`, `KeyError`, `IndexError` or `AttributeError` where `frozen`
    is not one.
    """
    return _Thawer(frozen).run()


class _Numbers(dict[Any, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: Any) -> int:
        number = self[thing] = len(self)
        return number


class _Freezer:
    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.names = _Numbers()
        self.types = _Numbers()
        self.checks = _Numbers()
        self.states = _numbered(automaton.states())
        self.openings = _numbered(automaton.openings())

    def run(self) -> Frozen:
        core = self.automaton.core
        patterns = [self.pattern(each) for each in core.pool.patterns[3:]]
        states = [self.state(each) for each in self.states]
        openings = [self.opening(each) for each in self.openings]
        children = [
            self.child(number, child)
            for state, number in self.states.items()
            for child in state.children.values()
            if child.name in self.automaton.index[0]
        ]
        return {
            "names": list(self.names),
            "types": [[each.library, each.name, each.facets] for each in self.types],
            "patterns": patterns,
            "glosses": [[each.id, each.gloss] for each in core.pool.patterns if each.gloss],
            "start": core.start.id,
            "elements": [each.id for each in core.elements],
            "checks": [each.pattern.id for each in self.checks],
            "states": states,
            "openings": openings,
            "children": children,
        }

    def pattern(self, pattern: Pattern) -> list[object]:
        kind = pattern.kind
        flags = (
            _NULLABLE * pattern.nullable
            + _ATTRIBUTES * pattern.has_attributes
            + _DATA * pattern.has_data
        )
        row: list[object] = [kind, flags]
        if kind in {ATTRIBUTE, ELEMENT}:
            row.append(self.name_class(pattern.name_class))
        elif kind in {DATA, VALUE}:
            row.append(self.types[pattern.datatype])
        if kind == VALUE:
            named = pattern.datatype is not None and pattern.datatype.needs_namespaces
            row += [pattern.value, pattern.meaning] if named else [pattern.value]
        return row + [part.id for part in pattern.parts]

    def name_class(self, name_class: nc.NameClass | None) -> object:
        match name_class:
            case nc.Only():
                return self.names[name_class.name]
            case nc.OneOf():
                return ["|", *map(self.name_class, name_class.members)]
            case nc.Within():
                return [":", name_class.namespace, self.name_class(name_class.excepted)]
            case nc.Any():
                return ["*", self.name_class(name_class.excepted)]
            case None:
                return None

    def state(self, state: State) -> list[object]:
        return [state.text, *_ids(state.slots)]

    def opening(self, opening: Opening) -> list[object]:
        known = self.states.get(opening.known_closed, _NONE) if opening.known_closed else _NONE
        plans = [
            [self.shape(shape), self.plan(plan)]
            for shape, plan in opening.shapes.items()
            if plan is None or plan.state in self.states
        ]
        return [_ids(opening.slots), known, plans]

    def shape(self, shape: Iterable[str]) -> list[int]:
        return [self.names[name] for name in shape]

    def plan(self, plan: Plan | None) -> list[object] | None:
        if plan is None:
            return None
        checks = [[position, self.checks[check]] for position, _, check in plan.checks]
        return [self.states[plan.state], checks]

    def child(self, parent: int, child: Child) -> list[object]:
        after = [[[i, left.id] for i, left in each.items()] for each in child.after]
        returns = [[complete, self.states[state]] for complete, state in child.returns.items()]
        return [parent, self.names[child.name], self.openings[child.opening], after, returns]


def _numbered(things: Iterable[Any]) -> dict[Any, int]:
    return {thing: number for number, thing in enumerate(things)}


def _ids(patterns: Iterable[Pattern]) -> list[int]:
    return [pattern.id for pattern in patterns]


class _Thawer:
    def __init__(self, frozen: Frozen) -> None:
        self.frozen = frozen
        self.names: list[str] = frozen["names"]
        self.types = [
            Datatype(library, name, tuple((facet, value) for facet, value in facets))
            for library, name, facets in frozen["types"]
        ]
        self.pool = Pool()

    def run(self) -> Automaton:
        self.patterns()
        patterns = self.pool.patterns
        elements = tuple(patterns[id_] for id_ in self.frozen["elements"])
        automaton = Automaton(Core(self.pool, patterns[self.frozen["start"]], elements))
        self.explored(automaton)
        return automaton

    # ------------------------------------------------------------ patterns

    def patterns(self) -> None:
        patterns = self.pool.patterns
        contents: list[tuple[Pattern, int]] = []
        for id_, row in enumerate(self.frozen["patterns"], len(patterns)):
            kind, flags = row[:2]
            if kind <= LIST:
                pattern = Pattern(id_, kind, tuple([patterns[part] for part in row[2:]]))
            elif kind == ELEMENT:
                pattern = Pattern(id_, kind, ())
                pattern.name = self.name_class(row[2])
                contents.append((pattern, row[3]))
            else:
                pattern = self.leaf(id_, kind, row)
            pattern.nullable = bool(flags & _NULLABLE)
            pattern.has_attributes = bool(flags & _ATTRIBUTES)
            pattern.has_data = bool(flags & _DATA)
            patterns.append(pattern)
        for element, content in contents:
            element.parts = (patterns[content],)
        for id_, gloss in self.frozen["glosses"]:
            patterns[id_].gloss = gloss

    def leaf(self, id_: int, kind: int, row: Sequence[Any]) -> Pattern:
        patterns = self.pool.patterns
        if kind == ATTRIBUTE:
            pattern = Pattern(id_, kind, (patterns[row[3]],))
            pattern.name = self.name_class(row[2])
            return pattern
        if kind == DATA:
            pattern = Pattern(id_, kind, tuple(patterns[part] for part in row[3:]))
            pattern.datatype = self.types[row[2]]
            return pattern
        if kind != VALUE:
            raise ValueError(kind)
        pattern = Pattern(id_, kind, ())
        datatype = pattern.datatype = self.types[row[2]]
        pattern.value = row[3]
        pattern.meaning = tuple(row[4]) if len(row) > 4 else datatype.read(row[3], {})
        return pattern

    def name_class(self, row: Any) -> nc.NameClass:
        if isinstance(row, int):
            return nc.Only(self.names[row])
        match row:
            case ["|", *members]:
                return nc.OneOf(tuple(map(self.name_class, members)))
            case [":", namespace, excepted]:
                return nc.Within(namespace, self.excepted(excepted))
            case ["*", excepted]:
                return nc.Any(self.excepted(excepted))
        raise ValueError(row)

    def excepted(self, row: Any) -> nc.NameClass | None:
        return None if row is None else self.name_class(row)

    # ------------------------------------------------------------ what is explored

    def explored(self, automaton: Automaton) -> None:
        patterns, names = self.pool.patterns, self.names
        states = [
            automaton.state(tuple([patterns[id_] for id_ in slots]), text)
            for text, *slots in self.frozen["states"]
        ]
        checks = [automaton.check(patterns[id_]) for id_ in self.frozen["checks"]]
        openings = []
        for slots, closed, _ in self.frozen["openings"]:
            opening = automaton.opening(tuple([patterns[id_] for id_ in slots]))
            if closed != _NONE:
                opening.known_closed = states[closed]
            openings.append(opening)
        for opening, (_, _, plans) in zip(openings, self.frozen["openings"], strict=True):
            for shape, plan in plans:
                opening.shapes[tuple([names[number] for number in shape])] = (
                    None if plan is None else _plan(plan, states, checks)
                )
                automaton.explored += 1
        for parent, name, opening, after, returns in self.frozen["children"]:
            lefts = [{i: patterns[id_] for i, id_ in each} for each in after]
            child = Child(states[parent], names[name], openings[opening], lefts)
            child.returns = {complete: states[state] for complete, state in returns}
            states[parent].children[names[name]] = child
            automaton.explored += 1


def _plan(row: Sequence[Any], states: Sequence[State], checks: Sequence[Check]) -> Plan:
    state, row_checks = row
    found = [(position, checks[check]) for position, check in row_checks]
    return Plan(
        tuple([(position, check.known, check) for position, check in found]),
        any(check.id_kind for _, check in found),
        states[state],
    )
