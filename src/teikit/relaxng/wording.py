"""Words for messages: lists shortened sensibly, values, and what datatypes mean to people."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from teikit.relaxng.pattern import CHOICE, DATA, LIST, ONE_OR_MORE, TEXT, VALUE, Pattern

_SHOWN: Final = 5
_LONGEST: Final = 40

_TYPES: Final = {
    "date": "a date like 1920-12-21",
    "dateTime": "a date and time like 1920-12-21T18:30:00",
    "time": "a time of day like 18:30:00",
    "gYear": "a year like 1920",
    "gYearMonth": "a month of a year like 1920-12",
    "gMonth": "a month without a year like --12",
    "gMonthDay": "a day of a month without a year like --12-21",
    "gDay": "a day of any month like ---21",
    "duration": "a length of time like P3D (three days) or PT2H (two hours)",
    "boolean": "true or false",
    "decimal": "a number like 12.5",
    "double": "a number like 12.5",
    "float": "a number like 12.5",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
    "anyURI": "an address or pointer like #id or https://example.org/",
    "language": "a language code like hy, fr or ru-Latn",
    "ID": "an identifier: a name without spaces or colons that does not start with a digit",
    "IDREF": "the identifier of an element of this document",
    "IDREFS": "identifiers of elements of this document, with spaces between them",
    "NCName": "a name without spaces or colons that does not start with a digit",
    "Name": "a name without spaces that does not start with a digit",
    "NMTOKEN": "one word of letters, digits and . - _ :",
    "NMTOKENS": "words of letters, digits and . - _ :",
    "QName": "a name, perhaps with a declared prefix",
}


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
    return one_of([*phrases, *quotes]), [*phrases, *values]


def _describe(pattern: Pattern, phrases: dict[str, None], values: dict[str, None]) -> None:
    if pattern.gloss:
        phrases[pattern.gloss] = None
    elif pattern.kind == VALUE:
        values[pattern.value] = None
    elif pattern.kind == DATA:
        assert pattern.datatype is not None  # noqa: S101 - data always has one
        phrases[_TYPES.get(pattern.datatype.name, f"a {pattern.datatype.name}")] = None
    elif pattern.kind == LIST:
        words, inner = value_in_words([pattern.content])
        phrases[f"words, each of them {words}"] = None
        values.update(dict.fromkeys(inner))
    elif pattern.kind == TEXT:
        phrases["text"] = None
    elif pattern.kind in {CHOICE, ONE_OR_MORE}:
        for part in pattern.parts:
            _describe(part, phrases, values)
