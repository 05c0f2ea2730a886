"""Which attributes are pointers: those whose datatype in the schema is teidata.pointer."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Final

from teikit.names import TEI, TEI_EXAMPLES, split_clark
from teikit.records import dataclass
from teikit.validate.links.defaults import TEI_POINTERS

ALL: Final = "*"
EXAMPLES: Final = f"{{{TEI_EXAMPLES}}}"

Plain = Mapping[str, Sequence[str]]


class _ByTag(dict[str, frozenset[str]]):
    """The pointer attributes of elements by tag, worked out when first asked for."""

    def __init__(self, rows: Plain) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, tag: str) -> frozenset[str]:
        name = short_name(tag)
        # What examples show is not meant to work.
        rows = {} if tag.startswith(EXAMPLES) else self._rows
        found = self[tag] = frozenset(one for one, row in rows.items() if _has(row, name))
        return found


@dataclass(frozen=True)
class PointerTable:
    """Pointer attributes and the elements that have them.

    `rows` gives the elements of each attribute, names in Clark's notation, TEI elements without
    their namespace. A row that begins with `*` means every TEI element but those after it, and
    the elements of other namespaces that are after it.
    """

    rows: Plain

    @cached_property
    def by_tag(self) -> Mapping[str, frozenset[str]]:
        """The pointer attributes of every element, by its tag in Clark's notation."""
        return _ByTag(self.rows)

    def to_plain(self) -> dict[str, list[str]]:
        """Return the table as it can be written as JSON."""
        return {attribute: list(row) for attribute, row in self.rows.items()}

    @staticmethod
    def from_plain(plain: Plain) -> "PointerTable":
        """Return the table that `to_plain` has written."""
        return PointerTable(plain)


@lru_cache(maxsize=4096)
def short_name(tag: str) -> str:
    """Return the name of an element: the local name in TEI, else Clark's notation.

    >>> short_name("{http://www.tei-c.org/ns/1.0}ref"), short_name("svg")
    ('ref', '{}svg')
    """
    namespace, local = split_clark(tag)
    return local if namespace == TEI else f"{{{namespace}}}{local}"


def _has(row: Sequence[str], name: str) -> bool:
    if row and row[0] == ALL:
        return (name in row) == name.startswith("{")
    return name in row


@cache
def builtin_pointers() -> PointerTable:
    """Return the table of all of TEI, for schemas that do not say what their datatypes mean."""
    return PointerTable(TEI_POINTERS)
