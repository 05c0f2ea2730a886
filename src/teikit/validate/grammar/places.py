"""The exact places of text: expat hands text over when the tag after it begins."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import Position, SourceFile, Span
from teikit.xml.events import drive
from teikit.xml.locator import Locator
from teikit.xml.text_places import TextPlaces

_TEXT_CODES: Final = frozenset({"TEI120", "TEI121"})
_DOCTYPE: Final = "<!DOCTYPE"


def exact_text_places(
    source: SourceFile | Path, diagnostics: Sequence[Diagnostic], root: Path | None
) -> list[Diagnostic]:
    """Return the diagnostics with those about text at the first character of that text."""
    wanted = {one.span for one in diagnostics if one.code in _TEXT_CODES}
    if not wanted:
        return list(diagnostics)
    found = _by_text(source, wanted)
    if len(found) < len(wanted):
        found = _by_events(source, wanted, root)
    return [
        replace(one, span=found.get(one.span, one.span)) if one.code in _TEXT_CODES else one
        for one in diagnostics
    ]


def _by_text(source: SourceFile | Path, wanted: set[Span]) -> dict[Span, Span]:
    """Return the places of texts by those of the tags after them, as far as that is simple."""
    if isinstance(source, Path) or {one.source for one in wanted} != {source.name}:
        return {}
    places = TextPlaces.of(source)
    if _DOCTYPE in places.text:
        return {}
    begun = {tag: places.text_before(tag.start) for tag in wanted}
    return {tag: Span(source.name, text) for tag, text in begun.items() if text is not None}


def _by_events(source: SourceFile | Path, wanted: set[Span], root: Path | None) -> dict[Span, Span]:
    """Read the document again, this time with a place for every piece of text."""
    finder: list[_Finder] = []

    def connect(locator: Locator) -> _Finder:
        finder.append(_Finder(locator, wanted))
        return finder[0]

    drive(source, connect, root=root, buffer_text=False)
    return finder[0].found


class _Finder:
    """Remembers for each wanted tag where the text before it begins."""

    def __init__(self, locator: Locator, wanted: set[Span]) -> None:
        self._locator = locator
        self._wanted = wanted
        self._text: tuple[Span, int] | None = None
        self._depth = 0
        self.found: dict[Span, Span] = {}

    def start(self, _name: str, _attributes: list[str]) -> None:
        """Take a start tag."""
        self._depth += 1
        self._tag()

    def end(self, _name: str) -> None:
        """Take an end tag."""
        self._depth -= 1
        self._tag()

    def _tag(self) -> None:
        if self._text is None:
            return
        here = self._locator.span()
        if here in self._wanted:
            span, lead = self._text
            start = Position(span.start.line, span.start.column + lead)
            self.found[here] = replace(span, start=start)
        self._text = None

    def text(self, data: str) -> None:
        """Take a piece of text: at most a line."""
        if self._text is None and (rest := data.lstrip()):
            self._text = self._locator.span(), len(data) - len(rest)

    def namespace(self, _prefix: str | None, _uri: str | None) -> None:
        """Take a namespace declaration."""

    def depth(self) -> int:
        """Return how many elements are open."""
        return self._depth
