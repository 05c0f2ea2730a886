"""UTF-8 that was read as Windows-1252 or Latin-1: “Ã¤” for “ä”, “â€œ” for a quotation mark."""

import re
from collections.abc import Iterator
from typing import Final

# The first bytes of UTF-8 as Windows-1252 shows them.
_CERTAIN: Final = "ÂÃâ"
_LIKELY: Final = "ÄÅÎÏÐÑØÙ"  # capitals of living alphabets: two such pairs in a row are needed
_REST: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_POSSIBLE: Final = re.compile(rf"[{_CERTAIN}{_LIKELY}][{_REST}]")
_PATTERN: Final = re.compile(
    rf"(?:[ÂÃ][{_REST}])+|(?:â[{_REST}]{{2}})+|(?:[{_LIKELY}][{_REST}]){{2,}}"
)


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Return from where to where text is garbled, and what it was.

    >>> list(garbled("SchÃ¶n, ESPAÑA"))
    [(3, 5, 'ö')]
    """
    if _POSSIBLE.search(text) is None:
        return  # which is said much faster
    for found in _PATTERN.finditer(text):
        meant = _meant(found[0])
        if meant:
            yield *found.span(), meant


def _meant(text: str) -> str:
    try:
        meant = b"".join(_byte(character) for character in text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return ""
    return meant if meant.isprintable() or meant == "\xa0" else ""


def _byte(character: str) -> bytes:
    # Windows-1252 leaves five bytes without a meaning, which programs read as Latin-1 does.
    number = ord(character)
    return bytes([number]) if number < 0x100 else character.encode("cp1252")
