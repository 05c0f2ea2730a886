"""Which files belong to an edition, or to the paths a user names."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.edition.config import CONFIG_NAME, EditionConfig
from teikit.edition.patterns import files_matching
from teikit.names import TEI
from teikit.records import dataclass
from teikit.source import span_at

_TEI_MARK: Final = TEI.encode("ascii")
_TEI_ROOT: Final = re.compile(rb"<(?:[A-Za-z]+:)?(?:TEI|teiCorpus)(?:\.2)?[\s/>]")
# White space, and the marks of encodings.
_BEFORE: Final = b" \t\r\n\xef\xbb\xbf\xff\xfe"
_HEAD: Final = 1 << 16
_SUFFIXES: Final = (".xml", ".tei")


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """The files of an edition, in the order of publication."""

    introduction: Path | None
    documents: tuple[Path, ...]
    registers: tuple[Path, ...]

    def all(self) -> tuple[Path, ...]:
        """Return every TEI file of the edition."""
        first = (self.introduction,) if self.introduction else ()
        return (*first, *self.documents, *self.registers)


def edition_files(config: EditionConfig) -> EditionFiles:
    """Return the files that the patterns of a configuration find."""
    return EditionFiles(
        _introduction(config),
        tuple(_matching(config.root, config.documents)),
        tuple(_matching(config.root, config.registers)),
    )


def _introduction(config: EditionConfig) -> Path | None:
    path = config.root / config.introduction
    try:
        inside = path.resolve().is_relative_to(config.root.resolve())
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, no name at all
        return None
    return path if config.introduction and inside else None


def _matching(root: Path, patterns: Iterable[str]) -> Iterator[Path]:
    found = (path for pattern in patterns for path in files_matching(root, pattern))
    yield from dict.fromkeys(found)


def shown_name(path: Path) -> str:
    """Return a path as messages give it: from the current folder, if it lies below."""
    resolved, here = path.resolve(), Path.cwd()
    return str(resolved.relative_to(here) if resolved.is_relative_to(here) else path)


def check_files(config: EditionConfig, files: EditionFiles) -> Iterator[Diagnostic]:
    """Return what is missing for an edition to be built."""
    place = span_at(shown_name(config.root / CONFIG_NAME), 1, 1)
    if config.introduction and not (files.introduction and files.introduction.is_file()):
        yield Diagnostic("EDN005", f"The introduction {config.introduction} does not exist.", place)
    if not files.documents:
        shown = ", ".join(config.documents)
        yield Diagnostic(
            "EDN006",
            f"No document was found with the pattern {shown}.",
            place,
            hints=("Put the TEI files there, or change “documents” in teikit.toml.",),
        )


def tei_files(folder: Path) -> tuple[list[Path], int]:
    """Return the TEI files below a folder, sorted, and how many other XML files there are."""
    found: list[Path] = []
    others = 0
    for path in xml_files(folder):
        if _looks_like_tei(path):
            found.append(path)
        else:
            others += 1
    return found, others


def xml_files(folder: Path) -> Iterator[Path]:
    """Yield all XML files below a folder, sorted; none that are hidden, or in hidden folders."""
    for entry in _below(folder):
        if _is_xml(entry):
            yield Path(entry.path)


def _below(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what lies below a folder, in the order of paths; a link to a folder is not followed."""
    todo = _entries(str(folder))
    while todo:
        entry = todo.pop()
        yield entry
        if entry.is_dir(follow_symlinks=False):
            todo += _entries(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, from the last to the first."""
    try:
        with os.scandir(folder) as entries:
            seen = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []
    return sorted(seen, key=lambda entry: os.path.normcase(entry.name), reverse=True)


def _is_xml(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name.lower().endswith(_SUFFIXES) and entry.is_file()
    except OSError:  # links in a circle
        return False


def _looks_like_tei(path: Path) -> bool:
    """Return whether a file begins as a TEI document, in any usual encoding.

    It may name the namespace, or have a root of that name, if only without the namespace or in
    an earlier version of TEI. A file that cannot be read counts, so that it is reported rather
    than passed over; so does one that is not XML at all.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return True
    plain = head.replace(b"\0", b"")
    start = plain.lstrip(_BEFORE)[:1]
    return start != b"<" or _TEI_MARK in plain or _TEI_ROOT.search(plain) is not None
