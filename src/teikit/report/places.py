"""Names of files as a reader of a report wants them."""

from functools import lru_cache
from pathlib import Path


def near(name: str) -> str:
    """Return a path as seen from the current folder, where it lies in it."""
    return _near(name, str(Path.cwd()))


@lru_cache(maxsize=64)
def _near(name: str, folder: str) -> str:
    path, here = Path(name), Path(folder)
    inside = path.is_absolute() and path.is_relative_to(here)
    return str(path.relative_to(here)) if inside else name
