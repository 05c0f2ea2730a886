"""Whether a pointer finds what it should: verdicts, without words."""

from collections.abc import Mapping
from enum import Enum, auto

from teikit.validate.links.address import Address
from teikit.validate.links.kinds import fits
from teikit.validate.links.table import short_name


class Problem(Enum):
    """What may be wrong with a pointer."""

    DEAD = auto()
    EMPTY = auto()
    KIND = auto()
    BACKWARDS = auto()
    NO_ENTRY = auto()
    """The other file has no such identifier."""
    NO_DOCUMENT = auto()
    NO_FILE = auto()
    NO_HASH = auto()
    """A word that is read as the name of a file, and probably is none."""
    OTHER_CASE = auto()
    REFUSED = auto()
    UNREADABLE = auto()


def local_problem(
    address: Address, text: str, pair: str, number: int, ids: Mapping[str, tuple[str, int]]
) -> Problem | None:
    """Return what is wrong with a pointer inside its document.

    `ids` gives the tag of each identified element and its number, `number` is the pointer's.
    """
    if not address.fragment:
        return Problem.EMPTY if text == "#" else None
    target = ids.get(address.fragment)
    if target is None:
        return Problem.DEAD
    return None if address.xpointer else problem_with(target, pair, number)


def problem_with(target: tuple[str, int], pair: str, number: int) -> Problem | None:
    """Return what is wrong with a pointer that has found an element of its document."""
    tag, place = target
    if not fits(pair, short_name(tag)):
        return Problem.KIND
    if pair.endswith("@spanTo") and place < number:
        return Problem.BACKWARDS
    return None
