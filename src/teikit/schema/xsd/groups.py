"""Names for what recurs: classes of elements, and attributes that come together."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def covered(
    wanted: Sequence[T], groups: Mapping[str, frozenset[T]], least: int = 2
) -> tuple[list[str], list[T]]:
    """Return names of groups that are wholly among the wanted, and the members left over.

    The largest groups come first; no member is in two of them. Groups smaller than `least` are
    not worth a name.
    """
    left = dict.fromkeys(wanted)
    chosen: list[str] = []
    for name, members in groups.items():
        if len(members) >= least and all(member in left for member in members):
            chosen.append(name)
            for member in members:
                del left[member]
    return chosen, list(left)


def largest_first(groups: Mapping[str, frozenset[T]]) -> dict[str, frozenset[T]]:
    """Return the groups in order of size, one of those that are the same."""
    unique: dict[frozenset[T], str] = {}
    for name, members in groups.items():
        unique.setdefault(members, name)
    ordered = sorted(unique.items(), key=lambda item: (-len(item[0]), item[1]))
    return {name: members for members, name in ordered}
