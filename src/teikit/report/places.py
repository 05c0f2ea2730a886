"""Names of files as a reader of a report wants them."""

from pathlib import Path


def near(name: str) -> str:
    """Return a path as seen from the current folder, where it lies in it."""
    path, here = Path(name), Path.cwd()
    inside = path.is_absolute() and path.is_relative_to(here)
    return str(path.relative_to(here)) if inside else name
