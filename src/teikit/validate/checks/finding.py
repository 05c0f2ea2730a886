"""Diagnostics of checks: the severity of each is the one its rule is registered with."""

from teikit.diagnostics import Diagnostic
from teikit.source import Span


def finding(code: str, message: str, span: Span, *hints: str) -> Diagnostic:
    """Return the diagnostic of a rule at a place."""
    # The registry is brought in only where something is found.
    from teikit.rules import RULES  # noqa: PLC0415

    return Diagnostic(code, message, span, RULES[code].severity, hints)
