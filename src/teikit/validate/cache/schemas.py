"""Compiled schemas on disk: the grammar, and the automaton as far as it has been explored.

Nothing here is needed: where the folder cannot be read or written, or what is in it is not exactly
as expected, schemas are compiled as if there were no cache (`cache_files`).
"""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.freeze import freeze, thaw
from teikit.source import SourceFile
from teikit.validate.cache.files import (
    BAD,
    entry_path,
    read_entry,
    write_entry,
)
from teikit.validate.cache.findings import findings, plain_findings

_WORTH_SAVING: Final = 24


@dataclass(frozen=True, slots=True)
class Removals:
    """What an ODD has taken from TEI: a sentence for each element, and whether attributes too."""

    elements: Mapping[str, str] = field(default_factory=dict)
    any_attributes: bool = False


@dataclass(slots=True)
class Entry:
    """A compiled schema and where it is kept (None: nowhere).

    `dependencies` are the digests of the files it was made of; `kept` is how much of the automaton
    was explored when it was last written, -1 for never. `pointers` are the pointer attributes of
    an ODD, with the elements that have them.
    """

    path: Path | None
    automaton: Automaton
    diagnostics: tuple[Diagnostic, ...] = ()
    dependencies: Mapping[str, str] = field(default_factory=dict)
    removals: Removals = Removals()
    pointers: Mapping[str, list[str]] | None = None
    kept: int = -1

    def keep(self, *, at_last: bool = False) -> None:
        """Write the entry if it is new, or if much of the automaton has been explored since.

        At last, little is enough: whoever comes next would have to explore it again.
        """
        explored = self.automaton.explored
        much = max(1, self.kept // 64) if at_last else max(_WORTH_SAVING, self.kept // 4)
        enough = self.kept + much if self.kept >= 0 else 0
        if self.path is not None and explored >= enough:
            self.kept = explored
            _write(self.path, self)


def find(source: SourceFile, within: Path | None = None) -> Entry | None:
    """Return the compiled schema of a file from the cache, None where it has to be compiled."""
    path = entry_path(source, within)
    found = None if path is None else read_entry(path)
    if path is None or found is None:
        return None
    try:
        automaton = thaw(found["automaton"])
        diagnostics = findings(found["diagnostics"])
        removals = Removals(dict(found["removed"]), bool(found["attributes removed"]))
        pointers = None if found["pointers"] is None else dict(found["pointers"])
        dependencies = dict(found["dependencies"])
    except BAD:
        return None
    explored = automaton.explored
    return Entry(path, automaton, diagnostics, dependencies, removals, pointers, explored)


def _write(path: Path, entry: Entry) -> None:
    frozen = freeze(entry.automaton)
    if frozen is None:
        return
    content = {
        "dependencies": dict(entry.dependencies),
        "diagnostics": plain_findings(entry.diagnostics),
        "removed": dict(entry.removals.elements),
        "attributes removed": entry.removals.any_attributes,
        "pointers": entry.pointers,
        "automaton": frozen,
    }
    write_entry(path, content)
