"""TEI to pages of HTML: a document, a register, the index of an edition."""

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import field
from pathlib import Path
from typing import Final

from lxml import etree

from teikit.diagnostics import Outcome
from teikit.names import TEI, XML, clark
from teikit.records import dataclass
from teikit.transform.stylesheet import bundled, run_one
from teikit.xml.parse import Document
from teikit.xml.saxon import Parameter


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the site's navigation.

    `rel` is `home`, `prev`, `next`, `about` or `register`; `current` marks the page itself.
    """

    rel: str
    href: str
    title: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names the entry of a register: its xml:id, and the page's address and title."""

    key: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A document in the index of an edition; addresses are relative to the index."""

    document: Document
    href: str
    pdf_href: str = ""
    text_href: str = ""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page needs to know besides its document; the defaults make a single file.

    `css_hrefs` are style sheets to link, relative to the page; without any, ours is put into the
    page. `extra_css` is the text of a style sheet that follows ours in a single file. `in_site`
    says that documents and registers are pages with the names of their files; `depth` is how many
    folders below the site's root the page is. `stylesheet` is the user's own instead of ours.
    `parameters` reach the stylesheet as they are.
    """

    css_hrefs: Sequence[str] = ()
    extra_css: str = ""
    edition_title: str = ""
    in_site: bool = False
    depth: int = 1
    links: Sequence[Link] = ()
    address: str = ""
    pdf_href: str = ""
    text_href: str = ""
    tei_href: str = ""
    stylesheet: Path | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


SINGLE_FILE: Final = PageOptions()


def document_page(document: Document, options: PageOptions = SINGLE_FILE) -> Outcome[str]:
    """Return the page of a document."""
    forms = {
        "pdf-href": options.pdf_href,
        "text-href": options.text_href,
        "tei-href": options.tei_href,
    }
    return _page(document, "html/document.xsl", options, forms)


def register_page(
    document: Document, mentions: Sequence[Mention], options: PageOptions = SINGLE_FILE
) -> Outcome[str]:
    """Return the page of a register; each entry lists the documents that mention it."""
    own: dict[str, Parameter] = {"mentions": _mentions(mentions)}
    return _page(document, "html/register.xsl", options, own)


def index_page(
    introduction: Document, entries: Sequence[IndexEntry], options: PageOptions
) -> Outcome[str]:
    """Return the index of an edition: the introduction, and its documents in the given order."""
    own: dict[str, Parameter] = {
        "documents": _documents(entries),
        "pdf-href": options.pdf_href,
    }
    return _page(introduction, "html/index.xsl", options, own)


def mentions_in(document: Document, href: str, title: str) -> list[Mention]:
    """Return every name in the text of a document that points to the entry of a register.

    Each leads to the name's own place in the page whose address is `href`; senders and addressees
    who are named in the header only lead to the page.
    """
    root = document.tree.getroot()
    counts: Counter[str] = Counter()
    found: dict[tuple[str, str], Mention] = {}
    for element in root.iter(clark(TEI, "*")):
        key = (element.get("ref", "").split() or [""])[0].partition("#")[2]
        if not key:
            continue
        anchor = ""
        if next(element.iterancestors(clark(TEI, "text")), None) is not None:
            counts[key] += 1
            anchor = element.get(clark(XML, "id")) or f"t-ref-{key}-{counts[key]}"
        found[key, anchor] = Mention(key, f"{href}#{anchor}" if anchor else href, title)
    in_text = {key for key, anchor in found if anchor}
    return [m for (key, anchor), m in found.items() if anchor or key not in in_text]


def style_sheet() -> Path:
    """Return the path of the style sheet that every page uses."""
    return bundled("html/edition.css")


def _page(
    document: Document, name: str, options: PageOptions, own: Mapping[str, Parameter]
) -> Outcome[str]:
    css = _inline_css(options)
    parameters: dict[str, Parameter] = {
        "css": css,
        "css-href": " ".join(options.css_hrefs),
        "policy": _policy(css),
        "edition-title": options.edition_title,
        "in-site": options.in_site,
        "depth": options.depth,
        "site": _site(options.links) if options.links else None,
        "address": options.address,
        **own,
        **options.parameters,
    }
    return run_one(document, options.stylesheet or bundled(name), parameters)


def _inline_css(options: PageOptions) -> str:
    if options.css_hrefs:
        return ""
    ours = style_sheet().read_text(encoding="utf-8")
    # A style element ends at the first "</"; no style sheet needs those characters.
    return f"{ours}\n{options.extra_css}".replace("</", "<\\/").replace("\r\n", "\n")


def _policy(css: str) -> str:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    style = f"'sha256-{digest}'" if css else "'self'"
    return (
        f"default-src 'none'; style-src {style}; img-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def _site(links: Sequence[Link]) -> etree._Element:
    site = etree.Element("site")
    for link in links:
        element = etree.SubElement(site, "link", rel=link.rel, href=link.href)
        element.text = link.title
        if link.current:
            element.set("current", "true")
    return site


def _mentions(mentions: Sequence[Mention]) -> etree._Element:
    root = etree.Element("mentions")
    for mention in mentions:
        etree.SubElement(root, "mention", key=mention.key, href=mention.href, title=mention.title)
    return root


def _documents(entries: Sequence[IndexEntry]) -> etree._Element:
    root = etree.Element("documents")
    for entry in entries:
        element = etree.SubElement(root, "document", href=entry.href)
        for name, value in (("pdf-href", entry.pdf_href), ("text-href", entry.text_href)):
            if value:
                element.set(name, value)
        header = entry.document.tree.getroot().find(clark(TEI, "teiHeader"))
        if header is not None:
            copied = deepcopy(header)
            copied.tail = None
            element.append(copied)
    return root
