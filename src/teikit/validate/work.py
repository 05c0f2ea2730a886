"""Many files: each a task, handed in bundles to whatever executor is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from teikit.diagnostics import Diagnostic, SchemaError
from teikit.source import span_at
from teikit.validate.load import Schema, load_schema
from teikit.validate.selection import EVERYTHING_USUAL, Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from teikit.validate.rules import RuleSchema
    from teikit.validate.xsd import XsdSchema

_MOST_IN_BUNDLE: Final = 100
_BUNDLES_PER_WORKER: Final = 8

_Sent: TypeAlias = tuple[str, str, str, bool]
_Found: TypeAlias = tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...], bool]


@dataclass(frozen=True, slots=True)
class Task:
    """A file to validate: against which schema, reaching files of which folder."""

    path: Path
    schema: Path
    root: Path
    ids: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()
    selection: Selection = EVERYTHING_USUAL


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a file, or why there was no schema to look with."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    schema_diagnostics: tuple[Diagnostic, ...] = ()
    unreadable: bool = False


def run_tasks(tasks: Sequence[Task], executor: "Executor", workers: int) -> Iterator[Result]:
    """Return the results of tasks in their order, worked on by an executor's `workers`."""
    size = max(1, min(_MOST_IN_BUNDLE, len(tasks) // (workers * _BUNDLES_PER_WORKER)))
    return _in_order(tasks, executor.map(_run_bundle, _bundles(tasks, size)))


def _in_order(tasks: Sequence[Task], bundles: Iterable[list[_Found | None]]) -> Iterator[Result]:
    todo = iter(tasks)
    for found in bundles:
        for task, one in zip(islice(todo, len(found)), found, strict=True):
            yield _result(task, one)


def run_task(task: Task) -> Result:
    """Validate one file; the schema is loaded once a process."""
    return _result(task, _run(_sent(task)))


def _result(task: Task, found: _Found | None) -> Result:
    diagnostics, schema_diagnostics, unreadable = found or ((), (), False)
    selected = tuple(task.selection.applied((*task.diagnostics, *diagnostics)))
    return Result(task.path, selected, schema_diagnostics, unreadable)


def _bundles(tasks: Iterable[Task], size: int) -> Iterator[list[_Sent]]:
    todo = map(_sent, tasks)
    while bundle := list(islice(todo, size)):
        yield bundle


# Between processes only texts travel, and nothing at all for a file in which nothing was found.


def _sent(task: Task) -> _Sent:
    return str(task.path), str(task.schema), str(task.root), task.ids


def _run_bundle(bundle: Sequence[_Sent]) -> list[_Found | None]:
    return [_run(sent) for sent in bundle]


def _run(sent: _Sent) -> _Found | None:
    path, schema_path, root, ids = sent
    schema = _schema(schema_path)
    if isinstance(schema, tuple):
        return (), schema, False
    try:
        found = schema.validate(path, ids=ids, root=_folder(root))
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return (Diagnostic("XML016", message, span_at(path, 1, 1)),), (), True
    return (tuple(found), (), False) if found else None


@lru_cache(maxsize=16)
def _schema(path: str) -> "Schema | RuleSchema | XsdSchema | tuple[Diagnostic, ...]":
    try:
        if path.lower().endswith(".sch"):
            # SaxonC is brought in only for rules.
            from teikit.validate.rules import load_rules

            return load_rules(path)
        if path.lower().endswith(".xsd"):
            from teikit.validate.xsd import load_xsd

            return load_xsd(path)
        return load_schema(path)
    except SchemaError as error:
        return error.diagnostics


@lru_cache(maxsize=256)
def _folder(path: str) -> Path:
    return Path(path)
