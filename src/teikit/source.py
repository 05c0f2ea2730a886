"""Where text comes from: files, places in them, and the one object that reads them."""

import os
from collections.abc import Mapping
from dataclasses import field
from errno import EACCES, EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from teikit.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source; `line` and `column` count from 1, columns in Unicode characters."""

    line: int
    column: int

    def __reduce__(self) -> tuple[object, ...]:
        # Findings travel between processes by the thousand; what dataclasses do is slow.
        return Position, (self.line, self.column)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, from `start` up to `end` (None where only the start is known).

    `source` is the file's path as the user gave it, or a name in angle brackets such as
    `<bytes>` where there is no file.
    """

    source: str
    start: Position
    end: Position | None = None


def position_after(text: str, start: Position | None = None) -> Position:
    r"""Return the position behind a text that begins at `start` (None: at the beginning).

    >>> position_after("<TEI>\n <p>")
    Position(line=2, column=5)
    """
    first = start or Position(1, 1)
    lines = text.count("\n")
    column = len(text) - text.rfind("\n") if lines else first.column + len(text)
    return Position(first.line + lines, column)


def span_at(source: str, line: int, column: int) -> Span:
    """Return the span that starts at a place and whose end is not known."""
    return Span(source, Position(line, column))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of a source together with the name that diagnostics give it."""

    name: str
    data: bytes
    path: Path | None = None

    def start(self) -> Span:
        """Return the span of the source's first character."""
        return span_at(self.name, 1, 1)

    def digest(self) -> str:
        """Return the SHA-256 of the bytes, by which a change to the file is noticed."""
        from hashlib import sha256  # noqa: PLC0415 - few commands need it

        return sha256(self.data).hexdigest()

    def uri(self) -> str:
        """Return the URI that relative references count from, also where there is no file."""
        return "teikit:/document" if self.path is None else self.path.resolve().as_uri()


class OutsideError(OSError):
    """A file is not read because it lies outside of the folders that may be reached."""


@dataclass(frozen=True, slots=True)
class SourceStore:
    """Reads sources: from disk, unless an overlay holds an unsaved text for the path.

    Where folders are named in `within`, no file outside of them is read.
    """

    overlays: Mapping[Path, bytes] = field(default_factory=dict)
    within: tuple[Path, ...] = ()

    def read(self, path: Path) -> SourceFile:
        """Return the file's bytes; raises `OSError` where it cannot be read.

        Pipes and devices are not: they may have no end, or not even a beginning.
        """
        if self.within and not any(path.resolve().is_relative_to(one) for one in self.within):
            raise OutsideError(EACCES, "It lies outside the edition’s folder", str(path))
        data = self.overlays.get(path.resolve()) if self.overlays else None
        # For every file, and pathlib takes its time.
        name = str(path)
        if data is None:
            try:
                mode = os.stat(name).st_mode  # noqa: PTH116
            except ValueError as error:  # NUL
                raise OSError(EINVAL, "No file can be called that", name) from error
            if not S_ISREG(mode) and not S_ISDIR(mode):
                raise OSError(EINVAL, "It is not a file", name)
            with open(name, "rb", buffering=0) as file:  # noqa: PTH123
                data = file.read()
        return SourceFile(name, data, path)


DISK = SourceStore()


def as_source(source: "str | Path | bytes | SourceFile") -> SourceFile:
    """Return a source for what a caller may pass: a path, the bytes themselves, or a source."""
    if isinstance(source, SourceFile):
        return source
    if isinstance(source, bytes):
        return SourceFile("<bytes>", source)
    return DISK.read(source if isinstance(source, Path) else Path(source))
