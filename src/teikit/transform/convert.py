"""One TEI file into one output: the recipe behind `teikit transform` and `teikit.transform`."""

from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, TypeAlias, overload

from lxml import etree

from teikit.diagnostics import Diagnostic, Outcome, TransformError
from teikit.names import TEI, clark
from teikit.records import dataclass
from teikit.source import DISK, SourceFile
from teikit.transform.html import SINGLE_FILE, PageOptions, document_page
from teikit.transform.pdf import DEFAULT as DEFAULT_PDF
from teikit.transform.pdf import PdfOptions, document_pdf
from teikit.transform.text import READING, TextOptions, document_text
from teikit.xml.parse import Document, parse_document

Format: TypeAlias = Literal["html", "pdf", "text"]

SUFFIXES: Final[dict[str, str]] = {"html": ".html", "pdf": ".pdf", "text": ".txt"}
"""How the file of each format ends."""

_ROOTS: Final = frozenset(clark(TEI, name) for name in ("TEI", "teiCorpus", "text", "standOff"))


@dataclass(frozen=True, slots=True)
class Look:
    """The user's own choices for all formats; the defaults are teikit's.

    `root` is the folder whose files the document may reach (None: its own folder).
    """

    html: PageOptions = SINGLE_FILE
    pdf: PdfOptions = DEFAULT_PDF
    text: TextOptions = READING
    root: Path | None = None


DEFAULT: Final = Look()


def convert(source: SourceFile, to: Format, look: Look = DEFAULT) -> Outcome[bytes]:
    """Return a document in another format, text as UTF-8."""
    root = look.root or (source.path.resolve().parent if source.path else None)
    parsed = parse_document(source, root=root)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    if parsed.value.tree.getroot().tag not in _ROOTS:
        return Outcome(None, (*parsed.diagnostics, _not_tei(parsed.value)))
    made = _convert(parsed.value, to, look)
    return Outcome(made.value, (*parsed.diagnostics, *made.diagnostics))


def _convert(document: Document, to: Format, look: Look) -> Outcome[bytes]:
    if to == "pdf":
        return document_pdf(document, options=replace(look.pdf, root=look.root))
    if to == "html":
        made = document_page(document, look.html)
    else:
        made = document_text(document, look.text)
    encoded = None if made.value is None else made.value.encode("utf-8")
    return Outcome(encoded, made.diagnostics)


@overload
def transform(path: str | Path, *, to: Literal["pdf"], look: Look = DEFAULT) -> bytes: ...
@overload
def transform(
    path: str | Path, *, to: Literal["html", "text"] = "html", look: Look = DEFAULT
) -> str: ...
def transform(path: str | Path, *, to: Format = "html", look: Look = DEFAULT) -> str | bytes:
    """Return a TEI file as an HTML page or plain text (`str`), or as PDF (`bytes`).

    Raises `TransformError`, with the diagnostics, where the file cannot be transformed, and
    `OSError` where it cannot be read.

    >>> from teikit import resources
    >>> letter = sorted((resources.sample_edition() / "documents").glob("*.xml"))[0]
    >>> transform(letter, to="html").startswith("<!DOCTYPE")
    True
    >>> transform(letter, to="pdf")[:5]
    b'%PDF-'
    """
    if to not in SUFFIXES:
        msg = f"to must be one of {', '.join(SUFFIXES)}, not {to!r}"
        raise ValueError(msg)
    outcome = convert(DISK.read(Path(path)), to, look)
    if outcome.value is None:
        raise TransformError(outcome.diagnostics)
    return outcome.value if to == "pdf" else outcome.value.decode("utf-8")


def _not_tei(document: Document) -> Diagnostic:
    root = document.tree.getroot()
    name = etree.QName(root).localname
    hint = (
        f'Write <{name} xmlns="{TEI}">: a TEI element needs the TEI namespace.'
        if name in {"TEI", "teiCorpus", "TEI.2"} and not etree.QName(root).namespace
        else f'A TEI document starts with <TEI xmlns="{TEI}">.'
    )
    return Diagnostic(
        "OUT301",
        f"This is not a TEI document: it starts with <{name}>.",
        document.span(root),
        hints=(hint,),
    )
