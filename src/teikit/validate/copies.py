"""Copies of a file: what was found in one is true of all, unless it has to do with their place."""

import json
from typing import Final, TypeAlias

from teikit.validate.plain import as_text, from_plain
from teikit.validate.selection import Selection
from teikit.validate.standard import Examined, Standard

Key: TypeAlias = tuple[bytes, Selection, Standard]
"""The key of a file's bytes, the rules that are on in it, and what else it is held against."""

_MOST: Final = 1 << 20
"""So many characters are remembered of what was found, then all are forgotten."""
_LONGEST: Final = 1 << 15
_MOST_FINDINGS: Final = 200


class Copies:
    """Remembers what was found in files, as long as the process has the schema."""

    def __init__(self) -> None:
        self._texts: dict[Key, str] = {}
        self._length = 0

    def find(self, key: Key, name: str, content: bytes) -> Examined | None:
        """Return what was found in a copy of a file that is called `name`, None if there was none.

        `content` is the file's own key for what is kept between runs.
        """
        text = self._texts.get(key)
        if text is None:
            return None
        return from_plain(json.loads(text), name, content=content, text=text)

    def note(self, key: Key, found: Examined, name: str) -> str | None:
        """Remember what was found in a file called `name`; return what was written for it."""
        if len(found.diagnostics) > _MOST_FINDINGS:
            return None
        text = as_text(found, name)
        if len(text) <= _LONGEST:
            self._length += len(text)
            if self._length > _MOST:
                self._texts.clear()
                self._length = len(text)
            self._texts[key] = text
        return text
