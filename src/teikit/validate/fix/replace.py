"""Putting a fixed file in the place of the old one, if that is still what it was."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from teikit.validate.fix.change import Fixed


class NotReplacedError(OSError):
    """The file was left as it is, for the reason given."""


def replace_file(fixed: Fixed, path: Path) -> None:
    """Write a fixed file beside its place and move it there, with the permissions it had.

    Raises `NotReplacedError` for a symbolic link, and for a file that has changed since it was
    read; `OSError` where it cannot be written. The file is whole in any case.
    """
    if path.is_symlink():
        msg = "it is a link to another file; name that one"
        raise NotReplacedError(msg)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(fixed.data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, fresh)
        _keep_owner(path, fresh)
        if path.is_symlink() or path.read_bytes() != fixed.source.data:
            msg = "it has been changed by another program in the meantime; try again"
            raise NotReplacedError(msg)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _keep_owner(path: Path, fresh: Path) -> None:
    if hasattr(os, "chown"):
        status = path.stat()
        with suppress(OSError):
            os.chown(fresh, status.st_uid, status.st_gid)
