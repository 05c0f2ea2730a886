"""What a configuration says about the look of pages, in the words of the transformations."""

from pathlib import Path

from teikit.edition.config import EditionConfig
from teikit.transform.convert import Look
from teikit.transform.html import PageOptions
from teikit.transform.pdf import PdfOptions, TitlePage
from teikit.transform.text import TextOptions, Variant


def look_of(config: EditionConfig | None, root: Path, variant: str | None = None) -> Look:
    """Return the look of a document that is transformed by itself.

    `variant` of the plain text overrules the configuration. Raises `OSError` where the
    configured style sheet cannot be read.
    """
    if config is None:
        return Look(text=TextOptions(variant=Variant(variant or "reading")), root=root)
    css = config.html.css.read_text(encoding="utf-8") if config.html.css else ""
    return Look(
        html=PageOptions(extra_css=css, edition_title=config.title, stylesheet=config.html.xslt),
        pdf=pdf_options(config),
        text=text_options(config, variant),
        root=root,
    )


def text_options(config: EditionConfig, variant: str | None = None) -> TextOptions:
    """Return the options for a document's plain text."""
    return TextOptions(
        variant=Variant(variant or config.text.variant),
        edition_title=config.title,
        stylesheet=config.text.xslt,
    )


def pdf_options(config: EditionConfig) -> PdfOptions:
    """Return the options for a document's PDF."""
    return PdfOptions(
        template=config.pdf.template,
        stylesheet=config.pdf.xslt,
        font_paths=config.pdf.fonts,
        root=config.root,
        edition_title=config.title,
    )


def title_page(config: EditionConfig) -> TitlePage:
    """Return what stands on the title page of the whole edition's PDF."""
    is_address = config.licence.startswith(("http://", "https://"))
    return TitlePage(
        config.title,
        subtitle=config.subtitle,
        editor=config.editor,
        publisher=config.publisher,
        licence="" if is_address else config.licence,
        licence_url=config.licence if is_address else "",
        lang=config.language,
    )
