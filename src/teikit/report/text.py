"""Diagnostics for a reader at a terminal: the sentence, the place, the line itself, the advice."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.source import Span
from teikit.xml.encoding import declared_encoding

_LONGEST_LINE: Final = 160  # of an excerpt, in characters
_COLOURS: Final = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}

_LARGEST_FILE: Final = 1 << 25  # bytes of a file that lines are shown of
_INDENT: Final = re.compile(r"\s*")

Read = Callable[[str], Sequence[str]]


@lru_cache(maxsize=2)
def read_lines(name: str) -> Sequence[str]:
    """Return the lines of a file that diagnostics name, none where there is nothing to show."""
    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_FILE:
            return ()
        data = path.read_bytes()
        text = data.decode(declared_encoding(data[:256]), errors="replace")
    except (OSError, LookupError, ValueError):
        return ()
    return text.removeprefix("\ufeff").split("\n")


def render(
    diagnostics: Iterable[Diagnostic], *, colour: bool, read: Read = read_lines
) -> Iterator[str]:
    """Return a block of lines for each diagnostic, with ANSI colours if asked for."""
    paint = _painted if colour else _plain
    for diagnostic in diagnostics:
        yield "\n".join(_block(diagnostic, paint, read))


def _block(diagnostic: Diagnostic, paint: Callable[[str, str], str], read: Read) -> Iterator[str]:
    tint = _COLOURS[diagnostic.severity]
    label = paint(f"{diagnostic.severity} {diagnostic.code}", tint)
    yield f"{paint(place(diagnostic.span), '1')}: {label}"
    yield f"  {visible(diagnostic.message)}"
    yield from _excerpt(diagnostic.span, lambda text: paint(text, tint), read)
    for hint in diagnostic.hints:
        yield f"  {paint('→', '32')} {visible(hint)}"
    for related in diagnostic.related:
        yield f"  {paint('•', '36')} {place(related.span)}: {visible(related.message)}"


def place(span: Span) -> str:
    """Return file, line and column with colons between, as editors make them clickable."""
    return f"{visible(span.source)}:{span.start.line}:{span.start.column}"


def _excerpt(span: Span, mark: Callable[[str], str], read: Read) -> Iterator[str]:
    found = excerpt(span, read)
    if found is None:
        return
    shown, column = found
    number = str(span.start.line)
    yield f"  {number} │ {visible(shown)}"
    yield f"  {' ' * len(number)} │ {' ' * (column - 1)}{mark('^')}"


def excerpt(span: Span, read: Read) -> tuple[str, int] | None:
    """Return the line a span starts in, cut to a readable length, and the column in it."""
    lines = read(span.source)
    if len(lines) < span.start.line or not lines[span.start.line - 1].strip():
        return None
    return _window(lines[span.start.line - 1], span.start.column)


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column within it."""
    # The line may be as long as its file: only the part that is shown is copied.
    blank = _INDENT.match(line)
    indent = blank.end() if blank else 0
    start = min(indent, column - 1)
    if column - start > _LONGEST_LINE:
        start = column - _LONGEST_LINE // 2
    cut = line[start : start + _LONGEST_LINE].rstrip("\r").replace("\t", " ")
    lead, tail = ("…" if start > indent else ""), ("…" if start + _LONGEST_LINE < len(line) else "")
    return f"{lead}{cut}{tail}", column - start + len(lead)


def visible(text: str) -> str:
    r"""Return text in which no character can control a terminal or reorder a line.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text


def summary(files: int, diagnostics: Iterable[Diagnostic]) -> str:
    """Return one sentence that counts files, errors and warnings."""
    found = list(diagnostics)
    checked = count(files, "file")
    if not found:
        return f"{checked} checked: no errors."
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    places = len({diagnostic.span.source for diagnostic in found})
    remarks = sum(diagnostic.severity is Severity.INFO for diagnostic in found)
    others = len(found) - errors - remarks
    counts = [count(errors, "error")] if errors else ["no errors"]
    if others:
        counts.append(count(others, "warning"))
    if remarks:
        counts.append(count(remarks, "remark"))
    listed = " and ".join([", ".join(counts[:-1]), counts[-1]] if counts[1:] else counts)
    return f"{checked} checked: {listed} in {count(places, 'file')}."


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "file"), count(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
