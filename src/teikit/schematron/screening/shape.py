"""What an expression gives: how many items, and of which kind."""

from dataclasses import replace
from typing import Final

from teikit.records import dataclass
from teikit.schematron.screening.expressions import Expr, NotUnderstood

MANY: Final = 2
TEXTS: Final = frozenset({"node", "untyped", "string"})
"""The kinds that may stand where a string is asked for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an expression gives: items of a kind, at most one or `MANY`."""

    kind: str
    most: int = 1

    def many(self) -> "Shape":
        """Return the same, any number of it."""
        return replace(self, most=MANY)


NODE: Final = Shape("node")
BOOLEAN: Final = Shape("boolean")
STRING: Final = Shape("string")
NUMBER: Final = Shape("number")


def need(holds: bool, expr: Expr) -> None:
    """Raise `NotUnderstood` where something does not hold."""
    if not holds:
        raise NotUnderstood(expr.op)
