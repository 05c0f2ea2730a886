"""Letters in their normal form of Unicode (CHR101)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from teikit.validate.fix.change import Edit, Proposal
from teikit.validate.fix.tokens import Tokens

Form = Literal["NFC", "NFD"]

_REFERENCE: Final = re.compile(r"&[^;]*;")
# Letters outside of ASCII with the character before them, which may be what an accent belongs to.
_RUN: Final = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_ADDRESS: Final = re.compile(r"[#/:\\]|\.\w{1,5}(?:\s|$)")


def normal_form(tokens: Tokens, form: Form) -> Proposal | None:
    """Return the edits that bring texts, comments and attributes into a normal form.

    References to characters, identifiers, and attributes that may be addresses stay as they
    are: what they name is called so elsewhere.
    """
    edits: list[Edit] = []
    for start, text, references in tokens.texts():
        if not text.isascii():
            edits.extend(_edits(start, text, form, references=references))
    for tag in tokens.tags:
        if not tag.rest.isascii():
            for attribute in tag.attributes:
                if not _is_name_or_address(attribute.name, attribute.value):
                    edits.extend(_edits(attribute.value_at, attribute.value, form))
    return Proposal(tuple(edits), form=form) if edits else None


def _is_name_or_address(name: str, value: str) -> bool:
    is_name = name.lower() in {"xml:id", "xml:base", "id"} or name.startswith("xmlns")
    return is_name or _ADDRESS.search(value) is not None


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    both = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(both) if a != b), min(len(one), len(other)))


def _edits(start: int, text: str, form: Form, *, references: bool = True) -> Iterator[Edit]:
    position = 0
    for found in _REFERENCE.finditer(text) if references else ():
        yield from _piece(start + position, text[position : found.start()], form)
        position = found.end()
    yield from _piece(start + position, text[position:], form)


def _piece(start: int, text: str, form: Form) -> Iterator[Edit]:
    if unicodedata.is_normalized(form, text):
        return
    for found in _RUN.finditer(text):
        run = found[0]
        normal = unicodedata.normalize(form, run)
        if normal == run:
            continue
        lead = _common(run, normal)
        trail = _common(run[lead:][::-1], normal[lead:][::-1])
        end = len(run) - trail
        new = normal[lead : len(normal) - trail]
        message = f"“{normal.strip()}” is written in the normal form {form} now."
        yield Edit(
            start + found.start() + lead, start + found.start() + end, new, "CHR101", message
        )
