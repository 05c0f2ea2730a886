"""Diagnostics as JUnit XML, which continuous integration servers count and list by file."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.text import visible


def render(diagnostics: Sequence[Diagnostic], files: Sequence[Path]) -> str:
    """Return a test suite with one case a file; errors fail it, the rest is its output."""
    by_file: dict[str, list[Diagnostic]] = {str(path): [] for path in files}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.span.source, []).append(diagnostic)
    failed = sum(any(_fails(one) for one in found) for found in by_file.values())
    suite = etree.Element(
        "testsuite", name="teikit", tests=str(len(by_file)), failures=str(failed), errors="0"
    )
    for name, found in by_file.items():
        case = etree.SubElement(suite, "testcase", classname="teikit.validate", name=visible(name))
        _fill(case, found)
    root = etree.Element("testsuites")
    root.append(suite)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _fill(case: etree._Element, found: Sequence[Diagnostic]) -> None:
    errors = [one for one in found if _fails(one)]
    others = [one for one in found if not _fails(one)]
    if errors:
        noun = "error" if len(errors) == 1 else "errors"
        failure = etree.SubElement(case, "failure", message=f"{len(errors)} {noun}")
        failure.set("type", errors[0].code)
        failure.text = "\n".join(map(_line, errors))
    if others:
        etree.SubElement(case, "system-out").text = "\n".join(map(_line, others))


def _fails(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _line(diagnostic: Diagnostic) -> str:
    start = diagnostic.span.start
    sentences = " ".join((diagnostic.message, *diagnostic.hints))
    return visible(f"{start.line}:{start.column} {diagnostic.code} {sentences}")
