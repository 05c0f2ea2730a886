"""The exact places of attributes and texts in a document."""

from collections.abc import Collection
from dataclasses import replace

from teikit.schematron.findings.results import Place
from teikit.source import Span
from teikit.xml.events import drive
from teikit.xml.locator import Locator
from teikit.xml.parse import Document


def exact(document: Document, places: Collection[Place]) -> dict[Place, Span]:
    """Return where attributes and texts are, as far as it can be told.

    The document is read again for it: only findings about other nodes than elements need it.
    """
    wanted = {place for place in places if place.attribute or place.after is not None}
    if not wanted:
        return {}
    finder: list[_Finder] = []

    def connect(locator: Locator) -> _Finder:
        finder.append(_Finder(locator, wanted))
        return finder[0]

    drive(document.source, connect, root=document.root, buffer_text=False)
    return finder[0].found if finder else {}


class _Finder:
    """Counts elements, in the document and in each other."""

    def __init__(self, locator: Locator, wanted: Collection[Place]) -> None:
        self._locator = locator
        self._attributes: dict[int, list[Place]] = {}
        self._texts: dict[tuple[int, int | None], list[Place]] = {}
        for place in wanted:
            if place.attribute:
                self._attributes.setdefault(place.element, []).append(place)
            else:
                self._texts.setdefault((place.element, place.after), []).append(place)
        self._count = 0
        self._open: list[int] = []
        self._inside: list[int] = [0]
        self.found: dict[Place, Span] = {}

    def start(self, _name: str, _attributes: list[str]) -> None:
        """Take a start tag."""
        self._count += 1
        for place in self._attributes.get(self._count, ()):
            self.found[place] = self._locator.attribute(place.attribute)
        self._inside[-1] += 1
        self._open.append(self._count)
        self._inside.append(0)

    def end(self, _name: str) -> None:
        """Take an end tag."""
        self._open.pop()
        self._inside.pop()

    def text(self, data: str) -> None:
        """Take a piece of text: at most a line."""
        here = (self._open[-1], self._inside[-1]) if self._open else (0, 0)
        for place in self._texts.get(here, ()):
            if place not in self.found and data.strip():
                span = self._locator.span()
                lead = len(data) - len(data.lstrip())
                start = replace(span.start, column=span.start.column + lead)
                self.found[place] = replace(span, start=start)

    def namespace(self, _prefix: str | None, _uri: str | None) -> None:
        """Take a namespace declaration."""

    def depth(self) -> int:
        """Return how many elements are open."""
        return len(self._open)
