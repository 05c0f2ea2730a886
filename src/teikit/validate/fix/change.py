"""What fixes are made of: edits of a text, and the changes of a file that come of them."""

from collections.abc import Sequence

from teikit.records import dataclass
from teikit.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Change:
    """One thing put right: the rule that objected to it, where it was, and what was done."""

    code: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file as it was, its bytes as they should be, and the changes between the two."""

    source: SourceFile
    data: bytes
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, by offsets, and what comes in its place, for the sake of a rule."""

    start: int
    end: int
    text: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits that belong together, and how the document may differ when they are made.

    `names` are pairs of an old and a new element name; `attributes` of an old and a new
    attribute with its value, all in Clark's notation, the old one None for one that is new.
    `form` is the Unicode normal form in which texts stay the same.
    """

    edits: tuple[Edit, ...]
    names: frozenset[tuple[str, str]] = frozenset()
    attributes: frozenset[tuple[tuple[str, str] | None, tuple[str, str]]] = frozenset()
    form: str | None = None


def together(proposals: Sequence[Proposal]) -> Proposal:
    """Return several proposals as one."""
    return Proposal(
        tuple(edit for one in proposals for edit in one.edits),
        frozenset().union(*(one.names for one in proposals)),
        frozenset().union(*(one.attributes for one in proposals)),
        next((one.form for one in proposals if one.form), None),
    )
