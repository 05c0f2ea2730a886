"""A whole report in little memory, as text that can be kept: compressed."""

import zlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator
from typing import Final

_MOST: Final = 1 << 23
"""Characters of the longest report that is packed."""
_FAST: Final = 1
_BETWEEN: Final = "\0"  # stands in no report
_ENCODING: Final = ("utf-8", "surrogatepass")  # names of files may be anything


class Packer:
    """Packs the pieces of a report as they come."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(_FAST)
        self._packed: list[bytes] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Take the next piece."""
        self._length += len(piece)
        if self._length > _MOST:
            self._packed.clear()
            return
        some = self._compressor.compress((piece + _BETWEEN).encode(*_ENCODING))
        if some:
            self._packed.append(some)

    def text(self) -> str | None:
        """Return all that was packed, None where it was too much. Nothing can be added then."""
        if self._length > _MOST:
            return None
        self._packed.append(self._compressor.flush())
        return b2a_base64(b"".join(self._packed), newline=False).decode("ascii")


def unpacked(text: str) -> Iterator[str]:
    """Yield the pieces that were packed; raises `ValueError` where they were not."""
    try:
        whole = zlib.decompress(a2b_base64(text)).decode(*_ENCODING)
    except (zlib.error, ValueError) as error:
        msg = "not a packed report"
        raise ValueError(msg) from error
    yield from whole.split(_BETWEEN)[:-1]
