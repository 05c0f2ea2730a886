"""What results of earlier runs are found by: digests of all that they rest on."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from teikit.validate.cache.files import ABSENT

PRESENCE: Final = "?"
"""Before the name of a file: what matters is not its content, but that it is there, or not."""


def presence(name: str) -> str:
    """Return what stands for the presence of a file, whose name comes after `PRESENCE`."""
    return "there" if os.path.exists(name.removeprefix(PRESENCE)) else ABSENT  # noqa: PTH110


def content_key(path: str | Path, root: Path, content: bytes) -> bytes:
    """Return a key for a file's bytes, which have the key `content`, and its place.

    The place is that in its edition: links are relative.
    """
    whole = os.path.abspath(path)  # noqa: PTH100 - for every file, and pathlib takes its time
    inside = whole.removeprefix(os.path.join(root, ""))  # noqa: PTH118
    return key_of(inside.replace(os.sep, "/").encode("utf-8", "surrogateescape"), content)


def key_of(*parts: bytes) -> bytes:
    """Return a key for what depends on these parts and on nothing else."""
    made = sha256(b"%d " * len(parts) % tuple(map(len, parts)))
    for part in parts:
        made.update(part)
    return made.digest()
