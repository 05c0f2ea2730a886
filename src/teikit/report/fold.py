"""What repeats itself is shown a few times and then only counted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic

_IN_A_FILE: Final = 3  # alike in a file, before the rest is folded
_IN_ALL: Final = 20  # alike in all files, before they are shown in a line each
_CHANGING: Final = re.compile(r"“[^”]*”|\d+")

_Kind: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding to be shown: with its excerpt and advice, or in `brief`; and `more` like it."""

    diagnostic: Diagnostic
    brief: bool = False
    more: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Folding:
    """Decides what is shown, and remembers what has been shown often."""

    _seen: Counter[int] = field(default_factory=Counter)
    folded: bool = False

    def of(self, found: Sequence[Diagnostic]) -> Iterator[Shown]:
        """Yield what is to be shown of a file, in its order.

        The last that is shown of a kind says how many more there are.
        """
        kinds: dict[_Kind, list[Diagnostic]] = {}
        for one in found:
            kinds.setdefault(_kind(one), []).append(one)
        last = {
            id(alike[_IN_A_FILE - 1]): tuple(alike[_IN_A_FILE:])
            for alike in kinds.values()
            if len(alike) > _IN_A_FILE + 1  # a line that says “1 more” saves nothing
        }
        hidden = {id(one) for more in last.values() for one in more}
        self.folded = self.folded or bool(hidden)
        for one in found:
            if id(one) not in hidden:
                yield Shown(one, self._often(one), last.get(id(one), ()))

    def _often(self, one: Diagnostic) -> bool:
        # The number of a kind is enough, so that memory does not grow with messages.
        _file, *kind = _kind(one)
        key = hash(tuple(kind))
        self._seen[key] += 1
        return self._seen[key] > _IN_ALL


def _kind(one: Diagnostic) -> _Kind:
    """Return what findings that an editor would call the same have in common."""
    return one.span.source, one.code, _CHANGING.sub("…", one.message)
