"""Diagnostics as JSON, for other programs."""

import json
from collections.abc import Iterable

from teikit.diagnostics import Diagnostic
from teikit.source import Span


def _end(span: Span) -> dict[str, int | None]:
    end = span.end
    return {"end_line": end.line if end else None, "end_column": end.column if end else None}


def as_object(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as the object that `teikit validate --format json` prints."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.span.source,
        "line": diagnostic.span.start.line,
        "column": diagnostic.span.start.column,
        **_end(diagnostic.span),
        "expected": list(diagnostic.expected),
        "hints": list(diagnostic.hints),
        "related": [
            {
                "message": related.message,
                "file": related.span.source,
                "line": related.span.start.line,
                "column": related.span.start.column,
            }
            for related in diagnostic.related
        ],
    }


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON list with one object a diagnostic.

    >>> render([])
    '[]'
    """
    return json.dumps([as_object(one) for one in diagnostics], ensure_ascii=False, indent=2)
