"""What was found in files before: kept between runs, as long as they and their schemas stay."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from teikit.source import DISK
from teikit.validate.cache.files import BAD, entry_path, read_entry
from teikit.validate.cache.keys import content_key, key_of
from teikit.validate.plain import as_text, from_plain
from teikit.validate.standard import Examined, Standard
from teikit.validate.work import Task

if TYPE_CHECKING:
    from teikit.validate.cache.results import Results

_WORTH_KEEPING: Final = 4


class Kept:
    """Finds and notes what is found in files; use it in a `with` statement.

    With few files nothing is kept: that would cost more time than it saves.
    """

    def __init__(self, count: int) -> None:
        self._results = _results() if count >= _WORTH_KEEPING else None
        # By the identity of a standard: there are few, and tasks hold them.
        self._before: dict[int, bytes | None] = {}
        self._now: dict[int, bytes | None] = {}
        # By name, since paths take long to be compared.
        self._contents: dict[str, bytes] = {}
        self._new: set[str] = set()
        self._looked_at: dict[str, str] | None = {}

    def __enter__(self) -> "Kept":
        if self._results is not None:
            self._results.__enter__()
        return self

    def __exit__(self, *how: object) -> None:
        if self._results is not None:
            self._results.__exit__(*how)

    def find(self, task: Task) -> Examined | None:
        """Return what was found in a file when it was last examined, if nothing has changed."""
        if self._results is None:
            return None
        # What is not known when a run begins is not looked for in it.
        state = self._state_before(task.standard, self._results)
        content = None if state is None else self._content(task)
        if state is not None and content is not None:
            found = self._results.find(key_of(state, content))
            if found is not None:
                with suppress(*BAD):
                    return from_plain(found, task.name)
        self._new.add(task.name)
        return None

    def note(self, task: Task, found: Examined) -> None:
        """Keep what was found in a file, where that does not rest on more than is known."""
        name = task.name
        if self._results is None or name not in self._new:
            return
        self._new.remove(name)
        self._contents[name] = content = found.content
        if found.rests_on is None:
            return
        state = self._state_now(task.standard, self._results)
        if state is not None:
            text = as_text(found, name)
            self._results.note_text(key_of(state, content), text, found.rests_on)

    def key_of_all(self, tasks: Iterable[Task], manner: object) -> bytes | None:
        """Return a key for what is found in many files together; None where nothing is known.

        `manner` is what else matters.
        """
        if self._results is None:
            return None
        parts = [repr(manner).encode()]
        for task in tasks:
            state = self._now.get(id(task.standard))
            state = state or self._state_before(task.standard, self._results)
            content = self._content(task)
            if state is None or content is None:
                return None
            parts += [state, content, repr((task.name, task.diagnostics)).encode()]
        return key_of(*parts)

    def find_all(self, key: bytes) -> Any:
        """Return what was noted for many files together, as JSON holds it, None for nothing."""
        return None if self._results is None else self._results.find(key)

    def note_all(self, key: bytes, value: Any) -> None:
        """Keep what comes of many files together, if all is known that it rests on."""
        if self._results is not None and self._looked_at is not None:
            self._results.note(key, value, self._looked_at)

    def look_at(self, files: Mapping[str, str] | None) -> None:
        """Note other files that findings rest on; None where they rest on more than files."""
        if self._looked_at is not None:
            self._looked_at = None if files is None else self._looked_at | dict(files)

    def _content(self, task: Task) -> bytes | None:
        """Return a digest of a file and its place; None where it cannot be read."""
        known = self._contents.get(task.name)
        if known is None and self._results is not None:
            try:
                content = key_of(task.path.read_bytes())
            except OSError:
                return None
            known = content_key(task.name, task.standard.root, content)
            self._contents[task.name] = known
        return known

    def _state_before(self, standard: Standard, results: "Results") -> bytes | None:
        """Return a digest of all that files are held against; None where it was not kept."""
        known = id(standard)
        if known not in self._before:
            self._before[known] = _state(standard, _known_files(standard, results))
        return self._before[known]

    def _state_now(self, standard: Standard, results: "Results") -> bytes | None:
        """Return the same once a schema has been used: then it is known what it is made of."""
        known = id(standard)
        if known not in self._now:
            state = self._state_before(standard, results)
            self._now[known] = state or _state(standard, _noted_files(standard, results))
        return self._now[known]


def is_kept(standard: Standard) -> bool:
    """Return whether something may be known of files that were held against the same."""
    with _results() as results:
        return _known_files(standard, results) is not None


def _results() -> "Results":
    # A database is brought in only for many files.
    from teikit.validate.cache.results import Results

    return Results()


# ---------------------------------------------------------------- what files are held against


def _state(standard: Standard, schema: Mapping[str, Any] | None) -> bytes | None:
    if schema is None:
        return None
    demands = (standard.ids, standard.selection, standard.settings)
    return key_of(json.dumps(dict(schema), sort_keys=True).encode(), repr(demands).encode())


def _known_files(standard: Standard, results: "Results") -> Mapping[str, Any] | None:
    """Return what a schema is made of, and by which teikit, where nothing of it has changed."""
    entries = _entries(standard)
    found = results.find(_schema_key(entries)) if entries else None
    return found if isinstance(found, dict) else None


def _noted_files(standard: Standard, results: "Results") -> Mapping[str, Any] | None:
    """Return what a schema that has been compiled is made of, and by which teikit; keep it."""
    entries = _entries(standard)
    # What the cache holds has just been put there, or checked: whoever used it did that.
    compiled = [entry for entry in map(read_entry, entries) if entry is not None]
    if not compiled:
        return None
    files: dict[str, str] = {}
    for entry in compiled:
        files.update(entry["dependencies"])
    schema = str(standard.schema.resolve())
    files[schema] = results.digest(schema)
    # Their names tell which teikit it was that found something.
    value = {"files": files, "entries": [path.name for path in entries]}
    results.note(_schema_key(entries), value, files)
    return value


def _entries(standard: Standard) -> list[Path]:
    """Return where the cache has the grammar and the constraints of a schema."""
    try:
        source = DISK.read(standard.schema)
    except OSError:
        return []
    places = (
        entry_path(source, standard.within),
        entry_path(source, standard.within, "constraints", ""),
    )
    return [path for path in places if path is not None]


def _schema_key(entries: Iterable[Path]) -> bytes:
    return key_of(b"schema", *(path.name.encode() for path in entries))
