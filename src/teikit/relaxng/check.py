"""What an attribute's value must be: a pattern, and the values it is known to match."""

from collections.abc import Iterator
from typing import Final

from teikit.relaxng.datatypes import Namespaces
from teikit.relaxng.derive import Deriver
from teikit.relaxng.pattern import DATA, ELEMENT, VALUE, Pattern

MEMO: Final = 4096
"""How many of a kind are remembered: a document can have any number of names and values."""
MEMO_LENGTH: Final = 200
"""Characters of the longest text that is remembered."""


class Check:
    """What an attribute's value must be; `known` are values that are."""

    __slots__ = ("_datatype", "_memo", "_unfit", "deriver", "id_kind", "known", "pattern")

    def __init__(self, deriver: Deriver, pattern: Pattern) -> None:
        self.deriver = deriver
        self.pattern = pattern
        self.known: set[str] = set()
        self._unfit: set[str] = set()
        self.id_kind = _id_kind(pattern)
        self._memo = not _needs_namespaces(pattern)
        self._datatype = pattern.datatype if pattern.kind == DATA and not pattern.parts else None

    def accepts(self, value: str, namespaces: Namespaces) -> bool:
        """Return whether the value matches."""
        if value in self.known:
            return True
        if value in self._unfit:
            return False
        fits = self._fits(value, namespaces)
        if self._memo and not self.id_kind and len(value) <= MEMO_LENGTH:
            remembered = self.known if fits else self._unfit
            if len(remembered) >= MEMO:
                remembered.clear()
            remembered.add(value)
        return fits

    def _fits(self, value: str, namespaces: Namespaces) -> bool:
        if self._datatype is not None:
            return self._datatype.accepts(value, namespaces)
        return self.deriver.matches(self.pattern, value, namespaces)


def _id_kind(pattern: Pattern) -> str:
    for leaf in _leaves(pattern):
        if leaf.datatype is not None and leaf.datatype.id_kind:
            return leaf.datatype.id_kind
    return ""


def _needs_namespaces(pattern: Pattern) -> bool:
    return any(
        leaf.datatype is not None and leaf.datatype.needs_namespaces for leaf in _leaves(pattern)
    )


def _leaves(pattern: Pattern) -> Iterator[Pattern]:
    todo, seen = [pattern], {pattern.id}
    while todo:
        current = todo.pop()
        if current.kind in {DATA, VALUE}:
            yield current
        if current.kind != ELEMENT:
            for part in current.parts:
                if part.id not in seen:
                    seen.add(part.id)
                    todo.append(part)
