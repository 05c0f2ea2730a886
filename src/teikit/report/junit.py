"""Diagnostics as JUnit XML, which continuous integration servers count and list by file."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.checked import Checked
from teikit.report.text import visible

_SUITE = "teikit"


def report(files: Iterable[Checked]) -> Iterator[str]:
    """Yield a test suite with one case a file; errors fail it, the rest is its output."""
    by_file: dict[str, list[Diagnostic]] = {}
    for checked in files:
        if checked.name is not None:
            by_file.setdefault(checked.name, [])
        for diagnostic in checked.diagnostics:
            by_file.setdefault(diagnostic.span.source, []).append(diagnostic)
    failed = sum(any(map(_fails, found)) for found in by_file.values())
    counts = {"name": _SUITE, "tests": str(len(by_file)), "failures": str(failed), "errors": "0"}
    root = etree.Element("testsuites", counts)
    suite = etree.SubElement(root, "testsuite", {**counts, "skipped": "0"})
    for name, found in by_file.items():
        shown = visible(name)
        # GitLab shows the file as a link; others group by class.
        case = etree.SubElement(
            suite, "testcase", classname="teikit.validate", name=shown, file=shown, time="0"
        )
        _fill(case, found)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield etree.tostring(root, encoding="unicode", pretty_print=True)


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
