"""Documents checked against a compiled schema, all of its rules at once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.schematron.findings.chosen import chosen
from teikit.schematron.findings.diagnose import diagnose
from teikit.schematron.findings.legend import Legend, legend_of
from teikit.schematron.findings.svrl import svrl
from teikit.schematron.reading.plan import Plan
from teikit.schematron.xslt.compile import Compiled
from teikit.schematron.xslt.run import Runner
from teikit.xml.parse import Document
from teikit.xml.saxon_nodes import base_uri

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class CompiledSchematron:
    """A schema that has been compiled; it can check any number of documents.

    Files its rules name are read from inside `root` only, by teikit, never by Saxon. Where
    documents choose their phase, `by_phase` says what then is active, and this only asks for it.
    """

    plan: Plan
    compiled: Compiled
    root: Path | None = None
    by_phase: "Mapping[str, CompiledSchematron]" = field(default_factory=dict)
    legend: Legend = field(init=False)
    _runner: Runner = field(init=False)

    def __post_init__(self) -> None:
        self.legend = legend_of(self.plan)
        self._runner = Runner(self.root)

    def validate(self, document: Document) -> list[Diagnostic]:
        """Return what the rules find in a document, at line and column of the nodes concerned."""
        found = self._found(document)
        if not self.by_phase:
            return found
        phase, others = chosen(found, self.plan.choices)
        return [*others, *self.by_phase[phase].validate(document)]

    def report(self, document: Document) -> etree._Element | Diagnostic:
        """Return what the rules find as a report in SVRL (ISO/IEC 19757-3, annex D)."""
        if self.by_phase:
            phase, _others = chosen(self._found(document), self.plan.choices)
            return self.by_phase[phase].report(document)
        results, _ = self._runner.run(self.compiled.program, document, everything=True)
        if isinstance(results, Diagnostic):
            return results
        return svrl(results, self.plan, base_uri(document.source))

    def _found(self, document: Document) -> list[Diagnostic]:
        results, subjects = self._runner.run(self.compiled.program, document, everything=False)
        if isinstance(results, Diagnostic):
            return [results]
        return list(diagnose(results, self.legend, subjects))
