"""What one compilation shares: the files it has opened, and what it has found wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from teikit.diagnostics import Diagnostic, Outcome
from teikit.odd.model import Declarations
from teikit.odd.read import OddFile, open_odd, read_library
from teikit.odd.releases import BUNDLED, bundled
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
        key = path.resolve()
        if key not in self._opened:
            self._opened[key] = open_odd(self.store.read(path), layer)
        return self._opened[key]

    def opened(self) -> Iterator[OddFile]:
        """Yield the files that were opened on the way and could be read."""
        return (one.value for one in self._opened.values() if one.value is not None)


def beside(base: SourceFile, reference: str) -> Path | None:
    """Return the path a reference names, relative to a file; None for a URL of the network."""
    reference = reference.strip()
    if len(reference) > 2 and reference[1] == ":" and reference[2] in "/\\":
        return Path(reference)  # a Windows path, not a URL
    parts = urlsplit(reference)
    if parts.scheme == "file":
        path = unquote(parts.path)
        drive = len(path) > 3 and path[2] == ":" and path[0] == "/"
        return Path(path[1:] if drive else path)
    if parts.scheme:
        return None
    folder = base.path.parent if base.path else Path()
    return Path(normpath(folder / unquote(parts.path)))


@cache
def bundled_declarations() -> Declarations:
    """Return the declarations of the TEI release that ships with teikit."""
    opened = open_odd(DISK.read(bundled()), f"TEI P5 {BUNDLED}")
    if opened.value is None:
        msg = "the bundled TEI vocabulary cannot be read"
        raise RuntimeError(msg)
    return read_library(opened.value)
