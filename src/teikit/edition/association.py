"""Which schema a document is to be validated against, and who says so."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit import resources
from teikit.diagnostics import Diagnostic, Severity
from teikit.names import SCHEMATRON
from teikit.source import Span, span_at

if TYPE_CHECKING:
    from teikit.edition.config import EditionConfig

HOUSE_SCHEMA: Final = "teikit:edition"
_BUNDLED: Final = {HOUSE_SCHEMA: "edition.odd", "teikit:tei": "tei-p5.odd"}
_HEAD: Final = 1 << 14
_MODEL: Final = r"(?s)<\?xml-model\s+(.*?)\?>"
_PSEUDO_ATTRIBUTE: Final = r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_TEI_ALL: Final = r"https?://(www\.)?tei-c\.org/.*/tei_all\.(rng|rnc|odd)"


@dataclass(frozen=True, slots=True)
class Association:
    """A schema's path, and what should be said about the choice of it."""

    schema: Path
    diagnostics: tuple[Diagnostic, ...] = ()


def schema_path(name: str, root: Path) -> Path:
    """Return the file that a `schema` setting means: a bundled schema or a path under `root`."""
    bundled = _BUNDLED.get(name)
    return resources.schemas() / bundled if bundled else root / name


def associate(
    document: Path, config: "EditionConfig | None", root: Path, own: str | None = None
) -> Association:
    """Return the schema for a document: teikit.toml's, xml-model's, or the house ODD.

    `own` is the schema that teikit.toml gives this very document in `[schemas]`.
    """
    if config is not None:
        return Association(schema_path(own or config.schema, config.root))
    return _from_document(document, root) or Association(schema_path(HOUSE_SCHEMA, root))


def _from_document(document: Path, root: Path) -> Association | None:
    """Return the first grammar that an xml-model instruction names (W3C Associating Schemas)."""
    try:
        with document.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    if b"<?xml-model" not in head.replace(b"\0", b""):
        return None
    from html import unescape

    prolog = _prolog(head)
    refused: list[Diagnostic] = []
    for match in re.finditer(_MODEL, prolog):
        attributes = {
            found[1]: unescape(found[2] or found[3] or "")
            for found in re.finditer(_PSEUDO_ATTRIBUTE, match[1])
        }
        href = attributes.get("href", "")
        if attributes.get("schematypens") == SCHEMATRON or _suffix(href) not in _GRAMMARS:
            continue
        if re.fullmatch(_TEI_ALL, href):
            return Association(resources.schemas() / "tei-p5.odd")
        found = _inside(href, document, root)
        if isinstance(found, Path):
            return Association(found)
        refused.append(_not_at_hand(href, found, _place(document, prolog, match.start())))
    if refused:
        return Association(schema_path(HOUSE_SCHEMA, root), tuple(refused))
    return None


_GRAMMARS: Final = {".rng", ".rnc", ".odd", ".xsd"}


def _suffix(href: str) -> str:
    from urllib.parse import urlsplit

    try:
        return Path(urlsplit(href).path).suffix.lower()
    except ValueError:  # a host without end
        return Path(href).suffix.lower()


def _prolog(head: bytes) -> str:
    """Return the text before the first start tag."""
    text = head.replace(b"\0", b"").decode("utf-8", errors="replace")
    start = re.search(r"<[^?!\s]", text)
    return text[: start.start()] if start else text


def _inside(href: str, document: Path, root: Path) -> Path | str:
    """Return the local file of a relative reference, or why it is not used."""
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return "it is not a file of the edition"
        path = (document.resolve().parent / unquote(parts.path)).resolve()
        if not path.is_relative_to(root.resolve()):
            return "it lies outside the edition’s folder"
        return path if path.is_file() else "there is no such file"
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, no name at all
        return "no file can be called that"


def _place(document: Path, prolog: str, offset: int) -> Span:
    before = prolog[:offset].lstrip("\ufeff")
    line = before.count("\n") + 1
    return span_at(str(document), line, len(before) - before.rfind("\n"))


def _not_at_hand(href: str, why: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "EDN010",
        f"The schema “{href}” is not used: {why}. The house schema for letters is used instead.",
        place,
        Severity.WARNING,
        hints=("Name the schema with --schema, or in teikit.toml.",),
    )


def edition_root(path: Path, given: Path) -> Path:
    """Return the folder whose files a document may reach, for a path given by the user.

    It is the folder the user named, or that of the document, when no teikit.toml lies above.
    """
    if given.is_dir():
        return given.resolve()
    here = Path.cwd()
    inside = path.resolve().is_relative_to(here)
    return here if inside else path.resolve().parent
