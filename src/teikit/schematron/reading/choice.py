"""Phases that documents choose by their `@when` (ISO/IEC 19757-3:2025, 5.5.22).

What chooses is made of patterns itself: each reports that the condition of a phase is met.
"""

from lxml import etree

from teikit.schematron.names import SCH
from teikit.schematron.reading.model import Assertion, Pattern, Phase, Rule

_WHEN = "when"


def conditional(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Return the phases that have a condition."""
    return tuple(one for one in phases if one.element.get(_WHEN, "").strip())


def question(phase: Phase) -> Pattern:
    """Return a pattern that reports, under the identifier of a phase, that documents choose it."""
    pattern = etree.Element(SCH + "pattern")
    rule = etree.SubElement(pattern, SCH + "rule", context="/")
    test = phase.element.get(_WHEN, "")
    report = etree.SubElement(rule, SCH + "report", test=test, id=phase.ident)
    report.text = phase.ident
    assertion = Assertion(report, phase.mark, (), ())
    return Pattern((), (Rule("/", (), (assertion,), rule, phase.mark),), pattern, phase.mark)
