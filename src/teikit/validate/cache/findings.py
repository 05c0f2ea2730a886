"""The findings in a file as plain data: what repeats itself in them is written once."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.source import Position, Span

OWN: Final = ""
"""Stands for the name of the file itself, which the user may give differently next time."""

Texts: TypeAlias = tuple[str, ...]


def plain_findings(found: Iterable[Diagnostic], name: str | None = None) -> list[Any]:
    """Return findings as JSON can hold them; the file called `name` may have another name later."""
    table: dict[Texts, int] = {}

    def number(texts: Texts) -> int:
        return table.setdefault(texts, len(table))

    def place(span: Span) -> list[int]:
        source = number((OWN if span.source == name else span.source,))
        end = (span.end.line, span.end.column) if span.end else ()
        return [source, span.start.line, span.start.column, *end]

    rows = [
        [
            number((one.code, one.message, one.severity.value)),
            number(one.hints),
            number(one.expected),
            place(one.span),
            [[number((other.message,)), place(other.span)] for other in one.related],
        ]
        for one in found
    ]
    return [[list(texts) for texts in table], rows]


def findings(plain: Sequence[Any], name: str = OWN) -> tuple[Diagnostic, ...]:
    """Return the findings in plain data, those in the file itself with its name now.

    Raises `ValueError`, `TypeError`, `KeyError` or `IndexError` where there are none.
    """
    lists, rows = plain
    table: list[Texts] = [tuple(texts) for texts in lists]

    def span(row: Sequence[int]) -> Span:
        source, line, column, *end = row
        (own,) = table[source]
        return Span(own or name, Position(line, column), Position(*end) if end else None)

    def related(row: Sequence[Any]) -> Related:
        (message,) = table[row[0]]
        return Related(span(row[1]), message)

    def diagnostic(row: Sequence[Any]) -> Diagnostic:
        said, hints, expected, place, others = row
        code, message, severity = table[said]
        return Diagnostic(
            code,
            message,
            span(place),
            Severity(severity),
            table[hints],
            table[expected],
            tuple(map(related, others)),
        )

    return tuple(map(diagnostic, rows))


def plain_text(value: Any) -> str:
    """Return a value as JSON without superfluous characters."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
