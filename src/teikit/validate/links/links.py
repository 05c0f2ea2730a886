"""Links between the files of a run: what is known of each, and what is wrong between them."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.validate.links.facts import Facts
from teikit.validate.links.files import DOCUMENTS, Files
from teikit.validate.links.store import IdStore
from teikit.validate.links.walk import relative
from teikit.xml.parse import Document

Locate = Callable[[Path], Document | None]


class Links:
    """The links of all files of a run, kept small; `add` them all, then ask for `findings`.

    `root` is the folder that pointers may reach. In an `edition`, identifiers are compared across
    files and a prefix declared in one counts in all. `registers` are files of the edition whose
    entries should be used; name them only if all files of the edition are added.
    """

    def __init__(
        self, root: Path, *, edition: bool = False, registers: Iterable[Path] = ()
    ) -> None:
        self._root = root
        self._edition = edition
        self._registers = {relative(path, root) for path in registers}

    def add(self, path: Path, facts: Facts) -> None:
        """Take the facts of a file."""

    def findings(self, locate: Locate) -> Iterator[tuple[Path, Diagnostic]]:
        """Yield what is wrong, file by file in the order they were added in."""
        yield from ()
