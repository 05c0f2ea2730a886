"""Diagnostics as CSV (RFC 4180), for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from teikit.diagnostics import Diagnostic

_COLUMNS: Final = ("file", "line", "column", "severity", "code", "message", "hints")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a table with a head and one row a diagnostic."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_COLUMNS)
    for diagnostic in diagnostics:
        start = diagnostic.span.start
        cells = (
            diagnostic.span.source,
            start.line,
            start.column,
            diagnostic.severity.value,
            diagnostic.code,
            diagnostic.message,
            " ".join(diagnostic.hints),
        )
        table.writerow([_harmless(str(cell)) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
