"""The places of start tags, found in the bytes of a document that is known to be well-formed.

It is a fraction of the work of reading the document once more. Only plain documents qualify: in
UTF-8 and without a document type declaration, so that every start tag of the document, and no
other, stands in the bytes. Everything else is for `xml.events`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, islice
from operator import attrgetter, methodcaller
from typing import Final

from teikit.names import split_clark
from teikit.source import Position, SourceFile, Span
from teikit.xml.encoding import declared_encoding, mark_length
from teikit.xml.tags import attribute_stretch

# In well-formed XML, < begins markup; in comments and the like it means nothing.
_MARKUP: Final = re.compile(rb"<(?:[^/!?]()|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)", re.DOTALL)
"""Its only group, empty, is there where a start tag begins."""
_IS_TAG: Final = attrgetter("lastindex")
_START: Final[Callable[[re.Match[bytes]], int]] = methodcaller("start")
_BEGINNING: Final = 1, 0, 1
"""A line, an offset in it, and the column there."""
_DOCTYPE: Final = b"<!DOCTYPE"
# Bytes of a tag to look at: enough for nearly all, then for all but the strangest.
_TAG_LENGTHS: Final = (1 << 9, 1 << 14)
_PLAIN: Final = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})


class TagPlaces:
    """The places of a document's start tags and their attributes, in document order."""

    def __init__(self, source: SourceFile) -> None:
        self._name = source.name
        self._data = source.data
        self._mark = 1 if mark_length(source.data[:4]) else 0
        self._latest = _BEGINNING
        self._found: list[int] = []
        # All of it in C: a document has many tags.
        self._rest = map(_START, filter(_IS_TAG, _MARKUP.finditer(self._data)))

    def _start(self, number: int) -> int:
        """Return the offset of a start tag; the document is read as far as one was asked for."""
        found = self._found
        if number >= len(found):
            found += islice(self._rest, number + 1 - len(found))
        return found[number]

    def __len__(self) -> int:
        self._found += self._rest
        return len(self._found)

    def tag(self, number: int) -> Span:
        """Return where a start tag begins."""
        return Span(self._name, self._position(self._start(number)))

    def attribute(self, number: int, name: str) -> Span:
        """Return the stretch of an attribute of a start tag, `name` in Clark's notation."""
        start = self._start(number)
        namespace, local = split_clark(name)
        wanted = f"{namespace} {local}" if namespace else local
        for length in _TAG_LENGTHS:
            text = self._data[start : start + length].decode("utf-8", "replace")
            found = attribute_stretch(text, wanted)
            if found is not None:
                begin, end = (start + len(text[:one].encode("utf-8")) for one in found)
                return Span(self._name, self._position(begin), self._position(end))
        return self.tag(number)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *accumulate(map(len, self._data.splitlines(keepends=True)))]

    def _line_of(self, offset: int) -> tuple[int, int, int]:
        """Return the line that an offset is in, where it begins, and the column there."""
        line = bisect_right(self._lines, offset)
        return line, self._lines[line - 1], 1

    def _position(self, offset: int) -> Position:
        # Most places are asked for in their order, some of them in one long line.
        line, known, column = self._latest if self._latest[1] <= offset else self._line_of(offset)
        lines = self._data.count(b"\n", known, offset)
        if lines:
            line += lines
            known, column = self._data.rindex(b"\n", 0, offset) + 1, 1
        column += len(self._data[known:offset].decode("utf-8", "replace"))
        self._latest = line, offset, column
        return Position(line, column - (self._mark if line == 1 else 0))


def tag_places(source: SourceFile) -> TagPlaces | None:
    """Return the places of a well-formed document's tags; None if it is not a plain document."""
    data = source.data
    if data[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\0" in data[:4]:
        return None
    if declared_encoding(data[:200]).lower() not in _PLAIN:
        return None
    if _DOCTYPE in data or data.count(b"\r") != data.count(b"\r\n"):
        return None
    return TagPlaces(source)
