"""Running stylesheets: a recipe is a list of named passes, each on the result of the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.xml.parse import Document, parse_document
from teikit.xml.saxon import Parameter, compile_stylesheet, run


@dataclass(frozen=True, slots=True)
class Pass:
    """One stylesheet of a recipe, with the parameters it gets."""

    name: str
    stylesheet: Path
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def bundled(name: str) -> Path:
    """Return the path of a stylesheet that comes with teikit, such as `html/document.xsl`."""
    return resources.xslt() / name


def run_passes(document: Document, passes: Sequence[Pass]) -> Outcome[str]:
    """Return what the last pass makes of the document; the value is None where a pass failed."""
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str | None = None
    for number, step in enumerate(passes):
        if number > 0:
            parsed = _reparse(document, passes[number - 1].name, text or "")
            if parsed.value is None:
                return Outcome(None, (*diagnostics, *parsed.diagnostics))
            document = parsed.value
        outcome = run_one(document, step.stylesheet, step.parameters)
        diagnostics = (*diagnostics, *outcome.diagnostics)
        if outcome.value is None:
            return Outcome(None, diagnostics)
        text = outcome.value
    return Outcome(text, diagnostics)


def run_one(
    document: Document, stylesheet: Path, parameters: Mapping[str, Parameter] | None = None
) -> Outcome[str]:
    """Return what one stylesheet makes of the document."""
    compiled = compile_stylesheet(stylesheet)
    if compiled.value is None:
        return Outcome(None, compiled.diagnostics)
    outcome = run(compiled.value, document, parameters)
    return Outcome(outcome.value, (*compiled.diagnostics, *outcome.diagnostics))


def _reparse(document: Document, name: str, text: str) -> Outcome[Document]:
    source = SourceFile(f"{document.source.name} <{name}>", text.encode(), document.source.path)
    return parse_document(source)
