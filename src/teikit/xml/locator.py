"""Where in its source the event is that a parser reports: its line and column, its tag."""

from typing import Final
from xml.parsers import expat

from teikit.records import dataclass
from teikit.source import Position, Span, position_after

LONGEST_TAG: Final = 1 << 14  # bytes of a tag whose end is looked for


@dataclass(frozen=True, slots=True)
class _Reading:
    """A parser at work on a source: its encoding, and 1 in `mark` where that begins with one."""

    name: str
    parser: expat.XMLParserType
    encoding: str
    mark: int


class Locator:
    """Tells where the event that is being handled begins."""

    __slots__ = ("_readings",)

    def __init__(self) -> None:
        self._readings: list[_Reading] = []

    def span(self) -> Span:
        """Return the place of the current event (for text: of the tag after it)."""
        reading = self._readings[-1]
        line = reading.parser.CurrentLineNumber
        column = reading.parser.CurrentColumnNumber + 1
        return Span(reading.name, Position(line, column - reading.mark if line == 1 else column))

    def tag(self) -> Span:
        """Return the stretch of the tag that is being handled."""
        from teikit.xml.tags import tag_length

        context = self._context()
        return self._stretch(context, 0, tag_length(context))

    def attribute(self, name: str) -> Span:
        """Return the stretch of an attribute of the start tag that is being handled.

        Where it is not found, as in a tag that comes from an entity, it is the tag's.
        """
        from teikit.xml.tags import attribute_stretch

        context = self._context()
        found = attribute_stretch(context, name)
        return self._stretch(context, *found) if found else self.tag()

    def _context(self) -> str:
        """Return the document's text from the current event on: its tag and more."""
        reading = self._readings[-1]
        context = reading.parser.GetInputContext() or b""
        return context[:LONGEST_TAG].decode(reading.encoding, errors="replace")

    def _stretch(self, context: str, start: int, end: int | None) -> Span:
        """Return the span of a part of the text from the current event on."""
        here = self.span()
        if end is None:
            return here
        begun = position_after(context[:start], here.start) if start else here.start
        return Span(here.source, begun, position_after(context[start:end], begun))

    def enter(self, name: str, parser: expat.XMLParserType, encoding: str, mark: int) -> None:
        """Make `parser` the one whose place counts, until `leave`."""
        self._readings.append(_Reading(name, parser, encoding, mark))

    def leave(self) -> None:
        """Return to the parser before the current one."""
        self._readings.pop()
