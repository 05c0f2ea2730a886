"""Files that are no XML at all: what they are instead, by how they begin."""

from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile

_WORD_PROCESSOR: Final = (
    "Export the document as TEI from the program you wrote it in, or convert it first; renaming "
    "the file is not enough."
)
_UNPACK: Final = "Unpack it, and validate the folder."
_ANOTHER: Final = "Name the TEI file that belongs to it."
_START: Final = 'A TEI document starts with <TEI xmlns="http://www.tei-c.org/ns/1.0">.'
_PLAIN: Final = f"Mark the text up first. {_START}"

# What a packed file holds tells whose it is.
_PACKED: Final = (
    (b"word/", "a Word document (.docx)", _WORD_PROCESSOR),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", _WORD_PROCESSOR),
    (b"xl/", "an Excel table (.xlsx)", _WORD_PROCESSOR),
    (b"mimetypeapplication/epub", "an EPUB book", _ANOTHER),
    (b"", "a ZIP archive", _UNPACK),
)
_BEGINNINGS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", _WORD_PROCESSOR),
    (b"{\\rtf", "an RTF file of a word processor", _WORD_PROCESSOR),
    (b"%PDF-", "a PDF", _ANOTHER),
    (b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf", "a packed file (7z)", _UNPACK),
    (b"\xff\xd8\xff", "a picture (JPEG)", _ANOTHER),
    (b"\x89PNG", "a picture (PNG)", _ANOTHER),
    (b"II*\0", "a picture (TIFF)", _ANOTHER),
    (b"MM\0*", "a picture (TIFF)", _ANOTHER),
    (b"SQLite format 3", "a database", _ANOTHER),
)
_SKIPPED: Final = b"\xef\xbb\xbf \t\r\n"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"\0\0")
_SEARCHED: Final = 1 << 16


def foreign(source: SourceFile) -> Diagnostic | None:
    """Return what a file is that is no XML; None where it may be meant to be."""
    what = _packed(source.data) if source.data.startswith(b"PK\x03\x04") else _other(source.data)
    if what is None:
        return None
    name, hint = what
    return Diagnostic("XML001", f"This is {name}, not XML.", source.start(), hints=(hint,))


def _packed(data: bytes) -> tuple[str, str]:
    head = data[:_SEARCHED] + data[-_SEARCHED:]
    return next((name, hint) for part, name, hint in _PACKED if part in head)


def _other(data: bytes) -> tuple[str, str] | None:
    for beginning, name, hint in _BEGINNINGS:
        if data.startswith(beginning):
            return name, hint
    start = data.lstrip(_SKIPPED)[:1]
    if start == b"<" or data.startswith(_WIDE):
        return None
    head = data[:_SEARCHED]
    if b"\0" in head[4:]:
        return "a binary file of some other program", _ANOTHER
    if b"<" in head:
        return None  # perhaps XML, with something before it
    return ("JSON or something like it", _START) if start in b"{[" else ("plain text", _PLAIN)
