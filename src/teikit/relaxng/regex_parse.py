"""Regular expressions of XML Schema (part 2, appendix F), read into trees."""

from typing import Final, TypeAlias

from teikit.records import dataclass
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

MOST_TIMES: Final = 20_000
"""As often may something be repeated; what stands for more is too large anyway."""

_DEEPEST: Final = 200
_LITERAL_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t"} | {
    char: char for char in "\\|.-^?*+{}()[]$"
}
_SPECIAL: Final = frozenset("\\?*+{()|[]")


class RegexError(ValueError):
    """A regular expression is wrong; `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Char:
    """One character that passes a test."""

    test: CharTest


@dataclass(frozen=True, slots=True)
class Sequence:
    """One piece after the other."""

    pieces: "list[Tree]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of the branches."""

    branches: "list[Tree]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """`inner`, at least `low` and at most `high` times (-1: without limit)."""

    inner: "Tree"
    low: int
    high: int


Tree: TypeAlias = Char | Sequence | Either | Repeat


def parse(pattern: str) -> Tree:
    """Return the tree of a regular expression; raises `RegexError` where it is wrong."""
    return _Parser(pattern).whole()


class _Parser:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.alternatives()
        if self.at < len(self.pattern):
            raise self.error(f"“{self.pattern[self.at]}” stands where nothing can follow")
        return tree

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

    def alternatives(self) -> Tree:
        branches = [self.branch()]
        while self.accept("|"):
            branches.append(self.branch())
        return branches[0] if len(branches) == 1 else Either(branches)

    def branch(self) -> Tree:
        pieces = []
        while self.peek() not in {"", "|", ")"}:
            pieces.append(self.piece())
        return Sequence(pieces)

    def piece(self) -> Tree:
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
                return Repeat(atom, *self.quantity())
            case _:
                return atom
        self.at += 1
        return Repeat(atom, low, high)

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
        return min(int(self.pattern[start : self.at][:9]), MOST_TIMES)

    def atom(self) -> Tree:
        char = self.take()
        if char == "(":
            self.depth += 1
            if self.depth > _DEEPEST:
                raise self.error("parentheses are nested too deeply")
            inner = self.alternatives()
            if not self.accept(")"):
                raise self.error("“(” is not closed")
            self.depth -= 1
            return inner
        if char == "[":
            return Char(self.char_class())
        if char == ".":
            return Char(is_dot)
        if char == "\\":
            return Char(self.escape())
        if char in _SPECIAL:
            self.at -= 1
            raise self.error(f"“{char}” needs a backslash before it, or something to repeat")
        return Char(one(char))

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
                tests.append(self.class_member())
        if not self.accept("]"):
            raise self.error("“[” is not closed")
        test = none_of(any_of(tests)) if negated else any_of(tests)
        return test if removed is None else minus(test, removed)

    def class_member(self) -> CharTest:
        low = self.class_char()
        if not isinstance(low, str):
            return low
        following = self.pattern[self.at + 1 : self.at + 2]
        if self.peek() == "-" and following not in {"]", "[", ""}:
            self.at += 1
            high = self.class_char()
            if not isinstance(high, str) or high < low:
                raise self.error("a range in brackets does not go from a lower to a higher one")
            return between(low, high)
        return one(low)

    def class_char(self) -> str | CharTest:
        char = self.take()
        if char == "\\":
            literal = _LITERAL_ESCAPES.get(self.peek())
            if literal is None:
                return self.escape()
            self.at += 1
            return literal
        if char in "[]":
            self.at -= 1
            raise self.error(f"“{char}” in brackets needs a backslash before it")
        return char
