"""What repeats itself is shown a few times and then only counted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass

_IN_A_FILE: Final = 3  # alike in a file, before the rest is folded
_IN_ALL: Final = 20  # alike in all files, before they are shown in a line each
# What differs between messages that say the same: quotations, numbers, names of files.
_CHANGING: Final = re.compile(r"“[^”]*”|\S*[/\\]\S*|\S+\.xml\b|\d+")

_ENOUGH: Final = 500  # characters of a message

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
            kinds.setdefault(kind_of(one), []).append(one)
        shown: dict[int, Shown] = {}
        for kind, alike in kinds.items():
            shown.update(self._alike(hash(kind[1:]), alike))
        yield from (shown[id(one)] for one in found if id(one) in shown)

    def _alike(self, kind: int, alike: Sequence[Diagnostic]) -> Iterator[tuple[int, Shown]]:
        """Yield what is shown of the findings of one kind in a file, by their identity."""
        # The digest of a kind is enough, so that memory does not grow with messages.
        often = self._seen[kind] >= _IN_ALL
        most = 1 if often else _IN_A_FILE
        if len(alike) == most + 1 and not often:
            most += 1  # a line that says “1 more” saves nothing
        self._seen[kind] += min(most, len(alike))
        more = tuple(alike[most:])
        self.folded = self.folded or bool(more)
        for number, one in enumerate(alike[:most], start=1):
            yield id(one), Shown(one, often, more if number == most else ())


def kind_of(one: Diagnostic) -> _Kind:
    """Return what findings that an editor would call the same have in common."""
    return one.span.source, one.code, _sense(one.message[:_ENOUGH])


@lru_cache(maxsize=1 << 12)
def _sense(message: str) -> str:
    return _CHANGING.sub("…", message)
