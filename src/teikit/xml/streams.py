"""What a C library writes to standard error, caught; and a folder for this process's own files."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def temporary_folder() -> Path:
    """Return a folder that lasts as long as the process."""
    folder = Path(tempfile.mkdtemp(prefix="teikit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder.resolve()


@contextmanager
def captured_stderr() -> Iterator[Callable[[], str]]:
    """Catch what is written to the process's standard error, by C libraries too.

    Yields a function that returns what has been written so far.
    """
    try:
        saved = os.dup(2)
    except OSError:  # a process may run without standard error
        yield lambda: ""
        return
    with tempfile.TemporaryFile() as catcher:
        os.dup2(catcher.fileno(), 2)

        def written() -> str:
            catcher.seek(0)
            return catcher.read().decode("utf-8", "replace")

        try:
            yield written
        finally:
            os.dup2(saved, 2)
            os.close(saved)
