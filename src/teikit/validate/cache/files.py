"""Files of the cache: found again by content, checked before use, never executed.

A file is JSON behind a line with its checksum. Its name is a digest of a schema's bytes and place,
of teikit's version (in a checkout: of its sources) and of the TEI releases at hand; inside it says
what other files it was made of, and their digests. Whatever is not exactly as expected is not used.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final

from teikit import __version__, resources
from teikit.odd.releases import added_folder
from teikit.source import SourceFile

FOLDER_VARIABLE: Final = "TEIKIT_CACHE"
ABSENT: Final = ""
"""The digest of a file that is not there."""

BAD: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading unexpected data may raise."""

_MAGIC: Final = b"teikit-cache 2 "
_MOST_ENTRIES: Final = 64
_MOST_BYTES: Final = 1 << 26
_SUFFIX: Final = ".json"
_PARTIAL: Final = ".part"


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


def entry_path(source: SourceFile, within: Path | None = None, *kind: str) -> Path | None:
    """Return where what is made of a schema's file is kept; None where it is not.

    `kind` tells what is made of it and how, if it is not the compiled grammar; `within` bounds the
    files that it is made of.
    """
    folder = cache_folder()
    if folder is None or source.path is None:
        return None
    key = sha256()
    place = (source.name, str(source.path.resolve()))
    for part in (__version__, *_sources(), *_releases(), *place, str(within or ""), *kind):
        key.update(part.encode("utf-8", "surrogateescape") + b"\0")
    key.update(source.data)
    return folder / f"{key.hexdigest()}{_SUFFIX}"


def bounded(within: Path | None) -> tuple[Path, ...]:
    """Return the folders that a schema may be made of, if it is bounded to one; () for all."""
    if within is None:
        return ()
    return within.resolve(), resources.schemas().resolve(), added_folder().resolve()


def digest(path: str | Path) -> str:
    """Return the digest of a file's bytes, `ABSENT` where it cannot be read."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ABSENT


@cache
def _sources() -> tuple[str, ...]:
    """Return what tells one state of a checkout from the next: an installed teikit has a version.

    It is the state that this process runs, and found out once.
    """
    package = Path(__file__).resolve().parents[2]
    if not (package.parent.parent / "pyproject.toml").is_file():
        return ()
    folders = ("odd", "relaxng", "rules", "schema", "schematron", "validate", "xml")
    return tuple(chain.from_iterable(_modules(package / folder) for folder in folders))


def _modules(folder: str | Path) -> Iterator[str]:
    """Yield the state of every module in a folder and in those below it."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda each: each.name)
    for one in entries:
        if one.name.endswith(".py"):
            stat = one.stat()
            yield f"{one.path} {stat.st_size} {stat.st_mtime_ns}"
        elif one.is_dir() and one.name != "__pycache__":
            yield from _modules(one.path)


def _releases() -> Iterator[str]:
    """Yield which TEI releases a user has added: a schema may ask for one that is not there yet."""
    with suppress(OSError), os.scandir(added_folder()) as found:
        yield from sorted(one.name for one in found)


# ---------------------------------------------------------------- reading and writing


def read_entry(path: Path) -> dict[str, Any] | None:
    """Return the content of a file; None where it is not whole, or a dependency has changed."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head, _, body = data.partition(b"\n")
    if head != _MAGIC + sha256(body).hexdigest().encode("ascii"):
        return None
    try:
        found: dict[str, Any] = json.loads(body)
        if any(digest(name) != known for name, known in found["dependencies"].items()):
            return None
    except BAD:
        return None
    return found


def write_entry(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file, if that is possible; among the content are the `dependencies`."""
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
