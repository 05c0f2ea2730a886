"""Whether a pointer to another file finds what it should there."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from teikit.validate.links.files import Files, Found, Presence
from teikit.validate.links.judge import Problem
from teikit.validate.links.kinds import fits
from teikit.validate.links.store import IdStore
from teikit.validate.links.wanted import NOTHING

DOCUMENTS: Final = (".xml", ".tei")
# What a file's name ends in, as opposed to a number that has a dot in it.
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


class Verdicts:
    """Says what is wrong with pointers to files; `numbers` are those of the files in `ids`."""

    def __init__(self, files: Files, ids: IdStore, numbers: Mapping[str, int]) -> None:
        self._files = files
        self._ids = ids
        self._numbers = numbers
        self._ids_in = lru_cache(maxsize=16)(self._look_up)

    def problem(self, target: str, fragment: int, pair: str) -> Problem | None:
        """Return what is wrong with a pointer; `fragment` is the hash of the identifier."""
        found = self._files.presence(target)
        if found.presence is not Presence.THERE:
            return _absent(target, fragment, found)
        if fragment == NOTHING or not target.lower().endswith(DOCUMENTS):
            return None
        ids = self._ids_in(target)
        if ids is None:
            return Problem.UNREADABLE
        element = ids.get(fragment)
        if element is None:
            return Problem.NO_ENTRY
        return None if fits(pair, element) else Problem.KIND

    def element(self, target: str, fragment: str) -> str:
        """Return the name of the element that a pointer leads to."""
        return (self._ids_in(target) or {}).get(hash(fragment), "")

    def _look_up(self, target: str) -> Mapping[int, str] | None:
        number = self._numbers.get(target)
        return self._files.ids(target) if number is None else self._ids.of_file(number)


def _absent(target: str, fragment: int, found: Found) -> Problem:
    if found.presence is Presence.OUT_OF_REACH:
        return Problem.REFUSED
    if found.presence is Presence.OTHER_CASE:
        return Problem.OTHER_CASE
    name = PurePosixPath(target).name
    if name.lower().endswith(DOCUMENTS):
        return Problem.NO_DOCUMENT
    if fragment == NOTHING and not _SUFFIX.search(name):
        return Problem.NO_HASH
    return Problem.NO_FILE
