"""Where the `teikit.toml` of an edition is, found without reading it."""

from pathlib import Path
from typing import Final

CONFIG_NAME: Final = "teikit.toml"


def find_config(start: Path) -> Path | None:
    """Return the `teikit.toml` of the folder that holds a path, or of a folder above it."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        config = candidate / CONFIG_NAME
        if config.is_file():
            return config
    return None
