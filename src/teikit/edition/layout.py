"""Where the files of an edition are published, and documents whose pointers lead there."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from teikit.diagnostics import Diagnostic
from teikit.edition.discover import EditionFiles, shown_name
from teikit.edition.pointers import local_target
from teikit.names import TEI, clark
from teikit.records import dataclass
from teikit.source import span_at
from teikit.xml.parse import Document, elements

if TYPE_CHECKING:
    from lxml import etree

DOCUMENTS: Final = "documents"
REGISTERS: Final = "registers"
PICTURES: Final = "pictures"

_POINTERS: Final = ("ref", "target", "corresp", "source", "resp", "who", "ana", "facs", "url")
_PICTURE_TYPES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
_GRAPHIC: Final = clark(TEI, "graphic")


@dataclass(frozen=True, slots=True)
class Layout:
    """The place in the site of every file, as if TEI files were published as they are.

    Keys are resolved paths; the pages made from a file have its place with another ending.
    """

    root: Path
    places: Mapping[Path, PurePosixPath]

    def place(self, path: Path) -> PurePosixPath:
        """Return the place of a file of the edition."""
        return self.places[path.resolve()]


def layout(root: Path, files: EditionFiles) -> Layout:
    """Return the layout of an edition's site: one folder for documents, one for registers."""
    places: dict[Path, PurePosixPath] = {}
    if files.introduction:
        places[files.introduction.resolve()] = PurePosixPath("index.xml")
    for folder, paths in ((DOCUMENTS, files.documents), (REGISTERS, files.registers)):
        for path in paths:
            places.setdefault(path.resolve(), PurePosixPath(folder, f"{path.stem}.xml"))
    return Layout(root, places)


def same_places(plan: Layout) -> Iterator[Diagnostic]:
    """Return an error for each file that would be published where another is."""
    taken: dict[str, Path] = {}
    for path, place in plan.places.items():
        # Windows and macOS do not tell upper from lower case in names.
        first = taken.setdefault(str(place).casefold(), path)
        if first != path:
            yield Diagnostic(
                "EDN009",
                f"This file and {first.relative_to(plan.root.resolve())} would both be published "
                f"as {place.with_suffix('.html')}.",
                span_at(shown_name(path), 1, 1),
                hints=("Give one of the two another name.",),
            )


def relocated(document: Document, plan: Layout) -> tuple[Document, dict[PurePosixPath, Path]]:
    """Return a document as it stands at its place in the site, and the pictures it shows there.

    Pointers to files of the edition lead to their places; pictures inside the edition's folder
    get places of their own, by name and folder.
    """
    source = document.source.path
    if source is None:
        return document, {}
    here = plan.place(source)
    tree = deepcopy(document.tree)
    pictures: dict[PurePosixPath, Path] = {}
    for element in elements(tree.getroot()):
        for attribute in _POINTERS:
            value = element.get(attribute)
            if value is None:
                continue
            moved = _moved(value, source, here, plan)
            if element.tag == _GRAPHIC and attribute == "url" and moved == value:
                moved = _picture(value, source, here, plan, pictures)
            if moved != value:
                element.set(attribute, moved)
    return replace(document, tree=tree), pictures


def _moved(value: str, source: Path, here: PurePosixPath, plan: Layout) -> str:
    return " ".join(_moved_pointer(pointer, source, here, plan) for pointer in value.split())


def _moved_pointer(pointer: str, source: Path, here: PurePosixPath, plan: Layout) -> str:
    path, fragment = local_target(pointer, source)
    place = plan.places.get(path) if path else None
    if place is None:
        return pointer
    return f"{_relative(place, here)}{'#' + fragment if fragment else ''}"


def _picture(
    value: str, source: Path, here: PurePosixPath, plan: Layout, pictures: dict[PurePosixPath, Path]
) -> str:
    path, _fragment = local_target(value.strip(), source)
    root = plan.root.resolve()
    if path is None or not path.is_file() or not path.is_relative_to(root):
        return value
    if path.suffix.lower() not in _PICTURE_TYPES:
        return value
    place = PurePosixPath(PICTURES, *path.relative_to(root).parts)
    pictures[place] = path
    return quote(_relative(place, here))


def _relative(place: PurePosixPath, here: PurePosixPath) -> str:
    """Return a place as seen from another; both are at most a folder deep, so climb to the top."""
    if place.parent == here.parent:
        return place.name
    return "../" * (len(here.parts) - 1) + str(place)


def plain_text(element: "etree._Element | None") -> str:
    """Return the text of an element with its white space folded."""
    return "" if element is None else " ".join(" ".join(map(str, element.itertext())).split())
