"""TEI documents and whole editions as PDF: a stylesheet writes Typst, Typst sets the pages."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

from lxml import etree

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome
from teikit.names import TEI, clark
from teikit.records import dataclass
from teikit.source import SourceFile, Span, span_at
from teikit.transform.pictures import Illustrated, illustrate
from teikit.transform.typst import Job, set_pages, template_path
from teikit.xml.parse import Document, elements
from teikit.xml.saxon import Parameter, compile_stylesheet, run

_TYPST: Final = "https://teikit.org/ns/typst"


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How pages are set.

    `template` is a Typst file that imports `/teikit/template.typ`; `stylesheet` an XSLT that
    imports ours; `font_paths` are folders; `root` is the edition's folder, inside which pictures
    lie (None: the document's own folder); `edition_title` goes into the running heads.
    """

    template: Path | None = None
    stylesheet: Path | None = None
    font_paths: tuple[Path, ...] = ()
    root: Path | None = None
    edition_title: str = ""
    accessible: bool = True


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the title page and the colophon of an edition say; empty strings are left out."""

    title: str
    subtitle: str = ""
    editor: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    licence_url: str = ""
    lang: str = "en"


DEFAULT: Final = PdfOptions()


def document_pdf(document: Document, *, options: PdfOptions = DEFAULT) -> Outcome[bytes]:
    """Return one document as a PDF."""
    if next(document.tree.iter(clark(TEI, "TEI")), None) is None:
        return Outcome(None, (_no_text(document),))
    illustrated = illustrate(document, root=options.root)
    source = _source(
        illustrated.document,
        {"name": _stem(document), "edition-title": options.edition_title},
        options,
    )
    return _pages(source, document.source.start(), (document,), (illustrated,), options)


def document_typst(document: Document, *, options: PdfOptions = DEFAULT) -> Outcome[str]:
    """Return the Typst source of one document, for those who want to work on it by hand."""
    parameters = {"name": _stem(document), "edition-title": options.edition_title}
    return _source(document, parameters, options)


def edition_pdf(
    documents: Sequence[Document],
    registers: Sequence[Document] = (),
    *,
    title_page: TitlePage,
    introduction: Document | None = None,
    options: PdfOptions = DEFAULT,
) -> Outcome[bytes]:
    """Return a whole edition as one PDF.

    Documents come in their order, each on a new page; registers follow, with the pages on which
    their entries are mentioned.
    """
    shown = [illustrate(document, root=options.root) for document in documents]
    opening = [illustrate(introduction, root=options.root)] if introduction else []
    parts = {
        "introduction": [each.document for each in opening],
        "document": [each.document for each in shown],
        "register": registers,
    }
    source = edition_typst(parts, title_page=title_page, options=options)
    everything = (*([introduction] if introduction else []), *documents, *registers)
    return _pages(source, _origin(options), everything, (*opening, *shown), options)


def edition_typst(
    parts: Mapping[str, Sequence[Document]],
    *,
    title_page: TitlePage,
    options: PdfOptions = DEFAULT,
) -> Outcome[str]:
    """Return the Typst source of an edition, whose parts are named by their kind.

    The kinds are `introduction`, `document` and `register`, in this order.
    """
    parameters: dict[str, Parameter] = {
        field.name.replace("_", "-"): getattr(title_page, field.name)
        for field in fields(title_page)
    }
    return _source(_edition(parts, _origin(options)), parameters, options)


def _source(
    document: Document, parameters: Mapping[str, Parameter], options: PdfOptions
) -> Outcome[str]:
    path = options.stylesheet or resources.xslt() / "typst" / "document.xsl"
    stylesheet = compile_stylesheet(path)
    if stylesheet.value is None:
        return Outcome(None, stylesheet.diagnostics)
    template = template_path(options.template)
    return run(stylesheet.value, document, {**parameters, "template": template})


def _pages(
    source: Outcome[str],
    origin: Span,
    documents: Sequence[Document],
    illustrated: Iterable[Illustrated],
    options: PdfOptions,
) -> Outcome[bytes]:
    illustrated = tuple(illustrated)
    before: tuple[Diagnostic, ...] = source.diagnostics
    for each in illustrated:
        before += each.diagnostics
    if source.value is None:
        return Outcome(None, before)
    job = Job(
        source.value,
        origin,
        template=options.template,
        pictures={name: path for each in illustrated for name, path in each.pictures.items()},
        font_paths=options.font_paths,
        accessible=options.accessible,
        locate=lambda text: _locate(text, documents),
    )
    pages = set_pages(job)
    return Outcome(pages.value, before + pages.diagnostics)


def _locate(text: str, documents: Sequence[Document]) -> Span | None:
    """Return the place of the first element that has a text among its own."""
    for document in documents:
        for element in elements(document.tree.getroot()):
            own = (element.text, *(child.tail for child in element))
            if any(text in piece for piece in own if piece):
                return document.span(element)
    return None


def _no_text(document: Document) -> Diagnostic:
    return Diagnostic(
        "OUT209",
        "This document has no TEI element, so there is nothing to set on pages.",
        document.source.start(),
        hints=(f'The root element of a TEI document is TEI in the namespace "{TEI}".',),
    )


def _stem(document: Document) -> str:
    return (document.source.path or Path(document.source.name)).stem


def _edition(parts: Mapping[str, Sequence[Document]], origin: Span) -> Document:
    """Return one document that holds all parts of an edition, each with its name."""
    edition = etree.Element(f"{{{_TYPST}}}edition", nsmap={"typ": _TYPST})
    for kind, documents in parts.items():
        for document in documents:
            part = etree.SubElement(edition, f"{{{_TYPST}}}{kind}", name=_stem(document))
            part.append(copy.deepcopy(document.tree.getroot()))
    return Document(SourceFile(origin.source, b""), etree.ElementTree(edition), ())


def _origin(options: PdfOptions) -> Span:
    return span_at(str(options.root) if options.root else "<edition>", 1, 1)
