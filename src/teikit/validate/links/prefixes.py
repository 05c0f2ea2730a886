"""Private URI schemes, as `prefixDef` in the header declares them (TEI Guidelines, 17.2.3)."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from warnings import catch_warnings

from teikit.records import dataclass

_NOT_A_PATH: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[#/$]|$")
_GROUP: Final = re.compile(r"\$(\d+)")
_REPEATED_GROUP: Final = re.compile(r"\)[*+{]")
_LONGEST: Final = 1000
_MOST_STEPS: Final = 10**7
# An address that only other software can follow.
_UNKNOWN: Final = "?"
# XPath's shorthands for names and categories of characters that Python writes in another way.
_CLASSES: Final = (
    ("\\i", r"[^\W\d]"),
    ("\\c", r"[\w:.\-·]"),
    ("\\p{L}", r"[^\W\d_]"),
    ("\\p{N}", r"\d"),
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A `prefixDef`: the scheme, the pattern of what follows it, and what to put in its place."""

    ident: str
    pattern: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Prefixes:
    """All that is declared about one scheme; the first pattern that fits counts."""

    ways: "tuple[tuple[re.Pattern[str], str], ...]"

    def replaced(self, rest: str) -> str | None:
        """Return what a pointer stands for, given what follows its scheme; None if nothing fits."""
        for pattern, replacement in self.ways:
            if _costs_too_much(pattern, rest):
                return _UNKNOWN
            found = pattern.fullmatch(rest)
            if found:
                return _GROUP.sub(lambda group, found=found: _group(found, group[1]), replacement)  # type: ignore[misc]
        # A declaration that cannot be understood says nothing about any pointer.
        return None if self.ways else _UNKNOWN


def _group(found: "re.Match[str]", number: str) -> str:
    # As in XPath's replace(), $12 is group 1 and a 2 where there are fewer groups.
    for cut in range(len(number), 0, -1):
        if int(number[:cut]) <= (found.re.groups or 0):
            return (found[int(number[:cut])] or "") + number[cut:]
    return ""


def compiled(definitions: Iterable[Definition]) -> Mapping[str, Prefixes]:
    """Return declarations ready to use, by scheme."""
    ways: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for one in definitions:
        found = ways.setdefault(one.ident, [])
        pattern = understood(one.pattern)
        if pattern is not None:
            found.append((pattern, one.replacement))
    return {ident: Prefixes(tuple(found)) for ident, found in ways.items()}


def borrowed(definition: Definition, declaring: str, using: str) -> Definition:
    """Return a declaration of one file as it holds in another; both are paths from the root.

    A path in it starts from where the declaration stands.
    """
    replacement = definition.replacement
    if _NOT_A_PATH.match(replacement):
        return definition
    up = "../" * using.count("/")
    return replace(
        definition, replacement=up + posixpath.join(posixpath.dirname(declaring), replacement)
    )


def understood(pattern: str) -> "re.Pattern[str] | None":
    """Return a pattern of XPath's regular expressions as Python's; None if it is none.

    None too for one that could take for ever: documents come from strangers.
    """
    for theirs, ours in _CLASSES:
        pattern = pattern.replace(theirs, ours)
    if len(pattern) > _LONGEST or _repeats_repetition(pattern):
        return None
    try:
        with catch_warnings(action="ignore"):
            return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def _repeats_repetition(pattern: str) -> bool:
    for found in _REPEATED_GROUP.finditer(pattern):
        inside = pattern[pattern.rfind("(", 0, found.start()) + 1 : found.start()]
        if any(char in "|*+{?)" for char in inside):
            return True
    return False


def _costs_too_much(pattern: "re.Pattern[str]", text: str) -> bool:
    repetitions = sum(map(pattern.pattern.count, "*+{"))
    return int(len(text) ** min(repetitions, 30)) > _MOST_STEPS


def groups_used(replacement: str) -> int:
    """Return the highest group that a replacement refers to."""
    return max((int(number) for number in _GROUP.findall(replacement)), default=0)
