"""The automaton of a schema: built while documents are read, deterministic, shared by all of them.

A state holds the patterns that are tracked in parallel, one for each thing the content of the open
element could be; usually there is one. Elements nest, so the automaton is a visibly pushdown one: a
start tag leads to a state for the element's content, and its end tag back to a state for what
follows, chosen by which of the tracked contents are complete. A state for content does not know
what is around it, so all parents share it.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final, TypeAlias, TypeVar

from teikit.relaxng.check import MEMO, MEMO_LENGTH, Check
from teikit.relaxng.core import Core
from teikit.relaxng.datatypes import Namespaces
from teikit.relaxng.derive import Deriver
from teikit.relaxng.nameclass import is_open, names
from teikit.relaxng.opening import Opening
from teikit.relaxng.pattern import Pattern, Pool

_K = TypeVar("_K")
Slots: TypeAlias = tuple[Pattern, ...]

FREE: Final = 0
"""Text may stand here and changes nothing."""
BETWEEN: Final = 1
"""Text that is not white space leads to another state, or is an error."""
WHOLE: Final = 2
"""All text of the element counts together: it may have to be a certain value."""

ASK: Final = -1
"""Stands for the slots that may end, where only the text tells."""


class State:
    """Content read up to somewhere; `complete` has a bit for each slot that may end here.

    `ends` is the same, or `ASK` where that depends on the text.
    """

    __slots__ = (
        "_after_text", "_refused", "_verdicts", "children", "complete", "ends", "machine", "slots",
        "text",
    )  # fmt: skip

    def __init__(self, machine: "Automaton", slots: Slots, text: int | None = None) -> None:
        self.machine = machine
        self.slots = slots
        self.children: dict[str, Child] = {}
        self.complete = sum(1 << i for i, slot in enumerate(slots) if slot.nullable)
        self._after_text: State | None = None
        self._verdicts: dict[str, int] = {}
        self._refused: set[str] = set()
        self.text = self._text_kind() if text is None else text
        self.ends = ASK if self.text == WHOLE else self.complete

    def _text_kind(self) -> int:
        if any(slot.has_data for slot in self.slots):
            return WHOLE
        return FREE if self.after_text is self else BETWEEN

    @property
    def after_text(self) -> "State":
        """The state after text that is not white space; a dead one where none may stand."""
        if self._after_text is None:
            derive = self.machine.deriver.text
            slots = tuple(derive(slot) for slot in self.slots)
            self._after_text = self if slots == self.slots else self.machine.state(slots)
        return self._after_text

    @property
    def is_dead(self) -> bool:
        """Whether no slot can match any more."""
        none = self.machine.pool.not_allowed
        return all(slot is none for slot in self.slots)

    def child(self, name: str) -> "Child | None":
        """Return where an element's start tag leads; None where it may not stand."""
        child = self.children.get(name)
        if child is None and name not in self._refused:
            child = self.machine.child(self, name)
            # Where any element may stand, a document could have any number of names.
            if len(self.children) + len(self._refused) >= MEMO:
                self.children.clear()
                self._refused.clear()
            if child is not None:
                self.children[name] = child
            else:
                self._refused.add(name)
        return child

    def ended_by(self, text: str, namespaces: Namespaces) -> int:
        """Return which slots may end after all their content was this one text, as bits."""
        verdict = self._verdicts.get(text)
        if verdict is None:
            matches = self.machine.deriver.matches
            verdict = sum(
                1 << i for i, slot in enumerate(self.slots) if matches(slot, text, namespaces)
            )
            if len(text) <= MEMO_LENGTH and not self.machine.needs_namespaces:
                if len(self._verdicts) >= MEMO:
                    self._verdicts.clear()
                self._verdicts[text] = verdict
        return verdict


