"""Ways of damaging bytes, and of writing text in encodings it does not declare."""

from collections.abc import Callable
from random import Random
from typing import Final, TypeAlias

from tools.fuzzing.hostile import TOKENS

Damage: TypeAlias = Callable[[bytes, Random], bytes]

_ENCODINGS: Final = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "utf-8-sig", "cp1252", "latin-1",
    "ascii", "koi8-r", "shift_jis", "gb18030", "cp037", "mac-roman", "iso-8859-15", "big5",
    "euc-jp", "hz",
)  # fmt: skip
_NAMES: Final = (
    "", "x", "utf8", "UTF-16", "utf-7", "idna", "rot13", "base64", "hex", "zlib", "punycode",
    "undefined", "unicode-escape", "mbcs", "oem", "utf-8\u00e9", "iso-10646-ucs-2", "ucs-4",
    "ebcdic-cp-us", "x" * 300, "uu",
)  # fmt: skip


def damaged(data: bytes, random: Random) -> bytes:
    """Return bytes with one damage or several."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = random.choice(DAMAGES)(data, random)
    return data


def flip(data: bytes, random: Random) -> bytes:
    """Give some bytes another value."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 16)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def delete(data: bytes, random: Random) -> bytes:
    """Leave out a stretch."""
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def duplicate(data: bytes, random: Random) -> bytes:
    """Repeat a stretch, sometimes often."""
    start, end = _stretch(data, random)
    return data[:end] + data[start:end] * random.choice((1, 1, 2, 40)) + data[end:]


def splice(data: bytes, random: Random) -> bytes:
    """Put a stretch somewhere else too."""
    start, end = _stretch(data, random)
    place = random.randint(0, len(data))
    return data[:place] + data[start:end] + data[place:]


def truncate(data: bytes, random: Random) -> bytes:
    """End somewhere."""
    return data[: random.randint(0, len(data))]


def insert(data: bytes, random: Random) -> bytes:
    """Put in what has meaning in XML, often next to what has."""
    place = random.randint(0, len(data))
    if random.random() < 0.7:
        near = data.find(random.choice((b"<", b">", b" ", b'"')), place)
        place = near if near >= 0 else place
    return data[:place] + random.choice(TOKENS) + data[place:]


def recode(data: bytes, random: Random) -> bytes:
    """Write text in another encoding, whatever it declares."""
    text = data.decode("utf-8", errors="replace")
    if random.random() < 0.5:
        name = random.choice((*_ENCODINGS, *_NAMES))
        text = f'<?xml version="1.0" encoding="{name}"?>' + text[text.find("?>") + 2 :]
    return text.encode(random.choice(_ENCODINGS), errors="replace")


def zero(data: bytes, random: Random) -> bytes:
    """Overwrite a stretch with NUL, as a full disk leaves it."""
    start, end = _stretch(data, random)
    return data[:start] + bytes(end - start) + data[end:]


DAMAGES: Final[tuple[Damage, ...]] = (
    flip, flip, delete, delete, duplicate, splice, truncate, insert, insert, insert, recode, zero,
)  # fmt: skip


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 2, 5, 20, 100, 1000)))
