"""The character classes of XML Schema's regular expressions (part 2, appendix F)."""

import unicodedata
from collections.abc import Callable
from typing import Final, TypeAlias

CharTest: TypeAlias = Callable[[str], bool]

_IN_NAMES: Final = "\xb7\u0387"
_STARTS: Final = frozenset({"Lu", "Ll", "Lt", "Lo", "Lm", "Nl"})
_FOLLOWS: Final = _STARTS | {"Mn", "Mc", "Me", "Nd"}

CATEGORIES: Final = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)


def is_name_start(char: str) -> bool:
    """Return whether an XML name may begin with the character.

    The editions of XML differ in rare characters; this is what they have in common.
    """
    return char in "_:" or unicodedata.category(char) in _STARTS


def is_name_char(char: str) -> bool:
    """Return whether the character may stand in an XML name."""
    return char in "-._:" or unicodedata.category(char) in _FOLLOWS or char in _IN_NAMES


def one(wanted: str) -> CharTest:
    """Return a test for one character."""
    return lambda char: char == wanted


def between(low: str, high: str) -> CharTest:
    """Return a test for a range of characters."""
    return lambda char: low <= char <= high


def none_of(test: CharTest) -> CharTest:
    """Return a test for all characters that fail `test`."""
    return lambda char: not test(char)


def any_of(tests: "list[CharTest]") -> CharTest:
    """Return a test for characters that pass one of the tests."""
    return tests[0] if len(tests) == 1 else lambda char: any(test(char) for test in tests)


def minus(test: CharTest, removed: CharTest) -> CharTest:
    """Return a test for characters that pass `test` but not `removed`."""
    return lambda char: test(char) and not removed(char)


def is_dot(char: str) -> bool:
    """Return whether `.` matches the character: anything but the end of a line."""
    return char not in "\n\r"


def _is_space(char: str) -> bool:
    return char in " \t\n\r"


def _is_digit(char: str) -> bool:
    return unicodedata.category(char) == "Nd"


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PZC"


ESCAPES: Final[dict[str, CharTest]] = {
    "s": _is_space,
    "S": none_of(_is_space),
    "i": is_name_start,
    "I": none_of(is_name_start),
    "c": is_name_char,
    "C": none_of(is_name_char),
    "d": _is_digit,
    "D": none_of(_is_digit),
    "w": _is_word,
    "W": none_of(_is_word),
}


def category(name: str) -> CharTest | None:
    """Return a test for a property of Unicode, as in p{L}; None if there is no such property."""
    if name in CATEGORIES:
        return lambda char: unicodedata.category(char).startswith(name)
    if name.startswith("Is"):
        return _block(name)
    return None


def _block(name: str) -> CharTest | None:
    # Blocks are rare and elementpath slow to import, so it is only asked when one is named.
    from elementpath.regex import RegexError, unicode_subset  # noqa: PLC0415

    try:
        subset = unicode_subset(name)
    except (RegexError, KeyError, ValueError):
        return None
    return lambda char: ord(char) in subset
