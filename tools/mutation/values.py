"""Values of datatypes: some text that a datatype accepts."""

from collections.abc import Iterator
from random import Random
from typing import Final

from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.regex import Regex, compile_regex

_ALPHABET: Final = "0123456789ABCDEFXIVQabcdefgmnrstvwz.:,/-–_+*()% #"
_LONGEST: Final = 40
_TRIES: Final = 30
_COMMON: Final = (
    "1920", "1920-12-21", "1920-12", "1920-12-21T18:30:00", "18:30:00", "--12-21", "---21", "--12",
    "12", "1", "0", "3.5", "true", "P1D", "#x", "http://example.org/", "de", "fr-CH", "x1", "word",
    "some words", "application/xml", "A000001", "50", "-1", "",
)  # fmt: skip


def sample(datatype: Datatype, random: Random) -> str | None:
    """Return a value of a datatype; None where none was found."""
    for text in _tried(datatype, random):
        if datatype.accepts(text, {}):
            return text
    return None


def _tried(datatype: Datatype, random: Random) -> Iterator[str]:
    for name, value in datatype.facets:
        if name == "pattern":
            yield from (_matching(compile_regex(value), random) for _ in range(_TRIES))
    yield from random.sample(_COMMON, len(_COMMON))


def _matching(regex: Regex, random: Random) -> str:
    """Return a text that a regular expression matches, mostly: one random walk through it."""
    text = ""
    # A walk needs the states and moves, which nobody else does.
    states, move = regex._start, regex._move  # noqa: SLF001
    while len(text) < _LONGEST and not (1 in states and random.random() < 0.3):
        shuffled = random.sample(_ALPHABET, len(_ALPHABET))
        step = next(((char, after) for char in shuffled if (after := move(states, char))), None)
        if step is None:
            break
        char, states = step
        text += char
    return text
