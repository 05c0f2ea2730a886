"""What could come next: elements, attributes and text that patterns ask for or allow."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from teikit.names import WELL_KNOWN_PREFIXES, XML
from teikit.relaxng.derive import Deriver
from teikit.relaxng.nameclass import Any, NameClass, OneOf, Only, Within, local_name, namespace_of
from teikit.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    LIST,
    TEXT,
    VALUE,
    Pattern,
)

_LEAVES: Final = frozenset({ELEMENT, TEXT, DATA, VALUE, LIST})
_PLAIN: Final = frozenset({"tei", "eg"})


@lru_cache(maxsize=1 << 13)
def tag(name: str) -> str:
    """Return an element's name for a message.

    >>> tag("http://www.tei-c.org/ns/1.0 hi")
    '<hi>'
    """
    return f"<{_prefixed(name)}>"


@lru_cache(maxsize=1 << 13)
def at(name: str) -> str:
    """Return an attribute's name for a message.

    >>> at("http://www.w3.org/XML/1998/namespace id")
    '@xml:id'
    """
    return f"@{_prefixed(name)}"


def _prefixed(name: str) -> str:
    prefix = WELL_KNOWN_PREFIXES.get(namespace_of(name), "")
    plain = not prefix or prefix in _PLAIN
    return local_name(name) if plain else f"{prefix}:{local_name(name)}"


def shown(name_class: NameClass, mark: str) -> Iterator[str]:
    """Yield what a name class holds, for a message; `mark` is "<" or "@"."""
    write = tag if mark == "<" else at
    what = "element" if mark == "<" else "attribute"
    match name_class:
        case Only():
            yield write(name_class.name)
        case OneOf():
            for member in name_class.members:
                yield from shown(member, mark)
        case Within() if name_class.namespace == XML:
            yield f"any xml: {what}"
        case Within():
            yield f"any {what} of the namespace “{name_class.namespace}”"
        case Any():
            yield f"any {what}"


def possible(patterns: Iterable[Pattern]) -> list[str]:
    """Return what may come next in content, in the order of the schema, for a message."""
    found: dict[str, None] = {}
    for pattern in patterns:
        for leaf in next_leaves(pattern):
            if leaf.kind == ELEMENT:
                found.update(dict.fromkeys(shown(leaf.name_class, "<")))
            elif leaf.kind in {TEXT, DATA, VALUE, LIST}:
                found["text"] = None
    return list(found)


def next_leaves(pattern: Pattern) -> list[Pattern]:
    """Return the elements and texts that content of a pattern may begin with."""
    found: dict[Pattern, None] = {}
    todo, seen = [pattern], {pattern.id}
    while todo:
        current = todo.pop()
        if current.kind in _LEAVES:
            found[current] = None
        elif current.kind != ATTRIBUTE:
            parts = _first_parts(current) if current.kind == GROUP else current.parts
            fresh = [part for part in reversed(parts) if part.id not in seen]
            seen.update(part.id for part in fresh)
            todo.extend(fresh)
    return list(found)


def _first_parts(group: Pattern) -> tuple[Pattern, ...]:
    needed_at = next((i for i, part in enumerate(group.parts) if not part.nullable), None)
    return group.parts if needed_at is None else group.parts[: needed_at + 1]


def needed(pattern: Pattern) -> list[Pattern]:
    """Return the elements and texts of which one must come before the content can end."""
    found: dict[Pattern, None] = {}
    todo, seen = [pattern], {pattern.id}
    while todo:
        current = todo.pop()
        if current.nullable:
            continue
        if current.kind in _LEAVES:
            found[current] = None
        elif current.kind != ATTRIBUTE:
            parts = [part for part in current.parts if not part.nullable]
            wanted = parts if current.kind == CHOICE else parts[:1]
            fresh = [part for part in reversed(wanted) if part.id not in seen]
            seen.update(part.id for part in fresh)
            todo.extend(fresh)
    return list(found)


def element_names(patterns: Iterable[Pattern]) -> list[str]:
    """Return the listed names of element patterns."""
    found: dict[str, None] = {}
    for pattern in patterns:
        if pattern.kind == ELEMENT:
            found.update(dict.fromkeys(_listed(pattern.name_class)))
    return list(found)


def attributes(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the attributes that may still come, in the order of the schema."""
    found: dict[Pattern, None] = {}
    todo = list(patterns)[::-1]
    while todo:
        pattern = todo.pop()
        if pattern.kind == ATTRIBUTE:
            found[pattern] = None
        elif pattern.has_attributes:
            todo.extend(pattern.parts[::-1])
    return list(found)


def attribute_names(patterns: Iterable[Pattern]) -> list[str]:
    """Return the listed names of the attributes that may still come."""
    names = (name for each in attributes(patterns) for name in _listed(each.name_class))
    return list(dict.fromkeys(names))


def missing_attributes(deriver: Deriver, pattern: Pattern) -> list[list[str]]:
    """Return the attributes that are required: for each, the names of which one is enough."""
    if not pattern.has_attributes:
        return []
    if deriver.closed(pattern).kind != 1:
        return []
    if pattern.kind == ATTRIBUTE:
        return [list(_listed(pattern.name_class))]
    wanting = [missing_attributes(deriver, part) for part in pattern.parts]
    if pattern.kind == CHOICE:
        return [list(dict.fromkeys(name for each in wanting if each for name in each[0]))]
    return [each for part in wanting for each in part]


def _listed(name_class: NameClass) -> Iterator[str]:
    if isinstance(name_class, Only):
        yield name_class.name
    elif isinstance(name_class, OneOf):
        for member in name_class.members:
            yield from _listed(member)
