"""From a schema's file to a grammar that validates: what happens when the cache knows nothing."""

from pathlib import Path

from teikit.diagnostics import Diagnostic, SchemaError, has_errors
from teikit.odd.model import Vocabulary
from teikit.records import dataclass
from teikit.relaxng.files import files_under
from teikit.relaxng.load import CompiledSchema, compile_grammar, load
from teikit.schema.relaxng import relaxng
from teikit.source import DISK, SourceFile, SourceStore
from teikit.validate.grammar.vocabulary import RELAXNG_SUFFIXES, vocabulary_of


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled schema; `vocabulary` is None unless it came from an ODD."""

    grammar: CompiledSchema
    vocabulary: Vocabulary | None
    diagnostics: tuple[Diagnostic, ...]


def compiled(source: SourceFile, path: Path, store: SourceStore = DISK) -> Compiled:
    """Return the schema in a file; raises `SchemaError` when it cannot be used."""
    folder = path.resolve().parent
    vocabulary: Vocabulary | None = None
    before: tuple[Diagnostic, ...] = ()
    if path.suffix.lower() in RELAXNG_SUFFIXES:
        outcome = load(source, resolver=files_under(folder, store))
    else:
        vocabulary, before = vocabulary_of(source, store)
        grammar = relaxng(vocabulary, store)
        before = (*before, *grammar.diagnostics)
        if grammar.value is None or has_errors(before):
            raise SchemaError(before)
        resolver = files_under(folder, store)
        outcome = compile_grammar(grammar.value, resolver=resolver, name=str(path))
    diagnostics = (*before, *outcome.diagnostics)
    if outcome.value is None:
        raise SchemaError(diagnostics)
    return Compiled(outcome.value, vocabulary, diagnostics)