class Child:
    """A start tag inside a state: what opens, and where its end tag leads."""

    __slots__ = ("after", "bare", "name", "opening", "parent", "returns", "shapes")

    def __init__(
        self, parent: State, name: str, opening: Opening, after: list[dict[int, Pattern]]
    ) -> None:
        self.parent = parent
        self.name = name
        self.opening = opening
        self.shapes = opening.shapes
        self.bare = None if opening.closed.is_dead else opening.closed
        self.after = after
        self.returns: dict[int, State] = {}

    def followed(self, complete: int) -> State:
        """Return the parent's state after the element, by the bits of its complete contents."""
        state = self.returns.get(complete)
        if state is None:
            machine = self.parent.machine
            slots = tuple(
                machine.pool.choice([left for i, left in each.items() if complete >> i & 1])
                for each in self.after
            )
            state = self.returns[complete] = machine.state(slots)
        return state


class Automaton:
    """The states of a schema, made when they are first needed.

    `explored` counts the start tags that have led somewhere for the first time; `blanks` are texts
    that are known to be white space, such as the usual indents.
    """

    def __init__(self, core: Core) -> None:
        self.pool: Pool = core.pool
        self.core = core
        self.deriver = Deriver(core.pool)
        self._states: dict[Slots, State] = {}
        self._openings: dict[Slots, Opening] = {}
        self._checks: dict[Pattern, Check] = {}
        self._knowledge: dict[object, object] = {}
        self.explored = 0
        self.blanks: set[str] = set()
        self.needs_namespaces = any(
            pattern.datatype is not None and pattern.datatype.needs_namespaces
            for pattern in core.pool.patterns
        )

    @cached_property
    def start(self) -> State:
        """The state before the root element."""
        return self.state((self.core.start,))

    def state(self, slots: Slots, text: int | None = None) -> State:
        """Return the state that tracks these patterns; `text` is what it takes, where known."""
        state = self._states.get(slots)
        if state is None:
            state = self._states[slots] = State(self, slots, text)
        return state

    def states(self) -> Iterable[State]:
        """Return the states that have been reached."""
        return self._states.values()

    def openings(self) -> Iterable[Opening]:
        """Return the openings that have been reached."""
        return self._openings.values()

    def opening(self, slots: Slots) -> Opening:
        """Return the opening that tracks these patterns."""
        opening = self._openings.get(slots)
        if opening is None:
            opening = self._openings[slots] = Opening(self, slots)
        return opening

    def check(self, pattern: Pattern) -> Check:
        """Return the check of a value against a pattern."""
        check = self._checks.get(pattern)
        if check is None:
            check = self._checks[pattern] = Check(self.deriver, pattern)
        return check

    def child(self, state: State, name: str, *, skipping: bool = False) -> Child | None:
        """Return where a start tag leads from a state; None where nothing allows it."""
        found = [self.deriver.element(slot, name, skipping=skipping) for slot in state.slots]
        contents: dict[Pattern, int] = {}
        after: list[dict[int, Pattern]] = []
        for each in found:
            follows: dict[int, Pattern] = {}
            for element, continuation in each.items():
                content = element.content
                if content is self.pool.not_allowed:
                    continue
                slot = contents.setdefault(content, len(contents))
                known = follows.get(slot, self.pool.not_allowed)
                follows[slot] = self.pool.choice((known, continuation))
            after.append(follows)
        if not contents:
            return None
        self.explored += not skipping
        return Child(state, name, self.opening(tuple(contents)), after)

    def note_blank(self, text: str) -> None:
        """Remember that a text is white space."""
        if len(text) <= MEMO_LENGTH and len(self.blanks) < MEMO:
            self.blanks.add(text)

    def knowledge(self, make: "Callable[[Automaton], _K]") -> "_K":
        """Return what `make` makes of the schema; it is asked only once."""
        if make not in self._knowledge:
            self._knowledge[make] = make(self)
        return self._knowledge[make]  # type: ignore[return-value]

    @cached_property
    def index(self) -> tuple[dict[str, list[Pattern]], list[Pattern]]:
        """The elements of the schema by name, and those with open names."""
        named: dict[str, list[Pattern]] = {}
        others = []
        for element in self.core.elements:
            if is_open(element.name_class):
                others.append(element)
            for name in names(element.name_class):
                named.setdefault(name, []).append(element)
        return named, others
