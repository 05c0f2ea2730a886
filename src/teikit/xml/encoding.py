"""Bytes to something expat and libxml2 both read: encodings, and what is wrong with them."""

import codecs
import re
from functools import lru_cache
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.source import SourceFile, Span, position_after, span_at

# What expat decodes itself; everything else is transcoded to UTF-8 before it is parsed.
_NATIVE: Final = {
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-16le", "utf-16be", "iso-8859-1", "us-ascii",
}  # fmt: skip
# Codecs of Python that are no character sets of documents, or that hide markup from a reader.
_REFUSED: Final = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
_DECLARATION: Final = re.compile(
    rb"""^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']"""
)
_DECLARATION_ENDS: Final = 512
_OPEN: Final = re.compile(rb"<\?xml\s[^>]*\Z")
HEAD: Final = 256
"""So many bytes at the beginning of a file tell its encoding."""

_SAVE: Final = (
    "Save the file as UTF-8 in your editor, or declare the encoding that it really has in its "
    "first line."
)
_IS_UTF_8: Final = (
    'The whole file is good UTF-8: write encoding="UTF-8" in its first line; “teikit validate '
    "--fix” does that."
)
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes a parser can read, and the encoding to tell it (None: let it find out itself)."""

    data: bytes
    override: str | None


def declared_encoding(head: bytes) -> str:
    """Return the encoding a file's beginning declares, as XML 1.0 appendix F finds it."""
    return _declared(head[:_DECLARATION_ENDS])


@lru_cache(maxsize=64)  # asked several times for every document, and many begin alike
def _declared(head: bytes) -> str:
    for mark, name in () if head.startswith(b"<") else _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    if head[:4] in (b"<\0?\0", b"<\0T\0"):
        return "utf-16-le"
    if head[:4] in (b"\0<\0?", b"\0<\0T"):
        return "utf-16-be"
    match = _DECLARATION.match(head)
    return match[1].decode("ascii").lower() if match else "utf-8"


def text_of(data: bytes) -> str:
    """Return the text of a file in the encoding that it declares, without a byte order mark.

    Bytes that mean nothing in it become U+FFFD. Raises `LookupError` for an unknown encoding.
    """
    return data.decode(declared_encoding(data), errors="replace").removeprefix("\ufeff")


def as_utf_8(data: bytes) -> bytes:
    """Return the bytes of a file's text in UTF-8 without a byte order mark: mostly as they are."""
    if declared_encoding(data) == "utf-8":
        return data.removeprefix(codecs.BOM_UTF8)
    return text_of(data).encode("utf-8", errors="replace")


def mark_length(head: bytes) -> int:
    """Return 1 where a file begins with a byte order mark, which expat counts as a column."""
    if head.startswith(b"<"):
        return 0
    return int(any(head.startswith(mark) for mark, _name in _BYTE_ORDER_MARKS))


def override_of(head: bytes) -> str | None:
    """Return the encoding that expat is told where a file's first bytes show it, not its words."""
    if head[:1] == b"<" and head[1:2] != b"\0":
        return None
    return declared_encoding(head).replace("utf-16-", "utf-16")


def encoding_inside(head: bytes) -> str:
    """Return the encoding of a piece from the middle of a file, where no mark tells it."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if head.startswith(codecs.BOM_UTF16_BE) else declared_encoding(head)


def is_native(encoding: str) -> bool:
    """Return whether expat reads the encoding without help."""
    return encoding.lower() in _NATIVE


def check_declaration(name: str, head: bytes) -> Diagnostic | None:
    """Return what is wrong if a file's first bytes are in another encoding than they declare.

    `head` is all that is looked at.
    """
    plain = head[:1] == b"<" and head[1:2] != b"\0"
    if not plain:
        shown = head.decode(encoding_inside(head), errors="replace").removeprefix("\ufeff")
    start = head if plain else shown.encode("ascii", errors="replace")
    if len(head) >= HEAD and _OPEN.match(start):
        return _no_end(name)
    match = _DECLARATION.match(start)
    if match is None:
        return None
    declared, real = match[1].decode("ascii"), declared_encoding(head)
    wrong = _is_wide(declared) if plain else _family(declared) != _family(real)
    return _untrue(name, declared, "not" if plain else real.upper()) if wrong else None


def _is_wide(encoding: str) -> bool:
    return encoding.lower().startswith("utf-16")


def _family(encoding: str) -> str:
    """Return what the names of an encoding have in common, whatever the order of its bytes."""
    try:
        return codecs.lookup(encoding).name[:6]
    except LookupError:
        return ""


def _untrue(name: str, declared: str, real: str) -> Diagnostic:
    return Diagnostic(
        "XML002",
        f"The file says that its encoding is “{declared}”, but it is {real}.",
        span_at(name, 1, 1),
        hints=('Save the file as UTF-8 and write encoding="UTF-8" in its first line.',),
    )


def _no_end(name: str) -> Diagnostic:
    return Diagnostic(
        "XML002",
        "The XML declaration has no end in sight, so its encoding is not known.",
        span_at(name, 1, 1),
        hints=('Write <?xml version="1.0" encoding="UTF-8"?> in the first line.',),
    )


def decode_foreign(source: SourceFile) -> Decoded | Diagnostic:
    """Return the source's bytes in an encoding that expat reads, or what is wrong with them."""
    encoding = declared_encoding(source.data[:HEAD])
    if is_native(encoding):
        # libxml2 does not guess what expat does.
        guessed = encoding.startswith("utf-16-")
        return Decoded(source.data, override_of(source.data[:HEAD]) if guessed else None)
    try:
        if codecs.lookup(encoding).name.replace("_", "-") in _REFUSED:
            return _unknown(source, encoding)
        text = source.data.decode(encoding)
    except UnicodeDecodeError as error:
        return undecodable(source, encoding, error)
    except (LookupError, UnicodeError, ValueError):
        return _unknown(source, encoding)
    return Decoded(text.encode("utf-8", errors="replace"), "utf-8")


def _unknown(source: SourceFile, encoding: str) -> Diagnostic:
    return Diagnostic(
        "XML002",
        f"The file says that its encoding is “{encoding}”, which is not one for documents.",
        source.start(),
        hints=('Save the file as UTF-8 and write encoding="UTF-8" in its first line.',),
    )


def check_encoding(source: SourceFile) -> Diagnostic | None:
    """Return what is wrong if the bytes are not in the encoding that they declare."""
    encoding = declared_encoding(source.data[:HEAD])
    try:
        source.data.decode(encoding)
    except UnicodeDecodeError as error:
        return undecodable(source, encoding, error)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None


def undecodable(source: SourceFile, encoding: str, error: UnicodeDecodeError) -> Diagnostic:
    """Return the diagnostic for the first byte that is not in the declared encoding."""
    before = source.data[: error.start].decode(encoding, errors="replace")
    byte = source.data[error.start]
    return Diagnostic(
        "XML002",
        f"The file declares to be {encoding.upper()}, but the byte 0x{byte:02X} here is not.",
        Span(source.name, position_after(before)),
        hints=(_IS_UTF_8 if _is_utf_8(source) else f"{_likely_meaning(byte)}{_SAVE}",),
    )


def _is_utf_8(source: SourceFile) -> bool:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likely_meaning(byte: int) -> str:
    character = bytes([byte]).decode("cp1252", errors="ignore")
    return f"In Windows-1252 that byte would be “{character}”. " if character.isprintable() else ""
