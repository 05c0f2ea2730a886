"""What a document names by `<?xml-model?>`: the file it means, or why that is not used."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from teikit import resources
from teikit.names import SCHEMATRON
from teikit.records import dataclass
from teikit.source import SourceFile, Span
from teikit.xml.instructions import models_in

_NO_FILE: Final = "it is not a file of the edition"
_OUTSIDE: Final = "it lies outside the edition’s folder"
_MISSING: Final = "there is no such file"
_NO_NAME: Final = "no file can be called that"
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
    def is_relative(self) -> bool:
        """Whether it depends on the document's place which file is meant."""
        return _relative(self.href) != ""

    @property
    def is_missing(self) -> bool:
        """Whether the file could be used if it were there."""
        return self.refused == _MISSING


def rules_named_by(source: SourceFile, root: Path | None) -> Sequence[Named]:
    """Return the Schematron schemas a document names; those outside of `root` are refused."""
    return tuple(_named(source, root))


def _named(source: SourceFile, root: Path | None) -> Iterator[Named]:
    for model in models_in(source.name, source.data):
        if model.attributes.get("schematypens") == SCHEMATRON:
            href, phase = model.attributes.get("href", ""), model.attributes.get("phase")
            found = schema_named(href, source.path, root)
            if isinstance(found, str):
                yield Named(href, phase, model.span, None, found)
            else:
                yield Named(href, phase, model.span, found)


def schema_named(href: str, document: Path | None, root: Path | None) -> Path | str:
    """Return the file that a document means by the name of a schema, or why that is not used.

    It is one inside `root`, or teikit's own TEI.
    """
    if _TEI_ALL.fullmatch(href):
        return resources.schemas() / "tei-p5.odd"
    relative = _relative(href)
    if document is None or root is None or not relative:
        return _NO_NAME if relative is None else _NO_FILE
    # The folder that the file itself is in, where the document is a link to it.
    path = document.resolve() if document.is_symlink() else document
    return _inside(relative, str(path.parent), str(root))


@lru_cache(maxsize=256)
def _relative(href: str) -> str | None:
    """Return the path in a relative reference, "" where there is none, None for nonsense."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


@lru_cache(maxsize=256)
def _inside(relative: str, folder: str, root: str) -> Path | str:
    """Return the file that a relative path leads to, or why it is not used."""
    try:
        path = (Path(folder) / relative).resolve()
        if not path.is_relative_to(Path(root).resolve()):
            return _OUTSIDE
        return path if path.is_file() else _MISSING
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, no name at all
        return _NO_NAME
