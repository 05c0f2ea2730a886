"""Diagnostics for a reader at a terminal: the sentence, the place, the line itself, the advice."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final
from unicodedata import category, east_asian_width

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.checked import Checked, Tally
from teikit.report.fold import Folding, Shown
from teikit.source import Span
from teikit.validate.lines import Read, read_lines

LONGEST_LINE: Final = 160  # of an excerpt, in characters
_COLOURS: Final = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}
_LINES_NAMED: Final = 8  # of what is folded
_FEW: Final = 10  # findings that need no table to be overlooked
_WITHOUT_WIDTH: Final = {"Mn", "Me", "Cf"}  # what stands on or within other characters
_INDENT: Final = re.compile(r"\s*")

Paint = Callable[[str, str], str]


def report(
    files: Iterable[Checked],
    tally: Tally,
    *,
    colour: bool,
    everything: bool = False,
    read: Read = read_lines,
) -> Iterator[str]:
    """Yield blocks of lines as files come, and what the tally says of them at the end.

    What repeats itself is folded unless `everything` is asked for.
    """
    paint = _painted if colour else _plain
    folding = Folding()
    for checked in files:
        found = checked.diagnostics
        shown = map(Shown, found) if everything else folding.of(found)
        for one in shown:
            yield "\n".join(_shown(one, paint, read))
    yield from closing(tally, paint, table=folding.folded or tally.found > _FEW)


def closing(tally: Tally, paint: Paint, *, table: bool) -> Iterator[str]:
    """Yield the end of a report: the rules with their counts, where to read more, the sum."""
    if tally.found:
        if table:
            yield ""
            yield from _table(tally, paint)
            yield ""
        yield f"What a message means and what to do: teikit explain {tally.rules()[0].code}"
    if tally.files or not tally.found:
        yield sentence(tally)


def _table(tally: Tally, paint: Paint) -> Iterator[str]:
    from teikit.rules import RULES  # noqa: PLC0415 - only where there is much to say

    counts = tally.rules()
    names = [RULES[one.code].name if one.code in RULES else "" for one in counts]
    width = max(map(len, names))
    digits = max(len(f"{one.found:,}") for one in counts)
    for one, name in zip(counts, names, strict=True):
        label = paint(f"{one.severity:7} {one.code}", _COLOURS[one.severity])
        where = count(one.files, "file")
        yield f"{label}  {name:{width}}  {one.found:>{digits},} in {where}"


def _shown(shown: Shown, paint: Paint, read: Read) -> Iterator[str]:
    if shown.brief:
        yield f"{_head(shown.diagnostic, paint)} {visible(shown.diagnostic.message)}"
    else:
        yield from _block(shown.diagnostic, paint, read)
    if shown.more:
        yield f"  {paint('…', '32')} {_more(shown.more)}"


def _more(folded: Sequence[Diagnostic]) -> str:
    lines = [str(number) for number in dict.fromkeys(one.span.start.line for one in folded)]
    named = lines[:_LINES_NAMED]
    rest = [*named, "…"] if len(lines) > _LINES_NAMED else named
    noun = "line" if len(lines) == 1 else "lines"
    return f"and {len(folded):,} more of the same, in {noun} {', '.join(rest)} (--all shows all)"


def render(
    diagnostics: Iterable[Diagnostic], *, colour: bool, read: Read = read_lines
) -> Iterator[str]:
    """Return a block of lines for each diagnostic, with ANSI colours if asked for."""
    paint = _painted if colour else _plain
    for diagnostic in diagnostics:
        yield "\n".join(_block(diagnostic, paint, read))


def _head(diagnostic: Diagnostic, paint: Paint) -> str:
    label = paint(f"{diagnostic.severity} {diagnostic.code}", _COLOURS[diagnostic.severity])
    return f"{paint(place(diagnostic.span), '1')}: {label}"


def _block(diagnostic: Diagnostic, paint: Paint, read: Read) -> Iterator[str]:
    tint = _COLOURS[diagnostic.severity]
    yield _head(diagnostic, paint)
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
    yield f"  {' ' * len(number)} │ {' ' * width(visible(shown[: column - 1]))}{mark('^')}"


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
    if column - start > LONGEST_LINE:
        start = column - LONGEST_LINE // 2
    cut = line[start : start + LONGEST_LINE].rstrip("\r").replace("\t", " ")
    lead, tail = ("…" if start > indent else ""), ("…" if start + LONGEST_LINE < len(line) else "")
    return f"{lead}{cut}{tail}", column - start + len(lead)


def width(text: str) -> int:
    r"""Return how many columns of a terminal a text takes.

    >>> width("abc"), width("e\u0301"), width("日本")
    (3, 1, 4)
    """
    if text.isascii():
        return len(text)
    wide = sum(east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(category(character) in _WITHOUT_WIDTH for character in text)


def visible(text: str) -> str:
    r"""Return text in which no character can control a terminal or reorder a line.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    if text.isprintable():
        return text
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
    tally = Tally()
    tally.add(Checked(None, tuple(diagnostics)))
    return sentence(tally, files)


def sentence(tally: Tally, files: int | None = None) -> str:
    """Return one sentence that says what a tally has counted."""
    checked = count(tally.files if files is None else files, "file")
    if not tally.found:
        return f"{checked} checked: no errors."
    errors, others, remarks = (tally.of(severity) for severity in Severity)
    counts = [count(errors, "error")] if errors else ["no errors"]
    if others:
        counts.append(count(others, "warning"))
    if remarks:
        counts.append(count(remarks, "remark"))
    listed = " and ".join([", ".join(counts[:-1]), counts[-1]] if counts[1:] else counts)
    return f"{checked} checked: {listed} in {count(tally.places, 'file')}."


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "file"), count(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
