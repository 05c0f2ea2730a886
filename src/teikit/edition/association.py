"""Which schema a document is to be validated against, and who says so."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit import resources
from teikit.diagnostics import Diagnostic, Severity
from teikit.names import SCHEMATRON
from teikit.records import dataclass
from teikit.source import Span

if TYPE_CHECKING:
    from teikit.edition.config import EditionConfig

HOUSE_SCHEMA: Final = "teikit:edition"
ALL_OF_TEI: Final = "teikit:tei"
BUNDLED: Final = {HOUSE_SCHEMA: "edition.odd", ALL_OF_TEI: "tei-p5.odd"}
"""Schemas that come with teikit: how they are named, and their files."""


@dataclass(frozen=True, slots=True)
class Association:
    """A schema's path, and what should be said about the choice of it."""

    schema: Path
    diagnostics: tuple[Diagnostic, ...] = ()


def schema_path(name: str, root: Path) -> Path:
    """Return the file that a `schema` setting means: a bundled schema or a path under `root`."""
    bundled = BUNDLED.get(name)
    return resources.schemas() / bundled if bundled else root / name


def associate(
    document: Path, config: "EditionConfig | None", root: Path, own: str | None = None
) -> Association:
    """Return the schema for a document: teikit.toml's, xml-model's, or the house ODD.

    Where xml-model names one that is not at hand, it is the whole vocabulary of the TEI. `own` is
    the schema that teikit.toml gives this very document in `[schemas]`.
    """
    if config is not None:
        return Association(schema_path(own or config.schema, config.root))
    head = _head(document)
    found = _from_document(document, head, root)
    if found is not None:
        return found
    remarks: tuple[Diagnostic, ...] = ()
    if _LOCATION in head:
        from teikit.edition.schema_location import not_followed

        remarks = tuple(not_followed(document, head, root))
    return Association(schema_path(HOUSE_SCHEMA, root), remarks)


def _head(document: Path) -> bytes:
    from teikit.xml.instructions import PROLOG

    try:
        with document.open("rb") as file:
            return file.read(PROLOG)
    except OSError:
        return b""


def _from_document(document: Path, head: bytes, root: Path) -> Association | None:
    """Return the first grammar that an xml-model instruction names (W3C Associating Schemas)."""
    from teikit.xml.instructions import models_in

    refused: list[Diagnostic] = []
    for model in models_in(str(document), head):
        href = model.attributes.get("href", "")
        if model.attributes.get("schematypens") == SCHEMATRON or _suffix(href) not in _GRAMMARS:
            continue
        from teikit.validate.model_instructions import schema_named

        found = schema_named(href, document, root)
        if isinstance(found, Path):
            return Association(found)
        refused.append(_not_at_hand(href, found, model.span))
    if refused:
        # Somebody meant another schema than ours for letters.
        return Association(schema_path(ALL_OF_TEI, root), tuple(refused))
    return None


_LOCATION: Final = b"chemaLocation"
_GRAMMARS: Final = {".rng", ".rnc", ".odd", ".xsd"}


def _suffix(href: str) -> str:
    from urllib.parse import urlsplit

    try:
        return Path(urlsplit(href).path).suffix.lower()
    except ValueError:  # a host without end
        return Path(href).suffix.lower()


def _not_at_hand(href: str, why: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "EDN010",
        f"The schema “{href}” is not used: {why}. All of TEI is allowed instead.",
        place,
        Severity.WARNING,
        hints=("Save a copy of the schema, and name it with --schema, or in teikit.toml.",),
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
