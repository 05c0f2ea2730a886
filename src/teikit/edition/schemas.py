"""The `[schemas]` table of `teikit.toml`: files with a schema of their own."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from teikit.diagnostics import Diagnostic, Severity, has_errors
from teikit.edition.association import schema_path
from teikit.edition.patterns import files_matching, wrong_patterns
from teikit.source import Span

_Locate = Callable[[str, str], Span]
_TABLE = "schemas"


def own_schemas(root: Path, schemas: tuple[tuple[str, str], ...]) -> dict[Path, str]:
    """Return the files that the patterns of `[schemas]` find, each with what its schema is called.

    The first pattern that finds a file counts.
    """
    found: dict[Path, str] = {}
    for pattern, schema in schemas:
        for path in files_matching(root, pattern):
            found.setdefault(path, schema)
    return found


def wrong_schemas(table: Mapping[str, object], root: Path, locate: _Locate) -> Iterator[Diagnostic]:
    """Yield what is wrong in a `[schemas]` table, whose values have the right kinds."""
    for pattern, name in table.items():
        place = locate(_TABLE, pattern)
        wrong = list(wrong_patterns([pattern], place))
        yield from wrong
        if not schema_path(str(name), root).is_file():
            yield _missing(str(name), place)
        elif not has_errors(wrong) and not any(files_matching(root, pattern)):
            yield _no_file(pattern, place)


def _missing(name: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "EDN005",
        f"The schema “{name}” does not exist.",
        place,
        hints=("Paths start from the folder of teikit.toml.",),
    )


def _no_file(pattern: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "EDN008",
        f"No file was found with the pattern {pattern}, so nothing is held against its schema.",
        place,
        Severity.WARNING,
        hints=("Correct the pattern, or take the line away.",),
    )
