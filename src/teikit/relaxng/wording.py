"""Words for messages: lists shortened sensibly, values, and what datatypes mean to people."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from teikit.records import dataclass
from teikit.relaxng.pattern import (
    CHOICE,
    DATA,
    EMPTY,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
)
from teikit.relaxng.types import condensed, in_words

_SHOWN: Final = 5
FIRST: Final = _SHOWN + 1
_LONGEST: Final = 40
_MANY: Final = 1 << 30


def quoted(text: str) -> str:
    """Return a text in quotation marks, in one line and shortened.

    >>> quoted("21 Dec")
    '“21 Dec”'
    """
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"


def listed(items: Sequence[str], *, last: str = "or", count: int = 0) -> str:
    """Return items as a list in words, shortened if it is long.

    Of a long list, the first `FIRST` items are enough, if `count` says how many there are.

    >>> listed(["<p>", "<ab>"]), listed([f"<{c}>" for c in "abcdefgh"])
    ('<p> or <ab>', '<a>, <b>, <c>, <d>, <e> or one of 3 others')
    """
    count = max(count, len(items))
    if count > FIRST:
        return f"{', '.join(items[:_SHOWN])} {last} one of {count - _SHOWN} others"
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text must be: in words, and as the single values and the phrases in them.

    `tokens` are the values that each word of a list may have.
    """

    words: str
    values: tuple[str, ...]
    phrases: tuple[str, ...]
    tokens: tuple[str, ...] = ()

    def expected(self, found: str) -> list[str]:
        """Return all of it as a list, the values most like `found` first."""
        return [*nearest(found, (*self.values, *self.tokens)), *self.phrases]


def wanted_text(patterns: Iterable[Pattern]) -> Wanted:
    """Return what a text must be to match one of the patterns."""
    described = _Description({}, {}, {}, {})
    for pattern in patterns:
        _describe(pattern, described)
    quotes = [f"“{value}”" for value in described.values]
    words = one_of([*quotes, *condensed(described.phrases), *described.lists])
    phrases = (*described.phrases, *(described.lists if not described.tokens else ()))
    return Wanted(words, tuple(described.values), phrases, tuple(described.tokens))


@dataclass(frozen=True, slots=True)
class _Description:
    """What is found in patterns, each once and in order; `lists` are phrases about lists."""

    phrases: dict[str, None]
    values: dict[str, None]
    lists: dict[str, None]
    tokens: dict[str, None]


def _describe(pattern: Pattern, described: _Description) -> None:
    if pattern.gloss:
        described.phrases[pattern.gloss] = None
    elif pattern.kind == VALUE:
        described.values[pattern.value] = None
    elif pattern.kind == DATA:
        assert pattern.datatype is not None  # noqa: S101 - data always has one
        described.phrases[in_words(pattern.datatype)] = None
    elif pattern.kind == LIST:
        _describe_list(pattern.content, described)
    elif pattern.kind == TEXT:
        described.phrases["text"] = None
    else:
        for part in pattern.parts:
            _describe(part, described)


def _describe_list(content: Pattern, described: _Description) -> None:
    least, most = _words(content)
    if (least, most) == (1, 1):
        _describe(content, described)
        return
    each = wanted_text([content])
    if each.values and not each.phrases:
        # A closed list of which several may be given.
        described.tokens.update(dict.fromkeys(each.values))
        joined = each.words.removeprefix("one of ")
        described.lists[f"{joined}, or several of them with spaces between"] = None
    else:
        phrase = f"{_count(least, most)} with spaces between, each {each.words}"
        described.lists[phrase] = None


def _words(pattern: Pattern) -> tuple[int, int]:
    """Return how many words a pattern in a list matches, at least and at most."""
    if pattern.kind in {EMPTY, NOT_ALLOWED}:
        return 0, 0
    if pattern.kind in {DATA, VALUE}:
        return 1, 1
    counts = [_words(part) for part in pattern.parts]
    if pattern.kind == CHOICE:
        return min(low for low, _ in counts), max(high for _, high in counts)
    least = sum(low for low, _ in counts)
    return least, _MANY if pattern.kind == ONE_OR_MORE else sum(high for _, high in counts)


def _count(least: int, most: int) -> str:
    if most >= _MANY:
        return "one or more words" if least < 2 else f"{least} or more words"
    return f"{most} words" if least == most else f"{least} to {most} words"
