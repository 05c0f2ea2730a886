"""The vocabulary of an ODD that a schema is made of."""

from typing import Final

from teikit.diagnostics import Diagnostic, SchemaError, has_errors
from teikit.odd.compile import compile_odd
from teikit.odd.model import Vocabulary
from teikit.source import DISK, SourceFile, SourceStore

RELAXNG_SUFFIXES: Final = (".rng", ".rnc")
"""How files end that are grammars: in other files, a vocabulary is looked for."""


def vocabulary_of(
    source: SourceFile, store: SourceStore = DISK
) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """Return the vocabulary of an ODD, and its warnings; raises `SchemaError` for errors."""
    outcome = compile_odd(source, store=store)
    if outcome.value is None or has_errors(outcome.diagnostics):
        raise SchemaError(outcome.diagnostics)
    return outcome.value, outcome.diagnostics
