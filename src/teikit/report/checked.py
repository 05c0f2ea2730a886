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


@dataclass(slots=True)
class RuleCount:
    """How often a rule has found something, and in which files."""

    code: str
    severity: Severity
    found: int = 0
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """How much was checked and found so far; it keeps numbers and names, no diagnostics."""

    _checked: set[str] = field(default_factory=set)
    _places: set[str] = field(default_factory=set)
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
            self._checked.add(checked.name)
        alike = Counter([(one.code, one.severity, one.span.source) for one in checked.diagnostics])
        for (code, severity, name), found in alike.items():
            self._severities[severity] += found
            self._places.add(name)
            count = self._rules.get((code, severity))
            if count is None:
                count = self._rules[code, severity] = RuleCount(code, severity)
            count.found += found
            count.files.add(name)


def counted(files: Iterable[Checked], tally: Tally) -> Iterator[Checked]:
    """Pass files on and count them."""
    for checked in files:
        tally.add(checked)
        yield checked
