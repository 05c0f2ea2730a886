"""Names in the sentences of diagnostics."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return a hint that names what is spelt alike; none where nothing is."""
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.7)
    return (f"Did you mean {listed(near)}?",) if near else ()


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase.

    >>> listed(["p"]), listed(["p", "ab", "l"])
    ('“p”', '“p”, “ab” or “l”')
    """
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
