"""From a schema's file to its constraints: what happens when the cache knows nothing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Outcome
from teikit.schema.schematron import located
from teikit.schematron.screening.rules import Rules
from teikit.source import SourceFile
from teikit.validate.cache.dependencies import RecordingStore, dependencies
from teikit.validate.cache.files import bounded
from teikit.validate.constraints.proven import proven_rules
from teikit.validate.grammar.vocabulary import RELAXNG_SUFFIXES, vocabulary_of
from teikit.validate.loaded import RULES

# What needs SaxonC is brought in only for the rules of others.
if TYPE_CHECKING:
    from teikit.odd.model import Vocabulary
    from teikit.validate.grammar.load import Schema

_FILES_OF_RULES: Final = frozenset({*RULES, *RELAXNG_SUFFIXES})


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
    if path.suffix.lower() in _FILES_OF_RULES:
        from teikit.validate.constraints.checked import rules_in_file  # noqa: PLC0415 - brings SaxonC

        return rules_in_file(path, source, phase, store, apart=apart), store.digests
    vocabulary, digests = _vocabulary(source, schema, store)
    rules = _rules_of(vocabulary, path.resolve().parent, phase, store, apart=apart)
    return rules, {**digests, **store.digests}


def _vocabulary(
    source: SourceFile, schema: "Schema | None", store: RecordingStore
) -> "tuple[Vocabulary, Mapping[str, str]]":
    """Return the vocabulary of an ODD, compiled anew only if nobody has just done so."""
    known = None if schema is None else schema.just_compiled()
    if known is not None:
        return known
    vocabulary, _ = vocabulary_of(source, store)
    return vocabulary, dependencies(store, vocabulary)


def _rules_of(
    vocabulary: "Vocabulary", root: Path, phase: str | None, store: RecordingStore, *, apart: bool
) -> Outcome[Rules]:
    constraints = located(vocabulary)
    # Grammars say what is wrong with the ODD itself; here it is the rules that matter.
    if constraints.value is None:
        return Outcome(None, constraints.diagnostics)
    if apart:
        from teikit.validate.constraints.checked import rules_in_tree  # noqa: PLC0415 - brings SaxonC

        rules = rules_in_tree(constraints.value, phase, root, store, apart=apart)
    else:
        rules = proven_rules(constraints.value, phase, root, store)
    return replace(rules, diagnostics=(*constraints.diagnostics, *rules.diagnostics))
