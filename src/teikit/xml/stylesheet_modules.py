"""The files a stylesheet is made of: itself, and what it imports and includes."""

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

from lxml import etree

from teikit import resources
from teikit.diagnostics import Diagnostic
from teikit.names import XSLT
from teikit.records import dataclass
from teikit.source import span_at

STABLE_URI: Final = "https://teikit.org/xslt/"
_PARTS: Final = f"{{{XSLT}}}import", f"{{{XSLT}}}include"


@dataclass(frozen=True, slots=True)
class Modules:
    """The files of a stylesheet, the main one first, each with a stamp of its state.

    `remote` are the complaints about modules that could only be read from the network.
    """

    stamps: tuple[tuple[Path, object], ...]
    remote: tuple[Diagnostic, ...] = ()

    def unchanged(self) -> bool:
        """Return whether every file is as it was when this was made."""
        return all(_stamp(path) == stamp for path, stamp in self.stamps)

    def named(self, name: str) -> Path:
        """Return the file with a name (Saxon says only that), or else the main one."""
        paths = [path for path, _ in self.stamps]
        return next((path for path in paths if path.name == name), paths[0])


def read_modules(main: Path) -> Modules:
    """Return the files that a stylesheet is made of, as far as they can be read."""
    found: dict[Path, object] = {}
    remote: list[Diagnostic] = []
    waiting = [main]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = _stamp(path)
        for part in _parts(path):
            place = _local(path, part.get("href", ""))
            if place is None:
                remote.append(_remote(path, part))
            else:
                waiting.append(place)
    return Modules(tuple(found.items()), tuple(remote))


def _parts(path: Path) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (OSError, etree.XMLSyntaxError):
        return []  # Saxon says what is wrong with it
    return list(root.iterchildren(*_PARTS))


def _local(path: Path, href: str) -> Path | None:
    if href.startswith(STABLE_URI):
        return (resources.xslt() / unquote(href.removeprefix(STABLE_URI))).resolve()
    address = urlsplit(urljoin(path.as_uri(), href))
    return Path(url2pathname(address.path)).resolve() if address.scheme == "file" else None


def _remote(path: Path, part: etree._Element) -> Diagnostic:
    return Diagnostic(
        "OUT106",
        f"{part.get('href')} is on the network, and nothing is read from there.",
        span_at(str(path), int(str(part.sourceline)), 1),
        hints=(f"Keep a copy beside the stylesheet, or import one of teikit's at {STABLE_URI}…",),
    )


def _stamp(path: Path) -> object:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
