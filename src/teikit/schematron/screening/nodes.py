"""Paths of XPath 2 and 3 in the terms of XPath 1.0: to all nodes meant, or to none but those."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Final, Self

from teikit.records import dataclass
from teikit.schematron.screening.conditions import FALSE, TRUE, Condition, Path, Step, union
from teikit.schematron.screening.expressions import CURRENT, Expr, NotUnderstood
from teikit.schematron.screening.shape import Shape
from teikit.schematron.screening.shapes import Shapes, is_position

_MOST_PATHS: Final = 400
_MOST_PARTS: Final = 5_000


@dataclass(slots=True)
class Budget:
    """How many parts of expressions may still be looked at, the same one many times."""

    left: int = _MOST_PARTS

    def spend(self) -> None:
        """Look at one; raise `OverBudgetError` where that is one too many."""
        self.left -= 1
        if self.left < 0:
            raise OverBudgetError


class OverBudgetError(Exception):
    """An expression is so nested that its translation would take for ever."""


@dataclass(frozen=True)
class Variable:
    """A variable of the schema; `local` says that its context item is that of the rule."""

    expr: Expr
    scope: "Mapping[str, Variable]"
    shape: Shape | None
    local: bool


@dataclass(frozen=True)
class Nodes(ABC):
    """Translates for one rule; `top` says that the context item is the node of the rule."""

    scope: Mapping[str, Variable] = field(default_factory=dict)
    top: bool = True
    budget: Budget = field(default_factory=Budget)

    @abstractmethod
    def condition(self, expr: Expr, *, over: bool) -> Condition:
        """Return what holds at least (`over`), or at most, where an expression is true."""

    def shape(self, expr: Expr) -> Shape:
        """Return the shape of an expression; raises `NotUnderstood` where it may fail."""
        return Shapes({name: one.shape for name, one in self.scope.items()}).of(expr)

    def nodes(self, expr: Expr, *, over: bool) -> tuple[Path, ...]:
        """Return paths that lead at least, or at most, to the nodes an expression leads to."""
        self.budget.spend()
        handler = _HANDLERS.get(expr.op)
        if handler is None:
            raise NotUnderstood(expr.op)
        return handler(self, expr, over)

    def node(self, expr: Expr) -> str:
        """Return exactly the one node, if it is there, that an expression leads to."""
        paths = self.nodes(expr, over=False)
        known = paths and paths == self.nodes(expr, over=True)
        if not known or self.shape(expr) != Shape("node"):
            raise NotUnderstood(expr.op)
        return union(paths)

    def variable(self, expr: Expr) -> tuple[Expr, Self]:
        """Return the value of a variable that means the same here, and how to translate it."""
        variable = self.scope.get(expr.value)
        if variable is None or (variable.local and not self.top):
            raise NotUnderstood(expr.value)
        if not variable.local and variable.expr.op not in {"string", "integer"}:
            raise NotUnderstood(expr.value)
        return variable.expr, replace(self, scope=variable.scope)


def _step(_t: Nodes, expr: Expr, _over: bool) -> tuple[Path, ...]:
    axis, _, test = expr.value.partition("::")
    return (Path((Step(axis, test, name=expr.name),), needs=frozenset({expr.name} - {""})),)


def _dot(_t: Nodes, _expr: Expr, _over: bool) -> tuple[Path, ...]:
    return (Path(),)


def _root(_t: Nodes, _expr: Expr, _over: bool) -> tuple[Path, ...]:
    return (Path(absolute=True),)


def _either(t: Nodes, expr: Expr, over: bool) -> tuple[Path, ...]:
    return tuple(path for one in expr.args for path in t.nodes(one, over=over))


def _without(t: Nodes, expr: Expr, over: bool) -> tuple[Path, ...]:
    if not over:
        raise NotUnderstood(expr.op)
    return t.nodes(expr.args[0], over=True)


def _path(t: Nodes, expr: Expr, over: bool) -> tuple[Path, ...]:
    lefts = t.nodes(expr.args[0], over=over)
    rights = replace(t, top=False).nodes(expr.args[1], over=over)
    if any(one.absolute for one in rights) or len(lefts) * len(rights) > _MOST_PATHS:
        raise NotUnderstood(expr.op)
    anywhere = expr.op == "//"
    return tuple(left.joined(right, anywhere=anywhere) for left in lefts for right in rights)


def _filter(t: Nodes, expr: Expr, over: bool) -> tuple[Path, ...]:
    base, predicate = expr.args
    paths = t.nodes(base, over=over)
    if is_position(predicate):
        if innermost(base).op != "step" or paths != t.nodes(base, over=not over):
            raise NotUnderstood(expr.op)
        number = predicate.value if predicate.op == "integer" else "last()"
        return tuple(one.where(Condition(number), counted=True) for one in paths)
    condition = _predicate(t, predicate, over=over)
    return () if condition == FALSE else tuple(one.where(condition) for one in paths)


def _predicate(t: Nodes, predicate: Expr, *, over: bool) -> Condition:
    inside = replace(t, top=False)
    try:
        counts = inside.shape(predicate).kind == "number"
    except NotUnderstood:
        counts = True  # it may
    if counts:
        return TRUE if over else FALSE
    return inside.condition(predicate, over=over)


def _variable_nodes(t: Nodes, expr: Expr, over: bool) -> tuple[Path, ...]:
    """Return the nodes of a variable; those found from the root are the same everywhere."""
    variable = t.scope.get(expr.value)
    if expr.value == CURRENT and t.top:
        return (Path(),)
    if variable is None:
        raise NotUnderstood(expr.value)
    paths = replace(t, scope=variable.scope, top=True).nodes(variable.expr, over=over)
    here = variable.local and t.top
    if not here and not all(one.absolute for one in paths):
        raise NotUnderstood(expr.value)
    return paths


def innermost(expr: Expr) -> Expr:
    """Return what predicates stand behind."""
    return innermost(expr.args[0]) if expr.op == "[" else expr


_HANDLERS: Final[Mapping[str, Callable[[Nodes, Expr, bool], tuple[Path, ...]]]] = {
    "step": _step,
    "dot": _dot,
    "root": _root,
    "paren": _either,
    "|": _either,
    "sequence": _either,
    "intersect": _without,
    "except": _without,
    "/": _path,
    "//": _path,
    "[": _filter,
    "variable": _variable_nodes,
}
