"""The edition that `teikit new` starts a project with."""

import shutil
from pathlib import Path
from typing import Final

from teikit.edition.output import replaced_folder

_STARTER: Final = Path(__file__).resolve().parent / "starter_files"


def new_edition(target: Path) -> list[Path]:
    """Make a small working edition in an empty or new folder; return its files.

    Raises `FileExistsError` if the folder holds anything, `OSError` if it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    with replaced_folder(target, mark=False) as folder:
        shutil.copytree(_STARTER, folder, dirs_exist_ok=True)
    return sorted(path for path in target.rglob("*") if path.is_file())
