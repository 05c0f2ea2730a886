"""What Typst reports, as diagnostics whose places a user can find."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import typst

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.source import Span, span_at
from teikit.transform import fonts

# Below Typst's root: the folder with a user's template and what lies beside it.
USER_FOLDER: Final = "user-template"

_PLACE: Final = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_REPORT: Final = re.compile(r"^(?:error|warning): (?P<message>.*)$", re.MULTILINE)
_MISSING_GLYPH: Final = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_UNKNOWN_FONT: Final = re.compile(r"unknown font family: (?P<name>.+)")
_SEARCHED: Final = re.compile(r" \(searched at .*\)")
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def nowhere(_text: str) -> Span | None:
    """Return no place for a text."""
    return None


@dataclass(frozen=True, slots=True)
class Reports:
    """Puts what Typst says into diagnostics.

    `origin` is the place where no better one is known; `locate` returns the place in a document
    that has a character; `template` is the user's own.
    """

    origin: Span
    template: Path | None = None
    locate: Callable[[str], Span | None] = nowhere

    def errors(self, error: typst.TypstError) -> Iterable[Diagnostic]:
        """Return one diagnostic for all missing characters and one for each other error."""
        reports = _split(error.diagnostic) or [error.message]
        glyphs = [match["text"] for report in reports if (match := _MISSING_GLYPH.search(report))]
        if glyphs:
            yield self._missing(glyphs)
        for report in reports:
            if not _MISSING_GLYPH.search(report):
                yield self._error(report, tuple(error.hints))

    def _missing(self, glyphs: Sequence[str]) -> Diagnostic:
        characters = sorted({_unescape(glyph) for glyph in glyphs})
        return Diagnostic(
            "OUT203",
            f"No font has these characters: {fonts.described(characters)}.",
            next(filter(None, map(self.locate, characters)), self.origin),
            Severity.WARNING,
            hints=(
                "Put a font that has them into a folder and name the folder as a font path.",
                *fonts.advice(characters),
            ),
        )

    def _error(self, report: str, hints: tuple[str, ...]) -> Diagnostic:
        message = _message(report)
        span = self._span(report)
        if message.startswith("PDF/UA-1 error: "):
            said = message.removeprefix("PDF/UA-1 error: ")
            return Diagnostic(
                "OUT205",
                f"The PDF is not accessible to everyone: {said}.",
                span,
                Severity.WARNING,
                hints,
            )
        if "depth exceeded" in message:
            return Diagnostic(
                "OUT206",
                "Elements are nested too deeply to be set on pages.",
                self.origin,
                hints=("Typst sets about 60 levels of elements inside each other.",),
            )
        if _SEARCHED.search(message):
            hints = (*hints, "A template reads only files that lie in its own folder.")
        said = _SEARCHED.sub("", message)
        return Diagnostic("OUT201", f"Typst cannot set the pages: {said}.", span, hints=hints)

    def warnings(self, warnings: Iterable[typst.TypstWarning]) -> Iterable[Diagnostic]:
        """Return a diagnostic for each warning that is not about a font we merely prefer."""
        for warning in warnings:
            family = _UNKNOWN_FONT.match(warning.message)
            if family and family["name"] in fonts.PREFERRED:
                continue
            span = self._span(warning.diagnostic)
            hints = tuple(warning.hints)
            if family:
                span = self._mention(family["name"]) or span
                hints = (*hints, "Name the folder that holds the font as a font path.")
            yield Diagnostic(
                "OUT207", f"Typst warns: {warning.message}.", span, Severity.WARNING, hints
            )

    def _span(self, report: str) -> Span:
        """Return the place in a file of the user's, or the origin where it is in one of ours."""
        for match in _PLACE.finditer(report):
            path = Path(match["file"])
            if USER_FOLDER in path.parts and self.template is not None:
                inside = path.parts[path.parts.index(USER_FOLDER) + 1 :]
                original = self.template.parent.joinpath(*inside)
                # Typst counts columns from 0.
                return span_at(str(original), int(match["line"]), int(match["column"]) + 1)
        return span_at(str(self.template), 1, 1) if self.template else self.origin

    def _mention(self, words: str) -> Span | None:
        """Return the first place in the user's template that holds the words in any case."""
        if self.template is None:
            return None
        text = self.template.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            column = line.lower().find(words)
            if column >= 0:
                return span_at(str(self.template), number, column + 1)
        return None


def _split(diagnostic: str) -> list[str]:
    starts = [match.start() for match in _REPORT.finditer(diagnostic)]
    ends = [*starts[1:], len(diagnostic)]
    return [diagnostic[start:end] for start, end in zip(starts, ends, strict=True)]


def _message(report: str) -> str:
    match = _REPORT.match(report)
    return (match["message"] if match else report.strip()).rstrip(".")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
