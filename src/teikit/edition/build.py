"""The build: an edition's files in, a finished site out, or nothing at all."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TypeVar

from teikit.diagnostics import Diagnostic, Outcome, SchemaError, has_errors
from teikit.edition.association import schema_path
from teikit.edition.broken_links import broken_links
from teikit.edition.config import EditionConfig
from teikit.edition.discover import check_files, edition_files, shown_name
from teikit.edition.layout import Layout, layout, relocated, same_places
from teikit.edition.look import pdf_options, text_options, title_page
from teikit.edition.output import may_replace, replaced_folder, write_file
from teikit.edition.registers import entries, mentions
from teikit.edition.schemas import own_schemas
from teikit.edition.site import CSS, EDITION_PDF, OWN_CSS, Site, pages
from teikit.records import dataclass
from teikit.source import as_source, span_at
from teikit.transform.html import style_sheet
from teikit.transform.pdf import document_pdf, edition_pdf
from teikit.transform.text import document_text
from teikit.validate.excuses import told
from teikit.validate.loaded import Loaded
from teikit.xml.parse import Document, parse_document

T = TypeVar("T")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    folder: Path
    documents: int
    registers: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The parsed files of an edition, in the order of publication."""

    config: EditionConfig
    plan: Layout
    introduction: Document | None
    documents: Mapping[Path, Document]
    registers: Mapping[Path, Document]

    def by_path(self) -> dict[Path, Document]:
        """Return every parsed file by its path."""
        found = {**self.documents, **self.registers}
        if self.introduction is not None:
            found = {self.config.root / self.config.introduction: self.introduction, **found}
        return found


