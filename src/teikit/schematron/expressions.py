"""XPath 2 and 3 as trees of our own, as far as the screen understands them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from elementpath import ElementPathError
from elementpath.xpath31 import XPath31Parser

from teikit.names import XML
from teikit.schematron.names import FN
from teikit.schematron.screen import ATTRIBUTE
from teikit.schematron.xpath import Token, calls, tokens

CURRENT: Final = "_current"
"""The variable that stands for `current()`."""

_STRANGE: Final = "_strange"
_BINARY: Final = frozenset(
    "and or = != < <= > >= eq ne lt le gt ge is << >> + - * | union intersect except".split()
)
_WHOLE: Final = frozenset({"if", "some", "every", "[", "/", "//", "castable", "instance"})
_KINDS: Final = frozenset({"node", "text", "comment"})
FUNCTIONS: Final = frozenset(
    "true false not boolean exists empty count string normalize-space string-length contains "
    "starts-with ends-with concat substring substring-before substring-after translate name "
    "local-name namespace-uri upper-case lower-case string-join tokenize matches "
    "distinct-values data id generate-id number position last root".split()
)
"""The functions whose meaning the screen knows; all others are strange to it."""


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression: an operator, a function (`call`), a `step` and so on, and its operands.

    `value` is what the operator alone does not say: a name, a literal, `axis::test`; `name` is
    the name, in Clark's notation, that a step asks for.
    """

    op: str
    args: tuple["Expr", ...] = ()
    value: str = ""
    name: str = ""


@dataclass(slots=True)
class Prefixes:
    """The prefixes that probes use for namespaces, given as they are needed."""

    namespaces: dict[str, str] = field(default_factory=dict)

    def of(self, uri: str) -> str:
        """Return what stands before a local name."""
        if not uri:
            return ""
        if uri == XML:
            return "xml:"
        for prefix, known in self.namespaces.items():
            if known == uri:
                return f"{prefix}:"
        prefix = f"n{len(self.namespaces)}"
        self.namespaces[prefix] = uri
        return f"{prefix}:"


class NotUnderstood(Exception):  # noqa: N818 - it is no error: the screen is then more careful
    """An expression, or a part of it, is beyond the screen."""


def parse(xpath: str, namespaces: Mapping[str, str], prefixes: Prefixes) -> Expr:
    """Return the tree of an expression; raises `NotUnderstood` where it has none."""
    known = {prefix: uri for prefix, uri in namespaces.items() if prefix}
    try:
        parser = XPath31Parser(namespaces=known)
        token = parser.parse(_without_strangers(xpath, namespaces))
    except (ElementPathError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotUnderstood(str(error)) from error
    return _Reader({**parser.namespaces, **known}, prefixes).read(token)


def _without_strangers(xpath: str, namespaces: Mapping[str, str]) -> str:
    """Return an expression with a variable in the place of each call the screen does not know."""
    found = list(tokens(xpath))
    places = {token.start: number for number, token in enumerate(found)}
    parts, place = [], 0
    for call in calls(xpath, namespaces):
        known = call.namespace == FN and call.local in FUNCTIONS
        if known or call.token.start < place:
            continue
        end = _end_of_call(found, places[call.token.start])
        called = xpath[call.token.start : end]
        current = call.namespace == FN and "".join(called.split()) == "current()"
        parts += [xpath[place : call.token.start], f"${CURRENT if current else _STRANGE}"]
        place = end
    return "".join([*parts, xpath[place:]])


def _end_of_call(found: list[Token], number: int) -> int:
    if found[number + 1].text != "(":
        raise NotUnderstood(found[number].text)
    depth = 0
    for token in found[number + 1 :]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0:
            return token.end
    raise NotUnderstood(found[number].text)


@dataclass(slots=True)
class _Reader:
    """Reads the trees that elementpath makes."""

    namespaces: Mapping[str, str]
    prefixes: Prefixes

    def read(self, token: Any) -> Expr:
        """Return the tree of a token; what is not understood has the operator `strange`."""
        symbol, label, args = token.symbol, str(token.label), list(token)
        literal = {"(string)": "string", "(integer)": "integer", "(decimal)": "number"}.get(symbol)
        if literal is not None:
            return Expr(literal, value=str(token.value))
        if symbol == "$":
            return Expr("variable", value=str(token.value))
        if symbol == ".":
            return Expr("dot")
        if symbol == "..":
            return Expr("step", value="parent::node()")
        if symbol == "(":
            return Expr("paren", (self.read(args[0]),)) if args else Expr("sequence")
        if symbol == ",":
            return Expr("sequence", tuple(map(self.read, args)))
        if symbol in {"/", "//"} and len(args) < 2:  # noqa: PLR2004 - the path starts at the root
            root = Expr("root")
            return Expr(symbol, (root, self.read(args[0]))) if args else root
        if symbol in _WHOLE or (symbol in _BINARY and len(args) == 2):  # noqa: PLR2004
            return self._operation(symbol, args)
        return self._call(symbol, label, args) or self._step(token, "child")

    def _operation(self, symbol: str, args: list[Any]) -> Expr:
        operands = args[:1] if symbol in {"castable", "instance"} else args
        if symbol in {"some", "every"} and len(operands) != 3:  # noqa: PLR2004 - one variable
            return Expr("strange")
        return Expr({"union": "|"}.get(symbol, symbol), tuple(map(self.read, operands)))

    def _call(self, symbol: str, label: str, args: list[Any]) -> Expr | None:
        if symbol == ":" and "function" in str(args[1].label):
            uri = self.namespaces.get(str(args[0].value), "")
            return self.read(args[1]) if uri == FN else Expr("strange")
        if "function" not in label:
            return None
        if symbol not in FUNCTIONS:
            return Expr("strange")
        return Expr("call", tuple(map(self.read, args)), symbol)

    def _step(self, token: Any, axis: str) -> Expr:
        symbol, args = token.symbol, list(token)
        if symbol == "@":
            return self._step(args[0], "attribute")
        if str(token.label) == "axis" and symbol != "namespace":
            return self._step(args[0], symbol)
        mark = ATTRIBUTE if axis == "attribute" else ""
        if symbol == "(name)":
            name = str(token.value)
            return Expr("step", value=f"{axis}::{name}", name=mark + name)
        if symbol == "*" and not args:
            return Expr("step", value=f"{axis}::*")
        if symbol in _KINDS and str(token.label) == "kind test" and not args:
            return Expr("step", value=f"{axis}::{symbol}()")
        if symbol == "processing-instruction" and not args:
            return Expr("step", value=f"{axis}::{symbol}()")
        if symbol == ":":
            return self._prefixed(str(args[0].value), args[1], axis, mark)
        return Expr("strange")

    def _prefixed(self, prefix: str, test: Any, axis: str, mark: str) -> Expr:
        if test.symbol not in {"(name)", "*"} or list(test):
            return Expr("strange")
        local = str(test.value)
        if prefix == "*":
            return Expr("step", value=f"{axis}::*[local-name()='{local}']")
        uri = self.namespaces.get(prefix)
        if not uri:
            return Expr("strange")
        step = f"{axis}::{self.prefixes.of(uri)}{local}"
        return Expr("step", value=step, name="" if local == "*" else f"{mark}{{{uri}}}{local}")
