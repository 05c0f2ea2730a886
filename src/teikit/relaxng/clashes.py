"""Names that occur in more than one part of a pattern (specification, 7.3 and 7.4)."""

from collections.abc import Iterable, Iterator

from teikit.relaxng.nameclass import NameClass, OneOf, Only, contains, overlap
from teikit.relaxng.pattern import ATTRIBUTE, DATA, ELEMENT, LIST, Pattern


class NameSet:
    """The names of attributes or elements in a pattern: listed ones, and open classes."""

    __slots__ = ("listed", "open")

    def __init__(self, listed: frozenset[str], open_: tuple[NameClass, ...]) -> None:
        self.listed = listed
        self.open = open_


def gather(pattern: Pattern, kind: int, memo: dict[int, NameSet]) -> NameSet:
    """Return the names of the attributes or elements (`kind`) in a pattern; `memo` remembers."""
    names = memo.get(pattern.id)
    if names is None:
        if pattern.kind == kind:
            names = _split(pattern.name_class)
        elif pattern.kind in {ATTRIBUTE, ELEMENT, LIST, DATA}:
            names = NameSet(frozenset(), ())
        else:
            parts = [gather(part, kind, memo) for part in pattern.parts]
            open_ = dict.fromkeys(each for part in parts for each in part.open)
            names = NameSet(frozenset().union(*(part.listed for part in parts)), tuple(open_))
        memo[pattern.id] = names
    return names


def _split(name_class: NameClass) -> NameSet:
    if isinstance(name_class, Only):
        return NameSet(frozenset({name_class.name}), ())
    if isinstance(name_class, OneOf):
        parts = [_split(member) for member in name_class.members]
        listed = frozenset().union(*(part.listed for part in parts))
        return NameSet(listed, tuple(each for part in parts for each in part.open))
    return NameSet(frozenset(), (name_class,))


def clashes(parts: Iterable[NameSet]) -> Iterator[str | NameClass]:
    """Yield the names and open classes that occur in more than one part."""
    listed: set[str] = set()
    open_: list[NameClass] = []
    for part in parts:
        yield from sorted(listed & part.listed)
        yield from _caught(part.listed, open_)
        yield from _caught(listed, part.open)
        for one in part.open:
            yield from (one for other in open_ if overlap(one, other))
        listed |= part.listed
        open_ += part.open


def _caught(names: Iterable[str], classes: Iterable[NameClass]) -> Iterator[str]:
    for name_class in classes:
        yield from (name for name in sorted(names) if contains(name_class, name))
