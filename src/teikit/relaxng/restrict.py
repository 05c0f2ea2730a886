"""The restrictions on simple patterns (specification, section 7)."""

from collections.abc import Iterator
from enum import IntFlag
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.relaxng.clashes import NameSet, clashes, gather
from teikit.relaxng.core import Core
from teikit.relaxng.expect import shown
from teikit.relaxng.nameclass import NameClass, Only, is_open
from teikit.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
)
from teikit.source import Span, span_at

_NOWHERE: Final = span_at("<schema>", 1, 1)


class Holds(IntFlag):
    """Kinds of pattern that occur in a pattern, outside of elements."""

    ATTRIBUTE = 1
    ELEMENT = 2
    LIST = 4
    TEXT = 8
    INTERLEAVE = 16
    GROUP = 32
    REPETITION = 64
    EMPTY = 128
    DATA = 256
    # An attribute below a group or interleave, which a repetition may not hold.
    GROUPED_ATTRIBUTE = 512


_OF_KIND: Final = {
    EMPTY: Holds.EMPTY,
    NOT_ALLOWED: Holds(0),
    TEXT: Holds.TEXT,
    CHOICE: Holds(0),
    GROUP: Holds.GROUP,
    INTERLEAVE: Holds.INTERLEAVE,
    ONE_OR_MORE: Holds.REPETITION,
    LIST: Holds.LIST,
    DATA: Holds.DATA,
    VALUE: Holds.DATA,
    ATTRIBUTE: Holds.ATTRIBUTE,
    ELEMENT: Holds.ELEMENT,
}
_NAMES: Final = {
    Holds.ATTRIBUTE: "an attribute",
    Holds.ELEMENT: "an element",
    Holds.LIST: "a list",
    Holds.TEXT: "text",
    Holds.INTERLEAVE: "interleave",
    Holds.GROUP: "a group",
    Holds.REPETITION: "a repetition",
    Holds.EMPTY: "empty",
    Holds.DATA: "data",
}
_CONTENT_TYPES: Final = {
    EMPTY: 0, ATTRIBUTE: 0, NOT_ALLOWED: 0, TEXT: 1, ELEMENT: 1, DATA: 2, VALUE: 2, LIST: 2,
}  # fmt: skip
_NOT_IN_ATTRIBUTE: Final = Holds.ATTRIBUTE | Holds.ELEMENT
_NOT_IN_LIST: Final = Holds.LIST | Holds.ATTRIBUTE | Holds.ELEMENT | Holds.TEXT | Holds.INTERLEAVE
_NOT_IN_EXCEPT: Final = (
    Holds.ATTRIBUTE
    | Holds.ELEMENT
    | Holds.LIST
    | Holds.TEXT
    | Holds.INTERLEAVE
    | Holds.GROUP
    | Holds.REPETITION
    | Holds.EMPTY
)
_NOT_IN_START: Final = (
    Holds.ATTRIBUTE
    | Holds.DATA
    | Holds.TEXT
    | Holds.LIST
    | Holds.GROUP
    | Holds.INTERLEAVE
    | Holds.REPETITION
    | Holds.EMPTY
)


def restrict(core: Core) -> list[Diagnostic]:
    """Return where a schema breaks the restrictions of section 7."""
    checker = _Checker()
    checker.start(core.start)
    for element in sorted(_elements(core.start), key=lambda each: each.id):
        checker.element(element)
    return checker.diagnostics


def _elements(start: Pattern) -> Iterator[Pattern]:
    """Yield the elements that can be reached, each once."""
    todo, seen = [start], {start.id}
    while todo:
        current = todo.pop()
        if current.kind == ELEMENT:
            yield current
        for part in current.parts:
            if part.id not in seen:
                seen.add(part.id)
                todo.append(part)


