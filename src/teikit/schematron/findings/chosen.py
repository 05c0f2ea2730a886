"""The phase that a document chooses, from what was found when it was asked."""

from collections.abc import Iterable, Sequence

from teikit.diagnostics import Diagnostic
from teikit.schematron.names import ALL

_CHOSEN = "SCH102"


def chosen(found: Iterable[Diagnostic], choices: Sequence[str]) -> tuple[str, list[Diagnostic]]:
    """Return the first of the phases whose condition is met, or all, and what else was found."""
    met: set[str] = set()
    others: list[Diagnostic] = []
    for one in found:
        if one.code == _CHOSEN:
            met.add(one.constraint)
        else:
            others.append(one)
    return next((name for name in choices if name in met), ALL), others
