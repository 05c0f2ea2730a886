"""Many files: each a task, handed in bundles to whatever executor is there."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.validate.prepare import prepare
from teikit.validate.standard import Examined, Standard

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from teikit.validate.plain import Sent

_MOST_IN_BUNDLE: Final = 100
_BUNDLES_PER_WORKER: Final = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A file to validate, and what it is held against; `diagnostics` are about that choice.

    All tasks are there at once: the `name` of a path takes a quarter of its memory.
    """

    name: str
    standard: Standard
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> Path:
        """The path of the file."""
        return Path(self.name)


def standards_of(tasks: Iterable[Task]) -> list[Standard]:
    """Return what files are held against: few standards, which many tasks have in common."""
    # By identity, since to compare them takes long.
    return list({id(task.standard): task.standard for task in tasks}.values())


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, asked for when there is work for it, and how many tasks it does at a time."""

    executor: "Callable[[], Executor]"
    count: int


Known: TypeAlias = Examined | None
"""What is known of a file from before; None where it has to be examined."""


def examined(
    tasks: Iterable[tuple[Task, Known]], total: int, workers: Workers | None
) -> Iterator[tuple[Task, Examined]]:
    """Yield tasks in their order with what is found; what is not known is worked out.

    Without `workers` that happens here. With them, only so much is under way at a time that
    memory does not grow with the number of tasks.
    """
    if workers is None:
        for task, known in tasks:
            yield task, known or _examine(task.name, task.standard)
        return
    most_under_way = workers.count * _BUNDLES_PER_WORKER
    todo = iter(tasks)
    under_way: deque[_Bundle] = deque()
    prepared: set[Path] = set()
    # Smaller and smaller, so that all have something to do until the end.
    while some := list(islice(todo, max(1, min(_MOST_IN_BUNDLE, total // most_under_way)))):
        total -= len(some)
        new = {one.standard.schema: one.standard for one, known in some if known is None}
        for schema in new.keys() - prepared:
            prepare(new[schema], workers)
            prepared.add(schema)
        under_way.append(_Bundle.begun(some, workers))
        if len(under_way) >= most_under_way:
            yield from under_way.popleft().results()
    while under_way:
        yield from under_way.popleft().results()


@dataclass(frozen=True, slots=True)
class _Bundle:
    tasks: Sequence[tuple[Task, Known]]
    future: "Future[list[Sent]] | None"

    @staticmethod
    def begun(tasks: Sequence[tuple[Task, Known]], workers: Workers) -> "_Bundle":
        """Return a bundle of tasks that is being worked on."""
        new = [(task.name, task.standard) for task, known in tasks if known is None]
        return _Bundle(tasks, workers.executor().submit(_examine_there, new) if new else None)

    def results(self) -> Iterator[tuple[Task, Examined]]:
        """Yield the tasks with what was found; waits for it."""
        from teikit.validate.plain import received

        new = iter(self.future.result() if self.future is not None else ())
        for task, known in self.tasks:
            yield task, known or received(next(new), task.name)


def _examine_there(some: list[tuple[str, Standard]]) -> "list[Sent]":
    """Return what is found in some files, for the process that has sent them."""
    from teikit.validate.plain import sent

    return [sent(_examine(path, standard), path) for path, standard in some]


def _examine(path: str, standard: Standard) -> Examined:
    # Where everything is known, or others do the work, none of this is needed.
    from teikit.validate.examine import examine

    return examine(path, standard)