class _Checker:
    """Checks patterns, each once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._holds: dict[int, Holds] = {}
        self._attributes: dict[int, NameSet] = {}
        self._elements: dict[int, NameSet] = {}
        self._has_text: dict[int, bool] = {}
        self._content: dict[int, int | None] = {}
        self._checked: set[tuple[int, bool]] = set()
        self._span = _NOWHERE

    def _wrong(self, code: str, message: str, span: Span | None) -> None:
        diagnostic = Diagnostic(code, message, span or self._span)
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)

    def start(self, pattern: Pattern) -> None:
        """Check the start (7.1.5)."""
        bad = self.holds(pattern) & _NOT_IN_START
        if bad:
            message = f"A document starts with one element; start cannot hold {_in_words(bad)}."
            self._wrong("RNG154", message, pattern.span)

    def element(self, element: Pattern) -> None:
        """Check the content of an element."""
        self._span = element.span or _NOWHERE
        content = element.content
        self._walk(content, repeated=False)
        if self.content_type(content) is None:
            names = ", ".join(shown(element.name_class, "<"))
            message = f"The content of {names} mixes text of a certain form with other content."
            self._wrong("RNG155", message, self._place_of_mixture(content))

    def _place_of_mixture(self, content: Pattern) -> Span | None:
        return content.span if content.kind in {GROUP, INTERLEAVE} else None

    # ------------------------------------------------------------ 7.1

    def holds(self, pattern: Pattern) -> Holds:
        """Return which kinds occur in a pattern."""
        holds = self._holds.get(pattern.id)
        if holds is None:
            holds = _OF_KIND[pattern.kind]
            if pattern.kind not in {ELEMENT, DATA}:
                for part in pattern.parts:
                    holds |= self.holds(part)
            if pattern.kind in {GROUP, INTERLEAVE} and holds & Holds.ATTRIBUTE:
                holds |= Holds.GROUPED_ATTRIBUTE
            self._holds[pattern.id] = holds
        return holds

    def _walk(self, pattern: Pattern, *, repeated: bool) -> None:
        if (pattern.id, repeated) in self._checked or pattern.kind == ELEMENT:
            return
        self._checked.add((pattern.id, repeated))
        if pattern.kind == ATTRIBUTE:
            self._attribute(pattern, repeated=repeated)
        elif pattern.kind == ONE_OR_MORE:
            self._repetition(pattern)
            repeated = True
        elif pattern.kind == LIST:
            self._inside(pattern, _NOT_IN_LIST, "RNG152", "A list")
        elif pattern.kind == DATA and pattern.parts:
            self._inside(pattern, _NOT_IN_EXCEPT, "RNG153", "What is excepted from data")
        elif pattern.kind in {GROUP, INTERLEAVE}:
            self._attributes_once(pattern)
            if pattern.kind == INTERLEAVE:
                self._elements_once(pattern)
        for part in pattern.parts:
            self._walk(part, repeated=repeated)

    def _inside(self, pattern: Pattern, forbidden: Holds, code: str, what: str) -> None:
        bad = self.holds(pattern.content) & forbidden
        if bad:
            span = pattern.span or pattern.content.span
            self._wrong(code, f"{what} cannot hold {_in_words(bad)}.", span)

    def _attribute(self, pattern: Pattern, *, repeated: bool) -> None:
        names = ", ".join(shown(pattern.name_class, "@"))
        bad = self.holds(pattern.content) & _NOT_IN_ATTRIBUTE
        if bad:
            self._wrong(
                "RNG150", f"The value of {names} cannot hold {_in_words(bad)}.", pattern.span
            )
        elif self.content_type(pattern.content) is None:
            message = f"The value of {names} is described as several texts one after the other."
            self._wrong("RNG155", message, pattern.span)
        if is_open(pattern.name_class):
            if not repeated:
                message = f"{names} must be inside oneOrMore or zeroOrMore, as its name is open."
                self._wrong("RNG157", message, pattern.span)
            if pattern.content.kind != TEXT:
                message = f"{names} can only hold text, as its name is open."
                self._wrong("RNG157", message, pattern.span)

    def _repetition(self, pattern: Pattern) -> None:
        if self.holds(pattern.content) & Holds.GROUPED_ATTRIBUTE:
            message = "A group with an attribute cannot be repeated: no element has it twice."
            self._wrong("RNG151", message, pattern.span or pattern.content.span)

    # ------------------------------------------------------------ 7.2

    def content_type(self, pattern: Pattern) -> int | None:
        """Return 0 for empty, 1 for complex, 2 for simple content, None if there is none."""
        if pattern.id not in self._content:
            self._content[pattern.id] = self._content_type(pattern)
        return self._content[pattern.id]

    def _content_type(self, pattern: Pattern) -> int | None:
        if pattern.kind in _CONTENT_TYPES:
            return _CONTENT_TYPES[pattern.kind]
        types = [self.content_type(part) for part in pattern.parts]
        known = [type_ for type_ in types if type_ is not None]
        if len(known) < len(types):
            return None
        # Texts of a certain form cannot be put together with anything, not even with themselves.
        joined = pattern.kind == ONE_OR_MORE or sum(type_ > 0 for type_ in known) > 1
        if pattern.kind != CHOICE and joined and 2 in known:
            return None
        return max(known)

    # ------------------------------------------------------------ 7.3 and 7.4

    def _attributes_once(self, pattern: Pattern) -> None:
        for name in clashes(self._attribute_names(part) for part in pattern.parts):
            message = f"{_shown(name, '@')} is described twice for the same element."
            self._wrong("RNG156", message, pattern.span)

    def _elements_once(self, pattern: Pattern) -> None:
        for name in clashes(self._element_names(part) for part in pattern.parts):
            message = f"{_shown(name, '<')} is in more than one part of an interleave."
            self._wrong("RNG158", message, pattern.span)
        if sum(self._text_in(part) for part in pattern.parts) > 1:
            message = "Text is in more than one part of an interleave."
            self._wrong("RNG158", message, pattern.span)

    def _attribute_names(self, pattern: Pattern) -> NameSet:
        return gather(pattern, ATTRIBUTE, self._attributes)

    def _element_names(self, pattern: Pattern) -> NameSet:
        return gather(pattern, ELEMENT, self._elements)

    def _text_in(self, pattern: Pattern) -> bool:
        found = self._has_text.get(pattern.id)
        if found is None:
            inner = pattern.kind not in {ATTRIBUTE, ELEMENT, LIST, DATA}
            found = pattern.kind == TEXT or (inner and any(map(self._text_in, pattern.parts)))
            self._has_text[pattern.id] = found
        return found


def _shown(name: str | NameClass, mark: str) -> str:
    return ", ".join(shown(Only(name) if isinstance(name, str) else name, mark))


def _in_words(kinds: Holds) -> str:
    return ", ".join(words for kind, words in _NAMES.items() if kind & kinds)
