"""The variables (`let`) that the rules of a plan see, as trees of expressions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from teikit.schematron.reading.model import Let, Pattern
from teikit.schematron.reading.plan import NumberedRule, Plan
from teikit.schematron.screening.attributes import Start, from_itself
from teikit.schematron.screening.expressions import Expr, NotUnderstood, Prefixes, parse
from teikit.schematron.screening.nodes import OverBudgetError, Variable
from teikit.schematron.screening.shapes import Shapes
from teikit.schematron.xslt.writer import Part

TOO_HARD = (NotUnderstood, OverBudgetError, RecursionError)
"""What is raised where an expression cannot be translated."""


@dataclass
class Scopes:
    """Finds the variables of patterns and rules; those in `without` have no value."""

    plan: Plan
    without: Collection[Part]
    prefixes: Prefixes = field(default_factory=Prefixes)
    _globals: dict[str, Variable] = field(init=False)

    def __post_init__(self) -> None:
        self._globals = self._add({}, self.plan.lets(), "let", 0)

    def of_pattern(self, place: int, pattern: Pattern) -> dict[str, Variable]:
        """Return what the contexts of a pattern's rules see."""
        return self._add(self._globals, pattern.lets, "pattern-let", place)

    def of_rule(self, one: NumberedRule, start: Start = from_itself) -> dict[str, Variable]:
        """Return what the tests and texts of a rule see, its own variables made by `start`."""
        scope = self.of_pattern(one.place, one.pattern)
        for let in one.rule.lets:
            scope[let.name] = self._variable(let, dict(scope), start, local=True)
        return scope

    def _add(
        self, before: Mapping[str, Variable], lets: Iterable[Let], kind: str, place: int
    ) -> dict[str, Variable]:
        scope = dict(before)
        for number, let in enumerate(lets):
            sound = Part(kind, number, place) not in self.without
            scope[let.name] = self._variable(let, dict(scope), sound=sound)
        return scope

    def _variable(
        self,
        let: Let,
        scope: Mapping[str, Variable],
        start: Start = from_itself,
        *,
        local: bool = False,
        sound: bool = True,
    ) -> Variable:
        expr, shape = Expr("strange"), None
        if sound and let.value is not None and let.as_type is None:
            try:
                expr = start(parse(let.value, let.mark.namespaces, self.prefixes))
                shape = shapes_in(scope).of(expr)
            except TOO_HARD:
                shape = None
        return Variable(expr, scope, shape, local)


def shapes_in(scope: Mapping[str, Variable]) -> Shapes:
    """Return what finds the shapes of expressions that see some variables."""
    return Shapes({name: one.shape for name, one in scope.items()})
