"""The identifiers of many files in little memory: as hashes, for the time of one run."""

from array import array
from collections.abc import Collection, Iterator, Mapping
from typing import Final

_BUCKET: Final = 200_000


class IdStore:
    """Identifiers and the names of their elements, by the number of their file."""

    def __init__(self) -> None:
        self._hashes = array("q")
        self._elements = array("H")
        self._starts = array("Q")
        self._owned = array("I")
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}

    def add(self, own: Mapping[str, list[str]], foreign: Mapping[str, list[str]]) -> None:
        """Take the identifiers of the next file, by the names of their elements."""
        self._starts.append(len(self._hashes))
        self._take(own)
        self._owned.append(len(self._hashes) - self._starts[-1])
        self._take(foreign)

    def _take(self, ids: Mapping[str, list[str]]) -> None:
        for element, identifiers in ids.items():
            number = self._numbers.get(element)
            if number is None:
                # Strangers' documents may have any number of names; the last stands for the rest.
                number = self._numbers[element] = min(len(self._names), 65_535)
                if number == len(self._names):
                    self._names.append(element)
            self._hashes.extend(map(hash, identifiers))
            self._elements.extend([number] * len(identifiers))

    def of_file(self, number: int) -> dict[int, str]:
        """Return the names of a file's elements by the hashes of their identifiers."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._hashes)
        names = self._names
        pairs = zip(self._hashes[start:end], self._elements[start:end], strict=True)
        return {one: names[element] for one, element in pairs}

    def own_hashes(self, number: int) -> "array[int]":
        """Return the hashes of a file's own identifiers."""
        start = self._starts[number]
        return self._hashes[start : start + self._owned[number]]

    def shared(self) -> set[int]:
        """Return the hashes of identifiers that are in several files."""
        parts = max(1, len(self._hashes) // _BUCKET)
        found: set[int] = set()
        for part in range(parts):
            seen: set[int] = set()
            for number in range(len(self._starts)):
                mine = self.own_hashes(number)
                here = set(mine) if parts == 1 else {one for one in mine if one % parts == part}
                found |= here & seen
                seen |= here
        return found

    def holders(self, wanted: Collection[int]) -> Iterator[tuple[int, int, str]]:
        """Yield each file that has one of these of its own, which, and the element's name."""
        if not wanted:
            return
        for number in range(len(self._starts)):
            start = self._starts[number]
            for place, one in enumerate(self.own_hashes(number), start):
                if one in wanted:
                    yield number, one, self._names[self._elements[place]]
