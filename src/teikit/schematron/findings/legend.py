"""What the numbers in a compiled stylesheet mean, as far as diagnostics say it."""

from typing import TYPE_CHECKING

from teikit.records import dataclass
from teikit.schematron.names import CONSTRAINT
from teikit.source import Span

# A legend from the cache needs no plan.
if TYPE_CHECKING:
    from teikit.schematron.reading.plan import Plan


@dataclass(frozen=True, slots=True)
class Said:
    """An assertion or report: where it is written, its identifier ("": none) and its test.

    `constraint` is what an ODD calls the constraint it belongs to: its name in quotation marks, and
    what it is of.
    """

    span: Span
    is_report: bool
    ident: str
    test: str
    constraint: str = ""

    @property
    def name(self) -> str:
        """What the constraint is called by itself, or else the assertion: "" where nothing is."""
        return self.constraint[1:].partition("”")[0] or self.ident


@dataclass(frozen=True, slots=True)
class Legend:
    """Where a schema, its patterns and its assertions are written, by number."""

    schema: Span
    patterns: tuple[Span, ...]
    assertions: tuple[Said, ...]


def legend_of(plan: "Plan") -> Legend:
    """Return the legend of a plan."""
    return Legend(
        plan.schema.mark.span,
        tuple(one.mark.span for one in plan.patterns),
        tuple(
            Said(
                one.assertion.mark.span,
                one.assertion.is_report,
                one.assertion.element.get("id", ""),
                one.assertion.test,
                one.rule.pattern.element.get(CONSTRAINT, ""),
            )
            for one in plan.assertions
        ),
    )
