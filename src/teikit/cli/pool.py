"""An executor whose processes Ctrl-C passes by: it is for their parent alone."""

import os
import signal
from atexit import register
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Pool(ProcessPoolExecutor):
    """At most so many processes; whenever there is work for one more, it is started."""

    def __init__(self, most: int) -> None:
        # The same way of starting processes everywhere, Windows included. They end at once: taking
        # everything down in order would take a while.
        super().__init__(most, get_context("spawn"), initializer=register, initargs=(os._exit, 0))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give work to a process."""
        with _uninterrupted():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """End all processes now, before anybody there can complain that nobody listens."""
        results = self._result_queue
        for process in active_children():
            process.terminate()
        self.shutdown(wait=False, cancel_futures=True)
        # Who is ended while telling something leaves half a message. The rest would be waited for
        # as long as there is anybody who could write it, and that is this process itself.
        writer = getattr(results, "_writer", None)
        if writer is not None:
            writer.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C pass the processes by that are started here."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
