"""From a schema's file, whatever it is written in, to an object that validates documents."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, SchemaError
from teikit.names import TEI
from teikit.records import dataclass
from teikit.relaxng.glance import LARGEST
from teikit.relaxng.validate import CompiledSchema
from teikit.source import DISK, SourceFile, SourceStore, as_source, span_at
from teikit.validate.cache.files import bounded, entry_path
from teikit.validate.cache.schemas import Entry, find
from teikit.validate.growing import without_collector

# What compiles schemas, and what words mistakes, is brought in only when it is needed: with a
# schema from the cache and valid documents, it never is.
if TYPE_CHECKING:
    from teikit.odd.model import Vocabulary
    from teikit.relaxng.finding import Finding
    from teikit.validate.grammar.advice import AttributeAdvice
    from teikit.validate.links.table import PointerTable
    from teikit.xml.wording import Wording

_NO_SUCH_ATTRIBUTE: Final = frozenset({"unknown-attribute", "misplaced-attribute"})


@dataclass(frozen=True)
class Schema:
    """A schema that documents can be validated against, any number of them.

    `diagnostics` are the warnings from reading it. It is made of files `within` a folder only
    (None: of any).
    """

    path: Path
    grammar: CompiledSchema
    diagnostics: tuple[Diagnostic, ...] = ()
    within: Path | None = None
    _entry: Entry | None = field(default=None, repr=False, compare=False)

    @cached_property
    def vocabulary(self) -> "Vocabulary | None":
        """The vocabulary of an ODD; None for other schemas, and where the ODD is gone by now."""
        from teikit.validate.grammar.vocabulary import RELAXNG_SUFFIXES, vocabulary_of

        if self.path.suffix.lower() in RELAXNG_SUFFIXES:
            return None
        try:
            store = SourceStore(within=bounded(self.within))
            return vocabulary_of(read_schema(self.path), store)[0]
        except SchemaError:
            return None

    @cached_property
    def pointers(self) -> "PointerTable":
        """Which attributes are pointers: the ODD's own, or those of TEI for other schemas."""
        from teikit.validate.links.table import PointerTable, builtin_pointers

        known = self._entry.pointers if self._entry is not None else None
        return builtin_pointers() if known is None else PointerTable.from_plain(known)

    def just_compiled(self) -> "tuple[Vocabulary, Mapping[str, str]] | None":
        """Return the vocabulary of an ODD and the digests of its files, if it is at hand."""
        vocabulary: Vocabulary | None = self.__dict__.get("vocabulary")
        if vocabulary is None or self._entry is None:
            return None
        return vocabulary, self._entry.dependencies

    def validate(
        self,
        path_or_bytes: "str | Path | bytes | SourceFile",
        *,
        ids: bool = True,
        root: Path | None = None,
        met: "list[Wording] | None" = None,
    ) -> list[Diagnostic]:
        """Return what is wrong with a document, in its order; an empty list means valid.

        With `ids=False` identifiers and references to them are not checked. XIncludes are
        expanded from inside the folder `root` (None: the document's own). Where the document could
        be looked over tag by tag, `met` takes its wordings. Raises `OSError` where a file cannot be
        read.
        """
        source = _document(path_or_bytes)
        path = source if isinstance(source, Path) else source.path
        if root is None and path is not None:
            root = path.resolve().parent
        found = self.grammar.validate(source, ids=ids, root=root, advise=self._advise, met=met)
        self.keep()
        return _in_place(source, found, root) if found else found

    def keep(self, *, at_last: bool = False) -> None:
        """Put the schema into the cache, if it is new or much of it has been explored since.

        At last, little is enough.
        """
        if self._entry is not None:
            self._entry.keep(at_last=at_last)

    def _advise(self, finding: "Finding") -> Sequence[str]:
        """Return the hints an ODD has for a finding: who has removed what, and where."""
        namespace, _, element = finding.element.rpartition(" ")
        if namespace != TEI or self._entry is None:
            return ()
        removals = self._entry.removals
        if finding.attribute is None:
            return (removals.elements[element],) if element in removals.elements else ()
        if finding.kind not in _NO_SUCH_ATTRIBUTE or not removals.any_attributes:
            return ()
        advice = self._attribute_advice
        return () if advice is None else advice.about(element, finding.attribute)

    @cached_property
    def _attribute_advice(self) -> "AttributeAdvice | None":
        from teikit.validate.grammar.advice import AttributeAdvice

        return None if self.vocabulary is None else AttributeAdvice(self.vocabulary)


