"""What a report is made of: files as they come, and the count of what was found in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass

_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked, and what was found in it.

    `name` is the file's path as the user gave it, None for what was found before any file could be
    checked. What concerns several files may come at the end, under a name that has come before.
    """

    name: str | None
    diagnostics: Sequence[Diagnostic] = ()


class _Marked:
    """Some of many files, by number: a bit for each."""

    __slots__ = ("_bits", "_count")

    def __init__(self) -> None:
        self._bits = bytearray()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, number: int) -> None:
        """Mark a file, once or again."""
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits)))
        if not self._bits[byte] & bit:
            self._bits[byte] |= bit
            self._count += 1


@dataclass(slots=True)
class RuleCount:
    """How often a rule has found something, and in how many `files`."""

    code: str
    severity: Severity
    found: int = 0
    _files: _Marked = field(default_factory=_Marked)

    @property
    def files(self) -> int:
        """In how many files it has found something."""
        return len(self._files)

    def add(self, found: int, file: int) -> None:
        """Count what it has found in a file, by its number."""
        self.found += found
        self._files.add(file)


@dataclass(slots=True)
class Tally:
    """How much was checked and found so far; it keeps numbers and names, no diagnostics."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _checked: _Marked = field(default_factory=_Marked)
    _places: _Marked = field(default_factory=_Marked)
    _rules: dict[tuple[str, Severity], RuleCount] = field(default_factory=dict)
    _severities: Counter[Severity] = field(default_factory=Counter)

    @property
    def files(self) -> int:
        """How many files were checked."""
        return len(self._checked)

    @property
    def found(self) -> int:
        """How much was found in all."""
        return self._severities.total()

    @property
    def places(self) -> int:
        """In how many files something was found."""
        return len(self._places)

    def of(self, severity: Severity) -> int:
        """Return how much was found of a severity."""
        return self._severities[severity]

    def rules(self) -> list[RuleCount]:
        """Return the counts by rule: errors first, then the most frequent."""
        return sorted(
            self._rules.values(), key=lambda one: (_ORDER[one.severity], -one.found, one.code)
        )

    def add(self, checked: Checked) -> None:
        """Count a file and what was found in it."""
        if checked.name is not None:
            self._checked.add(self._number(checked.name))
        alike = Counter([(one.code, one.severity, one.span.source) for one in checked.diagnostics])
        for (code, severity, name), found in alike.items():
            self._severities[severity] += found
            number = self._number(name)
            self._places.add(number)
            count = self._rules.get((code, severity))
            if count is None:
                count = self._rules[code, severity] = RuleCount(code, severity)
            count.add(found, number)

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))


def counted(files: Iterable[Checked], tally: Tally) -> Iterator[Checked]:
    """Pass files on and count them."""
    for checked in files:
        tally.add(checked)
        yield checked
