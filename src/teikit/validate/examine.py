"""One file held against everything: its schema's grammar and constraints, its links, the checks."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from teikit.diagnostics import Diagnostic, SchemaError, Severity, readable
from teikit.names import TEI, XINCLUDE
from teikit.source import SourceFile, as_source, span_at
from teikit.validate.cache_files import digest
from teikit.validate.checks import CheckSettings, check_document
from teikit.validate.constraints import Constraints, constraints_of
from teikit.validate.excuses import Excuses, excuses_in
from teikit.validate.links import PointerTable, builtin_pointers, facts_of, local_findings
from teikit.validate.load import Schema, load_schema
from teikit.validate.model_instructions import rules_named_by
from teikit.validate.selection import Selection
from teikit.validate.standard import Examined, Standard
from teikit.xml.parse import Document, located_later, parse_document

# XSDs are rare enough not to be brought in for nothing.
if TYPE_CHECKING:
    from teikit.validate.xsd import XsdSchema

_LARGEST: Final = 1 << 26
_LINKS: Final = "LNK"
_CONSTRAINTS: Final = "SCH1"
_XINCLUDE: Final = XINCLUDE.encode("ascii")


def examine(path: str, standard: Standard) -> Examined:
    """Return what is wrong with a file; schemas are loaded once a process."""
    schema = _loaded(str(standard.schema))
    if isinstance(schema, tuple):
        return Examined(unusable=schema)
    selection = standard.selection.for_file(Path(path).absolute(), standard.root)
    try:
        found = _Examination(schema, standard, selection).of(Path(path))
    except SchemaError as error:
        return Examined(unusable=error.diagnostics)
    except OSError as error:
        return Examined((unreadable_file(path, error),), unreadable=True)
    return replace(found, diagnostics=tuple(map(readable, found.diagnostics)))


def unreadable_file(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic for a file that cannot be read."""
    message = f"The file cannot be read: {error.strerror or error}."
    return Diagnostic("XML016", message, span_at(path, 1, 1))


@dataclass
class _Loaded:
    """A schema's file, and what is made of it when it is asked for."""

    path: Path

    @cached_property
    def grammar(self) -> "Schema | XsdSchema | None":
        """What says which elements may stand where; None for a file of rules only."""
        suffix = self.path.suffix.lower()
        if suffix == ".sch":
            return None
        if suffix == ".xsd":
            from teikit.validate.xsd import load_xsd

            return load_xsd(self.path)
        return load_schema(self.path)

    @cached_property
    def constraints(self) -> Constraints:
        """What else the schema asks for; raises `SchemaError`."""
        if self.path.suffix.lower() == ".xsd":
            return Constraints(self.path, None)
        return constraints_of(self.path, self.grammar if isinstance(self.grammar, Schema) else None)

    @property
    def pointers(self) -> PointerTable:
        """Which attributes are pointers."""
        return self.grammar.pointers if isinstance(self.grammar, Schema) else builtin_pointers()


@lru_cache(maxsize=16)
def _loaded(path: str) -> _Loaded | tuple[Diagnostic, ...]:
    loaded = _Loaded(Path(path))
    try:
        # Asked for now, so that a schema that is no good is told from a document that is not.
        if loaded.grammar is None:
            loaded.constraints  # noqa: B018
    except SchemaError as error:
        return error.diagnostics
    return loaded


@dataclass
class _Examination:
    """The examination of one file, step by step."""

    loaded: _Loaded
    standard: Standard
    selection: Selection
    found: list[Diagnostic] = field(default_factory=list)

    def of(self, path: Path) -> Examined:
        """Return what is found in a file."""
        if path.stat().st_size > _LARGEST and isinstance(self.loaded.grammar, Schema):
            return self._grammar_only(path, self.loaded.grammar)
        document = self._read(as_source(path))
        if document is None:
            return Examined(tuple(self.selection.applied(self.found)))
        notes = self._constraints(document)
        facts = None
        if document.tree.getroot().tag.startswith(f"{{{TEI}}}"):
            facts = self._links(document, path)
            self.found += check_document(document, self.selection, self._settings())
        return Examined(self._told(document), notes, facts=facts, rests_on=_rests_on(document))

    def _grammar_only(self, path: Path, grammar: Schema) -> Examined:
        self.found += grammar.validate(path, ids=self.standard.ids, root=self.standard.root)
        self.found.append(_only_grammar(path))
        return Examined(tuple(self.selection.applied(self.found)))

    def _read(self, source: SourceFile) -> Document | None:
        """Return a document that has been held against the grammar; None for no document."""
        grammar, ids, root = self.loaded.grammar, self.standard.ids, self.standard.root
        if isinstance(grammar, Schema):
            self.found += grammar.validate(source, ids=ids, root=root)
            fatal = any(map(_is_fatal, self.found))
            return None if fatal else located_later(source, root=root)
        parsed = parse_document(source, root=root)
        self.found += parsed.diagnostics
        if grammar is not None and parsed.value is not None:
            self.found += grammar.check(parsed.value, ids=ids)
        return parsed.value

    def _constraints(self, document: Document) -> tuple[Diagnostic, ...]:
        if not self.selection.wants(_CONSTRAINTS):
            return ()
        constraints = self.loaded.constraints
        self.found += constraints.check(document)
        return constraints.diagnostics_for(document)

    def _links(self, document: Document, path: Path) -> list[Any] | None:
        if not self.selection.wants(_LINKS):
            return None
        facts = facts_of(document, self.loaded.pointers, path, self.standard.root)
        self.found += local_findings(document, facts, self.found)
        return facts.to_plain()

    def _settings(self) -> CheckSettings:
        applied = self.selection.wants(_CONSTRAINTS) and self.loaded.constraints.rules is not None
        return replace(self.standard.settings, tei_constraints=applied)

    def _told(self, document: Document) -> tuple[Diagnostic, ...]:
        """Return what is reported of all that was found, in the order of the document."""
        excuses = excuses_in(document)
        kept, used = excuses.applied(self.found)
        if excuses.excuses:
            kept += excuses.diagnostics
            kept += excuses.unused({*used, *_about_links(excuses)}, self.selection)
        kept = self.selection.applied(kept)
        if len({one.span.source for one in kept}) == 1:
            kept.sort(key=lambda one: one.span.start)
        return tuple(kept)


def _is_fatal(diagnostic: Diagnostic) -> bool:
    """Return whether a document cannot be looked at any further."""
    return diagnostic.code.startswith("XML") and diagnostic.severity is Severity.ERROR


def _about_links(excuses: Excuses) -> Iterator[int]:
    """Yield the excuses that may be needed for links to other files, of which nothing is known."""
    for number, excuse in enumerate(excuses.excuses):
        if any(code.startswith(_LINKS) or _LINKS.startswith(code) for code in excuse.codes):
            yield number


def _rests_on(document: Document) -> dict[str, str] | None:
    """Return the digests of the files that a document names and that are read for its sake."""
    named = list(rules_named_by(document.source, document.root))
    if any(one.is_missing for one in named):
        return None  # it may be there next time
    paths = [one.path for one in named if one.path is not None]
    if _XINCLUDE in document.source.data:
        own = document.source.name
        paths += [Path(name) for name in {span.source for span in document.spans} - {own}]
    return {str(path.resolve()): digest(path) for path in paths}


def _only_grammar(path: Path) -> Diagnostic:
    return Diagnostic(
        "XML018",
        "This file is so large that only its grammar was checked, not constraints and links.",
        span_at(str(path), 1, 1),
        Severity.WARNING,
        hints=("Divide it into several files, held together by xi:include.",),
    )