def compile_odd(path: str | Path) -> "Vocabulary":
    """Return the vocabulary that an ODD defines: its elements, classes, macros and datatypes.

    Raises `SchemaError`, with the diagnostics, when the ODD cannot be used.

    >>> from teikit import resources
    >>> vocabulary = compile_odd(resources.schemas() / "edition.odd")
    >>> "hi" in vocabulary.elements, "teiCorpus" in vocabulary.elements
    (True, False)
    """
    from teikit.validate.grammar.vocabulary import vocabulary_of

    return vocabulary_of(read_schema(Path(path)))[0]


def load_schema(path: str | Path, *, within: Path | None = None) -> Schema:
    """Return the schema in an ODD, RELAX NG (`.rng`) or RELAX NG compact (`.rnc`) file.

    A stranger's schema can be bounded: then it is made of files `within` a folder only. Raises
    `SchemaError`, with the diagnostics, when the schema cannot be used.

    >>> from teikit import resources
    >>> schema = load_schema(resources.schemas() / "edition.odd")
    >>> found = schema.validate(b'<p xmlns="http://www.tei-c.org/ns/1.0"/>')
    >>> [(one.code, one.span.start.line, one.span.start.column) for one in found]
    [('TEI105', 1, 1)]
    """
    path = Path(path)
    source = read_schema(path)
    with without_collector():
        entry = find(source, within)
        if entry is not None:
            grammar = CompiledSchema(entry.automaton)
            return Schema(path, grammar, entry.diagnostics, within, entry)
        return _compiled(path, source, within)


def _compiled(path: Path, source: SourceFile, within: Path | None) -> Schema:
    from teikit.validate.cache.dependencies import RecordingStore, dependencies
    from teikit.validate.grammar.advice import removals
    from teikit.validate.grammar.compile import compiled
    from teikit.validate.links.vocabulary import pointer_attributes

    store = RecordingStore(within=bounded(within))
    made = compiled(source, path, store)
    files = dependencies(store, made.vocabulary)
    entry = Entry(entry_path(source, within), made.grammar.automaton, made.diagnostics, files)
    if made.vocabulary is not None:
        entry.removals = removals(made.vocabulary)
        entry.pointers = pointer_attributes(made.vocabulary).to_plain()
    schema = Schema(path, made.grammar, made.diagnostics, within, entry)
    schema.__dict__["vocabulary"] = made.vocabulary  # known already
    return schema


def read_schema(path: Path) -> SourceFile:
    """Return a schema's file; raises `SchemaError` where it cannot be read."""
    try:
        return DISK.read(path)
    except OSError as error:
        message = f"The schema cannot be read: {error.strerror or error}."
        raise SchemaError([Diagnostic("XML016", message, span_at(str(path), 1, 1))]) from error


def _document(given: "str | Path | bytes | SourceFile") -> SourceFile | Path:
    if isinstance(given, str | Path) and Path(given).stat().st_size > LARGEST:
        return Path(given)  # streamed, so that it need not fit into memory
    return as_source(given)


def _in_place(
    source: SourceFile | Path, found: Sequence[Diagnostic], root: Path | None
) -> list[Diagnostic]:
    from teikit.validate.grammar.places import exact_text_places

    return exact_text_places(source, found, root)
