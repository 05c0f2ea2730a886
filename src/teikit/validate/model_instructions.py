"""The rules that a document names itself, by `<?xml-model?>` (W3C, Associating Schemas)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from teikit import resources
from teikit.names import SCHEMATRON
from teikit.source import SourceFile, Span, span_at

_NO_FILE: Final = "it is not a file of the edition"
_HEAD: Final = 1 << 14
_MARK: Final = b"<?xml-model"
_MISSING: Final = "there is no such file"
_MODEL: Final = re.compile(r"<\?xml-model\s+(.*?)\?>", re.DOTALL)
_PSEUDO_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_START_TAG: Final = re.compile(r"<[^?!\s]")
_TEI_ALL: Final = re.compile(r"https?://(www\.)?tei-c\.org/.*/tei_all\.(rng|rnc|odd|sch)")


@dataclass(frozen=True, slots=True)
class Named:
    """Rules that a document names: where they are, or else why they are not used."""

    href: str
    phase: str | None
    span: Span
    path: Path | None
    refused: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether the file could be used if it were there."""
        return self.refused == _MISSING


def rules_named_by(source: SourceFile, root: Path | None) -> Iterator[Named]:
    """Yield the Schematron schemas a document names; those outside of `root` are refused."""
    head = source.data[:_HEAD]
    if _MARK not in head and _MARK not in head.replace(b"\0", b""):
        return
    text = head.replace(b"\0", b"").decode("utf-8", errors="replace")
    start = _START_TAG.search(text)
    prolog = text[: start.start()] if start else text
    for match in _MODEL.finditer(prolog):
        attributes = {
            one[1]: unescape(one[2] or one[3] or "") for one in _PSEUDO_ATTRIBUTE.finditer(match[1])
        }
        if attributes.get("schematypens") == SCHEMATRON:
            span = _place(source.name, prolog, match.start())
            yield _named(attributes, source, root, span)


def _named(attributes: dict[str, str], source: SourceFile, root: Path | None, span: Span) -> Named:
    href, phase = attributes.get("href", ""), attributes.get("phase")
    if _TEI_ALL.fullmatch(href):
        return Named(href, phase, span, resources.schemas() / "tei-p5.odd")
    if source.path is None or root is None:
        return Named(href, phase, span, None, _NO_FILE)
    # The folder that the file itself is in, as for the grammar it names.
    path = source.path.resolve() if source.path.is_symlink() else source.path
    found = _inside(href, str(path.parent), str(root))
    if isinstance(found, str):
        return Named(href, phase, span, None, found)
    return Named(href, phase, span, found)


@lru_cache(maxsize=256)
def _inside(href: str, folder: str, root: str) -> Path | str:
    """Return the local file of a relative reference, or why it is not used."""
    try:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            return _NO_FILE
        path = (Path(folder) / unquote(parts.path)).resolve()
        if not path.is_relative_to(Path(root).resolve()):
            return "it lies outside the edition’s folder"
        return path if path.is_file() else "there is no such file"
    except (OSError, ValueError):
        return "its name is not a file’s"


def _place(name: str, prolog: str, offset: int) -> Span:
    before = prolog[:offset].lstrip("\ufeff")
    return span_at(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
