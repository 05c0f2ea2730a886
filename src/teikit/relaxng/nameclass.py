"""Name classes in core form, over names as the event stream has them: "namespace local".

A name in no namespace has no space.
"""

from collections.abc import Iterator
from typing import TypeAlias

from teikit.records import dataclass

# No XML name holds a space or a NUL, so these stand for "some name nobody mentions".
_ELSEWHERE = "\0"
_UNHEARD = "\0"


def key(namespace: str, local: str) -> str:
    """Return a name as the event stream writes it.

    >>> key("http://www.tei-c.org/ns/1.0", "hi"), key("", "hi")
    ('http://www.tei-c.org/ns/1.0 hi', 'hi')
    """
    return f"{namespace} {local}" if namespace else local


def local_name(name: str) -> str:
    """Return the local part of a name of the event stream."""
    return name.rpartition(" ")[2]


def namespace_of(name: str) -> str:
    """Return the namespace of a name of the event stream, "" for none."""
    return name.rpartition(" ")[0]


@dataclass(frozen=True, slots=True)
class Only:
    """One name."""

    name: str


@dataclass(frozen=True, slots=True)
class Any:
    """All names but those excepted."""

    excepted: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class Within:
    """All names of a namespace but those excepted."""

    namespace: str
    excepted: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The names of all members."""

    members: "tuple[NameClass, ...]"


NameClass: TypeAlias = Only | Any | Within | OneOf


def contains(name_class: NameClass, name: str) -> bool:
    """Return whether the name is in the class."""
    match name_class:
        case Only():
            return name_class.name == name
        case OneOf():
            return any(contains(member, name) for member in name_class.members)
        case Within() if namespace_of(name) != name_class.namespace:
            return False
    return name_class.excepted is None or not contains(name_class.excepted, name)


def mentioned(name_class: NameClass | None) -> Iterator[NameClass]:
    """Yield a class and all classes in it, excepted ones too."""
    if name_class is None:
        return
    yield name_class
    if isinstance(name_class, OneOf):
        for member in name_class.members:
            yield from mentioned(member)
    elif not isinstance(name_class, Only):
        yield from mentioned(name_class.excepted)


def names(name_class: NameClass) -> Iterator[str]:
    """Yield the names that the class lists one by one."""
    if isinstance(name_class, Only):
        yield name_class.name
    elif isinstance(name_class, OneOf):
        for member in name_class.members:
            yield from names(member)


def is_open(name_class: NameClass) -> bool:
    """Return whether the class holds names that it does not list."""
    if isinstance(name_class, OneOf):
        return any(is_open(member) for member in name_class.members)
    return not isinstance(name_class, Only)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Return whether some name is in both classes."""
    return any(
        contains(one, name) and contains(other, name)
        for name in (*_representatives(one), *_representatives(other))
    )


def _representatives(name_class: NameClass) -> Iterator[str]:
    # Two classes differ only in names they mention and in names nobody mentions.
    match name_class:
        case Only():
            yield name_class.name
        case OneOf():
            for member in name_class.members:
                yield from _representatives(member)
        case Any():
            yield key(_ELSEWHERE, _UNHEARD)
            yield from _excepted(name_class.excepted)
        case Within():
            yield key(name_class.namespace, _UNHEARD)
            yield from _excepted(name_class.excepted)


def _excepted(name_class: NameClass | None) -> Iterator[str]:
    if name_class is not None:
        yield from _representatives(name_class)
