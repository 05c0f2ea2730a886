"""Putting results on disk so that what was there is whole until the new is whole."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MARKER: Final = ".teikit-build"


def write_file(path: Path, data: bytes | str) -> None:
    """Write a file beside its place and move it there; raises `OSError`.

    What is no file but a device or a pipe is written to, and stays what it is.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes private files; a published file has the usual permissions.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def may_replace(folder: Path) -> bool:
    """Return whether a folder is absent, empty or was made by a build."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


@contextlib.contextmanager
def replaced_folder(target: Path, *, mark: bool = True) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the target's place if all goes well.

    With `mark` the folder is marked as made by a build, so that the next one may replace it.

    On an exception (Ctrl-C too) the target stays as it was and nothing is left beside it.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    fresh, old = scratch / "new", scratch / "old"
    try:
        fresh.mkdir()
        if mark:
            (fresh / MARKER).write_text("Made by teikit; replaced as a whole.\n", encoding="utf-8")
        yield fresh
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
