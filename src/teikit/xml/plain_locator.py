"""Where something is in the bytes of a plain document, for whom a parser's events are too slow."""

from teikit.source import Position, SourceFile, Span
from teikit.xml.encoding import mark_length
from teikit.xml.locator import Locator


class PlainLocator(Locator):
    """Tells where the tag begins that is being handled; lines end with a line feed."""

    __slots__ = ("_column", "_data", "_length", "_line", "_name", "_offset")

    def __init__(self, source: SourceFile) -> None:
        super().__init__()
        self._name = source.name
        self._data = source.data
        self._offset = 0
        self._length = 0
        self._line = 1
        self._column = 1 - mark_length(source.data[:4])

    def move_to(self, offset: int, length: int) -> None:
        """Make the tag of a length at an offset the one that counts; offsets only grow."""
        lines = self._data.count(b"\n", self._offset, offset)
        if lines:
            self._line += lines
            self._column = 1
            self._offset = self._data.rindex(b"\n", 0, offset) + 1
        self._column += len(self._data[self._offset : offset].decode("utf-8"))
        self._offset = offset
        self._length = length

    def span(self) -> Span:
        """Return the place of the current tag."""
        return Span(self._name, Position(self._line, self._column))

    def _context(self) -> str:
        return self._data[self._offset : self._offset + self._length].decode("utf-8")
