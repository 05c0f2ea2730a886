"""Which files a schema was made of, so that a change to any of them is noticed."""

import re
from collections.abc import Iterable
from dataclasses import field
from html import unescape
from pathlib import Path
from typing import Final

from teikit.names import XINCLUDE_MARK
from teikit.odd.model import Vocabulary
from teikit.odd.releases import bundled
from teikit.odd.workspace import beside, external_file, is_there
from teikit.records import dataclass
from teikit.source import SourceFile, SourceStore
from teikit.validate.cache.files import ABSENT

_REFERENCE: Final = re.compile(rb"""\bhref\s*=\s*["']([^"'#]+)""")


@dataclass(frozen=True)
class RecordingStore(SourceStore):
    """Reads sources from disk and notes the digest of each, by path; `ABSENT` where it failed."""

    digests: dict[str, str] = field(default_factory=dict)

    def read(self, path: Path) -> SourceFile:
        """Return the file's bytes; raises `OSError` where it cannot be read."""
        name = str(path.resolve())
        try:
            source = super().read(path)
        except OSError:
            self.digests[name] = ABSENT
            raise
        self.digests[name] = source.digest()
        if XINCLUDE_MARK in source.data:
            self._follow(source)
        return source

    def _follow(self, source: SourceFile) -> None:
        # What XInclude brings in is not read through here. A reference too many does no harm.
        for found in _REFERENCE.finditer(source.data):
            self.note(beside(source, unescape(found[1].decode("utf-8", "replace"))))

    def note(self, path: Path | None) -> None:
        """Note a file that somebody else reads, and the files it refers to."""
        if path is None or str(path.resolve()) in self.digests:
            return
        if not is_there(path):
            self.digests[str(path.resolve())] = ABSENT
            return
        try:
            source = self.read(path)
        except OSError:
            return
        self._follow(source)


def dependencies(store: RecordingStore, vocabulary: Vocabulary | None) -> dict[str, str]:
    """Return the digests of the files that a schema was made of, by path."""
    if vocabulary is not None:
        _note_all(store, (external_file(one.file, one.url) for one in vocabulary.external))
        store.note(bundled())
    return dict(store.digests)


def _note_all(store: RecordingStore, paths: Iterable[Path | None]) -> None:
    for path in paths:
        store.note(path)
