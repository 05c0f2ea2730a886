"""What processing instructions in a document excuse: `<?teikit ignore="DAT101" reason="…"?>`.

Before the outermost element an instruction concerns the whole file, elsewhere the element that
follows it, with all it holds.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.source import Position, Span
from teikit.validate.selection import NEVER_IGNORED, Selection, means
from teikit.xml.encoding import as_utf_8
from teikit.xml.events import drive
from teikit.xml.instructions import pseudo_attributes
from teikit.xml.locator import Locator
from teikit.xml.parse import Document
from teikit.xml.text_places import TextPlaces

_MARK: Final = b"<?teikit"
_SKIPPED_OR_FOUND: Final = r"(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?teikit(?:\s+(.*?))?\?>"
_MOST: Final = 500  # so that a hostile file cannot keep us busy
_EXAMPLE: Final = '<?teikit ignore="DAT101" reason="The sender dated the letter wrongly."?>'


@dataclass(frozen=True, slots=True)
class Excuse:
    """The codes, or beginnings of codes, that an instruction at `place` excuses, and where.

    It reaches from `start` to `end`; where `end` is None, over the whole file.
    """

    codes: tuple[str, ...]
    place: Span
    start: Position
    end: Position | None

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Return whether a diagnostic is one of those that are excused."""
        code, constraint = diagnostic.code, diagnostic.constraint
        if code.startswith(NEVER_IGNORED):
            return False
        if not any(means(name, code, constraint) for name in self.codes):
            return False
        if diagnostic.span.source != self.place.source:
            return False
        return self.reaches(diagnostic.span.start)

    def reaches(self, at: Position) -> bool:
        """Return whether a place lies in what is excused, or before it."""
        return self.end is None or at <= self.end


@dataclass(frozen=True, slots=True)
class Excuses:
    """All the excuses in a document; `diagnostics` say what is wrong with some of them."""

    excuses: tuple[Excuse, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def applied(self, diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], frozenset[int]]:
        """Return the diagnostics that are not excused, and the numbers of the excuses used."""
        if not self.excuses:
            return list(diagnostics), frozenset()
        everywhere = [i for i, one in enumerate(self.excuses) if one.end is None]
        waiting = deque(i for i, one in enumerate(self.excuses) if one.end is not None)
        here: list[int] = []
        used: set[int] = set()
        excused: set[int] = set()
        given = list(diagnostics)
        for number in sorted(range(len(given)), key=lambda i: given[i].span.start):
            at = given[number].span.start
            while waiting and self.excuses[waiting[0]].start <= at:
                here.append(waiting.popleft())
            here = [i for i in here if self.excuses[i].reaches(at)]
            covering = [i for i in (*everywhere, *here) if self.excuses[i].covers(given[number])]
            used.update(covering)
            if covering:
                excused.add(number)
        return [one for i, one in enumerate(given) if i not in excused], frozenset(used)

    def unused(self, used: Iterable[int], selection: Selection) -> Iterator[Diagnostic]:
        """Return a diagnostic for each excuse that excuses nothing, though its rules are on."""
        for number in sorted(set(range(len(self.excuses))) - set(used)):
            excuse = self.excuses[number]
            if all(map(selection.wants, excuse.codes)):
                yield Diagnostic(
                    "SEL103",
                    f"Nothing is left to excuse here: {', '.join(excuse.codes)} finds nothing.",
                    excuse.place,
                    Severity.WARNING,
                    hints=("Delete the processing instruction.",),
                )


NO_EXCUSES: Final = Excuses()


def told(found: Iterable[Diagnostic], document: Document, selection: Selection) -> list[Diagnostic]:
    """Return what is told of findings: those of rules that are on, which nothing excuses."""
    kept, _ = excuses_in(document).applied(found)
    return selection.applied(kept)


