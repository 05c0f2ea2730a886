"""Diagnostics as JSON, for other programs."""

import json
from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.report.checked import Checked
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
        "constraint": diagnostic.constraint or None,
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
    return "".join(report([Checked(None, tuple(diagnostics))])).rstrip("\n")


def report(files: Iterable[Checked]) -> Iterator[str]:
    """Yield the same list in pieces, as files come."""
    found = (one for checked in files for one in checked.diagnostics)
    yield "["
    between = "\n  "
    for one in found:
        # In JSON, a line break is always between values: those inside texts are escaped.
        shown = json.dumps(as_object(one), ensure_ascii=False, indent=2).replace("\n", "\n  ")
        yield f"{between}{shown}"
        between = ",\n  "
    yield "]\n" if between == "\n  " else "\n]\n"
