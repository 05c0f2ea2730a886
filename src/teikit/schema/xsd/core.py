"""Core patterns of RELAX NG, taken apart as XML Schema wants them: attributes, text, elements."""

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from teikit.records import dataclass
from teikit.relaxng import pattern as p
from teikit.relaxng.nameclass import NameClass, is_open, names
from teikit.relaxng.pattern import Pattern, Pool

SIMPLE: Final = frozenset({p.DATA, p.VALUE, p.LIST})
_LEAVES: Final = SIMPLE | {p.ATTRIBUTE, p.ELEMENT}
_WITHOUT_ORDER: Final = frozenset({p.ELEMENT, p.TEXT, p.EMPTY, p.CHOICE, p.ONE_OR_MORE})


def parts_of(pattern: Pattern) -> Iterator[Pattern]:
    """Yield the patterns in a pattern, itself included, each once, but not what is inside leaves.

    Leaves are elements, attributes, data, values and lists.
    """
    todo, seen = [pattern], {pattern.id}
    while todo:
        current = todo.pop()
        yield current
        if current.kind in _LEAVES:
            continue
        for part in reversed(current.parts):
            if part.id not in seen:
                seen.add(part.id)
                todo.append(part)


def elements_in(pattern: Pattern) -> list[Pattern]:
    """Return the elements that the pattern holds directly, each once."""
    return [part for part in parts_of(pattern) if part.kind == p.ELEMENT]


@dataclass(slots=True)
class Use:
    """An attribute of an element: the patterns of its value, and whether it must be there."""

    values: tuple[Pattern, ...]
    required: bool


@dataclass(slots=True)
class Attributes:
    """The attributes in a pattern by name, open name classes, and whether that says it all."""

    listed: dict[str, Use] = field(default_factory=dict)
    open: tuple[NameClass, ...] = ()
    exact: bool = True


def attributes_in(pattern: Pattern) -> Attributes:
    """Return the attributes a pattern allows, whatever they depend on."""
    if not pattern.has_attributes:
        return Attributes()
    if pattern.kind == p.ATTRIBUTE:
        return _attribute(pattern)
    if pattern.kind != p.CHOICE:
        return _united(map(attributes_in, pattern.parts))
    parts = [attributes_in(part) for part in pattern.parts]
    whole = _united(parts)
    for name, use in whole.listed.items():
        use.required = all(name in part.listed and part.listed[name].required for part in parts)
    whole.exact = whole.exact and _is_plain(pattern)
    return whole


def _attribute(pattern: Pattern) -> Attributes:
    listed = list(dict.fromkeys(names(pattern.name_class)))
    alone = len(listed) == 1 and not is_open(pattern.name_class)
    return Attributes(
        {name: Use((pattern.content,), required=alone) for name in listed},
        (pattern.name_class,) if is_open(pattern.name_class) else (),
        exact=alone or not listed,
    )


def _united(parts: Iterable[Attributes]) -> Attributes:
    whole = Attributes()
    for part in parts:
        for name, use in part.listed.items():
            known = whole.listed.get(name)
            if known is None:
                whole.listed[name] = Use(use.values, use.required)
            else:
                values = tuple(dict.fromkeys((*known.values, *use.values)))
                whole.listed[name] = Use(values, known.required or use.required)
        whole.open = tuple(dict.fromkeys((*whole.open, *part.open)))
        whole.exact = whole.exact and part.exact
    return whole


def _is_plain(choice: Pattern) -> bool:
    """Return whether a choice is no more than one attribute that may be missing."""
    members = [part for part in choice.parts if part.kind != p.EMPTY]
    if len(members) == 1:
        return members[0].kind in {p.ATTRIBUTE, p.ONE_OR_MORE}
    if any(part.kind != p.ATTRIBUTE for part in members):
        return False
    return len({part.name_class for part in members}) == 1


class Stripper:
    """Takes attributes out of patterns."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._made: dict[int, Pattern] = {}

    def content(self, pattern: Pattern) -> Pattern:
        """Return the pattern without its attributes."""
        if not pattern.has_attributes:
            return pattern
        made = self._made.get(pattern.id)
        if made is None:
            made = self._made[pattern.id] = self._strip(pattern)
        return made

    def _strip(self, pattern: Pattern) -> Pattern:
        if pattern.kind == p.ATTRIBUTE:
            return self.pool.empty
        parts = [self.content(part) for part in pattern.parts]
        match pattern.kind:
            case p.CHOICE:
                return self.pool.choice(parts)
            case p.GROUP:
                return self.pool.group(parts)
            case p.INTERLEAVE:
                return self.pool.interleave(parts)
        return self.pool.one_or_more(parts[0])


def text_is_free(pattern: Pattern) -> bool:
    """Return whether text may stand everywhere in a content, or nowhere."""
    kinds = {part.kind for part in parts_of(pattern)}
    return p.TEXT not in kinds or _is_mixed(pattern)


def _is_mixed(pattern: Pattern) -> bool:
    # Text beside a whole content, or in a choice that repeats, is anywhere.
    match pattern.kind:
        case p.TEXT:
            return True
        case p.INTERLEAVE:
            return any(part.kind == p.TEXT for part in pattern.parts)
        case p.ONE_OR_MORE:
            return _repeats_text(pattern.content)
        case p.CHOICE:
            held = [part for part in pattern.parts if part.kind not in {p.EMPTY, p.TEXT}]
            return len(held) == 1 and _is_mixed(held[0])
    return False


def _repeats_text(inner: Pattern) -> bool:
    if inner.kind != p.CHOICE or not any(part.kind == p.TEXT for part in inner.parts):
        return False
    return all(part.kind in _WITHOUT_ORDER for part in parts_of(inner))
