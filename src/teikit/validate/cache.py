"""Compiled schemas on disk: found again by content, checked before use, never executed.

An entry is JSON behind a line with its checksum. Its name is a digest of the schema's bytes and
place, of teikit's version (in a checkout: of its sources) and of the TEI releases at hand; inside
it says what other files the schema was made of, and their digests. Whatever is not exactly as
expected is not used, and written anew. Nothing here is needed: where the folder cannot be read or
written, schemas are compiled as if there were no cache.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from teikit import __version__
from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.odd.releases import added_folder
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.freeze import freeze, thaw
from teikit.source import Position, SourceFile, Span

FOLDER_VARIABLE: Final = "TEIKIT_CACHE"
ABSENT: Final = ""
"""The digest of a file that is not there."""

_MAGIC: Final = b"teikit-cache 2 "
_MOST_ENTRIES: Final = 64
_MOST_BYTES: Final = 1 << 26
_SUFFIX: Final = ".json"
_PARTIAL: Final = ".part"
_WORTH_SAVING: Final = 24
_BAD: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def cache_folder() -> Path | None:
    """Return the folder for compiled schemas; None where there is no home to put it in."""
    stated = os.environ.get(FOLDER_VARIABLE)
    if stated:
        return Path(stated)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "teikit" / "cache" if base else None
    base = os.environ.get("XDG_CACHE_HOME")
    if base and Path(base).is_absolute():
        return Path(base) / "teikit"
    home = os.environ.get("HOME")
    if not home:
        return None
    caches = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return Path(home, *caches, "teikit")


@dataclass(frozen=True, slots=True)
class Removals:
    """What an ODD has taken from TEI: a sentence for each element, and whether attributes too."""

    elements: Mapping[str, str] = field(default_factory=dict)
    any_attributes: bool = False


@dataclass(slots=True)
class Entry:
    """A compiled schema and where it is kept (None: nowhere).

    `dependencies` are the digests of the files it was made of; `kept` is how much of the automaton
    was explored when it was last written, -1 for never.
    """

    path: Path | None
    automaton: Automaton
    diagnostics: tuple[Diagnostic, ...] = ()
    dependencies: Mapping[str, str] = field(default_factory=dict)
    removals: Removals = Removals()
    kept: int = -1

    def keep(self) -> None:
        """Write the entry if it is new, or if much of the automaton has been explored since."""
        explored = self.automaton.explored
        enough = self.kept + max(_WORTH_SAVING, self.kept // 4) if self.kept >= 0 else 0
        if self.path is not None and explored >= enough:
            self.kept = explored
            _write(self.path, self)


def find(source: SourceFile) -> Entry | None:
    """Return the compiled schema of a file from the cache, None where it has to be compiled."""
    path = entry_path(source)
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None
    try:
        return _read(path, data)
    except _BAD:
        return None


def entry_path(source: SourceFile) -> Path | None:
    """Return where the compiled schema of a file is kept; None where it is not."""
    folder = cache_folder()
    if folder is None or source.path is None:
        return None
    key = sha256()
    place = (source.name, str(source.path.resolve()))
    for part in (__version__, *_sources(), *_releases(), *place):
        key.update(part.encode("utf-8", "surrogateescape") + b"\0")
    key.update(source.data)
    return folder / f"{key.hexdigest()}{_SUFFIX}"


def digest(path: str | Path) -> str:
    """Return the digest of a file's bytes, `ABSENT` where it cannot be read."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ABSENT


def _sources() -> Iterator[str]:
    """Yield what tells one state of a checkout from the next: an installed teikit has a version."""
    package = Path(__file__).resolve().parent.parent
    if not (package.parent.parent / "pyproject.toml").is_file():
        return
    for folder in ("odd", "relaxng", "schema", "validate", "xml"):
        with os.scandir(package / folder) as found:
            for one in sorted(found, key=lambda each: each.name):
                if one.name.endswith(".py"):
                    stat = one.stat()
                    yield f"{one.name} {stat.st_size} {stat.st_mtime_ns}"


def _releases() -> Iterator[str]:
    """Yield which TEI releases a user has added: a schema may ask for one that is not there yet."""
    with suppress(OSError), os.scandir(added_folder()) as found:
        yield from sorted(one.name for one in found)


# ---------------------------------------------------------------- reading and writing


def _read(path: Path, data: bytes) -> Entry | None:
    head, _, body = data.partition(b"\n")
    if head != _MAGIC + sha256(body).hexdigest().encode("ascii"):
        return None
    found = json.loads(body)
    dependencies = found["dependencies"]
    if any(digest(name) != known for name, known in dependencies.items()):
        return None
    automaton = thaw(found["automaton"])
    diagnostics = tuple(map(_diagnostic, found["diagnostics"]))
    removals = Removals(dict(found["removed"]), bool(found["attributes removed"]))
    return Entry(path, automaton, diagnostics, dependencies, removals, automaton.explored)


def _write(path: Path, entry: Entry) -> None:
    frozen = freeze(entry.automaton)
    if frozen is None:
        return
    content = {
        "dependencies": dict(entry.dependencies),
        "diagnostics": [_plain(one) for one in entry.diagnostics],
        "removed": dict(entry.removals.elements),
        "attributes removed": entry.removals.any_attributes,
        "automaton": frozen,
    }
    body = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(body) > _MOST_BYTES:
        return
    checksum = sha256(body).hexdigest().encode("ascii")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path)
        _replace(path, _MAGIC + checksum + b"\n" + body)


def _replace(path: Path, data: bytes) -> None:
    # Others may be writing the same entry: each writes a file of its own and moves it into place.
    partial = path.with_name(f"{path.stem}-{os.getpid()}-{id(data):x}{_PARTIAL}")
    try:
        with partial.open("xb") as file:
            file.write(data)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()


def _make_room(path: Path) -> None:
    """Delete the oldest entries where there are many, and what unfinished writing has left."""
    if path.exists():
        return
    with os.scandir(path.parent) as found:
        entries = [one for one in found if one.name.endswith((_SUFFIX, _PARTIAL))]
    if len(entries) < _MOST_ENTRIES:
        return
    entries.sort(key=lambda one: one.stat().st_mtime)
    for one in entries[: len(entries) - _MOST_ENTRIES // 2]:
        with suppress(OSError):
            os.unlink(one.path)  # noqa: PTH108 - that is what scandir gives


# ---------------------------------------------------------------- diagnostics


def _plain(diagnostic: Diagnostic) -> list[Any]:
    related = [[_places(one.span), one.message] for one in diagnostic.related]
    texts = [list(diagnostic.hints), list(diagnostic.expected)]
    place = _places(diagnostic.span)
    return [diagnostic.code, diagnostic.message, place, diagnostic.severity, *texts, related]


def _diagnostic(row: list[Any]) -> Diagnostic:
    code, message, place, severity, hints, expected, related = row
    return Diagnostic(
        code,
        message,
        _span(place),
        Severity(severity),
        tuple(hints),
        tuple(expected),
        tuple(Related(_span(where), text) for where, text in related),
    )


def _places(span: Span) -> list[Any]:
    end = [span.end.line, span.end.column] if span.end else []
    return [span.source, span.start.line, span.start.column, *end]


def _span(row: list[Any]) -> Span:
    source, line, column, *end = row
    return Span(source, Position(line, column), Position(*end) if end else None)
