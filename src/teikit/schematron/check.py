"""Documents checked against a compiled schema, all of its rules at once."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.schematron.findings.diagnose import diagnose
from teikit.schematron.findings.legend import Legend, legend_of
from teikit.schematron.findings.svrl import svrl
from teikit.schematron.reading.plan import Plan
from teikit.schematron.xslt.compile import Compiled
from teikit.schematron.xslt.run import Runner
from teikit.xml.parse import Document
from teikit.xml.saxon_nodes import base_uri


@dataclass
class CompiledSchematron:
    """A schema that has been compiled; it can check any number of documents.

    Files its rules name are read from inside `root` only, by teikit, never by Saxon.
    """

    plan: Plan
    compiled: Compiled
    root: Path | None = None
    legend: Legend = field(init=False)
    _runner: Runner = field(init=False)

    def __post_init__(self) -> None:
        self.legend = legend_of(self.plan)
        self._runner = Runner(self.root)

    def validate(self, document: Document) -> list[Diagnostic]:
        """Return what the rules find in a document, at line and column of the nodes concerned."""
        results, subjects = self._runner.run(self.compiled.program, document, everything=False)
        if isinstance(results, Diagnostic):
            return [results]
        return list(diagnose(results, self.legend, subjects))

    def report(self, document: Document) -> etree._Element | Diagnostic:
        """Return what the rules find as a report in SVRL (ISO/IEC 19757-3, annex D)."""
        results, _ = self._runner.run(self.compiled.program, document, everything=True)
        if isinstance(results, Diagnostic):
            return results
        return svrl(results, self.plan, base_uri(document.source))
