"""The files an XSD is made of: found before any of them is used, and none from elsewhere."""

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lxml import etree
from xmlschema.locations import FALLBACK_LOCATIONS

from teikit.diagnostics import Diagnostic, has_errors
from teikit.records import dataclass
from teikit.source import DISK, SourceFile, Span
from teikit.xml.parse import Document, parse_document

XSD: Final = "http://www.w3.org/2001/XMLSchema"
_REFERENCES: Final = tuple(
    f"{{{XSD}}}{name}" for name in ("import", "include", "redefine", "override")
)
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class SchemaFiles:
    """The files of an XSD by their path, and which file stands for which address.

    `first` is the file that was asked for; what an address is replaced by is a `file:` address.
    """

    first: Path
    folder: Path
    documents: dict[Path, Document] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def gather(source: SourceFile, folder: Path) -> SchemaFiles:
    """Return an XSD and all that it imports and includes from its own folder.

    An address on the network stands for a file of the same name beside the schema, or for the
    copy that comes with teikit where the namespace is a well-known one, such as XLink's.
    """
    first = (source.path or Path(source.name)).resolve()
    files = SchemaFiles(first, folder)
    todo = [(first, source)]
    while todo and len(files.documents) < _MOST:
        path, source = todo.pop()
        document = _schema(source, files)
        if document is None:
            continue
        files.documents[path] = document
        for found in _referred(document, path, files):
            if found not in files.documents and all(found != other for other, _ in todo):
                todo.extend(_read(found, files))
    return files


def _schema(source: SourceFile, files: SchemaFiles) -> Document | None:
    parsed = parse_document(source)
    files.diagnostics.extend(parsed.diagnostics)
    if parsed.value is None or has_errors(parsed.diagnostics):
        return None
    root = parsed.value.tree.getroot()
    if root.tag == f"{{{XSD}}}schema":
        return parsed.value
    message = f"This is not an XSD: it starts with <{etree.QName(root).localname}>."
    hint = f'An XSD starts with <xs:schema xmlns:xs="{XSD}">.'
    files.diagnostics.append(Diagnostic("XSD201", message, parsed.value.span(root), hints=(hint,)))
    return None


def _read(path: Path, files: SchemaFiles) -> Iterator[tuple[Path, SourceFile]]:
    try:
        yield path, DISK.read(path)
    except OSError as error:
        message = f"The file “{path.name}” cannot be read: {error.strerror or error}."
        place = next(iter(files.documents.values())).source.start()
        files.diagnostics.append(Diagnostic("XSD203", message, place))


def _referred(document: Document, path: Path, files: SchemaFiles) -> Iterator[Path]:
    """Return the local files that a schema refers to, and report what cannot be had."""
    for element in document.tree.getroot().iterchildren(*_REFERENCES):
        location = element.get("schemaLocation")
        if location is None:
            continue
        location = location.strip()
        found = _local(location, path, files)
        if isinstance(found, Path):
            yield found
            continue
        namespace = element.get("namespace", "")
        if element.tag == _REFERENCES[0] and namespace in FALLBACK_LOCATIONS:
            bundled = FALLBACK_LOCATIONS[namespace]
            files.replaced[location] = bundled if isinstance(bundled, str) else bundled[0]
            continue
        place = document.attribute_span(element, "schemaLocation")
        files.diagnostics.append(_not_at_hand(location, found, place))


def _local(location: str, path: Path, files: SchemaFiles) -> Path | str:
    """Return the file that a location stands for, or why there is none."""
    try:
        parts = urlsplit(location)
        if parts.scheme in {"", "file"} and parts.netloc in {"", "localhost"}:
            return _inside(_path(parts.scheme, parts.path, path), files.folder)
        beside = path.parent / unquote(PurePosixPath(parts.path).name)
        if PurePosixPath(parts.path).name and beside.is_file():
            found = _inside(beside, files.folder)
            if isinstance(found, Path):
                files.replaced[location] = found.as_uri()
            return found
    except (OSError, ValueError):
        return "its name is not a file’s"
    return "nothing is fetched over the network"


def _path(scheme: str, path: str, beside: Path) -> Path:
    return Path(url2pathname(path)) if scheme else beside.parent / unquote(path)


def _inside(path: Path, folder: Path) -> Path | str:
    path = path.resolve()
    if not path.is_relative_to(folder):
        return "it lies outside the schema’s folder"
    return path if path.is_file() else "there is no such file"


def _not_at_hand(location: str, why: str, place: Span) -> Diagnostic:
    name = PurePosixPath(location.partition("?")[0]).name or "file"
    return Diagnostic(
        "XSD203",
        f"The schema needs “{location}”, which is not used: {why}.",
        place,
        hints=(f"Put a copy of {name} into the folder of this schema.",),
    )
