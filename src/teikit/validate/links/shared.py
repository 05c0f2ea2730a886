"""Identifiers that several files of an edition use.

Which of them matter? That two letters have a paragraph p1 is as it should be; that two letters
have the same identifier as a whole, or two registers the same entry, is not. So documents are
compared with documents and entries of registers with such entries, and everything else only
where a project asks for it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import field

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.validate.links import edition_words
from teikit.validate.links.registers import ENTRIES
from teikit.validate.links.store import IdStore
from teikit.validate.links.table import short_name
from teikit.validate.links.walk import ID
from teikit.xml.parse import Document, elements

_DOCUMENTS = frozenset({"TEI", "teiCorpus"})
_ENTRIES = frozenset(map(short_name, ENTRIES))


@dataclass(slots=True)
class SharedIds:
    """The identifiers of a file, as hashes, that an earlier file has: where that file is told.

    `others` is how many more there are of which it does not matter so much, the first of them
    `example`.
    """

    grave: dict[int, int] = field(default_factory=dict)
    others: int = 0
    example: tuple[int, int] = (0, 0)


class Shared:
    """The identifiers that several files have, by the numbers of the files.

    `registers` are numbers of files; `everything` is whether those count that are neither
    documents nor entries.
    """

    def __init__(self, ids: IdStore, registers: Collection[int], *, everything: bool) -> None:
        self._found: dict[int, SharedIds] = {}
        first: dict[tuple[int, str], int] = {}
        for number, one, element in ids.holders(ids.shared()):
            kind = _kind(element, is_register=number in registers)
            if not (kind or everything) or first.setdefault((one, kind), number) == number:
                continue
            found = self._found.setdefault(number, SharedIds())
            if kind:
                found.grave[one] = first[one, kind]
            else:
                found.example = found.example if found.others else (one, first[one, kind])
                found.others += 1

    def in_file(self, number: int) -> SharedIds | None:
        """Return the identifiers of a file that an earlier one has, if any."""
        return self._found.get(number)


def _kind(element: str, *, is_register: bool) -> str:
    if element in _DOCUMENTS:
        return "document"
    return "entry" if is_register and element in _ENTRIES else ""


def shared_identifiers(
    document: Document, shared: SharedIds, names: Callable[[int], str]
) -> Iterator[Diagnostic]:
    """Yield what is to be said of the identifiers that a document shares with another file."""
    left = dict(shared.grave)
    example, file = shared.example
    for element in elements(document.tree.getroot()):
        identifier = element.get(ID)
        if not identifier:
            continue
        key = hash(identifier)
        if key in left:
            place = document.attribute_span(element, ID)
            yield edition_words.in_other_files(identifier, names(left.pop(key)), place)
        if shared.others and key == example:
            example = -1
            place = document.attribute_span(element, ID)
            yield edition_words.also_elsewhere(identifier, names(file), shared.others - 1, place)
