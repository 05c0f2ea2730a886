"""Regular expressions of XML Schema, matched in linear time.

They have neither backreferences nor assertions, so a set of states is enough to match them and no
expression can take exponential time, as backtracking would.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from teikit.relaxng.regex_parse import (
    MOST_TIMES,
    Char,
    Either,
    RegexError,
    Repeat,
    Sequence,
    Tree,
    parse,
)

if TYPE_CHECKING:
    from teikit.relaxng.charclass import CharTest

_MOST_STATES: Final = MOST_TIMES
_MOST_MOVES: Final = 5_000  # that are remembered


class Regex:
    """A compiled expression."""

    def __init__(self, machine: "_Machine") -> None:
        self._machine = machine
        self._start = machine.closure((0,))
        self._moves: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def matches(self, text: str) -> bool:
        """Return whether the expression matches the whole text."""
        moves = self._moves
        states = self._start
        for char in text:
            following = moves.get((states, char))
            if following is None:
                following = self._move(states, char)
            if not following:
                return False
            states = following
        return 1 in states

    def _move(self, states: frozenset[int], char: str) -> frozenset[int]:
        machine = self._machine
        reached = [
            target for state in states for test, target in machine.moves[state] if test(char)
        ]
        if len(self._moves) >= _MOST_MOVES:
            self._moves.clear()
        following = self._moves[states, char] = machine.closure(reached)
        return following


@lru_cache(maxsize=1000)
def compile_regex(pattern: str) -> Regex:
    """Return a regular expression that can match; raises `RegexError` where it is wrong."""
    return Regex(_Machine(parse(pattern)))


class _Machine:
    """States of a nondeterministic automaton: 0 is the start, 1 the end."""

    def __init__(self, tree: Tree) -> None:
        self.moves: list[list[tuple[CharTest, int]]] = [[], []]
        self.skips: list[list[int]] = [[], []]
        _build(self, tree, 0, 1)

    def state(self) -> int:
        if len(self.moves) >= _MOST_STATES:
            msg = "the expression is too large (look at numbers in braces)"
            raise RegexError(msg, 0)
        self.moves.append([])
        self.skips.append([])
        return len(self.moves) - 1

    def closure(self, states: "tuple[int, ...] | list[int]") -> frozenset[int]:
        reached = set(states)
        todo = list(reached)
        while todo:
            for target in self.skips[todo.pop()]:
                if target not in reached:
                    reached.add(target)
                    todo.append(target)
        return frozenset(reached)


def _build(machine: _Machine, tree: Tree, start: int, end: int) -> None:
    """Connect two states by what the tree matches."""
    match tree:
        case Char():
            machine.moves[start].append((tree.test, end))
        case Sequence():
            for piece in tree.pieces:
                start = _extended(machine, piece, start)
            machine.skips[start].append(end)
        case Either():
            for branch in tree.branches:
                _build(machine, branch, start, end)
        case Repeat():
            _build_repeated(machine, tree, start, end)


def _extended(machine: _Machine, tree: Tree, start: int) -> int:
    """Return a new state that is reached by what the tree matches."""
    end = machine.state()
    _build(machine, tree, start, end)
    return end


def _build_repeated(machine: _Machine, tree: Repeat, start: int, end: int) -> None:
    for _ in range(tree.low):
        start = _extended(machine, tree.inner, start)
    if tree.high < 0:
        loop = machine.state()
        machine.skips[start].append(loop)
        machine.skips[_extended(machine, tree.inner, loop)].append(loop)
        start = loop
    for _ in range(tree.high - tree.low):
        machine.skips[start].append(end)
        start = _extended(machine, tree.inner, start)
    machine.skips[start].append(end)
