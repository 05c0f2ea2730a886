"""Regular expressions of XML Schema (part 2, appendix F), matched in linear time.

They have neither backreferences nor assertions, so a set of states is enough to match them and no
expression can take exponential time, as backtracking would.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from teikit.relaxng.charclass import (
    ESCAPES,
    CharTest,
    any_of,
    between,
    category,
    is_dot,
    minus,
    none_of,
    one,
)

MAX_STATES: Final = 20_000
_MAX_CACHE: Final = 5_000
_LITERAL_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t"} | {
    char: char for char in "\\|.-^?*+{}()[]$"
}
_SPECIAL: Final = frozenset("\\?*+{()|[]")


class RegexError(ValueError):
    """A regular expression is wrong; `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


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
        if len(self._moves) >= _MAX_CACHE:
            self._moves.clear()
        following = self._moves[states, char] = machine.closure(reached)
        return following


@lru_cache(maxsize=1000)
def compile_regex(pattern: str) -> Regex:
    """Return a regular expression that can match; raises `RegexError` where it is wrong."""
    return Regex(_Parser(pattern).parse())


class _Machine:
    """States of a nondeterministic automaton: 0 is the start, 1 the end."""

    def __init__(self) -> None:
        self.moves: list[list[tuple[CharTest, int]]] = [[], []]
        self.skips: list[list[int]] = [[], []]

    def state(self) -> int:
        if len(self.moves) >= MAX_STATES:
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


@dataclass(frozen=True, slots=True)
class _Char:
    test: CharTest


@dataclass(frozen=True, slots=True)
class _Sequence:
    pieces: "list[_Tree]"


@dataclass(frozen=True, slots=True)
class _Either:
    branches: "list[_Tree]"


@dataclass(frozen=True, slots=True)
class _Repeat:
    """`inner`, at least `low` and at most `high` times (-1: without limit)."""

    inner: "_Tree"
    low: int
    high: int


_Tree: TypeAlias = _Char | _Sequence | _Either | _Repeat


class _Parser:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0

    def parse(self) -> _Machine:
        tree = self.alternatives()
        if self.at < len(self.pattern):
            raise self.error(f"“{self.pattern[self.at]}” stands where nothing can follow")
        machine = _Machine()
        _build(machine, tree, 0, 1)
        return machine

    def error(self, message: str) -> RegexError:
        return RegexError(message, self.at)

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise self.error("the expression ends too early")
        self.at += 1
        return char

    def accept(self, char: str) -> bool:
        if self.peek() == char:
            self.at += 1
            return True
        return False

    def alternatives(self) -> _Tree:
        branches = [self.branch()]
        while self.accept("|"):
            branches.append(self.branch())
        return branches[0] if len(branches) == 1 else _Either(branches)

    def branch(self) -> _Tree:
        pieces = []
        while self.peek() not in {"", "|", ")"}:
            pieces.append(self.piece())
        return _Sequence(pieces)

    def piece(self) -> _Tree:
        atom = self.atom()
        match self.peek():
            case "?":
                low, high = 0, 1
            case "*":
                low, high = 0, -1
            case "+":
                low, high = 1, -1
            case "{":
                self.at += 1
                return _Repeat(atom, *self.quantity())
            case _:
                return atom
        self.at += 1
        return _Repeat(atom, low, high)

    def quantity(self) -> tuple[int, int]:
        low = high = self.number()
        if self.accept(","):
            high = -1 if self.peek() == "}" else self.number()
        if not self.accept("}"):
            raise self.error("a number in braces is not closed by “}”")
        if 0 <= high < low:
            raise self.error(f"“{{{low},{high}}}” asks for more than it allows")
        return low, high

    def number(self) -> int:
        start = self.at
        while self.peek() in set("0123456789"):
            self.at += 1
        if start == self.at:
            raise self.error("a number is missing in braces")
        return min(int(self.pattern[start : self.at][:9]), MAX_STATES)

    def atom(self) -> _Tree:
        char = self.take()
        if char == "(":
            self.depth += 1
            if self.depth > 200:
                raise self.error("parentheses are nested too deeply")
            inner = self.alternatives()
            if not self.accept(")"):
                raise self.error("“(” is not closed")
            self.depth -= 1
            return inner
        if char == "[":
            return _Char(self.char_class())
        if char == ".":
            return _Char(is_dot)
        if char == "\\":
            return _Char(self.escape())
        if char in _SPECIAL:
            self.at -= 1
            raise self.error(f"“{char}” needs a backslash before it, or something to repeat")
        return _Char(one(char))

    def escape(self) -> CharTest:
        char = self.take()
        if char in ESCAPES:
            return ESCAPES[char]
        if char in {"p", "P"}:
            return self.property(negated=char == "P")
        if char in _LITERAL_ESCAPES:
            return one(_LITERAL_ESCAPES[char])
        self.at -= 1
        raise self.error(f"“\\{char}” is not an escape of XML Schema's regular expressions")

    def property(self, *, negated: bool) -> CharTest:
        end = self.pattern.find("}", self.at)
        if not self.accept("{") or end < 0:
            raise self.error("“\\p” is followed by a property in braces, as in \\p{L}")
        name = self.pattern[self.at : end]
        test = category(name)
        if test is None:
            raise self.error(f"Unicode has no property “{name}”")
        self.at = end + 1
        return none_of(test) if negated else test

    def char_class(self) -> CharTest:
        negated = self.accept("^")
        tests: list[CharTest] = []
        removed: CharTest | None = None
        while removed is None and not (tests and self.peek() == "]"):
            if tests and self.pattern.startswith("-[", self.at):
                self.at += 2
                removed = self.char_class()
            else:
                tests.append(self.class_member(first=not tests))
        if not self.accept("]"):
            raise self.error("“[” is not closed")
        test = none_of(any_of(tests)) if negated else any_of(tests)
        return test if removed is None else minus(test, removed)

    def class_member(self, *, first: bool) -> CharTest:
        low = self.class_char(first=first)
        if not isinstance(low, str):
            return low
        following = self.pattern[self.at + 1 : self.at + 2]
        if self.peek() == "-" and following not in {"]", "[", ""}:
            self.at += 1
            high = self.class_char(first=False)
            if not isinstance(high, str) or high < low:
                raise self.error("a range in brackets does not go from a lower to a higher one")
            return between(low, high)
        return one(low)

    def class_char(self, *, first: bool) -> str | CharTest:
        char = self.take()
        if char == "\\":
            literal = _LITERAL_ESCAPES.get(self.peek())
            if literal is None:
                return self.escape()
            self.at += 1
            return literal
        if char == "[" or (char == "]" and not first) or char == "]":
            self.at -= 1
            raise self.error(f"“{char}” in brackets needs a backslash before it")
        return char


def _build(machine: _Machine, tree: _Tree, start: int, end: int) -> None:
    """Connect two states by what the tree matches."""
    match tree:
        case _Char():
            machine.moves[start].append((tree.test, end))
        case _Sequence():
            for piece in tree.pieces:
                start = _extended(machine, piece, start)
            machine.skips[start].append(end)
        case _Either():
            for branch in tree.branches:
                _build(machine, branch, start, end)
        case _Repeat():
            _build_repeated(machine, tree, start, end)


def _extended(machine: _Machine, tree: _Tree, start: int) -> int:
    """Return a new state that is reached by what the tree matches."""
    end = machine.state()
    _build(machine, tree, start, end)
    return end


def _build_repeated(machine: _Machine, tree: _Repeat, start: int, end: int) -> None:
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
