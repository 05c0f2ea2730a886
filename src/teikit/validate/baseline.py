"""What a project has decided to live with for now: the findings of an earlier run.

A finding is known again by its file, its code, its sentence and the content of its line, not by
the number of the line, so that a baseline stays good while files are edited elsewhere.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from teikit.diagnostics import Diagnostic
from teikit.errors import TeikitError
from teikit.validate.lines import Read, read_lines

_KIND: Final = "teikit baseline 1"
_ABOUT: Final = (
    "Findings that teikit validate --baseline does not report again. "
    "Write it anew with --write-baseline, do not edit it."
)
_LONG_LINE: Final = 200  # characters; of longer lines only what follows the place counts
_AROUND: Final = 80
_ENOUGH: Final = 1_000  # characters of a message
_NUMBER: Final = re.compile(r"\d[\d,]*(?![^“]*”)")


class BaselineError(TeikitError):
    """A file cannot be used as a baseline; the text says why."""


class Entry(NamedTuple):
    """What a finding is known again by; the order is that of the file."""

    file: str
    code: str
    message: str
    line: str


def sentence(message: str) -> str:
    """Return a message without the numbers that change when a file is edited elsewhere.

    >>> sentence("“p12” is given twice: first in line 7.")
    '“p12” is given twice: first in line 0.'
    """
    return _NUMBER.sub("0", message[:_ENOUGH])


def line_digest(diagnostic: Diagnostic, read: Read = read_lines) -> str:
    """Return a digest of the line of a finding, whatever its white space; empty without a line."""
    lines, place = read(diagnostic.span.source), diagnostic.span.start
    if len(lines) < place.line:
        return ""
    line = lines[place.line - 1]
    if len(line) > _LONG_LINE:
        line = line[place.column - 1 : place.column - 1 + _AROUND]
    return sha256(" ".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(slots=True)
class Baseline:
    """The findings that are known, counted, and how many of them were met in this run.

    `folder` is where the baseline lies: its files are named as seen from there.
    """

    folder: Path
    known: Counter[Entry] = field(default_factory=Counter)
    _left: Counter[Entry] = field(default_factory=Counter)
    _noted: Counter[Entry] = field(default_factory=Counter)
    _checked: set[str] = field(default_factory=set)
    met: int = 0

    def __post_init__(self) -> None:
        self._left = Counter(self.known)

    def unknown(self, found: Iterable[Diagnostic], checked: str | None) -> list[Diagnostic]:
        """Return what is not known of the findings in a file that was checked.

        Each entry stands for as many findings as it counts, and no more.
        """
        if checked is not None:
            self._checked.add(self._name(checked))
        return [one for one in found if not self._meet(self.entry(one))]

    def _meet(self, entry: Entry) -> bool:
        known = self._left[entry] > 0
        if known:
            self._left[entry] -= 1
            self.met += 1
        return known

    def gone(self) -> int:
        """Return how many known findings the files that were checked do not have any more."""
        return sum(left for entry, left in self._left.items() if entry.file in self._checked)

    def note(self, found: Iterable[Diagnostic], checked: str | None) -> None:
        """Remember what was found in a file that was checked, for `renewed`."""
        if checked is not None:
            self._checked.add(self._name(checked))
        self._noted.update(map(self.entry, found))

    def renewed(self) -> Counter[Entry]:
        """Return what was noted, and what is known of files that were not checked this time."""
        others = {entry.file for entry in self.known} - self._checked
        present = {name for name in others if (self.folder / name).is_file()}
        kept = {entry: count for entry, count in self.known.items() if entry.file in present}
        return self._noted + Counter(kept)

    def entry(self, diagnostic: Diagnostic, read: Read = read_lines) -> Entry:
        """Return what a finding is known again by."""
        name = self._name(diagnostic.span.source)
        line = line_digest(diagnostic, read)
        return Entry(name, diagnostic.code, sentence(diagnostic.message), line)

    def _name(self, source: str) -> str:
        try:
            name = os.path.relpath(source, self.folder)
        except ValueError:  # on another drive of Windows
            name = source
        return Path(name).as_posix()


def baseline_beside(path: Path, known: Counter[Entry] | None = None) -> Baseline:
    """Return a baseline for a file at a path."""
    return Baseline(path.resolve().parent, Counter() if known is None else known)


def read_baseline(path: Path) -> Baseline:
    """Return the baseline in a file; raises `BaselineError` where it is none, and `OSError`."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        if content["baseline"] != _KIND:
            raise KeyError(_KIND)
        known = Counter(dict(_entries(content["files"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = (
            f"{path} is no baseline of teikit. Choose another name, or delete it and "
            "write it anew with --write-baseline."
        )
        raise BaselineError(msg) from error
    return baseline_beside(path, known)


def _entries(files: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[Entry, int]]:
    for name, rows in files.items():
        for row in rows:
            texts = (str(row[key]) for key in ("code", "message", "line"))
            yield Entry(name, *texts), int(row.get("count", 1))


def as_json(known: Mapping[Entry, int]) -> Iterator[str]:
    """Yield a baseline as JSON, one finding a line and in a stable order, so that it diffs well."""
    head = {"baseline": _KIND, "about": _ABOUT}
    yield "{\n"
    yield from (f"  {_plain(name)}: {_plain(text)},\n" for name, text in head.items())
    yield '  "files": {'
    between = "\n"
    files: dict[str, list[Entry]] = {}
    for entry in sorted(known):
        files.setdefault(entry.file, []).append(entry)
    for name, entries in files.items():
        rows = ",\n      ".join(_row(one, known[one]) for one in entries)
        yield f"{between}    {_plain(name)}: [\n      {rows}\n    ]"
        between = ",\n"
    yield "\n  }\n}\n" if files else "}\n}\n"


def _row(entry: Entry, count: int) -> str:
    row: dict[str, object] = {"code": entry.code, "message": entry.message, "line": entry.line}
    return _plain(row if count == 1 else {**row, "count": count})


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
