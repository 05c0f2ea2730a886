"""Which calls of functions can be evaluated on any document, and what they give."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from elementpath.regex import RegexError, translate_pattern

from teikit.schematron.screening.expressions import Expr, NotUnderstood
from teikit.schematron.screening.shape import (
    BOOLEAN,
    MANY,
    NODE,
    NUMBER,
    STRING,
    TEXTS,
    Shape,
    need,
)

if TYPE_CHECKING:
    from teikit.schematron.screening.shapes import Shapes


def call_shape(shapes: "Shapes", expr: Expr) -> Shape:
    """Return the shape of a call; raises `NotUnderstood` where it may fail."""
    for names, check, result in _FUNCTIONS:
        if expr.value in names:
            check(shapes, expr)
            return result
    if expr.value in {"distinct-values", "data"}:
        shape = shapes.of(_only(expr))
        return replace(shape, kind="untyped") if shape.kind == "node" else shape
    raise NotUnderstood(expr.value)


def _only(expr: Expr) -> Expr:
    need(len(expr.args) == 1, expr)
    return expr.args[0]


def _anything(shapes: "Shapes", expr: Expr) -> None:
    shapes.of(_only(expr))


def _truths(shapes: "Shapes", expr: Expr) -> None:
    shapes.truth(_only(expr))


def _nothing(_shapes: "Shapes", expr: Expr) -> None:
    need(not expr.args, expr)


def _texts(shapes: "Shapes", expr: Expr) -> None:
    """Let all arguments be texts; where there is none, the context item is meant."""
    for one in expr.args or (Expr("dot"),):
        shapes.text(one)


def _singles(shapes: "Shapes", expr: Expr) -> None:
    for one in expr.args or (Expr("dot"),):
        need(shapes.of(one).most == 1, expr)


def _one_node(shapes: "Shapes", expr: Expr) -> None:
    for one in expr.args or (Expr("dot"),):
        need(shapes.of(one) == NODE, expr)


def _any_texts(shapes: "Shapes", expr: Expr) -> None:
    values, *rest = expr.args
    need(shapes.of(values).kind in TEXTS, expr)
    need(all(one.op == "string" for one in rest), expr)


def _literals_after(shapes: "Shapes", expr: Expr) -> None:
    first, *rest = expr.args
    shapes.text(first)
    need(all(one.op in {"string", "integer"} for one in rest), expr)


def _pattern(shapes: "Shapes", expr: Expr) -> None:
    first, *rest = expr.args
    shapes.text(first)
    if not rest and expr.value == "tokenize":
        return
    need(len(rest) == 1 and rest[0].op == "string", expr)
    try:
        compiled = re.compile(translate_pattern(rest[0].value, anchors=False))
    except (RegexError, re.error) as error:
        raise NotUnderstood(expr.value) from error
    # Cut at nothing, a text has no end of parts, which is an error.
    need(expr.value == "matches" or not compiled.search(""), expr)


_FUNCTIONS: Final[tuple[tuple[frozenset[str], Callable[["Shapes", Expr], None], Shape], ...]] = (
    (frozenset({"true", "false"}), _nothing, BOOLEAN),
    (frozenset({"not", "boolean"}), _truths, BOOLEAN),
    (frozenset({"exists", "empty"}), _anything, BOOLEAN),
    (frozenset({"count"}), _anything, NUMBER),
    (frozenset({"string", "concat"}), _singles, STRING),
    (frozenset({"number"}), _singles, NUMBER),
    (frozenset({"contains", "starts-with", "ends-with"}), _texts, BOOLEAN),
    (
        frozenset(
            {"normalize-space", "upper-case", "lower-case", "substring-before", "substring-after"}
        ),
        _texts,
        STRING,
    ),
    (frozenset({"string-length"}), _texts, NUMBER),
    (frozenset({"substring", "translate"}), _literals_after, STRING),
    (frozenset({"name", "local-name", "namespace-uri", "generate-id"}), _one_node, STRING),
    (frozenset({"string-join"}), _any_texts, STRING),
    (frozenset({"matches"}), _pattern, BOOLEAN),
    (frozenset({"tokenize"}), _pattern, Shape("string", MANY)),
    (frozenset({"id"}), _any_texts, Shape("node", MANY)),
    (frozenset({"position", "last"}), _nothing, NUMBER),
    (frozenset({"root"}), _one_node, NODE),
)
