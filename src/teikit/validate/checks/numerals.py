"""Numbers as @n gives them: 12, [12], 12a, p. 12, xii, 12r, 12va, 1.2.12."""

import re
from functools import lru_cache
from typing import Final

from teikit.records import dataclass

_LABEL: Final = re.compile(r"(?P<before>(?:.*\D)?)(?P<number>\d{1,9})(?P<after>[^\W\d]{0,3})")
_LEAF: Final = re.compile(r"(?P<side>[rv])(?P<column>[a-d]?)", re.IGNORECASE)
_ROMAN: Final = re.compile(
    r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_WORTH: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with what tells its series apart, and the letters that follow it (12a)."""

    series: str
    number: int
    after: str = ""


@lru_cache(maxsize=1 << 14)
def numeral(text: str) -> Numeral | None:
    """Return what a label counts; sides of leaves count as two each.

    >>> numeral("p. 12"), numeral("xii").number, numeral("12v").number - numeral("12r").number
    (Numeral(series='p. ', number=12, after=''), 12, 1)
    """
    plain = text.strip().strip("[]()?*†")
    if len(plain) > 40:
        return None
    if _ROMAN.fullmatch(plain):
        return Numeral("roman", _roman(plain.lower()))
    found = _LABEL.fullmatch(plain)
    if found is None:
        return None
    number, after = int(found["number"]), found["after"].lower()
    leaf = _LEAF.fullmatch(after)
    if leaf is None:
        return Numeral(found["before"], number, after)
    side = 2 * number + (leaf["side"].lower() == "v")
    return Numeral(f"{found['before']}leaf", side, leaf["column"].lower())


def _roman(text: str) -> int:
    worths = [_WORTH[letter] for letter in text]
    following = [*worths[1:], 0]
    return sum(-one if one < other else one for one, other in zip(worths, following, strict=True))
