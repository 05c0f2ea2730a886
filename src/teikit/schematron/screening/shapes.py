"""Which expressions can be evaluated on any document without an error, and what they come to.

An error at run time is a finding of its own (SCH103). So the screen speaks only about expressions
that surely have none, whatever the document: it knows how many items of what kind each part gives.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Final

from teikit.records import dataclass
from teikit.schematron.screening.expressions import CURRENT, Expr, NotUnderstood
from teikit.schematron.screening.function_shapes import call_shape
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

_AXES_OF_ONE: Final = frozenset({"self", "parent"})
_VALUE_COMPARISONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
_GENERAL_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(frozen=True)
class Shapes:
    """Finds shapes; `variables` are those in scope, None for one that may fail."""

    variables: Mapping[str, Shape | None] = field(default_factory=dict)
    focus: Shape = NODE

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
        if shape.kind not in TEXTS or shape.most == MANY:
            raise NotUnderstood(expr.op)

    def on(self, focus: Shape) -> "Shapes":
        """Return what finds the shapes of expressions with another context item."""
        return replace(self, focus=focus)


def _literal(_shapes: Shapes, expr: Expr) -> Shape:
    return STRING if expr.op == "string" else NUMBER


def _dot(shapes: Shapes, _expr: Expr) -> Shape:
    return shapes.focus


def _root(shapes: Shapes, expr: Expr) -> Shape:
    need(shapes.focus.kind == "node", expr)
    return NODE


def _step(shapes: Shapes, expr: Expr) -> Shape:
    need(shapes.focus.kind == "node", expr)
    axis = expr.value.partition("::")[0]
    one = axis in _AXES_OF_ONE or (axis == "attribute" and bool(expr.name))
    return Shape("node", 1 if one else MANY)


def _variable(shapes: Shapes, expr: Expr) -> Shape:
    shape = NODE if expr.value == CURRENT else shapes.variables.get(expr.value)
    if shape is None:
        raise NotUnderstood(expr.value)
    return shape


def _paren(shapes: Shapes, expr: Expr) -> Shape:
    return shapes.of(expr.args[0])


def _sequence(shapes: Shapes, expr: Expr) -> Shape:
    found = [shapes.of(one) for one in expr.args]
    if not found:
        return NODE
    return found[0] if len(found) == 1 else Shape(_common(found, expr), MANY)


def _common(found: list[Shape], expr: Expr) -> str:
    kinds = {one.kind for one in found}
    need(len(kinds) == 1, expr)
    return kinds.pop()


def _path(shapes: Shapes, expr: Expr) -> Shape:
    left, right = expr.args
    before = shapes.of(left)
    need(before.kind == "node", expr)
    after = shapes.on(NODE).of(right)
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
    need(_common(found, expr) == "node", expr)
    return found[0] if expr.op != "|" else Shape("node", MANY)


def _logic(shapes: Shapes, expr: Expr) -> Shape:
    for one in expr.args:
        shapes.truth(one)
    return BOOLEAN


def _comparison(shapes: Shapes, expr: Expr) -> Shape:
    left, right = (shapes.of(one) for one in expr.args)
    need(expr.op in _GENERAL_COMPARISONS or MANY not in {left.most, right.most}, expr)
    same = left.kind == right.kind
    texts = left.kind in TEXTS and right.kind in TEXTS
    need(same or texts, expr)
    return BOOLEAN


def _order(shapes: Shapes, expr: Expr) -> Shape:
    left, right = (shapes.of(one) for one in expr.args)
    need(left.kind == right.kind == "node" and MANY not in {left.most, right.most}, expr)
    return BOOLEAN


def _arithmetic(shapes: Shapes, expr: Expr) -> Shape:
    for one in expr.args:
        need(shapes.of(one) == NUMBER, expr)
    return NUMBER


def _if(shapes: Shapes, expr: Expr) -> Shape:
    condition, *branches = expr.args
    shapes.truth(condition)
    found = [shapes.of(one) for one in branches]
    return Shape(_common(found, expr), max(one.most for one in found))


def _quantified(shapes: Shapes, expr: Expr) -> Shape:
    variable, domain, test = expr.args
    item = Shape(shapes.of(domain).kind)
    replace(shapes, variables={**shapes.variables, variable.value: item}).truth(test)
    return BOOLEAN


def _asked(shapes: Shapes, expr: Expr) -> Shape:
    shapes.of(expr.args[0])
    return BOOLEAN


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
    "call": call_shape,
    "dot": _dot,
    "if": _if,
    "paren": _paren,
    "root": _root,
    "sequence": _sequence,
    "step": _step,
    "variable": _variable,
}
