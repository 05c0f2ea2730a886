"""From a schema's file, whatever it is written in, to an object that validates documents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome, SchemaError, has_errors
from teikit.odd.compile import compile_odd as compile_source
from teikit.odd.model import Vocabulary
from teikit.relaxng.files import files_under
from teikit.relaxng.load import CompiledSchema, compile_grammar, load
from teikit.schema.relaxng import relaxng as grammar_of
from teikit.source import DISK, SourceFile, as_source, span_at
from teikit.validate.advice import adviser
from teikit.validate.places import exact_text_places

_RELAXNG_SUFFIXES: Final = (".rng", ".rnc")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that documents can be validated against, any number of them.

    `diagnostics` are the warnings from reading it; `vocabulary` is None unless it came from an
    ODD.
    """

    path: Path
    grammar: CompiledSchema
    vocabulary: Vocabulary | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def validate(
        self,
        path_or_bytes: "str | Path | bytes | SourceFile",
        *,
        ids: bool = True,
        root: Path | None = None,
    ) -> list[Diagnostic]:
        """Return what is wrong with a document, in its order; an empty list means valid.

        With `ids=False` identifiers and references to them are not checked. XIncludes are
        expanded from inside the folder `root` (None: the document's own). Raises `OSError` where
        a file cannot be read.
        """
        source = _document(path_or_bytes)
        if root is None and source_path(source) is not None:
            root = Path(source_path(source) or ".").resolve().parent
        advise = adviser(self.vocabulary) if self.vocabulary else None
        found = self.grammar.validate(source, ids=ids, root=root, advise=advise)
        return exact_text_places(source, found, root)


def compile_odd(path: str | Path) -> Vocabulary:
    """Return the vocabulary that an ODD defines: its elements, classes, macros and datatypes.

    Raises `SchemaError`, with the diagnostics, when the ODD cannot be used.

    >>> from teikit import resources
    >>> vocabulary = compile_odd(resources.schemas() / "edition.odd")
    >>> "hi" in vocabulary.elements, "teiCorpus" in vocabulary.elements
    (True, False)
    """
    return _compiled(_read(Path(path)))[0]


def load_schema(path: str | Path) -> Schema:
    """Return the schema in an ODD, RELAX NG (`.rng`) or RELAX NG compact (`.rnc`) file.

    Raises `SchemaError`, with the diagnostics, when the schema cannot be used.

    >>> from teikit import resources
    >>> schema = load_schema(resources.schemas() / "edition.odd")
    >>> found = schema.validate(b'<p xmlns="http://www.tei-c.org/ns/1.0"/>')
    >>> [(one.code, one.span.start.line, one.span.start.column) for one in found]
    [('TEI105', 1, 1)]
    """
    path = Path(path)
    source = _read(path)
    if path.suffix.lower() in _RELAXNG_SUFFIXES:
        return _checked(path, None, load(source), ())
    vocabulary, before = _compiled(source)
    grammar = grammar_of(vocabulary)
    before = (*before, *grammar.diagnostics)
    if grammar.value is None or has_errors(before):
        raise SchemaError(before)
    resolver = files_under(path.resolve().parent)
    compiled = compile_grammar(grammar.value, resolver=resolver, name=str(path))
    return _checked(path, vocabulary, compiled, before)


def _read(path: Path) -> SourceFile:
    try:
        return DISK.read(path)
    except OSError as error:
        message = f"The schema cannot be read: {error.strerror or error}."
        raise SchemaError([Diagnostic("XML016", message, span_at(str(path), 1, 1))]) from error


def _compiled(source: SourceFile) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    outcome = compile_source(source)
    if outcome.value is None or has_errors(outcome.diagnostics):
        raise SchemaError(outcome.diagnostics)
    return outcome.value, outcome.diagnostics


def _checked(
    path: Path,
    vocabulary: Vocabulary | None,
    compiled: Outcome[CompiledSchema],
    before: tuple[Diagnostic, ...],
) -> Schema:
    diagnostics = (*before, *compiled.diagnostics)
    if compiled.value is None:
        raise SchemaError(diagnostics)
    return Schema(path, compiled.value, vocabulary, diagnostics)


def _document(given: "str | Path | bytes | SourceFile") -> SourceFile | Path:
    # A path is streamed, so that a document need not fit into memory.
    return Path(given) if isinstance(given, str | Path) else as_source(given)


def source_path(source: SourceFile | Path) -> Path | None:
    """Return the path of a document, None where it is only bytes."""
    return source if isinstance(source, Path) else source.path
