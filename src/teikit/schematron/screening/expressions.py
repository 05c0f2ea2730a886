"""XPath 2 and 3 as trees of our own, as far as the screen understands them."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from elementpath.tdop import Parser
from elementpath.xpath31 import XPath31Parser

from teikit.names import XML
from teikit.records import dataclass
from teikit.schematron.names import FN
from teikit.schematron.screening.screen import ATTRIBUTE
from teikit.schematron.xpath import Token, calls, tokens

CURRENT: Final = "_current"
"""The variable that stands for `current()`."""

_STRANGE: Final = "_strange"
_LITERALS: Final = {"(string)": "string", "(integer)": "integer", "(decimal)": "number"}
_BINARY: Final = frozenset(
    {
        "and", "or", "=", "!=", "<", "<=", ">", ">=", "eq", "ne", "lt", "le", "gt", "ge", "is",
        "<<", ">>", "+", "-", "*", "|", "union", "intersect", "except", "/", "//", "[",
    }
)  # fmt: skip
_ASKING: Final = frozenset({"castable", "instance"})
_QUANTIFIED: Final = frozenset({"some", "every"})
_KINDS: Final = frozenset({"node", "text", "comment", "processing-instruction"})
FUNCTIONS: Final = frozenset(
    {
        "true", "false", "not", "boolean", "exists", "empty", "count", "string", "string-length",
        "normalize-space", "contains", "starts-with", "ends-with", "concat", "substring",
        "substring-before", "substring-after", "translate", "name", "local-name", "namespace-uri",
        "upper-case", "lower-case", "string-join", "tokenize", "matches", "distinct-values",
        "data", "id", "generate-id", "number", "position", "last", "root",
    }
)  # fmt: skip
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
    """The prefixes that translations use for namespaces, given as they are needed.

    What has been parsed with them is remembered (None: it is not understood).
    """

    namespaces: dict[str, str] = field(default_factory=dict)
    parsed: "dict[tuple[str, frozenset[tuple[str, str]]], Expr | None]" = field(
        default_factory=dict
    )

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
    key = (xpath, frozenset(namespaces.items()))
    if key not in prefixes.parsed:
        prefixes.parsed[key] = _parsed(xpath, namespaces, prefixes)
    found = prefixes.parsed[key]
    if found is None:
        raise NotUnderstood(xpath)
    return found


def _parsed(xpath: str, namespaces: Mapping[str, str], prefixes: Prefixes) -> Expr | None:
    known = {prefix: uri for prefix, uri in namespaces.items() if prefix}
    try:
        parser = _Parser(namespaces=known)
        token = parser.parse(_without_strangers(xpath, namespaces))
        return _Reader({**parser.namespaces, **known}, prefixes).read(token)
    except Exception:  # noqa: BLE001 - elementpath may stumble in any way
        return None


class _Parser(XPath31Parser):
    """Parses without evaluating what looks constant: it could take for ever."""

    def parse(self, source: str) -> Any:
        """Return the tree of tokens."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


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
        symbol, args = token.symbol, list(token)
        if symbol in _LITERALS:
            return Expr(_LITERALS[symbol], value=str(token.value))
        if symbol in _BINARY and len(args) == 2:
            return Expr({"union": "|"}.get(symbol, symbol), tuple(map(self.read, args)))
        if symbol in _ASKING:
            return Expr(symbol, (self.read(args[0]),), str(args[1].occurrence or ""))
        if symbol == "if" or (symbol in _QUANTIFIED and len(args) == 3):
            return Expr(symbol, tuple(map(self.read, args)))
        return self._simple(token) or self._call(token) or self._step(token, "child")

    def _simple(self, token: Any) -> Expr | None:
        """Return the tree of what symbols alone say."""
        args = tuple(map(self.read, token)) if token.symbol in {"(", ",", "/", "//"} else ()
        found: Expr | None = None
        match token.symbol:
            case "$":
                found = Expr("variable", value=str(token.value))
            case ".":
                found = Expr("dot")
            case "..":
                found = Expr("step", value="parent::node()")
            case "(":
                found = Expr("paren" if args else "sequence", args)
            case ",":
                found = Expr("sequence", args)
            case "/" | "//":  # the path starts at the root
                found = Expr(token.symbol, (Expr("root"), *args)) if args else Expr("root")
        return found

    def _call(self, token: Any) -> Expr | None:
        args = list(token)
        if token.symbol == ":" and "function" in str(args[1].label):
            uri = self.namespaces.get(str(args[0].value), "")
            return self._call(args[1]) if uri == FN else Expr("strange")
        if "function" not in str(token.label):
            return None
        if token.symbol not in FUNCTIONS:
            return Expr("strange")
        return Expr("call", tuple(map(self.read, args)), token.symbol)

    def _step(self, token: Any, axis: str) -> Expr:
        symbol, args = token.symbol, list(token)
        if symbol == "@":
            return self._step(args[0], "attribute")
        if str(token.label) == "axis" and symbol != "namespace":
            return self._step(args[0], symbol)
        mark = ATTRIBUTE if axis == "attribute" else ""
        if symbol == ":":
            return self._prefixed(str(args[0].value), args[1], axis, mark)
        if symbol in {"(name)", "*"} and not args:
            value = str(token.value)
            return Expr("step", value=f"{axis}::{value}", name="" if value == "*" else mark + value)
        if symbol in _KINDS and str(token.label) == "kind test" and not args:
            return Expr("step", value=f"{axis}::{symbol}()")
        return Expr("strange")

    def _prefixed(self, prefix: str, test: Any, axis: str, mark: str) -> Expr:
        uri, local = self.namespaces.get(prefix), str(test.value)
        if test.symbol not in {"(name)", "*"} or list(test):
            return Expr("strange")
        if prefix == "*":
            return Expr("step", value=f"{axis}::*[local-name()='{local}']")
        if not uri:
            return Expr("strange")
        name = "" if local == "*" else f"{mark}{{{uri}}}{local}"
        return Expr("step", value=f"{axis}::{self.prefixes.of(uri)}{local}", name=name)
