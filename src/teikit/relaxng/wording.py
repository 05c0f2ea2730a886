"""Words for messages: lists shortened sensibly, values, and what datatypes mean to people."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from teikit.relaxng.pattern import CHOICE, DATA, LIST, ONE_OR_MORE, TEXT, VALUE, Pattern
from teikit.relaxng.types import condensed, in_words

_SHOWN: Final = 5
_LONGEST: Final = 40


def quoted(text: str) -> str:
    """Return a text in quotation marks, in one line and shortened.

    >>> quoted("21 Dec")
    '“21 Dec”'
    """
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"


def listed(items: Sequence[str], *, last: str = "or") -> str:
    """Return items as a list in words, shortened if it is long.

    >>> listed(["<p>", "<ab>"]), listed([f"<{c}>" for c in "abcdefgh"])
    ('<p> or <ab>', '<a>, <b>, <c>, <d>, <e> or one of 3 others')
    """
    if len(items) > _SHOWN + 1:
        return f"{', '.join(items[:_SHOWN])} {last} one of {len(items) - _SHOWN} others"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def one_of(items: Sequence[str]) -> str:
    """Return alternatives in words; "something else" for none."""
    return listed(items) if items else "something else"


def nearest(wanted: str, items: Sequence[str]) -> list[str]:
    """Return the items, those most like `wanted` first, otherwise in their order."""
    return sorted(items, key=lambda item: -round(likeness(wanted, item), 1))


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1."""
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def value_in_words(patterns: Sequence[Pattern]) -> tuple[str, list[str]]:
    """Return what a text must be to match one of the patterns, in words and as a list."""
    phrases: dict[str, None] = {}
    values: dict[str, None] = {}
    for pattern in patterns:
        _describe(pattern, phrases, values)
    quotes = [f"“{value}”" for value in values]
    wanted = condensed(phrases)
    return one_of([*quotes, *wanted]), [*values, *phrases]


def _describe(pattern: Pattern, phrases: dict[str, None], values: dict[str, None]) -> None:
    if pattern.gloss:
        phrases[pattern.gloss] = None
    elif pattern.kind == VALUE:
        values[pattern.value] = None
    elif pattern.kind == DATA:
        assert pattern.datatype is not None  # noqa: S101 - data always has one
        phrases[in_words(pattern.datatype)] = None
    elif pattern.kind == LIST:
        words, _ = value_in_words([pattern.content])
        many = pattern.content.kind != VALUE
        phrases[f"one or more words with spaces between, each {words}" if many else words] = None
    elif pattern.kind == TEXT:
        phrases["text"] = None
    elif pattern.kind in {CHOICE, ONE_OR_MORE}:
        for part in pattern.parts:
            _describe(part, phrases, values)
