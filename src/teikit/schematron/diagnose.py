"""What the rules found, as diagnostics at the user's own lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.schematron.model import Assertion
from teikit.schematron.places import exact
from teikit.schematron.plain import plain
from teikit.schematron.plan import Plan
from teikit.schematron.results import Fault, Finding, Place, Results
from teikit.source import Span
from teikit.xml.parse import Document

_SEVERITIES: Final = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "nonfatal": Severity.WARNING,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "hint": Severity.INFO,
}


@dataclass
class Subjects:
    """The document, the others that rules have read, and why some could not be read."""

    document: Document
    others: dict[str, Document] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    exact: dict[Place, Span] = field(default_factory=dict)

    def span(self, place: Place) -> Span:
        """Return where a node is."""
        known = self.exact.get(place)
        if known is not None:
            return known
        document = self.others.get(place.document, self.document)
        if not 1 <= place.element <= len(document.spans):
            return document.spans[0] if document.spans else document.source.start()
        return document.spans[place.element - 1]


def diagnose(
    results: Results, plan: Plan, subjects: Subjects, root: Path | None
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each finding, then for each test that could not be made."""
    places = [one.place for one in results.findings] + [one.place for one in results.faults]
    subjects.exact = exact(subjects.document, [one for one in places if not one.document], root)
    for finding in results.findings:
        yield _finding(finding, plan.assertions[finding.assertion].assertion, subjects)
    seen: set[tuple[object, ...]] = set()
    for fault in results.faults:
        key = (fault.assertion, fault.pattern, fault.message)
        if fault.code.endswith("broken"):
            continue  # the schema's own mistake has been said when it was loaded
        if key not in seen:  # once for each test: the next node would say the same
            seen.add(key)
            yield _fault(fault, plan, subjects)


def _finding(finding: Finding, assertion: Assertion, subjects: Subjects) -> Diagnostic:
    code = "SCH102" if assertion.is_report else "SCH101"
    ident = assertion.element.get("id")
    named = f"“{ident}” " if ident else ""
    kind = "report" if assertion.is_report else "assertion"
    related = Related(assertion.mark.span, f"The {kind} {named}is written here.")
    return Diagnostic(
        code,
        finding.text() or _without_text(assertion),
        subjects.span(finding.place),
        _severity(finding),
        hints=tuple(finding.diagnostics()),
        related=(related,),
    )


def _severity(finding: Finding) -> Severity:
    for role in finding.roles():
        known = _SEVERITIES.get(role.strip().lower())
        if known is not None:
            return known
    return Severity.ERROR


def _without_text(assertion: Assertion) -> str:
    test = " ".join(assertion.test.split())
    if assertion.is_report:
        return f"This should not be so: {test}"
    return f"This should be so: {test}"


def _fault(fault: Fault, plan: Plan, subjects: Subjects) -> Diagnostic:
    if fault.assertion is not None:
        where = plan.assertions[fault.assertion].assertion.mark.span
    elif fault.pattern is not None:
        where = plan.patterns[fault.pattern].mark.span
    else:
        where = plan.schema.mark.span
    related = (Related(where, "The rule is written here."),)
    span = subjects.span(fault.place)
    reason = subjects.refused.get(fault.message)
    if fault.code.endswith("unavailable"):
        message = reason or f"“{fault.message}” cannot be read."
        return Diagnostic(
            "SCH105",
            f"A rule needs another document. {message}",
            span,
            Severity.WARNING,
            related=related,
        )
    code = f" ({fault.code.rpartition(':')[2]})" if fault.code else ""
    message = f"A rule could not be applied here: {plain(fault.message)}{code}."
    return Diagnostic("SCH103", message, span, Severity.WARNING, related=related)
