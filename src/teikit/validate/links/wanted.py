"""What the files of a run point at in other files: every target once, every use as a number."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

NOTHING: Final = hash("")
"""The hash of no fragment: the pointer leads to the file itself."""


class Wanted:
    """Targets by number, and which of them each file uses."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._names: dict[str, int] = {}
        self._listed: list[str] = []
        self._files = array("I")
        self._fragments = array("q")
        self._pairs = array("I")
        self._uses = array("I")
        self._starts = array("Q")
        self._later: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._files)

    def next_file(self) -> None:
        """Begin with the next file: what is added from now on is used by it."""
        self._starts.append(len(self._uses))

    def add(self, target: str, fragment: str, pair: str) -> None:
        """Take a use of a target by the present file."""
        self._uses.append(self._number(target, fragment, pair))

    def add_later(self, file: int, target: str, fragment: str, pair: str) -> None:
        """Take a use of a target by an earlier file."""
        self._later.setdefault(file, []).append(self._number(target, fragment, pair))

    def _number(self, target: str, fragment: str, pair: str) -> int:
        file, owner = self._named(target), self._named(pair)
        key = hash((file, fragment, owner))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._files)
            self._files.append(file)
            self._fragments.append(hash(fragment))
            self._pairs.append(owner)
        return number

    def _named(self, name: str) -> int:
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = len(self._listed)
            self._listed.append(name)
        return number

    def targets(self) -> Iterator[tuple[int, str, int, str]]:
        """Yield each target, file by file: its number, file, hash of the fragment, and pair."""
        names = self._listed
        for number in sorted(range(len(self._files)), key=self._files.__getitem__):
            fragment = self._fragments[number]
            yield number, names[self._files[number]], fragment, names[self._pairs[number]]

    def pairs_in(self, file: int, bad: Sequence[int]) -> set[str]:
        """Return the pairs of a file's uses of targets that are `bad`, an array of 0 and 1."""
        return {self._listed[self._pairs[one]] for one in self._used_by(file) if bad[one]}

    def _used_by(self, file: int) -> list[int]:
        end = self._starts[file + 1] if file + 1 < len(self._starts) else len(self._uses)
        return [*self._uses[self._starts[file] : end], *self._later.get(file, ())]

    def fragments_of(self, target: str) -> set[int]:
        """Return the hashes of all that is pointed at in a file."""
        wanted = self._names.get(target)
        pairs = zip(self._files, self._fragments, strict=True)
        return {fragment for file, fragment in pairs if file == wanted}
