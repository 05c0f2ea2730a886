"""A schema that has not been compiled yet: its grammar and its constraints are, at the same time.

Then every process finds both in the cache. Where that cannot be written, each compiles for itself.
"""

from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import SchemaError
from teikit.source import DISK
from teikit.validate.cache.files import entry_path
from teikit.validate.selection import OF_CONSTRAINTS
from teikit.validate.standard import Standard

# The process that hands out the work compiles nothing itself.
if TYPE_CHECKING:
    from teikit.validate.work import Workers


def prepare(standard: Standard, workers: "Workers") -> None:
    """Have a schema compiled by two workers, unless the cache knows it; waits for them.

    What is wrong with it is said where files are held against it.
    """
    if standard.selection.wants(OF_CONSTRAINTS) and _is_new(standard):
        executor, schema = workers.executor(), (str(standard.schema), standard.within)
        for part in [executor.submit(each, *schema) for each in (_grammar, _constraints)]:
            part.exception()


def _is_new(standard: Standard) -> bool:
    """Return whether the cache could have what is made of a schema, but has nothing of it."""
    try:
        source = DISK.read(standard.schema)
    except OSError:
        return False
    grammar = entry_path(source, standard.within)
    constraints = entry_path(source, standard.within, "constraints", "")
    return not any(path is None or path.exists() for path in (grammar, constraints))


def _grammar(path: str, within: Path | None) -> None:
    from teikit.validate.loaded import Loaded, loaded  # noqa: PLC0415

    schema = loaded(path, within)
    if isinstance(schema, Loaded):
        schema.keep()
    # The constraints take longer. Meanwhile, this is brought in: every document will need it.
    import_module("teikit.validate.beyond")


def _constraints(path: str, within: Path | None) -> None:
    from teikit.validate.constraints.kept import kept_constraints  # noqa: PLC0415
    from teikit.validate.loaded import ALONE  # noqa: PLC0415

    if Path(path).suffix.lower() not in ALONE:
        with suppress(SchemaError):
            kept_constraints(Path(path), None, None, within)
