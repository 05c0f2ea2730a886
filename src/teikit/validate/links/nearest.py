"""The identifiers most like one that does not exist."""

from collections.abc import Iterable
from typing import Final

_MOST_ASKED: Final = 200
_LONGEST: Final = 200
_MOST_COMPARED: Final = 2000


class Nearest:
    """Looks up the identifier somebody may have meant, as long as that is not asked too often."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._known: dict[str, str | None] = {}

    def to(self, wanted: str) -> str | None:
        """Return the name that is most like another; None where none is like it."""
        if len(wanted) > _LONGEST:
            return None
        if wanted not in self._known:
            if len(self._known) >= _MOST_ASKED:
                return None
            from difflib import get_close_matches

            near = get_close_matches(wanted, self._candidates(wanted), n=1, cutoff=0.75)
            self._known[wanted] = near[0] if near else None
        return self._known[wanted]

    def _candidates(self, wanted: str) -> list[str]:
        # Whoever mistypes a name hardly ever does so at both of its ends.
        ends = wanted[:1].lower(), wanted[-1:].lower()
        alike = [
            name
            for name in self._names
            if abs(len(name) - len(wanted)) <= 3
            and (name[:1].lower() == ends[0] or name[-1:].lower() == ends[1])
        ]
        if len(alike) <= _MOST_COMPARED:
            return alike
        return [name for name in alike if name[:2].lower() == wanted[:2].lower()][:_MOST_COMPARED]
