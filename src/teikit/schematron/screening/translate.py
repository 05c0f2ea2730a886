"""XPath 2 and 3 in the terms of XPath 1.0: never less than is meant, or never more.

Nothing is translated whose meaning is not surely the same. `over` asks for a condition that holds
at least wherever the expression is true, else it is one that holds at most there. What is not
understood is then true or false.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from teikit.schematron.screening.conditions import (
    FALSE,
    TRUE,
    Condition,
    Path,
    both,
    either,
    exist,
    leads,
    negated,
    union,
)
from teikit.schematron.screening.expressions import CURRENT, Expr, NotUnderstood
from teikit.schematron.screening.nodes import Nodes, innermost

_OPPOSITE: Final = {"<": ">", "<=": ">="}
_SYMBOLS: Final = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_COMPARISONS: Final = frozenset({"=", "!=", "<", "<=", ">", ">=", *_SYMBOLS})
_SETS: Final = frozenset({"step", "dot", "root", "/", "//", "|", "intersect", "except"})
_SAME_VALUES: Final = frozenset({"data", "distinct-values"})
_TEXTS: Final = frozenset(
    {
        "string", "normalize-space", "concat", "substring", "substring-before", "substring-after",
        "translate", "name", "local-name", "namespace-uri",
    }
)  # fmt: skip


class Translator(Nodes):
    """Translates for one rule; `top` says that the context item is the node of the rule."""

    def condition(self, expr: Expr, *, over: bool) -> Condition:
        """Return what holds at least, or at most, where an expression is true."""
        self.budget.spend()
        try:
            return _CONDITIONS.get(expr.op, _exists)(self, expr, over)
        except NotUnderstood:
            return TRUE if over else FALSE


def _exists(t: Translator, expr: Expr, over: bool) -> Condition:
    return exist(t.nodes(expr, over=over))


def _logic(t: Translator, expr: Expr, over: bool) -> Condition:
    combine = both if expr.op == "and" else either
    return combine([t.condition(one, over=over) for one in expr.args])


def _paren(t: Translator, expr: Expr, over: bool) -> Condition:
    return t.condition(expr.args[0], over=over)


def _if(t: Translator, expr: Expr, over: bool) -> Condition:
    test, then, otherwise = expr.args
    if_so = both([t.condition(test, over=over), t.condition(then, over=over)])
    not_so = negated(t.condition(test, over=not over))
    return either([if_so, both([not_so, t.condition(otherwise, over=over)])])


def _quantified(t: Translator, expr: Expr, over: bool) -> Condition:
    """Say as much as can be said without the test: whether there is anything to test."""
    if over != (expr.op == "some"):
        raise NotUnderstood(expr.op)
    found = exist(t.nodes(expr.args[1], over=True))
    return found if over else negated(found)


def _castable(t: Translator, expr: Expr, over: bool) -> Condition:
    if not over or expr.value:
        raise NotUnderstood(expr.op)
    return _exists(t, expr.args[0], over)


def _variable_holds(t: Translator, expr: Expr, over: bool) -> Condition:
    if expr.value == CURRENT:
        return TRUE
    try:
        return _exists(t, expr, over)
    except NotUnderstood:
        variable, translator = t.variable(expr)
        return translator.condition(variable, over=over)


def _literal(_t: Translator, expr: Expr, _over: bool) -> Condition:
    holds = expr.value if expr.op == "string" else int(expr.value)
    return TRUE if holds else FALSE


def _call(t: Translator, expr: Expr, over: bool) -> Condition:
    name, args = expr.value, expr.args
    match name:
        case "true" | "false":
            found = TRUE if name == "true" else FALSE
        case "boolean":
            found = t.condition(args[0], over=over)
        case "not":
            found = negated(t.condition(args[0], over=not over))
        case "exists":
            found = _exists(t, args[0], over)
        case "empty":
            found = negated(_exists(t, args[0], not over))
        case "contains" | "starts-with":
            found = _contains(t, name, args[0], args[1])
        case "ends-with":
            found = _ends_with(text_of(t, args[0]), text_of(t, args[1]))
        case _:
            found = Condition(f"string-length({text_of(t, expr)}) > 0")
    return found


def _contains(t: Translator, name: str, text: Expr, part: Expr) -> Condition:
    call = f"{name}({text_of(t, text)}, {text_of(t, part)})"
    if part.op != "string" or not part.value or t.shape(text).kind != "node":
        return Condition(call)
    # Only of a node that is there can more than nothing be found.
    there = _exists(t, text, over=True)
    return Condition(call, there.needs, there.own)


# ---------------------------------------------------------------- comparisons


def _comparison(t: Translator, expr: Expr, over: bool) -> Condition:
    left, right = expr.args
    op = _SYMBOLS.get(expr.op, expr.op)
    kinds = {t.shape(left).kind, t.shape(right).kind}
    if kinds == {"number"}:
        return _numbers(t, op, left, right, over=over)
    if op not in {"=", "!="} or not kinds <= {"node", "untyped", "string"}:
        raise NotUnderstood(op)
    return either(
        one.compared(op, other)
        for one in _values(t, left, over=over)
        for other in _values(t, right, over=over)
    )


def _values(t: Translator, expr: Expr, *, over: bool) -> list[Condition]:
    """Return expressions for all the strings that a comparison looks at."""
    if expr.op == "sequence":
        return [value for one in expr.args for value in _values(t, one, over=over)]
    if expr.op == "paren" or (expr.op == "call" and expr.value in _SAME_VALUES):
        return _values(t, expr.args[0], over=over)
    if t.shape(expr).kind == "string":
        return [Condition(text_of(t, expr))]
    return [leads(one) for one in t.nodes(expr, over=over)]


def _numbers(t: Translator, op: str, left: Expr, right: Expr, *, over: bool) -> Condition:
    least, most = bounds(t, left)
    other_least, other_most = bounds(t, right)
    if op in _OPPOSITE:
        op = _OPPOSITE[op]
        least, most, other_least, other_most = other_least, other_most, least, most
    if op in {">", ">="}:
        return _compared(most, op, other_least) if over else _compared(least, op, other_most)
    if least == most and other_least == other_most:
        return _compared(least, op, other_least)
    if op == "=" and over:
        return both([_compared(most, ">=", other_least), _compared(other_most, ">=", least)])
    if op == "!=" and not over:
        return either([_compared(least, ">", other_most), _compared(other_least, ">", most)])
    raise NotUnderstood(op)


def bounds(t: Translator, expr: Expr) -> tuple[str | None, str | None]:
    """Return expressions for a number that is not more and one that is not less."""
    if expr.op == "paren":
        return bounds(t, expr.args[0])
    if expr.op in {"integer", "number"}:
        return expr.value, expr.value
    if expr.op == "call" and expr.value == "string-length":
        length = f"string-length({text_of(t, expr.args[0] if expr.args else Expr('dot'))})"
        return length, length
    if expr.op == "call" and expr.value == "count":
        return _count(t, expr.args[0], over=False), _count(t, expr.args[0], over=True)
    raise NotUnderstood(expr.op)


def _count(t: Translator, expr: Expr, *, over: bool) -> str | None:
    try:
        paths = _counted(t, expr, over=over)
    except NotUnderstood:
        return None if over else "0"
    return f"count({union(paths)})" if paths else "0"


def _counted(t: Translator, expr: Expr, *, over: bool) -> Sequence[Path]:
    if expr.op == "paren":
        return _counted(t, expr.args[0], over=over)
    if innermost(expr).op not in _SETS:
        raise NotUnderstood(expr.op)  # such as a sequence, which may have a node twice
    return t.nodes(expr, over=over)


# ---------------------------------------------------------------- texts


def text_of(t: Translator, expr: Expr) -> str:
    """Return exactly the string that an expression amounts to."""
    t.budget.spend()
    if expr.op == "string":
        return quoted(expr.value)
    if expr.op == "paren":
        return text_of(t, expr.args[0])
    if expr.op == "call" and expr.value in _TEXTS:
        return f"{expr.value}({', '.join(map(partial(_argument, t), expr.args))})"
    if expr.op == "variable" and t.shape(expr).kind == "string":
        variable, translator = t.variable(expr)
        return text_of(translator, variable)
    return f"string({t.node(expr)})"


def _argument(t: Translator, expr: Expr) -> str:
    if expr.op == "integer":
        return expr.value
    return t.node(expr) if t.shape(expr).kind == "node" else text_of(t, expr)


_CONDITIONS: Final[Mapping[str, Callable[[Translator, Expr, bool], Condition]]] = {
    **dict.fromkeys(("and", "or"), _logic),
    **dict.fromkeys(_COMPARISONS, _comparison),
    **dict.fromkeys(("some", "every"), _quantified),
    **dict.fromkeys(("string", "integer"), _literal),
    "paren": _paren,
    "if": _if,
    "castable": _castable,
    "variable": _variable_holds,
    "call": _call,
}


def _ends_with(text: str, end: str) -> Condition:
    start = f"string-length({text}) - string-length({end}) + 1"
    return Condition(f"substring({text}, {start}) = {end}")


def _compared(more: str | None, op: str, less: str | None) -> Condition:
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
