"""The pages of an edition's website."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from lxml import etree

from teikit.diagnostics import Outcome
from teikit.edition.config import EditionConfig
from teikit.edition.layout import Layout, plain_text
from teikit.edition.registers import Entry
from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.transform.html import (
    IndexEntry,
    Link,
    Mention,
    PageOptions,
    document_page,
    index_page,
    mentions_in,
    register_page,
)
from teikit.xml.parse import Document

CSS: Final = PurePosixPath("assets", "edition.css")
OWN_CSS: Final = PurePosixPath("assets", "own.css")
EDITION_PDF: Final = "edition.pdf"

_TITLE: Final = f"{clark(TEI, 'teiHeader')}/{clark(TEI, 'fileDesc')}/{clark(TEI, 'titleStmt')}"


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a page needs to know about its site; documents and registers in order."""

    config: EditionConfig
    plan: Layout
    introduction: Document | None
    documents: Mapping[Path, Document]
    registers: Mapping[Path, Document]
    mentions: Mapping[Entry, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's place in the site, and how it turned out."""

    place: PurePosixPath
    outcome: Outcome[str]


def pages(site: Site) -> Iterator[Page]:
    """Return the pages of a site: the index, the documents, the registers."""
    yield _index(site)
    paths = list(site.documents)
    for number, path in enumerate(paths):
        before = paths[number - 1] if number else None
        after = paths[number + 1] if number + 1 < len(paths) else None
        yield _document(site, path, before, after)
    for path in site.registers:
        yield _register(site, path)


def title_of(document: Document) -> str:
    """Return the main title in a document's header, or its file's name."""
    statement = document.tree.getroot().find(_TITLE)
    titles = [] if statement is None else statement.findall(clark(TEI, "title"))
    main = [title for title in titles if title.get("type") in (None, "main")] or titles
    text = plain_text(main[0]) if main else ""
    return text or Path(document.source.name).stem


def _index(site: Site) -> Page:
    entries = [
        IndexEntry(
            document,
            href=str(site.plan.place(path).with_suffix(".html")),
            pdf_href=str(site.plan.place(path).with_suffix(".pdf")),
            text_href=str(site.plan.place(path).with_suffix(".txt")),
        )
        for path, document in site.documents.items()
    ]
    place = PurePosixPath("index.html")
    options = replace(
        _options(site, place, _links(site, place)),
        pdf_href=EDITION_PDF,
        parameters={"edition-subtitle": site.config.subtitle},
    )
    return Page(place, index_page(site.introduction or _no_introduction(site), entries, options))


def _document(site: Site, path: Path, before: Path | None, after: Path | None) -> Page:
    place = site.plan.place(path).with_suffix(".html")
    neighbours = [
        Link(rel, site.plan.place(other).with_suffix(".html").name, title_of(site.documents[other]))
        for rel, other in (("prev", before), ("next", after))
        if other is not None
    ]
    options = replace(
        _options(site, place, [*_links(site, place), *neighbours]),
        pdf_href=place.with_suffix(".pdf").name,
        text_href=place.with_suffix(".txt").name,
        tei_href=place.with_suffix(".xml").name,
        stylesheet=site.config.html.xslt,
    )
    return Page(place, document_page(site.documents[path], options))


def _register(site: Site, path: Path) -> Page:
    place = site.plan.place(path).with_suffix(".html")
    resolved = path.resolve()
    mentions = [
        mention
        for entry, documents in site.mentions.items()
        if entry.register == resolved
        for document in documents
        for mention in _mentions(site, entry, document)
    ]
    options = _options(site, place, _links(site, place))
    return Page(place, register_page(site.registers[path], mentions, options))


def _mentions(site: Site, entry: Entry, path: Path) -> list[Mention]:
    """Return the places in a document where an entry is named, or else the document's page."""
    document = site.documents[path]
    href, title = f"../{site.plan.place(path).with_suffix('.html')}", title_of(document)
    named = [one for one in mentions_in(document, href, title) if one.key == entry.id]
    return named or [Mention(entry.id, href, title)]


def _options(site: Site, place: PurePosixPath, links: Sequence[Link]) -> PageOptions:
    up = "../" * (len(place.parts) - 1)
    styles = [CSS, OWN_CSS] if site.config.html.css else [CSS]
    url = site.config.url.rstrip("/")
    return PageOptions(
        css_hrefs=[f"{up}{style}" for style in styles],
        edition_title=site.config.title,
        in_site=True,
        depth=len(place.parts) - 1,
        links=links,
        address=f"{url}/{place}" if url else "",
    )


def _links(site: Site, place: PurePosixPath) -> list[Link]:
    up = "../" * (len(place.parts) - 1)
    home = Link("home", f"{up}index.html", site.config.title, current=place.name == "index.html")
    registers = [
        Link("register", f"{up}{target}", title_of(document), current=target == place)
        for path, document in site.registers.items()
        for target in [site.plan.place(path).with_suffix(".html")]
    ]
    return [home, *registers]


def _no_introduction(site: Site) -> Document:
    """Return an empty introduction, for an edition that has none."""
    root = etree.fromstring(f'<TEI xmlns="{TEI}"/>')
    root.set(clark(XML, "lang"), site.config.language)
    etree.SubElement(etree.SubElement(root, clark(TEI, "text")), clark(TEI, "body"))
    return Document(SourceFile("<index>", b""), etree.ElementTree(root), ())
