"""A program run on a document, as often as it takes to hand it the other documents it asks for."""

from dataclasses import field
from pathlib import Path
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.schematron.findings.diagnose import Subjects
from teikit.schematron.findings.plain import plain
from teikit.schematron.findings.results import Results, read_results
from teikit.schematron.names import RUN
from teikit.schematron.reading.files import read_file
from teikit.source import span_at
from teikit.xml.parse import Document, parse_document
from teikit.xml.saxon_apart import run_apart, runs_apart
from teikit.xml.saxon_nodes import Program, Ran, run_program

_ALL: Final = f"{{{RUN}}}all"
_DOCUMENTS: Final = f"{{{RUN}}}documents"
_UNAVAILABLE: Final = f"{{{RUN}}}unavailable"
_MOST_ROUNDS: Final = 30
_MOST_DOCUMENTS: Final = 2_000


@dataclass
class Runner:
    """Runs programs; Saxon reads no file.

    Those that rules name are read from inside `root` and the document's own root only.
    """

    root: Path | None = None
    _read: dict[str, tuple[object, Document]] = field(default_factory=dict)

    def run(
        self, program: Program, document: Document, *, everything: bool
    ) -> tuple[Results | Diagnostic, Subjects]:
        """Return what a program says about a document, or why it broke off.

        Raises `StoppedError` where a program that runs apart takes too long.
        """
        subjects = Subjects(document)
        run = run_apart if runs_apart(program) else run_program
        for _ in range(_MOST_ROUNDS):
            ran = run(
                program,
                document,
                subjects.others,
                {_ALL: everything, _UNAVAILABLE: tuple(subjects.refused)},
                _DOCUMENTS,
            )
            wanted = _wanted(ran) - subjects.others.keys() - subjects.refused.keys()
            if not wanted or len(subjects.others) > _MOST_DOCUMENTS:
                break
            for uri in sorted(wanted):
                self._fetch(uri, subjects)
        if ran.text is None:
            return _broken_off(ran, document), subjects
        return read_results(ran.text), subjects

    def _fetch(self, uri: str, subjects: Subjects) -> None:
        """Read a document that rules want, or note why it cannot be had."""
        outcome = read_file(uri, self.root, span_at(uri, 1, 1))
        if outcome.value is None and subjects.document.root is not None:
            outcome = read_file(uri, subjects.document.root, span_at(uri, 1, 1))
        if outcome.value is None:
            subjects.refused[uri] = outcome.diagnostics[0].message
            return
        known = self._read.get(uri)
        if known is not None and known[0] == outcome.value.data:
            subjects.others[uri] = known[1]
            return
        parsed = parse_document(outcome.value, root=self.root)
        if parsed.value is None:
            subjects.refused[uri] = parsed.diagnostics[0].message
        else:
            self._read[uri] = outcome.value.data, parsed.value
            subjects.others[uri] = parsed.value


def _wanted(ran: Ran) -> set[str]:
    found = set()
    for message in ran.messages:
        try:
            element = etree.fromstring(message)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if element.tag == f"{{{RUN}}}wanted":
            found.add(element.get("uri", ""))
    return found


def _broken_off(ran: Ran, document: Document) -> Diagnostic:
    report = ran.reports[0]
    code = f" ({report.code})" if report.code else ""
    message = f"The rules could not be applied: {plain(report.message)}{code}."
    return Diagnostic("SCH104", message, document.source.start())


def stopped(document: Document, why: str) -> Diagnostic:
    """Return that the rules were stopped, or ("") were not even tried any more."""
    if why:
        message = f"The rules {why} and were stopped."
    else:
        message = "The rules had to be stopped with other files and were not applied to this one."
    hint = "Ask the author of the rules to make them simpler, or check this file without them."
    return Diagnostic("SCH106", message, document.source.start(), hints=(hint,))
