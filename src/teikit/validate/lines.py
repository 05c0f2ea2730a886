"""The lines of files that diagnostics name: to be shown, and to be recognised again."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from teikit.xml.encoding import text_of

_LARGEST_FILE: Final = 1 << 25  # bytes of a file that lines are shown of

Read = Callable[[str], Sequence[str]]


@lru_cache(maxsize=2)
def read_lines(name: str) -> Sequence[str]:
    """Return the lines of a file that diagnostics name, none where there is nothing to show."""
    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_FILE:
            return ()
        return text_of(path.read_bytes()).split("\n")
    except (OSError, LookupError, ValueError):
        return ()
