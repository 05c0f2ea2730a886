"""Which expressions can be evaluated on any document without an error, and what they come to.

An error at run time is a finding of its own (SCH103). So the screen speaks only about expressions
that surely have none, whatever the document: it knows how many items of what kind each part gives.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from elementpath.regex import RegexError, translate_pattern

from teikit.schematron.expressions import CURRENT, Expr, NotUnderstood

MANY: Final = 2
_AXES_OF_ONE: Final = frozenset({"self", "parent"})
_TEXT: Final = frozenset({"node", "untyped", "string"})
_UNTYPED: Final = frozenset({"node", "untyped"})
_VALUE_COMPARISONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
_GENERAL_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Shape:
    """What an expression gives: items of a kind, at most one or `MANY`."""

    kind: str
    most: int = 1

    def many(self) -> "Shape":
        """Return the same, any number of it."""
        return replace(self, most=MANY)


_NODE: Final = Shape("node")
_BOOLEAN: Final = Shape("boolean")
_STRING: Final = Shape("string")
_NUMBER: Final = Shape("number")


@dataclass(frozen=True)
class Shapes:
    """Finds shapes; `variables` are those in scope, None for one that may fail."""

    variables: Mapping[str, Shape | None] = field(default_factory=dict)
    focus: Shape = _NODE

    def of(self, expr: Expr) -> Shape:
        """Return the shape of an expression; raises `NotUnderstood` where it may fail."""
        handler = _HANDLERS.get(expr.op)
        if handler is None:
            raise NotUnderstood(expr.op)
        return handler(self, expr)

    def truth(self, expr: Expr) -> None:
        """Raise `NotUnderstood` where an expression may have no truth value."""
        shape = self.of(expr)
        if shape.kind != "node" and shape.most == MANY:
            raise NotUnderstood(expr.op)

    def text(self, expr: Expr) -> None:
        """Raise `NotUnderstood` where an expression may not do as a single string."""
        shape = self.of(expr)
        if shape.kind not in _TEXT or shape.most == MANY:
            raise NotUnderstood(expr.op)

    def on(self, focus: Shape) -> "Shapes":
        """Return what finds the shapes of expressions with another context item."""
        return replace(self, focus=focus)


def _literal(_shapes: Shapes, expr: Expr) -> Shape:
    return _STRING if expr.op == "string" else _NUMBER


def _dot(shapes: Shapes, _expr: Expr) -> Shape:
    return shapes.focus


def _root(shapes: Shapes, expr: Expr) -> Shape:
    _need(shapes.focus.kind == "node", expr)
    return _NODE


def _step(shapes: Shapes, expr: Expr) -> Shape:
    _need(shapes.focus.kind == "node", expr)
    axis = expr.value.partition("::")[0]
    one = axis in _AXES_OF_ONE or (axis == "attribute" and bool(expr.name))
    return Shape("node", 1 if one else MANY)


def _variable(shapes: Shapes, expr: Expr) -> Shape:
    shape = _NODE if expr.value == CURRENT else shapes.variables.get(expr.value)
    if shape is None:
        raise NotUnderstood(expr.value)
    return shape


def _paren(shapes: Shapes, expr: Expr) -> Shape:
    return shapes.of(expr.args[0])


def _sequence(shapes: Shapes, expr: Expr) -> Shape:
    found = [shapes.of(one) for one in expr.args]
    if not found:
        return _NODE
    return found[0] if len(found) == 1 else Shape(_common(found, expr), MANY)


def _common(found: list[Shape], expr: Expr) -> str:
    kinds = {one.kind for one in found}
    _need(len(kinds) == 1, expr)
    return kinds.pop()


def _path(shapes: Shapes, expr: Expr) -> Shape:
    left, right = expr.args
    before = shapes.of(left)
    _need(before.kind == "node", expr)
    after = shapes.on(_NODE).of(right)
    single = before.most == 1 and expr.op == "/"
    return after if single else after.many()


def _filter(shapes: Shapes, expr: Expr) -> Shape:
    base, predicate = expr.args
    shape = shapes.of(base)
    inside = shapes.on(Shape(shape.kind))
    if is_position(predicate):
        return replace(shape, most=1)
    inside.truth(predicate)
    return shape


def is_position(predicate: Expr) -> bool:
    """Return whether a predicate is the number of an item, or `last()`."""
    return predicate.op == "integer" or predicate == Expr("call", (), "last")


def _sets(shapes: Shapes, expr: Expr) -> Shape:
    found = [shapes.of(one) for one in expr.args]
    _need(_common(found, expr) == "node", expr)
    return found[0] if expr.op != "|" else Shape("node", MANY)


def _logic(shapes: Shapes, expr: Expr) -> Shape:
    for one in expr.args:
        shapes.truth(one)
    return _BOOLEAN


def _comparison(shapes: Shapes, expr: Expr) -> Shape:
    left, right = (shapes.of(one) for one in expr.args)
    _need(expr.op in _GENERAL_COMPARISONS or MANY not in {left.most, right.most}, expr)
    same = left.kind == right.kind
    texts = left.kind in _TEXT and right.kind in _TEXT
    _need(same or texts, expr)
    return _BOOLEAN


def _order(shapes: Shapes, expr: Expr) -> Shape:
    left, right = (shapes.of(one) for one in expr.args)
    _need(left.kind == right.kind == "node" and MANY not in {left.most, right.most}, expr)
    return _BOOLEAN


def _arithmetic(shapes: Shapes, expr: Expr) -> Shape:
    for one in expr.args:
        _need(shapes.of(one) == _NUMBER, expr)
    return _NUMBER


def _if(shapes: Shapes, expr: Expr) -> Shape:
    condition, *branches = expr.args
    shapes.truth(condition)
    found = [shapes.of(one) for one in branches]
    return Shape(_common(found, expr), max(one.most for one in found))


def _quantified(shapes: Shapes, expr: Expr) -> Shape:
    variable, domain, test = expr.args
    item = Shape(shapes.of(domain).kind)
    replace(shapes, variables={**shapes.variables, variable.value: item}).truth(test)
    return _BOOLEAN


def _asked(shapes: Shapes, expr: Expr) -> Shape:
    shapes.of(expr.args[0])
    return _BOOLEAN


# ---------------------------------------------------------------- functions


def _call(shapes: Shapes, expr: Expr) -> Shape:
    for names, check, result in _FUNCTIONS:
        if expr.value in names:
            check(shapes, expr)
            return result
    if expr.value in {"distinct-values", "data"}:
        shape = shapes.of(_only(expr))
        return replace(shape, kind="untyped") if shape.kind == "node" else shape
    raise NotUnderstood(expr.value)


def _only(expr: Expr) -> Expr:
    _need(len(expr.args) == 1, expr)
    return expr.args[0]


def _anything(shapes: Shapes, expr: Expr) -> None:
    shapes.of(_only(expr))


def _truths(shapes: Shapes, expr: Expr) -> None:
    shapes.truth(_only(expr))


def _nothing(_shapes: Shapes, expr: Expr) -> None:
    _need(not expr.args, expr)


def _texts(shapes: Shapes, expr: Expr) -> None:
    """Let all arguments be texts; where there is none, the context item is meant."""
    for one in expr.args or (Expr("dot"),):
        shapes.text(one)


def _singles(shapes: Shapes, expr: Expr) -> None:
    for one in expr.args or (Expr("dot"),):
        _need(shapes.of(one).most == 1, expr)


def _one_node(shapes: Shapes, expr: Expr) -> None:
    for one in expr.args or (Expr("dot"),):
        _need(shapes.of(one) == _NODE, expr)


def _any_texts(shapes: Shapes, expr: Expr) -> None:
    values, *rest = expr.args
    _need(shapes.of(values).kind in _TEXT, expr)
    _need(all(one.op == "string" for one in rest), expr)


def _literals_after(shapes: Shapes, expr: Expr) -> None:
    first, *rest = expr.args
    shapes.text(first)
    _need(all(one.op in {"string", "integer"} for one in rest), expr)


def _pattern(shapes: Shapes, expr: Expr) -> None:
    first, *rest = expr.args
    shapes.text(first)
    if not rest and expr.value == "tokenize":
        return
    _need(len(rest) == 1 and rest[0].op == "string", expr)
    try:
        compiled = re.compile(translate_pattern(rest[0].value, anchors=False))
    except (RegexError, re.error) as error:
        raise NotUnderstood(expr.value) from error
    # Cut at nothing, a text has no end of parts, which is an error.
    _need(expr.value == "matches" or not compiled.search(""), expr)


_FUNCTIONS: Final[tuple[tuple[frozenset[str], Callable[[Shapes, Expr], None], Shape], ...]] = (
    (frozenset({"true", "false"}), _nothing, _BOOLEAN),
    (frozenset({"not", "boolean"}), _truths, _BOOLEAN),
    (frozenset({"exists", "empty"}), _anything, _BOOLEAN),
    (frozenset({"count"}), _anything, _NUMBER),
    (frozenset({"string", "concat"}), _singles, _STRING),
    (frozenset({"number"}), _singles, _NUMBER),
    (frozenset({"contains", "starts-with", "ends-with"}), _texts, _BOOLEAN),
    (
        frozenset(
            {"normalize-space", "upper-case", "lower-case", "substring-before", "substring-after"}
        ),
        _texts,
        _STRING,
    ),
    (frozenset({"string-length"}), _texts, _NUMBER),
    (frozenset({"substring", "translate"}), _literals_after, _STRING),
    (frozenset({"name", "local-name", "namespace-uri", "generate-id"}), _one_node, _STRING),
    (frozenset({"string-join"}), _any_texts, _STRING),
    (frozenset({"matches"}), _pattern, _BOOLEAN),
    (frozenset({"tokenize"}), _pattern, Shape("string", MANY)),
    (frozenset({"id"}), _any_texts, Shape("node", MANY)),
    (frozenset({"position", "last"}), _nothing, _NUMBER),
    (frozenset({"root"}), _one_node, _NODE),
)


def _need(holds: bool, expr: Expr) -> None:
    if not holds:
        raise NotUnderstood(expr.op)


_HANDLERS: Final[Mapping[str, Callable[[Shapes, Expr], Shape]]] = {
    **dict.fromkeys(("string", "integer", "number"), _literal),
    **dict.fromkeys(("/", "//"), _path),
    **dict.fromkeys(("|", "intersect", "except"), _sets),
    **dict.fromkeys(("and", "or"), _logic),
    **dict.fromkeys(_GENERAL_COMPARISONS | _VALUE_COMPARISONS, _comparison),
    **dict.fromkeys(("is", "<<", ">>"), _order),
    **dict.fromkeys(("+", "-", "*"), _arithmetic),
    **dict.fromkeys(("some", "every"), _quantified),
    **dict.fromkeys(("castable", "instance"), _asked),
    "[": _filter,
    "call": _call,
    "dot": _dot,
    "if": _if,
    "paren": _paren,
    "root": _root,
    "sequence": _sequence,
    "step": _step,
    "variable": _variable,
}
