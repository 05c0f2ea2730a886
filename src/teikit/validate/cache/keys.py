"""What results of earlier runs are found by: digests of all that they rest on."""

import os
from hashlib import blake2b
from typing import Final

from teikit.validate.cache.files import ABSENT

PRESENCE: Final = "?"
"""Before the name of a file: what matters is not its content, but that it is there, or not."""


def presence(name: str) -> str:
    """Return what stands for the presence of a file, whose name comes after `PRESENCE`."""
    return "there" if os.path.exists(name.removeprefix(PRESENCE)) else ABSENT  # noqa: PTH110


def key_of(*parts: bytes) -> bytes:
    """Return a key for what depends on these parts and on nothing else."""
    made = blake2b(digest_size=20)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