@dataclass(slots=True)
class _Log:
    """What was found so far; a build ends without output where an error was."""

    found: list[Diagnostic] = field(default_factory=list)

    def note(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.found.extend(one for one in diagnostics if one not in self.found)

    def take(self, outcome: Outcome[T]) -> T | None:
        self.note(outcome.diagnostics)
        return outcome.value


class _Unfinished(Exception):  # noqa: N818 - not an error: the way out of a half-filled folder
    """A part of the output could not be made; the log says why."""


def build(
    config: EditionConfig, target: Path, progress: Progress = lambda _step: None
) -> Outcome[Built]:
    """Publish an edition into the folder `target`, replacing what an earlier build put there.

    Where anything is wrong with the edition, the value is None and `target` stays as it was.
    Raises `OSError` where a file cannot be read or written.
    """
    if not may_replace(target):
        return Outcome(None, (_not_replaced(target),))
    log = _Log()
    edition = _read(config, log, progress)
    if edition is None or not _check(edition, log, progress):
        return Outcome(None, tuple(log.found))
    try:
        with replaced_folder(target) as folder:
            _publish(edition, folder, log, progress)
            if has_errors(log.found):
                raise _Unfinished
    except _Unfinished:
        return Outcome(None, tuple(log.found))
    return Outcome(Built(target, len(edition.documents), len(edition.registers)), tuple(log.found))


def _read(config: EditionConfig, log: _Log, progress: Progress) -> Edition | None:
    files = edition_files(config)
    plan = layout(config.root, files)
    log.note([*check_files(config, files), *same_places(plan)])
    if has_errors(log.found):
        return None
    parsed: dict[Path, Document] = {}
    for path in files.all():
        progress(f"Reading {path.name}")
        source = replace(as_source(path), name=shown_name(path))
        document = log.take(parse_document(source, root=config.root))
        if document is not None:
            parsed[path] = document
    if has_errors(log.found):
        return None
    return Edition(
        config,
        plan,
        parsed[files.introduction] if files.introduction else None,
        {path: parsed[path] for path in files.documents},
        {path: parsed[path] for path in files.registers},
    )


def _check(edition: Edition, log: _Log, progress: Progress) -> bool:
    """Validate every file and follow every link; return whether the edition is sound."""
    config = edition.config
    documents = edition.by_path()
    schemas = _schemas(config, documents)

    def note(path: Path, found: Iterable[Diagnostic]) -> None:
        selection = config.rules.selection.for_file(path, config.root)
        log.note(told(found, documents[path], selection))

    try:
        for path, document in documents.items():
            progress(f"Validating {document.source.name}")
            note(path, _invalid(document, schemas[path], config))
        links = broken_links(documents, lambda path: schemas[path].pointers, config.root)
        for path, found in groupby(links, itemgetter(0)):
            note(path, (one for _path, one in found))
    except SchemaError as error:
        log.note(error.diagnostics)
    return not has_errors(log.found)


def _invalid(document: Document, schema: Loaded, config: EditionConfig) -> Iterator[Diagnostic]:
    """Yield what is wrong with a document by its grammar and its constraints."""
    if schema.grammar is not None:
        yield from schema.grammar.validate(document.source, ids=True, root=config.root)
    yield from schema.constraints.check(document)


def _schemas(config: EditionConfig, documents: Iterable[Path]) -> dict[Path, Loaded]:
    """Return the schema of each document, read when it is asked for, and once."""
    own = own_schemas(config.root, config.schemas)
    loaded = cache(lambda name: Loaded(schema_path(name, config.root)))
    return {path: loaded(own.get(path, config.schema)) for path in documents}


def _publish(edition: Edition, folder: Path, log: _Log, progress: Progress) -> None:
    _copy_assets(edition.config, folder)
    progress("Making pages")
    site, pictures = _site(edition)
    for page in pages(site):
        _put(folder, page.place, log.take(page.outcome))
    for place, path in pictures.items():
        write_file(folder / place, path.read_bytes())
    for path, document in edition.documents.items():
        progress(f"Setting {path.name}")
        place = edition.plan.place(path)
        text = document_text(document, text_options(edition.config))
        _put(folder, place.with_suffix(".txt"), log.take(text))
        pdf = document_pdf(document, options=pdf_options(edition.config))
        _put(folder, place.with_suffix(".pdf"), log.take(pdf))
        # The encoding is what others cite, check and build on.
        _put(folder, place, document.source.data)
    progress("Setting the whole edition")
    whole = edition_pdf(
        list(edition.documents.values()),
        list(edition.registers.values()),
        title_page=title_page(edition.config),
        introduction=edition.introduction,
        options=pdf_options(edition.config),
    )
    _put(folder, PurePosixPath(EDITION_PDF), log.take(whole))


def _site(edition: Edition) -> tuple[Site, dict[PurePosixPath, Path]]:
    """Return the site's documents as they stand there, and the pictures they show."""
    pictures: dict[PurePosixPath, Path] = {}

    def moved(document: Document) -> Document:
        placed, shown = relocated(document, edition.plan)
        pictures.update(shown)
        return placed

    known = entries(edition.registers)
    site = Site(
        edition.config,
        edition.plan,
        moved(edition.introduction) if edition.introduction else None,
        {path: moved(document) for path, document in edition.documents.items()},
        {path: moved(document) for path, document in edition.registers.items()},
        mentions(edition.documents, known),
    )
    return site, pictures


def _copy_assets(config: EditionConfig, folder: Path) -> None:
    (folder / CSS).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(style_sheet(), folder / CSS)
    if config.html.css:
        shutil.copyfile(config.html.css, folder / OWN_CSS)


def _put(folder: Path, place: PurePosixPath, data: bytes | str | None) -> None:
    if data is None:
        # Everything is tried, so that one run shows all that is wrong.
        return
    write_file(folder / place, data)


def _not_replaced(target: Path) -> Diagnostic:
    return Diagnostic(
        "EDN007",
        "This folder holds files that no build of teikit made, so it is not replaced.",
        span_at(str(target), 1, 1),
        hints=("Choose another folder with -o, or empty this one.",),
    )
