"""XPath as far as Schematron must look into it: its tokens, and which functions it calls."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from teikit.records import dataclass
from teikit.schematron.names import FN

_NAME: Final = r"[^\W\d][\w.\-·]*"
_TOKEN: Final = re.compile(
    rf"""(?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?P<comment>\(:)
    |(?P<variable>\$\s*(?:Q\{{[^{{}}]*\}})?{_NAME}(?::{_NAME})?)
    |(?P<name>Q\{{[^{{}}]*\}}{_NAME}|{_NAME}(?::(?!:){_NAME})?)
    |(?P<number>\d[\d.eE]*)
    |(?P<space>\s+)
    |(?P<symbol>=>|::|\|\||!=|<=|>=|<<|>>|//|:=|.)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE: Final = re.compile(r"\(:|:\)")
_NOT_FUNCTIONS: Final = frozenset(
    [
        "if",
        "switch",
        "typeswitch",
        "for",
        "let",
        "some",
        "every",
        "return",
        "then",
        "else",
        "satisfies",
        "in",
        "and",
        "or",
        "div",
        "mod",
        "idiv",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "is",
        "to",
        "union",
        "intersect",
        "except",
        "instance",
        "treat",
        "castable",
        "cast",
        "of",
        "as",
        "node",
        "text",
        "comment",
        "processing-instruction",
        "document-node",
        "element",
        "attribute",
        "item",
        "schema-element",
        "schema-attribute",
        "namespace-node",
        "empty-sequence",
        "function",
        "map",
        "array",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of an XPath expression: what it is, its text, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Call:
    """A function that an expression calls or refers to by name."""

    namespace: str
    local: str
    token: Token
    how: str
    """What makes it one: `(` a call, `#` a reference, `=>` a call behind an arrow."""


def tokens(xpath: str) -> Iterator[Token]:
    """Yield the tokens of an expression, without white space and comments; never fails."""
    place = 0
    while place < len(xpath):
        match = _TOKEN.match(xpath, place)
        if match is None or match.lastgroup is None:
            return
        kind = match.lastgroup
        if kind == "comment":
            place = _after_comment(xpath, match.end())
            continue
        if kind != "space":
            yield Token(kind, match.group(), place)
        place = match.end()


def _after_comment(xpath: str, place: int) -> int:
    depth = 1
    for edge in _COMMENT_EDGE.finditer(xpath, place):
        depth += 1 if edge.group() == "(:" else -1
        if depth == 0:
            return edge.end()
    return len(xpath)


def calls(xpath: str, namespaces: Mapping[str, str]) -> Iterator[Call]:
    """Yield the functions that an expression names; an unknown prefix is a namespace "?"."""
    before, found = "", list(tokens(xpath))
    for token, after in zip_longest(found, found[1:]):
        if token.kind == "name" and after is not None and after.text in {"(", "#"}:
            call = _call(token, "=>" if before == "=>" else after.text, namespaces)
            if call.namespace != FN or call.local not in _NOT_FUNCTIONS:
                yield call
        before = token.text


def _call(token: Token, how: str, namespaces: Mapping[str, str]) -> Call:
    if token.text.startswith("Q{"):
        namespace, _, local = token.text[2:].partition("}")
        return Call(namespace.strip(), local, token, how)
    prefix, colon, local = token.text.rpartition(":")
    if not colon:
        return Call(FN, local, token, how)
    usual = FN if prefix == "fn" else "?"
    return Call(namespaces.get(prefix, usual), local, token, how)


def with_variables(xpath: str, names: Mapping[str, str]) -> str:
    """Return an expression with variables renamed.

    >>> with_variables("$a + $ab + '$a'", {"a": "b"})
    "$b + $ab + '$a'"
    """
    if not names or "$" not in xpath:
        return xpath
    parts, place = [], 0
    for token in tokens(xpath):
        if token.kind == "variable" and (new := names.get(token.text[1:].strip())):
            parts += [xpath[place : token.start], "$" + new]
            place = token.end
    return "".join([*parts, xpath[place:]])


def filled_in(text: str, parameters: Mapping[str, str]) -> str:
    """Return a text with the parameters of an abstract pattern put in, wherever they stand.

    >>> filled_in("$a/$a-b", {"a": "x", "a-b": "y"})
    'x/y'
    """
    if not parameters or "$" not in text:
        return text
    names = "|".join(map(re.escape, sorted(parameters, key=len, reverse=True)))
    pattern = re.compile(rf"\$({names})(?![\w.\-])")
    return pattern.sub(lambda match: parameters[match.group(1)], text)


def prefixes(xpath: str) -> frozenset[str]:
    """Return the prefixes that an expression may use.

    >>> sorted(prefixes("tei:p[@xml:id]/self::x:*"))
    ['tei', 'x', 'xml']
    """
    return frozenset(re.findall(rf"({_NAME}):(?!:)", xpath))


def outside_predicates(xpath: str) -> Iterator[Token]:
    """Yield the tokens of a pattern that are not inside square brackets."""
    depth = 0
    for token in tokens(xpath):
        depth += {"[": 1, "]": -1}.get(token.text, 0)
        if depth == 0 and token.text != "]":
            yield token
