"""Identifiers that a program has given twice: the second gets a free one (IDS101)."""

import re
import uuid
from collections import Counter
from typing import Final

from teikit.names import XML, clark
from teikit.validate.fix.change import Edit, Proposal
from teikit.validate.fix.tokens import Attribute, Tokens

_NUMBERED: Final = re.compile(r"([A-Za-z_][A-Za-z_.-]*?)([0-9]+)")
_UNIQUE: Final = re.compile(
    r"([A-Za-z_.-]*?)([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})"
)
_YEAR: Final = re.compile(r"1[0-9]{3}|20[0-9]{2}|[12][0-9]{7}")
_WORD: Final = re.compile(r"[\w.:-]+")
_ID: Final = clark(XML, "id")


def renumbered(text: str, tokens: Tokens) -> Proposal | None:
    """Return the edits that give each generated identifier to one element only.

    The first element keeps it. An identifier that is mentioned anywhere else in the file stays,
    since which of the elements is meant only a person can say; so does one that may be made by a
    person, such as a name or a year.
    """
    given: dict[str, list[Attribute]] = {}
    for tag in tokens.tags:
        if "xml:id" in tag.rest:
            for attribute in tag.attributes:
                if attribute.name == "xml:id":
                    given.setdefault(attribute.value, []).append(attribute)
    doubled = {value: found[1:] for value, found in given.items() if len(found) > 1}
    if not any(map(_is_generated, doubled)):
        return None
    mentioned = Counter(word for found in _WORD.finditer(text) for word in _spellings(found[0]))
    edits: list[Edit] = []
    pairs = set()
    for value, attributes in doubled.items():
        if not _is_generated(value) or mentioned[value] > len(attributes) + 1:
            continue
        for attribute in attributes:
            free = _free(value, mentioned)
            mentioned[free] += 1
            message = f"The second “{value}” is called “{free}” now."
            end = attribute.value_at + len(value)
            edits.append(Edit(attribute.value_at, end, free, "IDS101", message))
            pairs.add(((_ID, value), (_ID, free)))
    return Proposal(tuple(edits), attributes=frozenset(pairs)) if edits else None


def _spellings(word: str) -> set[str]:
    """Return a word as it is, and as it would be without what a sentence adds to it."""
    return {word, word.strip(".:-"), *word.split(":")}


def _is_generated(value: str) -> bool:
    if _UNIQUE.fullmatch(value):
        return True
    numbered = _NUMBERED.fullmatch(value)
    return numbered is not None and _YEAR.fullmatch(numbered[2]) is None


def _free(value: str, taken: Counter[str]) -> str:
    unique = _UNIQUE.fullmatch(value)
    count = 0
    if unique:
        while True:
            count += 1
            # The same each time, so that what --diff shows is what is done.
            free = unique[1] + str(uuid.uuid5(uuid.UUID(unique[2]), str(count)))
            if not taken[free]:
                return free
    numbered = _NUMBERED.fullmatch(value)
    prefix, number = (numbered[1], numbered[2]) if numbered else (value, "0")
    while True:
        count += 1
        free = f"{prefix}{int(number) + count:0{len(number)}}"
        if not taken[free]:
            return free
