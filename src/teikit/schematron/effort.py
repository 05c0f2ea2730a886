"""How the time that libxml2 takes for an expression grows with the size of the document."""

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<literal>"[^"]*"|'[^']*')|(?P<axis>[a-z-]+)::|(?P<open>[\[(])|(?P<close>[\])])"""
    r"""|(?P<next>\||,|[=<>+]|\b(?:and|or)\b)"""
)
_TO_FEW: Final = frozenset(
    {"ancestor", "ancestor-or-self", "attribute", "namespace", "parent", "self"}
)
_INSIDE: Final = frozenset({"child", "descendant", "descendant-or-self"})


def power(xpath: str) -> int:
    """Return the power of the document's size that the effort grows with, at most.

    `xpath` is written by our own translation, with all axes spelt out.

    >>> power("child::a[attribute::n]/child::b"), power("/descendant::a[preceding::a[child::b]]")
    (1, 3)
    """
    levels = [_Level()]
    for token in _TOKEN.finditer(xpath):
        if token["axis"]:
            levels[-1].step(token["axis"])
        elif token["open"]:
            levels.append(_Level(filters=token["open"] == "["))
        elif token["close"] and len(levels) > 1:
            levels[-2].inside(levels.pop())
        elif token["next"]:
            levels[-1].end()
    return max(one.most for one in levels)


class _Level:
    """The paths in one pair of brackets; those in [] are tried on all nodes of the step before."""

    def __init__(self, *, filters: bool = False) -> None:
        self.filters = filters
        self.most = 0
        self._many = False
        self._visited = 0

    def step(self, axis: str) -> None:
        """Take a step: to how many nodes, at most, from how many."""
        if axis in _TO_FEW:
            self._visited = int(self._many)
        else:
            # As a rule, what is inside of different nodes is different.
            self._visited = 1 + int(self._many and axis not in _INSIDE)
            self._many = True
        self.most = max(self.most, self._visited)

    def inside(self, inner: "_Level") -> None:
        """Take what was in brackets: a predicate, or something of its own."""
        self.most = max(self.most, inner.most + self._visited * inner.filters)
        if not inner.filters:
            self._many = self._many or inner.most > 0
            self._visited = max(self._visited, min(inner.most, 1))

    def end(self) -> None:
        """Take an operator: what follows starts afresh."""
        self._many, self._visited = False, 0
