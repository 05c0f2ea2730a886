"""A plan as a program; what is at fault is said at its own place and left out."""

from collections.abc import Iterable
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome
from teikit.schematron.generate import Plan, generate
from teikit.schematron.guard import refused
from teikit.schematron.writer import Origin, Part, Writer
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


def compile_plan(plan: Plan, prefixes: set[str], *, trusted: bool) -> Outcome[Program]:
    """Return the program of a plan, without the parts that Saxon or the guard refuse."""
    without: set[Part] = set()
    found: list[Diagnostic] = []
    if not trusted:
        for part, mark, what in refused(plan):
            without.add(part)
            found.append(_refusal(part, Origin(part, mark), what))
    for _ in range(_MOST_ROUNDS):
        writer = generate(plan, prefixes, without)
        compiled = compile_program(writer.result(), trusted=trusted)
        if isinstance(compiled, Program):
            return Outcome(compiled, tuple(found))
        new = list(_blamed(compiled, writer))
        found += [_broken(origin, report) for origin, report in new]
        parts = {origin.part for origin, _ in new} - without
        if not parts:
            break
        without |= parts
    message = f"The schema cannot be compiled: {compiled[0].message}"
    return Outcome(None, (*found, Diagnostic("SCH208", message, plan.schema.mark.span)))


def _blamed(reports: Iterable[Report], writer: Writer) -> Iterable[tuple[Origin, Report]]:
    for report in reports:
        origin = writer.origin(report.line)
        if origin is not None:
            yield origin, report


def _broken(origin: Origin, report: Report) -> Diagnostic:
    code = f" ({report.code})" if report.code else ""
    message = f"{report.message.rstrip('.')}{code}; {_PARTS[origin.part.kind]}."
    return Diagnostic("SCH207", message, origin.mark.span)


def _refusal(part: Part, origin: Origin, what: str) -> Diagnostic:
    message = (
        f"A schema may not use {what}, which reaches outside the document; {_PARTS[part.kind]}."
    )
    return Diagnostic("SCH302", message, origin.mark.span)
