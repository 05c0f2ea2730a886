"""Processes that validate files: started when there is work for them, ended with the command."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Processes:
    """Up to `count` processes; use it in a `with` statement."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._executor: Executor | None = None

    def executor(self) -> "Executor":
        """Return the executor that gives them work; the first call starts them."""
        if self._executor is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            with _uninterrupted():
                # The same way of starting processes everywhere, Windows included.
                context = get_context("spawn")
                self._executor = ProcessPoolExecutor(self._count, mp_context=context)
                self._executor.submit(int)  # starts them, here and now
        return self._executor

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if self._executor is None:
            return
        stopped = kind is not None
        if stopped:
            # Ctrl-C ends the run now, not when what is being worked on is done; and before anybody
            # there can complain that nobody listens any more.
            from multiprocessing import active_children

            for process in active_children():
                process.terminate()
        self._executor.shutdown(wait=not stopped, cancel_futures=stopped)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C pass the processes by that are started here: it is for their parent alone."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
