"""The tokens of RELAX NG's compact syntax (specification of the compact syntax, section 2)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from teikit.source import Position, Span

KEYWORDS: Final = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed "
    "namespace notAllowed parent start string text token".split()
)
# A line break that was written as an escape does not end a line; it travels as another character.
_BREAKS: Final = {10: "\x00", 13: "\x01"}
_BROKEN: Final = {ord(mark): code for code, mark in _BREAKS.items()}
_ESCAPE: Final = re.compile(r"\\x+\{([0-9A-Fa-f]+)\}")
_BAD_ESCAPE: Final = re.compile(r"\\x+\{")
_NAME: Final = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>[ \t\n]+)
  | (?P<doc>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)
  | (?P<comment>\#[^\n]*)
  | (?P<literal>\"\"\".*?\"\"\" | '''.*?''' | "[^"\n]*" | '[^'\n]*')
  | (?P<wild>{_NAME}:\*)
  | (?P<qname>{_NAME}:{_NAME})
  | (?P<quoted>\\{_NAME})
  | (?P<name>{_NAME})
  | (?P<mark>\|=|&=|>>|[=,|&?*+\-~{{}}()\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `kind` is doc, literal, wild, qname, quoted, name, keyword, mark or end."""

    kind: str
    text: str
    span: Span


class CompactError(Exception):
    """The compact syntax is broken at a place."""

    def __init__(self, message: str, span: Span, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hints = hints


def tokens(text: str, name: str) -> Iterator[Token]:
    """Yield the tokens of a schema, an `end` last; raises `CompactError` at what is none."""
    places = _Places(text, name)
    at = 0
    wrong = _BAD_ESCAPE.search(places.text)
    if wrong is not None:
        message = "An escape is the number of a character in hexadecimal digits, as in \\x{E9}."
        raise CompactError(message, places.span(wrong.start()))
    while at < len(places.text):
        found = _TOKEN.match(places.text, at)
        if found is None:
            raise _no_token(places, at)
        kind = str(found.lastgroup)
        if kind not in {"space", "comment"}:
            yield _token(kind, found.group(), places.span(at))
        at = found.end()
    yield Token("end", "", places.span(at))


def _token(kind: str, text: str, span: Span) -> Token:
    if kind == "literal":
        marks = 3 if text[:3] in {'"""', "'''"} else 1
        text = text[marks:-marks]
    elif kind == "quoted":
        text = text[1:]
    elif kind == "wild":
        text = text[:-2]
    elif kind == "doc":
        lines = (re.sub(r"^[ \t]*##+ ?", "", line) for line in text.split("\n"))
        text = "\n".join(lines)
    elif kind == "name" and text in KEYWORDS:
        kind = "keyword"
    return Token(kind, text.translate(_BROKEN), span)


def _no_token(places: "_Places", at: int) -> CompactError:
    char = places.text[at]
    if char in "\"'":
        message = "The quotation mark is not closed on this line."
        return CompactError(message, places.span(at), 'Text of several lines goes into """ … """.')
    return CompactError(f"“{char}” means nothing here.", places.span(at))


class _Places:
    """A text without escapes, which still knows where everything was written."""

    def __init__(self, text: str, name: str) -> None:
        original = text.replace("\r\n", "\n").replace("\r", "\n")
        self._name = name
        self._lines = [0, *(found.end() for found in re.finditer("\n", original))]
        self._shifts = [(0, 0)]
        pieces, read, written = [], 0, 0
        for found in _ESCAPE.finditer(original):
            piece = original[read : found.start()] + _unescaped(*found.group(0, 1))
            pieces.append(piece)
            read, written = found.end(), written + len(piece)
            self._shifts.append((written, read))
        self.text = "".join((*pieces, original[read:]))

    def span(self, at: int) -> Span:
        """Return the place of an offset of `text`."""
        written, read = self._shifts[bisect_right(self._shifts, (at, len(self._lines) << 40)) - 1]
        offset = read + at - written
        line = bisect_right(self._lines, offset)
        return Span(self._name, Position(line, offset - self._lines[line - 1] + 1))


def _unescaped(escape: str, digits: str) -> str:
    code = int(digits[:9], 16)
    if code in _BREAKS:
        return _BREAKS[code]
    is_char = code == 9 or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF
    # What is no character of XML stays as it was written, and is then reported.
    return chr(code) if is_char and code <= 0x10FFFF else escape
