"""What kind of character one is, as far as texts are concerned."""

import unicodedata
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import Final

# Zero width non-joiner and joiner, and the marks and brackets that set the direction of writing.
JOINERS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
                           "\u2066\u2067\u2068\u2069")  # fmt: skip
_INVISIBLE: Final = JOINERS | frozenset("\u00ad\u200b\u2060\ufeff\u2061\u2062\u2063\u2064\u180e")
# Of what lies between, Latin, Greek and general punctuation, nothing composes or decomposes in NFC.
_SETTLED: Final = 0x300
_PUNCTUATION: Final = range(0x2010, 0x2060)


class Kind(Enum):
    """What there is to say about a character."""

    USUAL = auto()
    COMPOSING = auto()  # usual, but whether the text is normalised depends on its neighbours
    PRIVATE = auto()
    CONTROL = auto()
    REPLACED = auto()
    INVISIBLE = auto()
    UNASSIGNED = auto()


_ODD: Final = {
    "Co": Kind.PRIVATE,
    "Cc": Kind.CONTROL,
    "Zl": Kind.CONTROL,
    "Zp": Kind.CONTROL,
    "Cn": Kind.UNASSIGNED,
}


@lru_cache(maxsize=1 << 14)
def kind_of(character: str) -> Kind:
    """Return the kind of a character outside of ASCII, or of DEL."""
    number = ord(character)
    if character in _INVISIBLE:
        return Kind.INVISIBLE
    if number == 0xFFFD:
        return Kind.REPLACED
    category = unicodedata.category(character)
    if category in _ODD:
        return Kind.CONTROL if _is_noncharacter(number) else _ODD[category]
    if number < _SETTLED or number in _PUNCTUATION or _keeps_to_itself(character):
        return Kind.USUAL
    return Kind.COMPOSING


def _keeps_to_itself(character: str) -> bool:
    """Return whether a letter is its own normal form and no part of another's."""
    return unicodedata.category(character) in ("Lo", "Po", "Ps", "Pe", "So") and (
        unicodedata.normalize("NFC", character) == character
        and not 0x1100 <= ord(character) <= 0x11FF
    )


def _is_noncharacter(number: int) -> bool:
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def complex_script(characters: Iterable[str]) -> bool:
    """Return whether there are letters of scripts that are joined, or written from the right."""
    return any(
        "\u0590" <= one <= "\u109f" or "\u1780" <= one <= "\u1aaf" or one >= "\U0001f000"
        or "\ufb1d" <= one <= "\ufdff" or "\ufe70" <= one <= "\ufefe"
        or "\U00010800" <= one <= "\U00011fff"
        for one in characters
    )  # fmt: skip
