"""What a file is held against, and what comes of it: the data that go between processes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.validate.check_settings import USUAL_SETTINGS, CheckSettings
from teikit.validate.selection import EVERYTHING_USUAL, Selection


@dataclass(frozen=True, slots=True)
class Standard:
    """What a file is held against; files it refers to are reached inside `root` only.

    In an `edition`, identifiers are compared between files; of its `registers`, entries that
    nothing points at are reported. A schema that a document names is made of files `within` a
    folder only.
    """

    schema: Path
    root: Path
    ids: bool = True
    selection: Selection = EVERYTHING_USUAL
    settings: CheckSettings = USUAL_SETTINGS
    edition: bool = False
    registers: tuple[Path, ...] = ()
    within: Path | None = None

    def __hash__(self) -> int:
        # Asked for with every file: these two tell nearly all standards apart.
        return hash((self.schema, self.root))

    def selection_for(self, path: Path) -> Selection:
        """Return the rules that are on in one file."""
        if not self.selection.files:
            return self.selection
        return self.selection.for_file(path.absolute(), self.root)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a file.

    `notes` are about its schema, which can be used all the same; with `unusable` it cannot.
    `facts` are what the links between files are found from, as JSON can hold them. `rests_on`
    gives the digests of other files that the findings rest on, by path; None where they rest on
    more than files. `content` is the key of its bytes and its place. `text` is all this as plain
    text, where it has been written. What is found `anywhere` has nothing to do with the file's
    place.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    unusable: tuple[Diagnostic, ...] = ()
    unreadable: bool = False
    facts: list[Any] | None = None
    rests_on: Mapping[str, str] | None = None
    content: bytes = b""
    text: str | None = None
    anywhere: bool = False
