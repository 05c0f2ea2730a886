"""The files that pointers lead to: whether they are there, and what is in them."""

import os
import posixpath
import sys
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from teikit.records import dataclass
from teikit.source import DISK
from teikit.validate.cache.keys import PRESENCE, presence
from teikit.validate.links.nearest import Nearest
from teikit.validate.links.table import short_name
from teikit.validate.links.walk import ID
from teikit.xml.parse import Document, elements, parse_document

_KEPT: Final = 16
_MOST_COMPARED: Final = 500
_LONGEST: Final = 255
_LARGEST: Final = 1 << 28


class Presence(Enum):
    """Whether a file is there."""

    THERE = auto()
    ABSENT = auto()
    OTHER_CASE = auto()
    OUT_OF_REACH = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a file is there; `name` is what it is really called, or the name most like it."""

    presence: Presence
    name: str | None = None


class Files:
    """Looks at files below a root, and at no others."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._looked_at: dict[str, str] = {}
        self._real_root = os.path.join(os.path.realpath(root), "")  # noqa: PTH118
        self.presence = lru_cache(maxsize=4096)(self._presence)
        self.document = lru_cache(maxsize=2)(self._document)
        self.ids = lru_cache(maxsize=_KEPT)(self._ids)
        self.nearest = lru_cache(maxsize=_KEPT)(self._nearest)
        self._folder = lru_cache(maxsize=256)(self._real_folder)
        self._names = lru_cache(maxsize=64)(self._names_in)

    def looked_at(self) -> Mapping[str, str]:
        """Return the digests of the files that were looked at, as `results` understands them."""
        return self._looked_at

    def is_there(self, target: str) -> bool:
        """Return whether a file below the root exists under this very name."""
        return self.presence(target).presence is Presence.THERE

    def _presence(self, target: str) -> Found:
        try:
            found = self._look(PurePosixPath(target))
        except (OSError, ValueError):
            return Found(Presence.ABSENT)
        if found.presence is not Presence.OUT_OF_REACH:
            name = f"{PRESENCE}{self._root / target}"
            self._looked_at[name] = presence(name)
        return found

    def _look(self, target: PurePosixPath) -> Found:
        if "\\" in str(target):
            # A separator on Windows only, and in no address.
            slashes = posixpath.normpath(str(target).replace("\\", "/"))
            return Found(Presence.ABSENT, slashes if self.is_there(slashes) else None)
        folder = self._folder(str(target.parent))
        if folder is None:
            return Found(Presence.OUT_OF_REACH)
        path = os.path.join(folder, target.name)  # noqa: PTH118
        if os.path.islink(path) and not self._inside(os.path.realpath(path)):  # noqa: PTH114
            return Found(Presence.OUT_OF_REACH)
        if os.path.lexists(path) and os.path.exists(path):  # noqa: PTH110
            return self._as_written(target)
        return self._other_name(target)

    def _as_written(self, target: PurePosixPath) -> Found:
        # Windows and macOS find a file under a name in other letters.
        if os.sep == "/" and not _FOLDS_CASE:
            return Found(Presence.THERE)
        names = self._names(str(target.parent))
        name = names.get(target.name.casefold(), target.name)
        return Found(Presence.THERE) if name == target.name else Found(Presence.OTHER_CASE, name)

    def _other_name(self, target: PurePosixPath) -> Found:
        names = self._names(str(target.parent))
        same = names.get(target.name.casefold())
        if same is not None:
            return Found(Presence.OTHER_CASE, same)
        from difflib import get_close_matches

        few = names.values() if len(names) < _MOST_COMPARED and len(target.name) < _LONGEST else ()
        near = get_close_matches(target.name, few, n=1, cutoff=0.8)
        return Found(Presence.ABSENT, near[0] if near else None)

    def _real_folder(self, folder: str) -> str | None:
        real = os.path.realpath(self._root / folder)
        return real if self._inside(os.path.join(real, "")) else None  # noqa: PTH118

    def _inside(self, real: str) -> bool:
        return real.startswith(self._real_root)

    def _names_in(self, folder: str) -> dict[str, str]:
        """Return the names in a folder, by their form without capital letters."""
        real = self._folder(folder)
        if real is None:
            return {}
        try:
            return {name.casefold(): name for name in sorted(os.listdir(real))}  # noqa: PTH208
        except OSError:
            return {}

    def _document(self, target: str) -> Document | None:
        """Return a file below the root as a document; None where it cannot be read."""
        path = self._root / target
        # Neither a device that never ends nor a file that fills the memory is looked into.
        if not (self.is_there(target) and path.is_file() and path.stat().st_size <= _LARGEST):
            return None
        try:
            source = DISK.read(path)
        except (OSError, ValueError):
            return None
        self._looked_at[str(self._root / target)] = source.digest()
        return parse_document(source, root=self._root, incomplete=True).value

    def _ids(self, target: str) -> Mapping[int, str] | None:
        document = self.document(target)
        if document is None:
            return None
        return {
            hash(identifier): short_name(element.tag)
            for element in elements(document.tree.getroot())
            if (identifier := element.get(ID)) is not None
        }

    def _nearest(self, target: str) -> Nearest:
        document = self.document(target)
        root = document.tree.getroot() if document else None
        return Nearest(one.get(ID, "") for one in (() if root is None else elements(root)))


_FOLDS_CASE: Final = sys.platform in ("win32", "darwin")
