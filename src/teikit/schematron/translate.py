"""XPath 2 and 3 in the terms of XPath 1.0: never less than is meant, or never more.

Nothing is translated whose meaning is not surely the same. `over` asks for a condition that holds
at least wherever the expression is true, else it is one that holds at most there. What is not
understood is then true or false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from teikit.schematron.conditions import (
    FALSE,
    TRUE,
    Condition,
    Path,
    Step,
    both,
    either,
    exist,
    negated,
    union,
)
from teikit.schematron.expressions import CURRENT, Expr, NotUnderstood
from teikit.schematron.shapes import Shape, Shapes, is_position

_OPPOSITE: Final = {"<": ">", "<=": ">="}
_SYMBOLS: Final = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">=", *_SYMBOLS})
_NODES: Final = frozenset({"step", "dot", "root", "/", "//", "|", "[", "intersect", "except"})
_SAME_VALUES: Final = frozenset({"data", "distinct-values"})
_TEXTS: Final = frozenset(
    {
        "string", "normalize-space", "concat", "substring", "substring-before", "substring-after",
        "translate", "name", "local-name", "namespace-uri",
    }
)  # fmt: skip
_MOST_PATHS: Final = 400


@dataclass(frozen=True)
class Variable:
    """A variable of the schema; `local` says that its context item is that of the rule."""

    expr: Expr
    scope: "Mapping[str, Variable]"
    shape: Shape | None
    local: bool


@dataclass(frozen=True)
class Translator:
    """Translates for one rule; `top` says that the context item is the node of the rule."""

    scope: Mapping[str, Variable] = field(default_factory=dict)
    top: bool = True

    @property
    def _inside(self) -> "Translator":
        return Translator(self.scope, top=False)

    def _shape(self, expr: Expr) -> Shape:
        return Shapes({name: one.shape for name, one in self.scope.items()}).of(expr)

    # ------------------------------------------------------------ conditions

    def condition(self, expr: Expr, *, over: bool) -> Condition:
        """Return what holds at least, or at most, where an expression is true."""
        try:
            return self._condition(expr, over=over)
        except NotUnderstood:
            return TRUE if over else FALSE

    def _condition(self, expr: Expr, *, over: bool) -> Condition:
        op = expr.op
        if op in {"and", "or"}:
            combine = both if op == "and" else either
            return combine([self.condition(one, over=over) for one in expr.args])
        if op == "paren":
            return self._condition(expr.args[0], over=over)
        if op == "if":
            return self._if(expr, over=over)
        if op in {"some", "every"}:
            return self._quantified(expr, over=over)
        if op in _COMPARISONS:
            return self._comparison(expr, over=over)
        if op == "call":
            return self._call(expr, over=over)
        if op == "variable" and expr.value != CURRENT:
            variable, translator = self._variable(expr)
            return translator._condition(variable, over=over)  # noqa: SLF001 - of the same kind
        if op == "integer":
            return TRUE if int(expr.value) else FALSE
        if op == "string":
            return TRUE if expr.value else FALSE
        return exist(self.nodes(expr, over=over))

    def _if(self, expr: Expr, *, over: bool) -> Condition:
        test, then, otherwise = expr.args
        return either(
            [
                both([self.condition(test, over=over), self.condition(then, over=over)]),
                both(
                    [
                        negated(self.condition(test, over=not over)),
                        self.condition(otherwise, over=over),
                    ]
                ),
            ]
        )

    def _quantified(self, expr: Expr, *, over: bool) -> Condition:
        """Say as much as can be said without the test: whether there is anything to test."""
        if over != (expr.op == "some"):
            raise NotUnderstood(expr.op)
        found = exist(self.nodes(expr.args[1], over=True))
        return found if over else negated(found)

    def _call(self, expr: Expr, *, over: bool) -> Condition:
        name, args = expr.value, expr.args
        if name in {"true", "false"}:
            return TRUE if name == "true" else FALSE
        if name == "boolean":
            return self.condition(args[0], over=over)
        if name == "not":
            return negated(self.condition(args[0], over=not over))
        if name == "exists":
            return exist(self.nodes(args[0], over=over))
        if name == "empty":
            return negated(exist(self.nodes(args[0], over=not over)))
        if name in {"contains", "starts-with"}:
            return Condition(f"{name}({self.text(args[0])}, {self.text(args[1])})")
        if name == "ends-with":
            return self._ends_with(self.text(args[0]), self.text(args[1]))
        return Condition(f"string-length({self.text(expr)}) > 0")

    def _ends_with(self, text: str, end: str) -> Condition:
        start = f"string-length({text}) - string-length({end}) + 1"
        return Condition(f"substring({text}, {start}) = {end}")

    # ------------------------------------------------------------ comparisons

    def _comparison(self, expr: Expr, *, over: bool) -> Condition:
        left, right = expr.args
        op = _SYMBOLS.get(expr.op, expr.op)
        kinds = {self._shape(left).kind, self._shape(right).kind}
        if kinds == {"number"}:
            return self._numbers(op, left, right, over=over)
        if op not in {"=", "!="} or not kinds <= {"node", "untyped", "string"}:
            raise NotUnderstood(op)
        return either(
            Condition(f"{one.xpath} {op} {other.xpath}", one.needs | other.needs)
            for one in self._values(left, over=over)
            for other in self._values(right, over=over)
        )

    def _values(self, expr: Expr, *, over: bool) -> list[Condition]:
        """Return expressions for all the strings that a comparison looks at."""
        if expr.op == "sequence":
            return [value for one in expr.args for value in self._values(one, over=over)]
        if expr.op == "paren" or (expr.op == "call" and expr.value in _SAME_VALUES):
            return self._values(expr.args[0], over=over)
        if expr.op == "variable" and expr.value != CURRENT:
            variable, translator = self._variable(expr)
            return translator._values(variable, over=over)  # noqa: SLF001 - of the same kind
        if self._shape(expr).kind == "string":
            return [Condition(self.text(expr))]
        return [Condition(str(one), one.needs) for one in self.nodes(expr, over=over)]

    def _numbers(self, op: str, left: Expr, right: Expr, *, over: bool) -> Condition:
        least, most = self._bounds(left)
        other_least, other_most = self._bounds(right)
        if op in _OPPOSITE:
            op = _OPPOSITE[op]
            least, most, other_least, other_most = other_least, other_most, least, most
        if op in {">", ">="}:
            return _numbers(most, op, other_least) if over else _numbers(least, op, other_most)
        exact = least == most and other_least == other_most
        if op == "=" and over:
            return both([_numbers(most, ">=", other_least), _numbers(other_most, ">=", least)])
        if exact:
            return _numbers(least, op, other_least)
        if op == "!=" and not over:
            return either([_numbers(least, ">", other_most), _numbers(other_least, ">", most)])
        raise NotUnderstood(op)

    def _bounds(self, expr: Expr) -> tuple[str | None, str | None]:
        """Return expressions for a number that is not more and one that is not less."""
        if expr.op == "paren":
            return self._bounds(expr.args[0])
        if expr.op in {"integer", "number"}:
            return expr.value, expr.value
        if expr.op == "variable":
            variable, translator = self._variable(expr)
            return translator._bounds(variable)  # noqa: SLF001 - of the same kind
        if expr.op == "call" and expr.value == "string-length":
            length = f"string-length({self.text(expr.args[0] if expr.args else Expr('dot'))})"
            return length, length
        if expr.op == "call" and expr.value == "count":
            return self._count(expr.args[0], over=False), self._count(expr.args[0], over=True)
        raise NotUnderstood(expr.op)

    def _count(self, expr: Expr, *, over: bool) -> str | None:
        try:
            paths = self._counted(expr, over=over)
        except NotUnderstood:
            return None if over else "0"
        return f"count({union(paths)})" if paths else "0"

    def _counted(self, expr: Expr, *, over: bool) -> Sequence[Path]:
        if expr.op == "paren":
            return self._counted(expr.args[0], over=over)
        if expr.op == "variable" and expr.value != CURRENT:
            variable, translator = self._variable(expr)
            return translator._counted(variable, over=over)  # noqa: SLF001 - of the same kind
        if _innermost(expr).op not in _NODES:
            raise NotUnderstood(expr.op)  # such as a sequence, which may have a node twice
        return self.nodes(expr, over=over)

    # ------------------------------------------------------------ texts

    def text(self, expr: Expr) -> str:
        """Return exactly the string that an expression amounts to."""
        if expr.op == "string":
            return quoted(expr.value)
        if expr.op == "paren":
            return self.text(expr.args[0])
        if expr.op == "variable" and expr.value != CURRENT:
            variable, translator = self._variable(expr)
            return translator.text(variable)
        if expr.op == "call" and expr.value in _TEXTS:
            return f"{expr.value}({', '.join(map(self._argument, expr.args))})"
        return f"string({self._node(expr)})"

    def _argument(self, expr: Expr) -> str:
        if expr.op == "integer":
            return expr.value
        return self._node(expr) if self._shape(expr).kind == "node" else self.text(expr)

    def _node(self, expr: Expr) -> str:
        """Return exactly the one node, if it is there, that an expression leads to."""
        paths = self.nodes(expr, over=False)
        known = paths and paths == self.nodes(expr, over=True)
        if not known or self._shape(expr) != Shape("node"):
            raise NotUnderstood(expr.op)
        return union(paths)

    # ------------------------------------------------------------ nodes

    def nodes(self, expr: Expr, *, over: bool) -> tuple[Path, ...]:
        """Return paths that lead at least, or at most, to the nodes an expression leads to."""
        op = expr.op
        if op == "step":
            axis, _, test = expr.value.partition("::")
            return (Path((Step(axis, test),), needs=frozenset({expr.name} - {""})),)
        if op == "dot" or expr == Expr("variable", value=CURRENT):
            if op == "variable" and not self.top:
                raise NotUnderstood(CURRENT)
            return (Path(),)
        if op == "root":
            return (Path(absolute=True),)
        if op == "paren":
            return self.nodes(expr.args[0], over=over)
        if op in {"|", "sequence"}:
            return tuple(path for one in expr.args for path in self.nodes(one, over=over))
        if op in {"/", "//"}:
            return self._path(expr, over=over)
        if op == "[":
            return self._filter(expr, over=over)
        if op in {"intersect", "except"} and over:
            return self.nodes(expr.args[0], over=True)
        if op == "variable":
            return self._variable_nodes(expr, over=over)
        raise NotUnderstood(op)

    def _path(self, expr: Expr, *, over: bool) -> tuple[Path, ...]:
        lefts = self.nodes(expr.args[0], over=over)
        rights = self._inside.nodes(expr.args[1], over=over)
        if any(one.absolute for one in rights) or len(lefts) * len(rights) > _MOST_PATHS:
            raise NotUnderstood(expr.op)
        anywhere = expr.op == "//"
        return tuple(left.joined(right, anywhere=anywhere) for left in lefts for right in rights)

    def _filter(self, expr: Expr, *, over: bool) -> tuple[Path, ...]:
        base, predicate = expr.args
        paths = self.nodes(base, over=over)
        inside = self._inside
        if is_position(predicate):
            if _innermost(base).op != "step" or paths != self.nodes(base, over=not over):
                raise NotUnderstood(expr.op)
            number = predicate.value if predicate.op == "integer" else "last()"
            return tuple(one.where(Condition(number), counted=True) for one in paths)
        try:
            counts = inside._shape(predicate).kind == "number"  # noqa: SLF001 - of the same kind
        except NotUnderstood:
            counts = True  # it may
        condition = TRUE if over else FALSE
        if not counts:
            condition = inside.condition(predicate, over=over)
        return () if condition == FALSE else tuple(one.where(condition) for one in paths)

    def _variable(self, expr: Expr) -> "tuple[Expr, Translator]":
        """Return the value of a variable that means the same here, and how to translate it."""
        variable = self.scope.get(expr.value)
        if variable is None or (variable.local and not self.top):
            raise NotUnderstood(expr.value)
        if not variable.local and variable.expr.op not in {"string", "integer"}:
            raise NotUnderstood(expr.value)
        return variable.expr, Translator(variable.scope, self.top)

    def _variable_nodes(self, expr: Expr, *, over: bool) -> tuple[Path, ...]:
        """Return the nodes of a variable; those found from the root are the same everywhere."""
        variable = self.scope.get(expr.value)
        if variable is None:
            raise NotUnderstood(expr.value)
        paths = Translator(variable.scope, top=True).nodes(variable.expr, over=over)
        here = variable.local and self.top
        if not here and not all(one.absolute for one in paths):
            raise NotUnderstood(expr.value)
        return paths


def _innermost(expr: Expr) -> Expr:
    """Return what predicates stand behind."""
    return _innermost(expr.args[0]) if expr.op == "[" else expr


def _numbers(more: str | None, op: str, less: str | None) -> Condition:
    """Return a comparison of bounds; one that is unknown decides nothing."""
    if more is None or less is None:
        raise NotUnderstood(op)
    return Condition(f"{more} {op} {less}")


def quoted(text: str) -> str:
    """Return a text as a literal of XPath 1.0, which knows no escapes."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    raise NotUnderstood(text)
