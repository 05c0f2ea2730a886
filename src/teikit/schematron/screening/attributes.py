"""Expressions about an attribute, as expressions about the element that has it.

libxml2 can be asked about elements only, as lxml lets it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from teikit.schematron.screening.conditions import ANYWHERE, Condition, Path, Step
from teikit.schematron.screening.expressions import CURRENT, Expr
from teikit.schematron.screening.nodes import innermost

_OF_THE_FOCUS: Final = frozenset(
    {
        "data", "generate-id", "local-name", "name", "namespace-uri", "normalize-space", "number",
        "root", "string", "string-length",
    }
)  # fmt: skip
_ELEMENT: Final = Step("descendant", "*")

Start = Callable[[Expr], Expr]
"""What makes an expression one that starts from an element."""


def from_itself(expr: Expr) -> Expr:
    """Return an expression about an element as it is."""
    return expr


def owners(path: Path) -> Path:
    """Return the path to the elements whose attributes another path leads to."""
    *before, last = path.steps
    if before and before[-1] == ANYWHERE:
        before[-1] = replace(ANYWHERE, test="*")
    owner = Path(tuple(before) or (_ELEMENT,), path.absolute or not before, path.needs)
    return owner.where(Condition(str(last)))


def from_owner(attribute: Expr) -> Start:
    """Return what makes expressions about an attribute such about its element."""

    def start(expr: Expr) -> Expr:
        if expr.op == "dot" or (expr.op == "variable" and expr.value == CURRENT):
            return attribute
        if expr.op == "step" or (expr.op == "[" and innermost(expr).op == "step"):
            return Expr("/", (attribute, expr))
        if expr.op == "call" and not expr.args and expr.value in _OF_THE_FOCUS:
            return Expr("call", (attribute,), expr.value)
        # What stands to the right of / or in [] has a context item of its own.
        own = 1 if expr.op in {"/", "//", "["} else len(expr.args)
        args = (*map(start, expr.args[:own]), *expr.args[own:])
        return Expr(expr.op, args, expr.value, expr.name)

    return start
