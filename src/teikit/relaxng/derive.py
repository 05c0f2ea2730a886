"""Derivatives: what is left of a pattern after an element, an attribute, a text.

The rules are those of section 6.2 of the specification, read from left to right. A derivative by
an element gives for each element pattern that could match it what may follow, so that the content
is looked at only once for all the patterns that ask.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from teikit.relaxng.datatypes import WHITESPACE, Namespaces
from teikit.relaxng.nameclass import contains
from teikit.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
    Pool,
)

After: TypeAlias = dict[Pattern, Pattern]
"""For an element pattern, or the pattern of an attribute's value: what may follow."""

_MEMO: Final = 200_000


class Deriver:
    """Derives the patterns of a pool, and remembers."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._elements: dict[tuple[int, str, bool], After] = {}
        self._attributes: dict[tuple[int, str], After] = {}
        self._closed: dict[tuple[int, bool], Pattern] = {}
        self._texts: dict[int, Pattern] = {}

    # ------------------------------------------------------------ elements

    def element(self, pattern: Pattern, name: str, *, skipping: bool = False) -> After:
        """Return the element patterns that match a name here, and what may follow each.

        With `skipping`, what is required before the element may be missing.
        """
        kind = pattern.kind
        if kind == ELEMENT:
            return {pattern: self.pool.empty} if contains(pattern.name_class, name) else {}
        if kind < CHOICE or kind > ONE_OR_MORE:
            return {}
        key = (pattern.id, name, skipping)
        found = self._elements.get(key)
        if found is None:
            if len(self._elements) >= _MEMO:
                self._elements.clear()
            found = self._elements[key] = self._element(pattern, name, skipping)
        return found

    def _element(self, pattern: Pattern, name: str, skipping: bool) -> After:
        pool = self.pool
        after: After = {}
        if pattern.kind == CHOICE:
            index = pattern.by_name()
            for member in index.named.get(name, ()):
                after[member] = pool.empty
            for member in index.others:
                self._merge(after, self.element(member, name, skipping=skipping))
        elif pattern.kind == GROUP:
            parts = pattern.parts
            for position, part in enumerate(parts):
                found = self.element(part, name, skipping=skipping)
                if found:
                    rest = parts[position + 1 :]
                    self._merge(after, {e: pool.group((c, *rest)) for e, c in found.items()})
                if not (part.nullable or skipping):
                    break
        elif pattern.kind == INTERLEAVE:
            parts = pattern.parts
            for position, part in enumerate(parts):
                found = self.element(part, name, skipping=skipping)
                if found:
                    others = parts[:position] + parts[position + 1 :]
                    self._merge(after, {e: pool.interleave((c, *others)) for e, c in found.items()})
        else:
            again = pool.optional(pattern)
            found = self.element(pattern.content, name, skipping=skipping)
            self._merge(after, {e: pool.group((c, again)) for e, c in found.items()})
        return after

    def _merge(self, after: After, more: After) -> None:
        for element, continuation in more.items():
            if continuation is self.pool.not_allowed:
                continue
            known = after.get(element)
            after[element] = (
                continuation if known is None else self.pool.choice((known, continuation))
            )

    # ------------------------------------------------------------ attributes

    def attribute(self, pattern: Pattern, name: str) -> After:
        """Return the patterns of the value that an attribute may have, and what is left by each."""
        if not pattern.has_attributes:
            return {}
        if pattern.kind == ATTRIBUTE:
            if contains(pattern.name_class, name):
                return {pattern.content: self.pool.empty}
            return {}
        key = (pattern.id, name)
        found = self._attributes.get(key)
        if found is None:
            if len(self._attributes) >= _MEMO:
                self._attributes.clear()
            found = self._attributes[key] = self._attribute(pattern, name)
        return found

    def _attribute(self, pattern: Pattern, name: str) -> After:
        pool = self.pool
        after: After = {}
        if pattern.kind == CHOICE:
            for part in pattern.parts:
                self._merge(after, self.attribute(part, name))
        elif pattern.kind == ONE_OR_MORE:
            again = pool.optional(pattern)
            found = self.attribute(pattern.content, name)
            self._merge(after, {v: pool.group((c, again)) for v, c in found.items()})
        else:
            combine = pool.group if pattern.kind == GROUP else pool.interleave
            parts = pattern.parts
            for position, part in enumerate(parts):
                found = self.attribute(part, name)
                if found:
                    before, rest = parts[:position], parts[position + 1 :]
                    left = {v: combine((*before, c, *rest)) for v, c in found.items()}
                    self._merge(after, left)
        return after

    def closed(self, pattern: Pattern, *, leniently: bool = False) -> Pattern:
        """Return what is left when no more attributes come.

        `leniently`: attributes that are required and missing are forgiven.
        """
        if not pattern.has_attributes:
            return pattern
        if pattern.kind == ATTRIBUTE:
            return self.pool.empty if leniently else self.pool.not_allowed
        key = (pattern.id, leniently)
        closed = self._closed.get(key)
        if closed is None:
            parts = [self.closed(part, leniently=leniently) for part in pattern.parts]
            closed = self._closed[key] = self.rebuilt(pattern, parts)
        return closed

    def rebuilt(self, pattern: Pattern, parts: list[Pattern]) -> Pattern:
        """Return a choice, group, interleave or repetition like `pattern`, of other parts."""
        if pattern.kind == CHOICE:
            return self.pool.choice(parts)
        if pattern.kind == GROUP:
            return self.pool.group(parts)
        if pattern.kind == INTERLEAVE:
            return self.pool.interleave(parts)
        return self.pool.one_or_more(parts[0])

    # ------------------------------------------------------------ text

    def text(self, pattern: Pattern) -> Pattern:
        """Return what is left after text between elements."""
        if pattern.kind == TEXT:
            return pattern
        if pattern.kind < CHOICE or pattern.kind > ONE_OR_MORE:
            return self.pool.not_allowed
        left = self._texts.get(pattern.id)
        if left is None:
            left = self._texts[pattern.id] = self._after(pattern, self.text)
        return left

    def _after(self, pattern: Pattern, derive: Callable[[Pattern], Pattern]) -> Pattern:
        pool = self.pool
        if pattern.kind == CHOICE:
            return pool.choice([derive(part) for part in pattern.parts])
        if pattern.kind == ONE_OR_MORE:
            return pool.group((derive(pattern.content), pool.optional(pattern)))
        parts = pattern.parts
        left = []
        for position, part in enumerate(parts):
            rest = parts[position + 1 :]
            if pattern.kind == GROUP:
                left.append(pool.group((derive(part), *rest)))
                if not part.nullable:
                    break
            else:
                left.append(pool.interleave((derive(part), *parts[:position], *rest)))
        return pool.choice(left)

    def matches(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        """Return whether a text alone matches a pattern, as an attribute's value or as content."""
        if pattern.nullable and not text.strip(WHITESPACE):
            return True
        return self._value(pattern, text, namespaces).nullable

    def _value(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        pool = self.pool
        kind = pattern.kind
        if kind == TEXT:
            return pattern
        if kind == DATA:
            fits = _is_data(pattern, text, namespaces) and not (
                pattern.parts and self.matches(pattern.content, text, namespaces)
            )
        elif kind == VALUE:
            fits = _is_value(pattern, text, namespaces)
        elif kind == LIST:
            fits = self._words(pattern.content, text, namespaces)
        elif kind < CHOICE or kind > ONE_OR_MORE:
            fits = False
        else:
            return self._after(pattern, lambda part: self._value(part, text, namespaces))
        return pool.empty if fits else pool.not_allowed

    def _words(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        for word in text.translate(_SPACES).split(" "):
            if word:
                pattern = self._value(pattern, word, namespaces)
                if pattern is self.pool.not_allowed:
                    return False
        return pattern.nullable


_SPACES = str.maketrans("\t\r\n", "   ")


def _is_data(pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
    assert pattern.datatype is not None  # noqa: S101 - data always has one
    return pattern.datatype.accepts(text, namespaces)


def _is_value(pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
    datatype = pattern.datatype
    assert datatype is not None  # noqa: S101 - a value always has one
    try:
        return datatype.read(text, namespaces) == pattern.meaning
    except ValueError:
        return False
