"""Patterns for files of an edition: which can be used, and which files they find."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PureWindowsPath

from teikit.diagnostics import Diagnostic
from teikit.source import Span


def is_usable(pattern: str) -> bool:
    r"""Return whether a pattern means files below the folder of the edition, on every system.

    >>> [is_usable(one) for one in ("mets/*.xml", "**/*.xml", "/mets/*.xml", "../a.xml", "")]
    [True, True, False, False, False]
    >>> [is_usable(one) for one in (".", "C:*.xml", "mets\\a.xml", "a**/b.xml")]
    [False, False, False, False]
    """
    path = PureWindowsPath(pattern)
    if not path.parts or path.anchor or "\\" in pattern:
        return False
    return all(part != ".." and ("**" not in part or part == "**") for part in path.parts)


def files_matching(root: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of an edition that a pattern finds, sorted.

    A link that leads out of the edition is passed over.
    """
    for path in sorted(root.glob(pattern)):
        # What lies elsewhere is no part of the edition, and is not to be published with it.
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            yield path


def wrong_patterns(patterns: Iterable[str], place: Span) -> Iterator[Diagnostic]:
    """Yield what is wrong with patterns in teikit.toml."""
    for pattern in patterns:
        if not is_usable(pattern):
            message = f"“{pattern}” is no pattern for files of the edition."
            hint = (
                "Patterns start from the folder of teikit.toml and lead down from there, with / "
                "between folders: documents/*.xml."
            )
            yield Diagnostic("EDN003", message, place, hints=(hint,))
