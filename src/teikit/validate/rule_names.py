"""Rules as people name them: by code, by the beginning of codes, or by their name in words."""

import re

from teikit.diagnostics import Diagnostic, Outcome
from teikit.rules import RULES
from teikit.source import Span, span_at
from teikit.validate.selection import CONSTRAINT, NEVER_IGNORED


def code_of(name: str) -> str | None:
    """Return the code, or the beginning of codes, that a name means; None where there is none.

    >>> code_of("hdr101"), code_of("HDR"), code_of("duplicate-identifier"), code_of("HDX")
    ('HDR101', 'HDR', 'IDS101', None)
    >>> code_of("SCH:bibl-is-declarable")
    'SCH:bibl-is-declarable'
    """
    wanted = name.strip()
    if wanted.startswith(CONSTRAINT):
        # Which constraints there are, only the schema says.
        return wanted if len(wanted) > len(CONSTRAINT) else None
    if len(wanted) > 2 and any(code.startswith(wanted.upper()) for code in RULES):
        return wanted.upper()
    return next((rule.code for rule in RULES.values() if rule.name == wanted.lower()), None)


def nearest(name: str) -> str:
    """Return a hint that says what may have been meant by a name that no rule has."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    families = sorted({code[:3] for code in RULES})
    known = [*RULES, *families, *(rule.name for rule in RULES.values())]
    near = get_close_matches(name.upper(), known, n=1) or get_close_matches(
        name.lower(), known, n=1
    )
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"The families of rules are: {', '.join(families)}. “teikit rules” lists all rules."


def option_codes(text: str, option: str) -> Outcome[tuple[str, ...]]:
    """Return the codes that an option of the command line names, separated by commas."""
    names = [name for name in re.split(r"[\s,]+", text) if name]
    place = span_at(option, 1, 1)
    wrong = [unknown_rule(name, place) for name in names if code_of(name) is None]
    codes = tuple(code for name in names if (code := code_of(name)))
    if option == "--ignore":
        wrong += [not_ignorable(one, place) for one in codes if one.startswith(NEVER_IGNORED)]
    return Outcome(None if wrong else codes, tuple(wrong))


def unknown_rule(name: str, place: Span) -> Diagnostic:
    """Return the diagnostic for a name that no rule has."""
    return Diagnostic("EDN021", f"There is no rule “{name}”.", place, hints=(nearest(name),))


def not_ignorable(name: str, place: Span) -> Diagnostic:
    """Return the diagnostic for a rule that is to be ignored, but must not be."""
    return Diagnostic(
        "EDN022",
        f"“{name}” cannot be ignored: what is not well-formed XML cannot be checked at all.",
        place,
    )
