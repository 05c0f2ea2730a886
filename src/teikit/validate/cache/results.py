"""Results of earlier runs, found again by content: a file that has not changed costs a hash.

They are kept in one SQLite file in the cache folder, as JSON. What is found there is only used as
data, and whatever is not as expected is forgotten: the file can be deleted at any time. Where it
cannot be read or written, everything is simply worked out again.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from teikit.validate.cache.files import BAD, cache_folder, digest
from teikit.validate.cache.findings import plain_text
from teikit.validate.cache.keys import PRESENCE, presence

_NAME: Final = "results.sqlite"
_VERSION: Final = 2
_MOST_BYTES: Final = 1 << 28
_AT_ONCE: Final = 1 << 20  # characters
_WAIT: Final = 2.0  # seconds for another process that is writing
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, value TEXT NOT NULL)
"""
# Rows are in the order in which they were put there.
_MAKE_ROOM: Final = """
DELETE FROM found WHERE rowid <= (
    SELECT rowid FROM found ORDER BY rowid LIMIT 1 OFFSET (SELECT count(*) / 2 FROM found)
)
"""


class Results:
    """What is kept between runs; use it in a `with` statement."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._new: list[tuple[bytes, str]] = []
        self._length = 0
        self._digests: dict[str, str] = {}

    def __enter__(self) -> "Results":
        folder = cache_folder()
        if folder is not None:
            self._connection = _opened(folder / _NAME)
        return self

    def __exit__(self, *_how: object) -> None:
        if self._connection is not None:
            self._flush(self._connection)
            self._connection.close()

    def find(self, key: bytes) -> Any:
        """Return what was noted, as JSON holds it; None where files it rests on have changed."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM found WHERE key = ?", (key,))
            found = row.fetchone()
            if found is None:
                return None
            rests_on, value = json.loads(found[0])
            if any(self.digest(name) != known for name, known in rests_on.items()):
                return None
        except (sqlite3.Error, *BAD):
            return None
        return value

    def note(self, key: bytes, value: Any, rests_on: Mapping[str, str]) -> None:
        """Keep a value, and with it the digests of the files that it rests on, by path."""
        self.note_text(key, plain_text(value), rests_on)

    def note_text(self, key: bytes, text: str, rests_on: Mapping[str, str]) -> None:
        """Keep a value that is JSON already."""
        if self._connection is not None:
            files = plain_text(dict(rests_on)) if rests_on else "{}"
            value = f"[{files},{text}]"
            self._new.append((key, value))
            self._length += len(key) + len(value)
            if self._length >= _AT_ONCE:
                self._flush(self._connection)

    def _flush(self, connection: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error):
            _keep(connection, self._new)
        self._new.clear()
        self._length = 0

    def digest(self, name: str) -> str:
        """Return the digest of a file, which is read once a run.

        After `PRESENCE`, it only tells whether the file is there.
        """
        known = self._digests.get(name)
        if known is None:
            known = presence(name) if name.startswith(PRESENCE) else digest(name)
            self._digests[name] = known
        return known


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        except (OSError, sqlite3.Error):
            return None
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                connection.execute("DROP TABLE IF EXISTS found")
            # Nothing is lost with it, so nobody need wait for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.DatabaseError:
            # Not a database, or no longer one.
            connection.close()
            with suppress(OSError):
                path.unlink()
            continue
        return connection
    return None


def _keep(connection: sqlite3.Connection, rows: list[tuple[bytes, str]]) -> None:
    if not rows:
        return
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT OR REPLACE INTO found (key, value) VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if (pages - free) * size > _MOST_BYTES:
        connection.execute(_MAKE_ROOM)
