"""Rules about constraints in ODD files (ODD5xx): what of them a Schematron schema cannot say."""

from teikit.diagnostics import Severity
from teikit.rules.model import Rule
from teikit.rules.odd_example import TEI

_SCH = 'xmlns:sch="http://purl.oclc.org/dsdl/schematron"'


def _constraint(inner: str, scheme: str = "schematron") -> str:
    return (
        TEI + '<elementSpec ident="p" mode="change">\n'
        f'<constraintSpec ident="short" scheme="{scheme}" mode="add" {_SCH}>\n'
        f"<constraint>{inner}</constraint>\n</constraintSpec>\n</elementSpec>"
    )


_GOOD = _constraint('<sch:assert test="normalize-space()">A paragraph has text.</sch:assert>')

RULES: tuple[Rule, ...] = (
    Rule(
        "ODD501",
        "constraint-not-schematron",
        "A constraint is not written in Schematron, so the Schematron schema lacks it.",
        "@scheme of <constraintSpec> names the language of a constraint. teikit checks those in "
        "Schematron, as the TEI does; a constraint in another language, or in none, stays a "
        "remark to people.",
        bad=_constraint("A paragraph has text.", "private"),
        good=_GOOD,
        severity=Severity.INFO,
    ),
    Rule(
        "ODD502",
        "constraint-prefix-unknown",
        "A constraint uses a prefix that nothing declares.",
        "A name such as tei:p in a constraint has a prefix that stands for a namespace. Declare "
        "it with <sch:ns> in a constraint of the ODD, or as a namespace of the ODD itself; "
        "no processor can use the constraint otherwise.",
        bad=_constraint('<sch:assert test="x:seg">A paragraph has text.</sch:assert>'),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
    Rule(
        "ODD503",
        "abstract-pattern-missing",
        "A constraint uses an abstract pattern that does not exist.",
        "A pattern with @is-a takes its rules from an abstract pattern of that name, which must "
        "be part of a constraint of the same ODD or of one it builds on.",
        bad=_constraint(
            '<sch:pattern is-a="short"><sch:param name="e" value="tei:p"/></sch:pattern>'
        ),
        good=_GOOD,
        severity=Severity.WARNING,
    ),
)
