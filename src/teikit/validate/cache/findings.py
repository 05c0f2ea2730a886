"""The findings in a file as plain data: what repeats itself in them is written once."""

import json
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.source import Position, Span

OWN: Final = ""
"""Stands for the name of the file itself, which the user may give differently next time."""

_Kind: TypeAlias = tuple[str, str, str, tuple[str, ...], str, tuple[str, ...]]


def plain_findings(found: Sequence[Diagnostic], name: str | None = None) -> list[Any]:
    """Return findings as JSON can hold them; the file called `name` may have another name later."""
    kinds: dict[_Kind, int] = {}
    sources: dict[str, int] = {}
    expected: dict[tuple[str, ...], int] = {}  # it is long, and the same for different messages

    def place(span: Span) -> list[int]:
        source = OWN if span.source == name else span.source
        start, end = span.start, span.end
        begin = [sources.setdefault(source, len(sources)), start.line, start.column]
        return begin if end is None else [*begin, end.line, end.column]

    def number_of(one: Diagnostic) -> int:
        kind = one.code, one.message, one.severity.value, one.hints, one.constraint, one.expected
        expected.setdefault(one.expected, len(expected))
        return kinds.setdefault(kind, len(kinds))

    rows = []
    # What is said again and again is often the very same: long texts need not be compared then.
    same: dict[tuple[object, ...], int] = {}
    for one in found:
        texts = id(one.message), id(one.expected), id(one.hints)
        said = *texts, id(one.severity), one.code, one.constraint
        number = same.get(said)
        if number is None:
            number = same[said] = number_of(one)
        row: list[Any] = [number, place(one.span)]
        if one.related:
            row.append([[other.message, place(other.span)] for other in one.related])
        rows.append(row)
    told = [(*words, expected[names]) for *words, names in kinds]
    return [list(sources), list(expected), told, rows]


def findings(plain: Sequence[Any], name: str = OWN) -> tuple[Diagnostic, ...]:
    """Return the findings in plain data, those in the file itself with its name now.

    Raises `ValueError`, `TypeError`, `KeyError` or `IndexError` where there are none.
    """
    sources, lists, kinds, rows = plain
    files = [source or name for source in sources]
    expected = [tuple(texts) for texts in lists]
    made = [
        (code, message, Severity(severity), tuple(hints), constraint, expected[number])
        for code, message, severity, hints, constraint, number in kinds
    ]

    def span(row: Sequence[int]) -> Span:
        source, line, column, *end = row
        return Span(files[source], Position(line, column), Position(*end) if end else None)

    def diagnostic(kind: int, place: Sequence[int], others: Sequence[Any] = ()) -> Diagnostic:
        code, message, severity, hints, constraint, names = made[kind]
        related = tuple(Related(span(where), said) for said, where in others)
        where = span(place)
        return Diagnostic(code, message, where, severity, hints, names, related, constraint)

    return tuple(diagnostic(*row) for row in rows)


def plain_text(value: Any) -> str:
    """Return a value as JSON without superfluous characters."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
