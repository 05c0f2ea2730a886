"""The text of a source with the places of its characters, as expat counts them."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from teikit.records import dataclass
from teikit.source import Position, SourceFile, Span
from teikit.xml.encoding import text_of

_TAG: Final = re.compile(r"""<(?:/[^>]*+|[^!?/](?:[^>"']|"[^"]*"|'[^']*')*+)>""")


@dataclass(frozen=True)
class TextPlaces:
    """A source's text, without its byte order mark, and where each character of it stands."""

    name: str
    text: str

    @classmethod
    def of(cls, source: SourceFile) -> "TextPlaces":
        """Return the places of a source whose bytes are known to be well-formed XML."""
        return cls(source.name, text_of(source.data))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(one.end() for one in re.finditer(r"\r\n|\r|\n", self.text))]

    def position(self, offset: int) -> Position:
        """Return the place of the character at an offset."""
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch from one offset up to another."""
        return Span(self.name, self.position(start), self.position(end))

    def text_before(self, tag: Position) -> Position | None:
        """Return where the text begins before a tag: at the first character that is no space.

        None where anything else stands between the tags.
        """
        end = self._lines[tag.line - 1] + tag.column - 1
        before = _TAG.match(self.text, self.text.rfind("<", 0, end))
        text = self.text[before.end() : end] if before is not None else ""
        begun = text.lstrip()
        if not begun or "&" in text:
            return None
        return self.position(end - len(begun))
