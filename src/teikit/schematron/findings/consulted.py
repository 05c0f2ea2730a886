"""Which other files rules have read for the sake of a document: their findings rest on these."""

from collections.abc import Iterable
from dataclasses import field

from teikit.names import XINCLUDE_MARK
from teikit.records import dataclass
from teikit.xml.parse import Document


@dataclass
class Consulted:
    """The digests of the files that have been read, by path.

    It `is_complete` unless there is more that matters: a file that could not be read, or the time
    that rules were given. The document's own `place_matters` to rules that may ask for it.
    """

    files: dict[str, str] = field(default_factory=dict)
    is_complete: bool = True
    place_matters: bool = False

    def take(self, others: Iterable[Document], *, all_there: bool) -> None:
        """Note the documents that were read, and whether these were all that was asked for."""
        self.is_complete = self.is_complete and all_there
        for one in others:
            if one.source.path is None or XINCLUDE_MARK in one.source.data:
                self.is_complete = False
            else:
                self.files[str(one.source.path)] = one.source.digest()
