"""Processes that validate files: started when there is work for them, ended with the command."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from teikit.validate.kept import is_kept
from teikit.validate.work import Task, Workers

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from teikit.cli.pool import Pool

# Below this many bytes, starting processes costs more than it saves.
_WORTH: Final = 4_000_000
# At most so many are started while files are still being listed: there may be few.
_FIRST: Final = 8


class Processes:
    """A number of processes; use it in a `with` statement.

    Without a number, there are as many as processors, where there is work enough for them.
    """

    def __init__(self, jobs: int | None) -> None:
        self._most = jobs or os.cpu_count() or 1
        self._enough = _WORTH if jobs is None else 0
        self._are_wanted = False
        self._started = 0
        self._pool: Pool | None = None

    def watching(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Pass tasks on; the first processes are started once it is clear that they are wanted."""
        size = 0
        for number, task in enumerate(tasks):
            if not self._are_wanted and self._most > 1:
                with suppress(OSError):
                    size += task.path.stat().st_size
                self._are_wanted = number > 0 and size >= self._enough
                if self._are_wanted and not is_kept(task.standard):
                    self._running(_FIRST)
            yield task

    def workers(self, tasks: int) -> Workers | None:
        """Return who is to do so many tasks that have been watched; None for this process."""
        count = min(self._most, tasks) if self._are_wanted else 1
        return Workers(partial(self._running, count), count) if count > 1 else None

    def _running(self, count: int) -> "Executor":
        """Return the executor that gives them work; `count` are started, or all there may be."""
        count = min(count, self._most)
        if self._pool is None:
            from teikit.cli.pool import Pool

            self._pool = Pool(self._most)
        for _ in range(count - self._started):
            self._pool.submit(int)  # while all are busy, or starting, that starts one
        self._started = max(self._started, count)
        return self._pool

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if self._pool is None:
            return
        if kind is not None:
            # Ctrl-C ends the run now, not when what is being worked on is done.
            self._pool.stop()
        else:
            self._pool.shutdown()
