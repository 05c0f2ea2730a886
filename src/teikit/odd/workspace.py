"""What one compilation shares: the files it has opened, and what it has found wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from errno import EINVAL
from functools import cache
from os.path import normpath
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from teikit.diagnostics import Diagnostic, Outcome
from teikit.odd.model import Declarations
from teikit.odd.read import OddFile, open_odd, read_library
from teikit.odd.releases import BUNDLED, bundled
from teikit.records import dataclass
from teikit.source import DISK, SourceFile, SourceStore, Span


@dataclass
class Workspace:
    """The files and findings of one compilation.

    `found` keeps what was found in its order; `chain` holds the ODDs that are being resolved,
    `groups` the places of the specification groups that are included already.
    """

    store: SourceStore = DISK
    found: dict[Diagnostic, None] = field(default_factory=dict)
    chain: list[str] = field(default_factory=list)
    groups: set[Span] = field(default_factory=set)
    _opened: dict[Path, Outcome[OddFile]] = field(default_factory=dict)

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep what was found, once."""
        self.found.update(dict.fromkeys(diagnostics))

    def open(self, path: Path, layer: str = "") -> Outcome[OddFile]:
        """Return a parsed file; raises `OSError` where it cannot be read."""
        if path.exists() and not is_there(path):
            raise OSError(EINVAL, "this is no file", str(path))
        key = path.resolve()
        if key not in self._opened:
            self._opened[key] = open_odd(self.store.read(path), layer)
        return self._opened[key]

    def opened(self) -> Iterator[OddFile]:
        """Yield the files that were opened on the way and could be read."""
        return (one.value for one in self._opened.values() if one.value is not None)


def is_there(path: Path) -> bool:
    """Return whether a path is that of a file, and not of a folder, a device or nothing."""
    try:
        return path.is_file()
    except OSError:
        return False  # such as a name too long for a file


def beside(base: SourceFile, reference: str) -> Path | None:
    """Return the path a reference names, relative to a file; None for one of the network."""
    reference = reference.strip()
    if len(reference) > 2 and reference[1] == ":" and reference[2] in "/\\":
        return Path(reference)  # a Windows path, not a URL
    try:
        parts = urlsplit(reference)
    except ValueError:
        return None
    path = unquote(parts.path).replace("\0", "\ufffd")  # which no file can have in its name
    if _on_network(reference, parts):
        return None
    if parts.scheme == "file":
        drive = len(path) > 3 and path[2] == ":" and path[0] == "/"
        return Path(path[1:] if drive else path)
    folder = base.path.parent if base.path else Path()
    return Path(normpath(folder / path))


def _on_network(reference: str, parts: SplitResult) -> bool:
    # Also a share of Windows, which the system would fetch by itself.
    if reference.startswith(("//", "\\\\")) or unquote(parts.path).startswith(("//", "\\\\")):
        return True
    return parts.scheme not in {"", "file"} or parts.netloc not in {"", "localhost"}


def external_file(base: SourceFile, url: str) -> Path | None:
    """Return the file of an external module: at its path, or a copy of what is on the network."""
    path = beside(base, url)
    if path is None:
        # Nothing is fetched, but someone may have saved it beside the ODD.
        path = beside(base, PurePosixPath(url).name)
    return path if path is not None and is_there(path) else None


@cache
def bundled_declarations() -> Declarations:
    """Return the declarations of the TEI release that ships with teikit."""
    opened = open_odd(DISK.read(bundled()), f"TEI P5 {BUNDLED}")
    if opened.value is None:
        msg = "the bundled TEI vocabulary cannot be read"
        raise RuntimeError(msg)
    return read_library(opened.value)
