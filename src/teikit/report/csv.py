"""Diagnostics as CSV (RFC 4180), for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.report.checked import Checked
from teikit.report.text import visible

_COLUMNS: Final = ("file", "line", "column", "severity", "code", "message", "hints")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def report(files: Iterable[Checked]) -> Iterator[str]:
    """Yield a table with a head and one row a diagnostic."""
    # Without a byte order mark, Excel takes UTF-8 for something else.
    yield f"\ufeff{_rows([_COLUMNS])}"
    for checked in files:
        yield _rows(map(_cells, checked.diagnostics))


def _cells(diagnostic: Diagnostic) -> Sequence[str]:
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
    return [_harmless(visible(str(cell))) for cell in cells]


def _rows(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