def excuses_in(document: Document) -> Excuses:
    """Return what the processing instructions of a document excuse."""
    if _MARK not in as_utf_8(document.source.data):
        return NO_EXCUSES
    places = TextPlaces.of(document.source)
    found = [one for one in re.finditer(_SKIPPED_OR_FOUND, places.text) if one[0][1] == "?"]
    if not found:
        return NO_EXCUSES
    tags = _tags(document)
    excuses: list[Excuse] = []
    diagnostics: list[Diagnostic] = []
    for one in found[:_MOST]:
        place = places.span(one.start(), one.end())
        excuse, wrong = _read(one[1] or "", place, tags)
        excuses.extend(excuse)
        diagnostics.extend(wrong)
    if len(found) > _MOST:
        place = places.span(*found[_MOST].span())
        message = f"From here on, instructions count no more: there are over {_MOST} in this file."
        diagnostics.append(_wrong("SEL104", message, place, "Ignore the rules in teikit.toml."))
    return Excuses(tuple(excuses), tuple(diagnostics))


def _read(content: str, place: Span, tags: "_Tags") -> tuple[list[Excuse], list[Diagnostic]]:
    # The registry is brought in only for documents with such an instruction.
    from teikit.validate.rule_names import code_of, nearest  # noqa: PLC0415

    said = pseudo_attributes(content)
    names = re.split(r"[\s,]+", said.get("ignore", "").strip())
    if names == [""]:
        message = "The instruction does not say which rule it excuses."
        return [], [_wrong("SEL104", message, place, f"Write it like this: {_EXAMPLE}.")]
    wrong = [
        _wrong("SEL102", f"There is no rule “{name}”.", place, nearest(name))
        for name in names
        if code_of(name) is None
    ]
    if not said.get("reason", "").strip():
        message = "The instruction gives no reason for what it excuses."
        hint = 'Add reason="…": it tells readers and colleagues why this is right as it is.'
        wrong.append(_wrong("SEL101", message, place, hint))
    codes = tuple(code for name in names if (code := code_of(name)))
    if any(code.startswith(NEVER_IGNORED) for code in codes):
        message = "What is wrong with the XML itself cannot be excused."
        wrong.append(_wrong("SEL104", message, place, "Correct the XML."))
    reach = tags.reach(place.start)
    if reach is None:
        message = "No element follows this instruction, so it excuses nothing."
        hint = "Put it right before the element that it concerns."
        return [], [*wrong, _wrong("SEL104", message, place, hint)]
    return ([Excuse(codes, place, *reach)] if codes else []), wrong


def _wrong(code: str, message: str, place: Span, hint: str) -> Diagnostic:
    return Diagnostic(code, message, place, Severity.WARNING, hints=(hint,))


def _tags(document: Document) -> "_Tags":
    """Return the places of the document's tags; documents with excuses are read once more."""
    collectors: list[_Tags] = []

    def connect(locator: Locator) -> _Tags:
        collectors.append(_Tags(locator, document.source.name))
        return collectors[0]

    drive(document.source, connect, root=document.root)
    return collectors[0]


class _Tags:
    """A handler that records the tags that stand in one source."""

    def __init__(self, locator: Locator, source: str) -> None:
        self._locator = locator
        self._source = source
        self._open: list[int | None] = []
        self._places: list[Position] = []
        self._ends: dict[int, Position] = {}

    def reach(self, at: Position) -> tuple[Position, Position | None] | None:
        """Return from where to where the element after a place reaches; None where none follows."""
        after = bisect_right(self._places, at)
        if after == 0:
            return at, None
        return (self._places[after], self._ends[after]) if after in self._ends else None

    def start(self, _name: str, _attributes: list[str]) -> None:
        """Take a start tag."""
        self._open.append(self._record())

    def end(self, _name: str) -> None:
        """Take an end tag."""
        start = self._open.pop()
        if self._record() is not None and start is not None:
            self._ends[start] = self._places[-1]

    def _record(self) -> int | None:
        span = self._locator.span()
        if span.source != self._source:
            return None
        self._places.append(span.start)
        return len(self._places) - 1

    def text(self, _data: str) -> None:
        """Take character data."""

    def namespace(self, _prefix: str | None, _uri: str | None) -> None:
        """Take a namespace declaration."""

    def depth(self) -> int:
        """Return how many elements are open."""
        return len(self._open)
