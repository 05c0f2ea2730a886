"""What teikit has to say about a user's input, as data; `report` and `cli` put it into words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final, Generic, TypeVar

from teikit.errors import TeikitError
from teikit.records import dataclass
from teikit.source import Span

T = TypeVar("T")

# Characters. Sentences of our own are shorter: what makes one long is a value out of a file.
_LONG_SENTENCE: Final = 500
_LONGEST_SENTENCE: Final = 2_000
_LONG_QUOTATION: Final = re.compile(r"(“[^”]{200})[^”]+")


class Severity(StrEnum):
    """How much a diagnostic weighs: only an error makes a document invalid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a diagnostic, and one sentence that says why."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, a place, one plain sentence, and what to do about it.

    `code` is registered in `teikit.rules`. `expected` lists everything that could have stood at
    the place, nearest candidates first; `hints` are sentences. What a rule of a project or of the
    TEI has found says what that `constraint` is called.
    """

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    hints: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value, if there is one, and what was noticed on the way to it."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


class DiagnosedError(TeikitError):
    """An operation could not be done; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(map(readable, diagnostics))
        super().__init__("; ".join(brief(diagnostic) for diagnostic in self.diagnostics))


class SchemaError(DiagnosedError):
    """A schema (ODD, RELAX NG) cannot be used."""


class TransformError(DiagnosedError):
    """A document could not be transformed."""


def place_of(diagnostic: Diagnostic) -> tuple[int, int]:
    """Return the line and column of a diagnostic, to sort by: pairs are compared quickly."""
    start = diagnostic.span.start
    return start.line, start.column


def brief(diagnostic: Diagnostic) -> str:
    """Return a diagnostic in one line, for exceptions and logs.

    >>> from teikit.source import span_at
    >>> brief(Diagnostic("XML001", "The tag is not closed.", span_at("a.xml", 3, 7)))
    'a.xml:3:7: XML001 The tag is not closed.'
    """
    start = diagnostic.span.start
    place = f"{diagnostic.span.source}:{start.line}:{start.column}"
    return f"{place}: {diagnostic.code} {diagnostic.message}"


def readable(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic whose sentences can be read: what they quote at great length is cut.

    >>> from teikit.source import span_at
    >>> long = Diagnostic("DAT101", f"“{'9' * 5000}” is no date.", span_at("a.xml", 1, 1))
    >>> len(readable(long).message)
    215
    """
    sentences = (diagnostic.message, *diagnostic.hints)
    if max(map(len, sentences)) <= _LONG_SENTENCE:
        return diagnostic
    message, *hints = map(_cut, sentences)
    return replace(diagnostic, message=message, hints=tuple(hints))


def _cut(sentence: str) -> str:
    if len(sentence) <= _LONG_SENTENCE:
        return sentence
    shorter = _LONG_QUOTATION.sub(r"\1…", sentence)
    return f"{shorter[:_LONGEST_SENTENCE]}…" if len(shorter) > _LONGEST_SENTENCE else shorter


def has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
