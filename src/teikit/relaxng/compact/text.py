r"""Bytes of a compact schema -> its characters, escapes resolved, with the place of each.

Implements section 3 of the OASIS RELAX NG Compact Syntax: encoding, newlines, \x{…} escapes.
"""

import re
import sys
from bisect import bisect_right
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.source import Position, SourceFile, Span, position_after

ESCAPED_NEWLINE: Final = "\x00"
r"""Stands for a newline written as `\x{A}`, which belongs to a literal and never ends a line."""

_XML_CHARS: Final = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_FORBIDDEN: Final = re.compile(f"[^{_XML_CHARS}]")
_ESCAPE: Final = re.compile(r"\\x+\{([0-9A-Fa-f]*)(\}?)")
_BOMS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class CompactSyntaxError(Exception):
    """A compact schema cannot be read on; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class CompactText:
    """Characters to be read, and where in the source each was.

    `lines` are the offsets at which lines begin in the source; `shifts` are the offsets in
    `characters` from which on the source is `by` characters ahead, because of an escape.
    """

    source: str
    characters: str
    lines: tuple[int, ...]
    shifts: tuple[int, ...] = ()
    by: tuple[int, ...] = ()

    def position(self, offset: int) -> Position:
        """Return the line and column in the source of the character at `offset`."""
        shift = bisect_right(self.shifts, offset)
        if shift:
            offset += self.by[shift - 1]
        line = bisect_right(self.lines, offset)
        return Position(line, offset - self.lines[line - 1] + 1)

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the place in the source of the characters from `start` up to `end`."""
        last = None if end is None else self.position(end)
        return Span(self.source, self.position(start), last)


def compact_text(source: SourceFile) -> CompactText:
    """Return the characters of a compact schema; raises `CompactSyntaxError`."""
    raw = _decode(source).replace("\r\n", "\n").replace("\r", "\n")
    lines = (0, *(match.end() for match in re.finditer("\n", raw)))
    text = CompactText(source.name, raw, lines)
    forbidden = _FORBIDDEN.search(raw)
    if forbidden:
        message = f"The character U+{ord(forbidden[0]):04X} may not stand in a schema."
        raise CompactSyntaxError(Diagnostic("RNG302", message, text.span(forbidden.start())))
    return _unescape(text) if "\\x" in raw else text


def _decode(source: SourceFile) -> str:
    data = source.data
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        message = f"The file is not {name}: the bytes at this place are no character."
        hint = "Save the file as UTF-8; your editor has a setting for it."
        span = Span(source.name, position_after(before))
        raise CompactSyntaxError(Diagnostic("RNG301", message, span, hints=(hint,))) from None


def _unescape(text: CompactText) -> CompactText:
    pieces: list[str] = []
    shifts: list[int] = []
    by: list[int] = []
    length = done = 0
    for match in _ESCAPE.finditer(text.characters):
        before = text.characters[done : match.start()]
        pieces += (before, _character(match, text))
        length += len(before) + 1
        done = match.end()
        shifts.append(length)
        by.append(done - length)
    pieces.append(text.characters[done:])
    return CompactText(text.source, "".join(pieces), text.lines, tuple(shifts), tuple(by))


def _character(match: re.Match[str], text: CompactText) -> str:
    digits, closed = match[1].lstrip("0"), match[2]
    span = text.span(match.start(), match.end())
    if not match[1] or not closed:
        hint = r"An escape is “\x{”, a number in hexadecimal digits, and “}”, such as \x{41}."
        message = f"“{match[0]}” is not a complete escape."
        raise CompactSyntaxError(Diagnostic("RNG302", message, span, hints=(hint,)))
    number = int(digits or "0", 16) if len(digits) <= 6 else 0
    character = chr(number) if number <= sys.maxunicode else "\x00"
    if _FORBIDDEN.match(character):
        message = f"“{match[0]}” stands for no character that XML allows."
        raise CompactSyntaxError(Diagnostic("RNG302", message, span))
    return ESCAPED_NEWLINE if character == "\n" else character
