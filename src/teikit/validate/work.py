"""Many files: each a task, handed to whatever executor is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, SchemaError
from teikit.source import span_at
from teikit.validate.load import Schema, load_schema

if TYPE_CHECKING:
    from concurrent.futures import Executor

_CHUNK: Final = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A file to validate: against which schema, reaching files of which folder."""

    path: Path
    schema: Path
    root: Path
    ids: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a file, or why there was no schema to look with."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    schema_diagnostics: tuple[Diagnostic, ...] = ()
    unreadable: bool = False


def run_tasks(tasks: Sequence[Task], executor: "Executor") -> Iterator[Result]:
    """Return the results of tasks in their order, worked on by an executor."""
    return executor.map(run_task, tasks, chunksize=_CHUNK)


def run_task(task: Task) -> Result:
    """Validate one file; the schema is loaded once a process."""
    schema = _schema(task.schema)
    if not isinstance(schema, Schema):
        return Result(task.path, task.diagnostics, schema)
    try:
        found = schema.validate(task.path, ids=task.ids, root=task.root)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        unreadable = Diagnostic("XML016", message, span_at(str(task.path), 1, 1))
        return Result(task.path, (unreadable,), unreadable=True)
    return Result(task.path, (*task.diagnostics, *found))


@lru_cache(maxsize=16)
def _schema(path: Path) -> Schema | tuple[Diagnostic, ...]:
    try:
        return load_schema(path)
    except SchemaError as error:
        return error.diagnostics
