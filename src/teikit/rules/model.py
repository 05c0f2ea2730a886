"""What a rule is: the code of a diagnostic, and everything `teikit explain` says about it."""

from teikit.diagnostics import Severity
from teikit.records import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A diagnostic's code with its default severity and its explanation.

    `code` is three capital letters and three digits and never changes its meaning; `name` is the
    same in words; `summary` is one sentence; `explanation` says why it matters and what to do;
    `bad` and `good` are small examples, the first of which the rule finds. A rule that is
    `opt_in` is applied only where a project selects it.
    """

    code: str
    name: str
    summary: str
    explanation: str
    bad: str = ""
    good: str = ""
    severity: Severity = Severity.ERROR
    opt_in: bool = False
