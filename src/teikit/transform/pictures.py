"""Which pictures a document may put on a page."""

import copy
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import TEI, clark
from teikit.records import dataclass
from teikit.transform.typst import picture_problem
from teikit.xml.parse import Document

if TYPE_CHECKING:
    from lxml import etree

# Read by figures.xsl: where Typst finds the picture of a graphic.
_PATH: Final = clark("https://teikit.org/ns/typst", "path")
_MAX_BYTES: Final = 64 * 1024 * 1024

_HINT: Final = "Pictures lie in the folder of the document or of its edition, as files."


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A document whose graphics say where their pictures are, and the pictures by that place."""

    document: Document
    pictures: dict[str, Path]
    diagnostics: tuple[Diagnostic, ...] = ()


def illustrate(document: Document, *, root: Path | None = None) -> Illustrated:
    """Return a document with those of its pictures that lie inside `root` and can be set.

    `root` is the edition's folder; None is the folder of the document.
    """
    # Nobody but this module may say where Typst finds a picture.
    if next(document.tree.iter(clark(TEI, "graphic")), None) is None:
        return Illustrated(document, {})
    tree = copy.deepcopy(document.tree)
    pictures: dict[str, Path] = {}
    diagnostics: list[Diagnostic] = []
    for original, graphic in _pairs(document.tree, tree):
        graphic.attrib.pop(_PATH, "")
        found = _picture(graphic.get("url", "").strip(), document, root)
        if isinstance(found, Path):
            name = f"/pictures/{_stem(found)}{_kind(found)}"
            pictures[name] = found
            graphic.set(_PATH, name)
        else:
            span = document.span(original)
            hints = (_HINT,)
            diagnostics.append(Diagnostic("OUT208", found, span, Severity.WARNING, hints))
    return Illustrated(replace(document, tree=tree), pictures, tuple(diagnostics))


def _pairs(
    first: "etree._ElementTree", second: "etree._ElementTree"
) -> Iterable[tuple["etree._Element", "etree._Element"]]:
    name = clark(TEI, "graphic")
    return zip(first.iter(name), second.iter(name), strict=True)


def _picture(url: str, document: Document, root: Path | None) -> Path | str:
    """Return the file of a picture, or the sentence that says why there is none."""
    elsewhere = f"The picture {url or 'without @url'} is not a file beside the document."
    if document.source.path is None:
        return elsewhere
    folder = document.source.path.resolve().parent
    try:
        parts = urlsplit(url)
        if not url or parts.scheme or parts.netloc:
            return elsewhere
        path = (folder / unquote(parts.path)).resolve()
        if not path.is_relative_to((root or folder).resolve()):
            return f"The picture {url} lies outside the folder it must lie in."
        if not path.is_file():
            return f"The picture {url} does not exist."
        return _fit(url, path)
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, not to be read
        return f"The picture {url} cannot be read."


def _fit(url: str, path: Path) -> Path | str:
    if path.stat().st_size > _MAX_BYTES:
        return f"The picture {url} is larger than {_MAX_BYTES // 2**20} MiB."
    if not _kind(path):
        return f"The picture {url} is not a PNG, JPEG, GIF, WebP or SVG file."
    problem = picture_problem(path, _kind(path))
    return f"The picture {url} cannot be read: {problem}." if problem else path


def _kind(path: Path) -> str:
    """Return the suffix that fits what is in a file, empty if it is no picture we set."""
    with path.open("rb") as file:
        start = file.read(1024)
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if start.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if b"<svg" in start else ""


def _stem(path: Path) -> str:
    name = str(path).encode("utf-8", "surrogateescape")
    return hashlib.sha256(name).hexdigest()[:16]
