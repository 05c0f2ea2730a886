"""Rules that SaxonC has compiled once, so that what is at fault in them can be said."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from teikit.diagnostics import Outcome, SchemaError
from teikit.schematron import CompiledSchematron, load, load_document
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.screened import rules_of
from teikit.source import SourceFile, SourceStore
from teikit.validate.constraints.compact import outline
from teikit.validate.loaded import RULES
from teikit.xml.parse import Document

_COMPACT: Final = ".rnc"
_NO_RULES: Final = "SCH201"


def rules_in_file(
    path: Path, source: SourceFile, phase: str | None, store: SourceStore, *, apart: bool
) -> Outcome[Rules]:
    """Return the rules in a Schematron schema or a grammar, None where a grammar has none."""
    root, suffix = path.resolve().parent, path.suffix.lower()
    if suffix == _COMPACT:
        document = outline(source, root, store)
        if document is None:
            return Outcome(None, ())
        outcome = load_document(document, phase=phase, root=root, store=store, apart=apart)
    else:
        outcome = load(source, phase=phase, root=root, store=store, apart=apart)
    if outcome.value is None and suffix in RULES:
        raise SchemaError(outcome.diagnostics)
    if outcome.value is None:
        others = tuple(one for one in outcome.diagnostics if one.code != _NO_RULES)
        outcome = replace(outcome, diagnostics=others)
    return _rules(outcome, apart=apart)


def rules_in_tree(
    document: Document, phase: str | None, root: Path, store: SourceStore, *, apart: bool
) -> Outcome[Rules]:
    """Return the rules in the tree of a Schematron schema, which is used up."""
    outcome = load_document(document, phase=phase, root=root, store=store, apart=apart)
    return _rules(outcome, apart=apart)


def _rules(outcome: Outcome[CompiledSchematron], *, apart: bool) -> Outcome[Rules]:
    rules = None if outcome.value is None else rules_of(outcome.value, apart=apart)
    if rules is not None and not rules.legend.assertions:
        rules = None
    return Outcome(rules, outcome.diagnostics)
