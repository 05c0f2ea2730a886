"""The smallest input that still shows a fault."""

import time
from collections.abc import Callable
from typing import Final

_PATIENCE: Final = 8.0  # seconds for one fault


def reduced(data: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """Return an input from which nothing more can be left out, or as small as time allows."""
    until = time.monotonic() + _PATIENCE
    size = len(data) // 2
    while size and time.monotonic() < until:
        start = 0
        while start < len(data) and time.monotonic() < until:
            shorter = data[:start] + data[start + size :]
            if shows(shorter):
                data = shorter
            else:
                start += size
        size //= 2
    return data
