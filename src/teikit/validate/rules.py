"""Schematron files as schemas: documents against rules instead of a grammar."""

from dataclasses import dataclass
from pathlib import Path

from teikit import schematron
from teikit.diagnostics import Diagnostic, SchemaError, has_errors
from teikit.source import as_source
from teikit.validate.load import read_schema
from teikit.xml.parse import parse_document


@dataclass(frozen=True, slots=True)
class RuleSchema:
    """The rules of a `.sch` file; `diagnostics` say what is wrong with some of them."""

    path: Path
    rules: schematron.CompiledSchematron
    diagnostics: tuple[Diagnostic, ...]

    def validate(self, path: str | Path, *, ids: bool, root: Path | None) -> list[Diagnostic]:
        """Return what the rules find in a document; `ids` is for grammars.

        Raises `OSError` where the file cannot be read.
        """
        del ids
        parsed = parse_document(as_source(path), root=root)
        if parsed.value is None:
            return list(parsed.diagnostics)
        return [*parsed.diagnostics, *self.rules.validate(parsed.value)]


def load_rules(path: str | Path) -> RuleSchema:
    """Return the rules of a `.sch` file; raises `SchemaError` where none of them can be used.

    The rules may read files of the schema's own folder, and nothing else.
    """
    path = Path(path)
    source = read_schema(path)
    outcome = schematron.load(source, root=path.resolve().parent)
    if outcome.value is None or has_errors(outcome.diagnostics):
        raise SchemaError(outcome.diagnostics)
    return RuleSchema(path, outcome.value, outcome.diagnostics)
