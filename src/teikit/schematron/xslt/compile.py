"""A plan as a program; what is at fault is said at its own place and left out."""

from collections.abc import Iterable
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.schematron.findings.plain import plain
from teikit.schematron.reading.plan import Plan
from teikit.schematron.xslt.generate import generate
from teikit.schematron.xslt.guard import refused
from teikit.schematron.xslt.stylesheet import Stylesheet
from teikit.schematron.xslt.writer import Origin, Part, Writer
from teikit.xml.saxon_apart import StoppedError, compile_apart
from teikit.xml.saxon_messages import Report
from teikit.xml.saxon_nodes import Program, compile_program

_MOST_ROUNDS: Final = 40
_PARTS: Final = {
    "assertion": "this test is left out",
    "rule": "this rule and those after it in its pattern are left out",
    "let": "tests that need this variable are left out",
    "pattern-let": "tests that need this variable are left out",
    "foreign": "this XSLT is left out",
    "pattern": "this pattern is left out",
    "phase": "the whole document is checked",
}


_HINTS: Final = {
    "XPST0003": "Look for a bracket, quotation mark or operator that is missing or too many.",
    "XPST0008": "Declare the variable with <let>, or correct its name.",
    "XPST0017": "Look for a misspelt name or a wrong number of arguments; functions of a newer "
    'XPath need queryBinding="xslt3".',
    "XPST0081": "Declare the prefix with <ns prefix=… uri=…/> in the schema.",
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program, the stylesheet it is made of, and the parts of the plan it does without."""

    program: Program
    stylesheet: Stylesheet
    without: frozenset[Part]


def compile_plan(
    plan: Plan, prefixes: set[str], *, trusted: bool, apart: bool = False
) -> Outcome[Compiled]:
    """Return the program of a plan, without the parts that Saxon or the guard refuse.

    It is one for another process if it is to run `apart`.
    """
    try:
        return _compiled(plan, prefixes, trusted=trusted, apart=apart)
    except StoppedError as error:
        message = f"The schema {error} while it was compiled; its rules are not used."
        return Outcome(None, (Diagnostic("SCH209", message, plan.schema.mark.span),))


def _compiled(plan: Plan, prefixes: set[str], *, trusted: bool, apart: bool) -> Outcome[Compiled]:
    without: set[Part] = set()
    found: list[Diagnostic] = []
    if not trusted:
        for part, mark, what in refused(plan):
            without.add(part)
            found.append(_refusal(part, Origin(part, mark), what))
    last = ""
    for _ in range(_MOST_ROUNDS):
        writer = generate(plan, prefixes, without)
        stylesheet = writer.result()
        text = stylesheet.text()
        compiled = compile_apart(text) if apart else compile_program(text, trusted=trusted)
        if isinstance(compiled, Program):
            return Outcome(Compiled(compiled, stylesheet, frozenset(without)), tuple(found))
        last = plain(compiled[0].message)
        new = list(_blamed(compiled, writer))
        found += [_broken(origin, report) for origin, report in new]
        parts = {origin.part for origin, _ in new} - without
        if not parts:
            break
        without |= parts
    message = f"The schema cannot be compiled: {last}."
    return Outcome(None, (*found, Diagnostic("SCH208", message, plan.schema.mark.span)))


def _blamed(reports: Iterable[Report], writer: Writer) -> Iterable[tuple[Origin, Report]]:
    for report in reports:
        origin = writer.origin(report.line)
        if origin is not None:
            yield origin, report


def _broken(origin: Origin, report: Report) -> Diagnostic:
    code = f" ({report.code})" if report.code else ""
    reason = f"{plain(report.message)}{code}"
    message = f"The schema is not correct here: {reason}; {_PARTS[origin.part.kind]}."
    hint = _HINTS.get(report.code)
    return Diagnostic("SCH207", message, origin.mark.span, hints=(hint,) if hint else ())


def _refusal(part: Part, origin: Origin, what: str) -> Diagnostic:
    message = (
        f"A schema may not use {what}, which reaches outside the document; {_PARTS[part.kind]}."
    )
    return Diagnostic("SCH302", message, origin.mark.span)
