"""One file held against everything: its schema's grammar and constraints, its links, the checks."""

import os
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, SchemaError, Severity, readable
from teikit.names import XINCLUDE_MARK
from teikit.records import dataclass
from teikit.source import SourceFile, as_source, span_at
from teikit.validate.cache.keys import content_key, key_of
from teikit.validate.copies import Key
from teikit.validate.grammar.load import Schema
from teikit.validate.loaded import Loaded, loaded
from teikit.validate.selection import Selection
from teikit.validate.standard import Examined, Standard
from teikit.xml.wording import Wording

# Where only the grammar matters, none of this is brought in.
if TYPE_CHECKING:
    from teikit.xml.parse import Document

BEYOND_GRAMMAR: Final = (
    "SCH1", "LNK", "ENC", "CHR", "QUO", "HDR", "COR", "LNG", "DAT", "NUM", "RND",
)  # fmt: skip
"""The rules for which a document has to be in memory."""

_LARGEST: Final = 1 << 26
_EXCUSE: Final = b"<?teikit"


def examine(path: str, standard: Standard) -> Examined:
    """Return what is wrong with a file; schemas are loaded once a process."""
    schema = loaded(str(standard.schema), standard.within)
    if isinstance(schema, tuple):
        return Examined(unusable=schema)
    file = Path(path)
    examination = _Examination(schema, standard, standard.selection_for(file))
    try:
        found = examination.of(file)
    except SchemaError as error:
        return Examined(unusable=error.diagnostics)
    except OSError as error:
        return Examined((_unreadable(path, error),), unreadable=True)
    if found.text is not None:
        return found
    # For every file, and dataclasses.replace takes its time.
    told = Examined(
        tuple(map(readable, found.diagnostics)),
        found.notes,
        facts=found.facts,
        rests_on=found.rests_on,
        content=examination.content,
    )
    if not found.anywhere or examination.key is None:
        return told
    return Examined(
        told.diagnostics,
        told.notes,
        facts=told.facts,
        rests_on=told.rests_on,
        content=told.content,
        text=schema.copies.note(examination.key, told, path),
    )


def _unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic for a file that cannot be read."""
    message = f"The file cannot be read: {error.strerror or error}."
    return Diagnostic("XML016", message, span_at(path, 1, 1))


@dataclass
class _Examination:
    """The examination of one file, step by step."""

    loaded: Loaded
    standard: Standard
    selection: Selection
    found: list[Diagnostic] = field(default_factory=list)
    key: Key | None = None
    content: bytes = b""

    def of(self, path: Path) -> Examined:
        """Return what is found in a file."""
        size = os.stat(path).st_size  # noqa: PTH116 - for every file, and pathlib takes its time
        if size > _LARGEST and isinstance(self.loaded.grammar, Schema):
            return self._grammar_only(path, self.loaded.grammar)
        source = as_source(path)
        alike = key_of(source.data)
        self.content = content_key(path, self.standard.root, alike)
        self.key = alike, self.selection, self.standard
        known = self.loaded.copies.find(self.key, source.name, self.content)
        if known is not None:
            return known
        needs_tree = _looks_beyond(self.selection) or _EXCUSE in source.data
        # What is included brings names of its own.
        met: list[Wording] | None = [] if needs_tree and XINCLUDE_MARK not in source.data else None
        document = self._read(source, met, needs_tree=needs_tree)
        if document is None:
            alone = not needs_tree and XINCLUDE_MARK not in source.data
            kept = tuple(self.selection.applied(self.found))
            return Examined(kept, rests_on={} if alone else None, anywhere=alone)
        from teikit.validate.beyond import Beyond

        return Beyond(self.loaded, self.standard, self.selection, document, self.found, met).of(
            path
        )

    def _grammar_only(self, path: Path, grammar: Schema) -> Examined:
        self.found += grammar.validate(path, ids=self.standard.ids, root=self.standard.root)
        if _looks_beyond(self.selection):
            self.found.append(_only_grammar(path))
        return Examined(tuple(self.selection.applied(self.found)))

    def _read(
        self, source: SourceFile, met: list[Wording] | None, *, needs_tree: bool
    ) -> "Document | None":
        """Return a document that has been held against the grammar; None where that is all."""
        grammar, ids, root = self.loaded.grammar, self.standard.ids, self.standard.root
        if isinstance(grammar, Schema):
            self.found += grammar.validate(source, ids=ids, root=root, met=met)
            if any(map(_is_fatal, self.found)) or not needs_tree:
                return None
        from teikit.xml.parse import located_later, parse_document

        if isinstance(grammar, Schema):
            document = located_later(source, root=root)
            if document is not None:
                return document
        parsed = parse_document(source, root=root)
        self.found += [one for one in parsed.diagnostics if one not in self.found]
        if not isinstance(grammar, Schema | None) and parsed.value is not None:
            self.found += grammar.check(parsed.value, ids=ids)
        return parsed.value


@lru_cache(maxsize=64)
def _looks_beyond(selection: Selection) -> bool:
    """Return whether more than grammar is to be looked at."""
    return any(map(selection.wants, BEYOND_GRAMMAR))


def _is_fatal(diagnostic: Diagnostic) -> bool:
    """Return whether a document cannot be looked at any further."""
    return diagnostic.code.startswith("XML") and diagnostic.severity is Severity.ERROR


def _only_grammar(path: Path) -> Diagnostic:
    return Diagnostic(
        "XML018",
        "This file is so large that only its grammar was checked, not constraints and links.",
        span_at(str(path), 1, 1),
        Severity.WARNING,
        hints=("Divide it into several files, held together by xi:include.",),
    )
