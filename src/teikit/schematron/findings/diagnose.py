"""What the rules found, as diagnostics at the user's own lines."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Final

from teikit import resources
from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.records import dataclass
from teikit.schematron.findings.legend import Legend, Said
from teikit.schematron.findings.places import exact
from teikit.schematron.findings.plain import plain
from teikit.schematron.findings.results import Fault, Finding, Place, Results
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

_OURS: Final = {"tei-p5.odd": "TEI P5", "edition.odd": "the schema for letters"}


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


def diagnose(results: Results, legend: Legend, subjects: Subjects) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each finding, then for each test that could not be made."""
    places = [one.place for one in results.findings] + [one.place for one in results.faults]
    subjects.exact = exact(subjects.document, [one for one in places if not one.document])
    for finding in results.findings:
        yield _finding(finding, legend.assertions[finding.assertion], subjects)
    seen: set[tuple[object, ...]] = set()
    for fault in results.faults:
        key = (fault.assertion, fault.pattern, fault.message)
        if fault.code.endswith("broken"):
            continue  # the schema's own mistake has been said when it was loaded
        if key not in seen:  # once for each test: the next node would say the same
            seen.add(key)
            yield _fault(fault, legend, subjects)


def _finding(finding: Finding, said: Said, subjects: Subjects) -> Diagnostic:
    span, severity = subjects.span(finding.place), severity_of(finding.roles())
    return diagnostic(said, finding.text(), span, severity, tuple(finding.diagnostics()))


def diagnostic(
    said: Said, text: str, span: Span, severity: Severity, hints: tuple[str, ...]
) -> Diagnostic:
    """Return the diagnostic for a finding of an assertion, with its own text or the test."""
    code = "SCH102" if said.is_report else "SCH101"
    ours = _ours(said.span.source)
    if ours:
        # A line in a file that comes with teikit is of no use to anyone: its name is.
        named = (
            f"It is the constraint {said.constraint} in {ours}. To pass it by, ignore "
            f"SCH:{said.name}, or delete it in an ODD."
        )
        hints = (*hints, named) if said.constraint else hints
        message = text or _without_text(said)
        return Diagnostic(code, message, span, severity, hints, constraint=said.name)
    related = Related(said.span, f"The {_what(said)} is written here.")
    return Diagnostic(
        code,
        text or _without_text(said),
        span,
        severity,
        hints=hints,
        related=(related,),
        constraint=said.name,
    )


@lru_cache(maxsize=64)
def _ours(source: str) -> str:
    """Return what a schema that comes with teikit is called, "" for others."""
    path = Path(source)
    return _OURS.get(path.name, "") if path.parent == resources.schemas() else ""


def _what(said: Said) -> str:
    named = f" “{said.ident}”" if said.ident else ""
    if said.constraint and not named:
        return f"constraint {said.constraint}"
    return f"report{named}" if said.is_report else f"assertion{named}"


def severity_of(roles: Iterable[str]) -> Severity:
    """Return the severity that the first role known to us stands for."""
    for role in roles:
        known = _SEVERITIES.get(role.strip().lower())
        if known is not None:
            return known
    return Severity.ERROR


def _without_text(said: Said) -> str:
    test = " ".join(said.test.split())
    if said.is_report:
        return f"This should not be so: {test}"
    return f"This should be so: {test}"


def _fault(fault: Fault, legend: Legend, subjects: Subjects) -> Diagnostic:
    if fault.assertion is not None:
        where = legend.assertions[fault.assertion].span
    elif fault.pattern is not None:
        where = legend.patterns[fault.pattern]
    else:
        where = legend.schema
    related = () if _ours(where.source) else (Related(where, "The rule is written here."),)
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
