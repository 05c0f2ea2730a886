"""From a schema's file to its constraints: what happens when the cache knows nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, Outcome, SchemaError
from teikit.schema.schematron import located
from teikit.schematron import CompiledSchematron, load, load_document
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.screened import rules_of
from teikit.source import SourceFile
from teikit.validate.cache.dependencies import RecordingStore, dependencies
from teikit.validate.cache.files import bounded
from teikit.validate.constraints.compact import outline
from teikit.validate.grammar.compile import vocabulary_of
from teikit.validate.loaded import RULES

if TYPE_CHECKING:
    from teikit.odd.model import Vocabulary
    from teikit.validate.grammar.load import Schema

_GRAMMAR: Final = ".rng"
_COMPACT: Final = ".rnc"
_NO_RULES: Final = "SCH201"


def compiled_constraints(  # noqa: PLR0913 - all that tells one compilation from another
    path: Path,
    source: SourceFile,
    phase: str | None,
    schema: "Schema | None",
    within: Path | None,
    *,
    apart: bool,
) -> tuple[Outcome[Rules], Mapping[str, str]]:
    """Return the constraints in a file, and the digests of the files that they were made of."""
    store = RecordingStore(within=bounded(within))
    suffix = path.suffix.lower()
    if suffix == _COMPACT:
        return _rules_in_compact(source, path.resolve().parent, phase, store, apart=apart)
    if suffix in {*RULES, _GRAMMAR}:
        root = path.resolve().parent
        outcome = load(source, phase=phase, root=root, store=store, apart=apart)
        return _rules_in(outcome, apart=apart, strict=suffix in RULES), store.digests
    vocabulary, digests = _vocabulary(source, schema, store)
    constraints = located(vocabulary)
    if constraints.value is None:
        return Outcome(None, constraints.diagnostics), digests
    # Grammars say what is wrong with the ODD itself; here it is the rules that matter.
    root = path.resolve().parent
    tree = constraints.value
    outcome = load_document(tree, phase=phase, root=root, store=store, apart=apart)
    rules = _rules(outcome, constraints.diagnostics, apart=apart)
    return rules, {**digests, **store.digests}


def _rules_in_compact(
    source: SourceFile, root: Path, phase: str | None, store: RecordingStore, *, apart: bool
) -> tuple[Outcome[Rules], Mapping[str, str]]:
    document = outline(source, root, store)
    if document is None:
        return Outcome(None, ()), store.digests
    outcome = load_document(document, phase=phase, root=root, store=store, apart=apart)
    return _rules_in(outcome, apart=apart, strict=False), store.digests


def _vocabulary(
    source: SourceFile, schema: "Schema | None", store: RecordingStore
) -> "tuple[Vocabulary, Mapping[str, str]]":
    """Return the vocabulary of an ODD, compiled anew only if nobody has just done so."""
    known = None if schema is None else schema.just_compiled()
    if known is not None:
        return known
    vocabulary, _ = vocabulary_of(source, store)
    return vocabulary, dependencies(store, vocabulary)


def _rules_in(outcome: Outcome[CompiledSchematron], *, apart: bool, strict: bool) -> Outcome[Rules]:
    if outcome.value is None and not strict:
        others = tuple(one for one in outcome.diagnostics if one.code != _NO_RULES)
        outcome = replace(outcome, diagnostics=others)
    elif outcome.value is None:
        raise SchemaError(outcome.diagnostics)
    return _rules(outcome, (), apart=apart)


def _rules(
    outcome: Outcome[CompiledSchematron], before: tuple[Diagnostic, ...], *, apart: bool
) -> Outcome[Rules]:
    rules = None if outcome.value is None else rules_of(outcome.value, apart=apart)
    if rules is not None and not rules.legend.assertions:
        rules = None
    return Outcome(rules, (*before, *outcome.diagnostics))
