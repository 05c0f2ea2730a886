"""Core patterns, each made only once: equal patterns are the same object (RELAX NG, section 5)."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.nameclass import NameClass, is_open, names

if TYPE_CHECKING:
    from teikit.source import Span


class Kind(IntEnum):
    """The kinds of core pattern."""

    EMPTY = 0
    NOT_ALLOWED = 1
    TEXT = 2
    CHOICE = 3
    GROUP = 4
    INTERLEAVE = 5
    ONE_OR_MORE = 6
    LIST = 7
    DATA = 8
    VALUE = 9
    ATTRIBUTE = 10
    ELEMENT = 11


# Plain integers compare faster than members of an enumeration.
EMPTY: Final = 0
NOT_ALLOWED: Final = 1
TEXT: Final = 2
CHOICE: Final = 3
GROUP: Final = 4
INTERLEAVE: Final = 5
ONE_OR_MORE: Final = 6
LIST: Final = 7
DATA: Final = 8
VALUE: Final = 9
ATTRIBUTE: Final = 10
ELEMENT: Final = 11


class Pattern:
    """A core pattern; `id` numbers the patterns of a pool in the order they were made.

    `parts` are the members of a choice, group or interleave, the one pattern inside a repetition,
    list, attribute or (once known) element, and the exception of a datatype. `nullable`: matches
    no content. `has_attributes`, `has_data`: outside of elements, attributes occur in it, or text
    that must have a certain form.
    """

    __slots__ = (
        "datatype",
        "gloss",
        "has_attributes",
        "has_data",
        "id",
        "index",
        "kind",
        "meaning",
        "name",
        "nullable",
        "parts",
        "span",
        "value",
    )

    def __init__(self, id_: int, kind: int, parts: "tuple[Pattern, ...]") -> None:
        self.id = id_
        self.kind = kind
        self.parts = parts
        self.nullable = False
        self.has_attributes = False
        self.has_data = False
        self.name: NameClass | None = None
        self.datatype: Datatype | None = None
        self.value = ""
        self.meaning: object = None
        self.span: Span | None = None
        self.gloss = ""
        self.index: NameIndex | None = None

    def __repr__(self) -> str:
        inner = self.name or self.datatype or self.value or list(self.parts)
        return f"<{Kind(self.kind).name.lower()} {self.id} {inner}>"

    @property
    def content(self) -> "Pattern":
        """The pattern inside an element, attribute, list or repetition."""
        return self.parts[0]

    @property
    def name_class(self) -> NameClass:
        """The names of an element or attribute."""
        assert self.name is not None  # noqa: S101 - only asked of elements and attributes
        return self.name

    def by_name(self) -> "NameIndex":
        """Return the members of a choice, found by element name (made once)."""
        if self.index is None:
            self.index = NameIndex(self.parts)
        return self.index


class NameIndex:
    """The members of a choice: elements with listed names by name, and all `others`."""

    __slots__ = ("named", "others")

    def __init__(self, members: Iterable[Pattern]) -> None:
        named: dict[str, list[Pattern]] = {}
        others: list[Pattern] = []
        for member in members:
            if member.kind == ELEMENT and not is_open(member.name_class):
                for name in set(names(member.name_class)):
                    named.setdefault(name, []).append(member)
            elif member.kind not in _WITHOUT_ELEMENTS:
                others.append(member)
        self.named = named
        self.others = others


_WITHOUT_ELEMENTS = frozenset({EMPTY, NOT_ALLOWED, TEXT, LIST, DATA, VALUE, ATTRIBUTE})


class Pool:
    """Makes patterns, simplified as sections 4.20 and 4.21 ask, and keeps one of each.

    A pool can start with the `patterns` of another one, numbered in their order.
    """

    def __init__(self, patterns: "list[Pattern] | None" = None) -> None:
        self.patterns: list[Pattern] = _leaves() if patterns is None else patterns
        self.empty, self.not_allowed, self.text = self.patterns[:3]

    @cached_property
    def _made(self) -> dict[tuple[object, ...], Pattern]:
        # Made when something new is made: a schema from the cache often needs nothing new.
        return {_key(pattern): pattern for pattern in self.patterns}

    def _new(self, kind: int, parts: tuple[Pattern, ...]) -> Pattern:
        pattern = Pattern(len(self.patterns), kind, parts)
        self.patterns.append(pattern)
        return pattern

    def _composite(self, kind: int, parts: tuple[Pattern, ...]) -> Pattern:
        key = (kind, *[part.id for part in parts])
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = self._new(kind, parts)
            pattern.has_attributes = any(part.has_attributes for part in parts)
            pattern.has_data = any(part.has_data for part in parts)
            if kind == CHOICE:
                pattern.nullable = any(part.nullable for part in parts)
            else:
                pattern.nullable = all(part.nullable for part in parts)
        return pattern

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """Return a pattern that matches what any of the parts matches."""
        members: dict[int, Pattern] = {}
        for part in parts:
            if part.kind == CHOICE:
                for member in part.parts:
                    members[member.id] = member
            elif part.kind != NOT_ALLOWED:
                members[part.id] = part
        if (
            len(members) > 1
            and 0 in members
            and any(member.nullable for id_, member in members.items() if id_)
        ):
            del members[0]
        if not members:
            return self.not_allowed
        if len(members) == 1:
            return next(iter(members.values()))
        return self._composite(CHOICE, tuple(members[id_] for id_ in sorted(members)))

    def group(self, parts: Sequence[Pattern]) -> Pattern:
        """Return a pattern that matches the parts one after the other."""
        members: list[Pattern] = []
        for part in parts:
            if part.kind == GROUP:
                members.extend(part.parts)
            elif part.kind == NOT_ALLOWED:
                return part
            elif part.kind != EMPTY:
                members.append(part)
        members = _without_needless_text(members)
        if not members:
            return self.empty
        return members[0] if len(members) == 1 else self._composite(GROUP, tuple(members))

    def interleave(self, parts: Sequence[Pattern]) -> Pattern:
        """Return a pattern that matches the parts mingled."""
        members: list[Pattern] = []
        for part in parts:
            if part.kind == INTERLEAVE:
                members.extend(part.parts)
            elif part.kind == NOT_ALLOWED:
                return part
            elif part.kind != EMPTY:
                members.append(part)
        if not members:
            return self.empty
        if len(members) == 1:
            return members[0]
        members.sort(key=lambda member: member.id)
        return self._composite(INTERLEAVE, tuple(members))

    def one_or_more(self, part: Pattern) -> Pattern:
        """Return a pattern that matches the part at least once."""
        if part.kind in {EMPTY, NOT_ALLOWED, ONE_OR_MORE, TEXT}:
            return part
        return self._composite(ONE_OR_MORE, (part,))

    def optional(self, part: Pattern) -> Pattern:
        """Return a pattern that matches the part or nothing."""
        return part if part.nullable else self.choice((self.empty, part))

    def list(self, part: Pattern) -> Pattern:
        """Return a pattern that matches text whose words match the part."""
        if part.kind == NOT_ALLOWED:
            return part
        pattern = self._composite(LIST, (part,))
        pattern.nullable = False
        pattern.has_data = True
        return pattern

    def data(self, datatype: Datatype, excepted: Pattern | None = None) -> Pattern:
        """Return a pattern that matches the values of a datatype but those excepted."""
        parts = () if excepted is None or excepted.kind == NOT_ALLOWED else (excepted,)
        key = (DATA, datatype, *[part.id for part in parts])
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = self._new(DATA, parts)
            pattern.datatype = datatype
            pattern.has_data = True
        return pattern

    def value(self, datatype: Datatype, value: str, normal: object) -> Pattern:
        """Return a pattern that matches texts that mean `normal` in the datatype."""
        key = (VALUE, datatype, normal)
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = self._new(VALUE, ())
            pattern.datatype = datatype
            pattern.value = value
            pattern.meaning = normal
            pattern.has_data = True
        return pattern

    def attribute(self, name: NameClass, content: Pattern) -> Pattern:
        """Return a pattern that matches an attribute."""
        if content.kind == NOT_ALLOWED:
            return content
        key = (ATTRIBUTE, name, content.id)
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = self._new(ATTRIBUTE, (content,))
            pattern.name = name
            pattern.has_attributes = True
        return pattern

    def element(self, name: NameClass) -> Pattern:
        """Return a new element pattern, different from all others; set its `parts` later."""
        pattern = self._new(ELEMENT, ())
        pattern.name = name
        return pattern


def _leaves() -> list[Pattern]:
    empty, not_allowed, text = (Pattern(kind, kind, ()) for kind in (EMPTY, NOT_ALLOWED, TEXT))
    empty.nullable = text.nullable = True
    return [empty, not_allowed, text]


def _key(pattern: Pattern) -> tuple[object, ...]:
    """Return what tells a pattern from all others of its pool."""
    parts = (part.id for part in pattern.parts)
    match pattern.kind:
        case Kind.ELEMENT:
            return ELEMENT, pattern.id
        case Kind.ATTRIBUTE:
            return ATTRIBUTE, pattern.name, *parts
        case Kind.DATA:
            return DATA, pattern.datatype, *parts
        case Kind.VALUE:
            return VALUE, pattern.datatype, pattern.meaning
        case kind:
            return kind, *parts


def _without_needless_text(members: list[Pattern]) -> list[Pattern]:
    # text, (text | a)* is the same as (text | a)*; with this, mixed content is one state, not two.
    return [
        member
        for position, member in enumerate(members)
        if member.kind != TEXT
        or not any(map(_takes_text_anywhere, members[max(0, position - 1) : position + 2]))
    ]


def _takes_text_anywhere(pattern: Pattern) -> bool:
    if pattern.kind != ONE_OR_MORE or pattern.content.kind != CHOICE:
        return False
    return any(part.kind == TEXT for part in pattern.content.parts)
