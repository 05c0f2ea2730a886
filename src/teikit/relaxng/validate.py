"""Events of a document -> diagnostics: the part that runs for every tag, so it is short and plain.

Everything that costs more than a few look-ups happens in `recover`, when something is wrong, or in
`automaton`, when something comes for the first time.
"""

from collections.abc import Sequence
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.relaxng.automaton import BETWEEN, FREE, WHOLE, Automaton, Check, Child, Opening, State
from teikit.relaxng.datatypes import WHITESPACE
from teikit.relaxng.identity import Identifiers
from teikit.relaxng.recover import Advise, Recovery
from teikit.source import SourceFile
from teikit.xml.events import Locator, drive


class Validator:
    """Takes the events of one document; `diagnostics` are what is wrong so far.

    It is a handler for `teikit.xml.events.drive`. Call `finish` after the last event.
    """

    __slots__ = (
        "_automaton",
        "_buffer",
        "_identifiers",
        "_namespaces",
        "_outer",
        "_recovery",
        "_stack",
        "_state",
    )

    def __init__(
        self,
        automaton: Automaton,
        locator: Locator,
        *,
        ids: bool = True,
        advise: Advise | None = None,
    ) -> None:
        self._automaton = automaton
        self._state: State = automaton.start
        self._stack: list[Child] = []
        self._buffer: list[str] = []
        self._namespaces: dict[str, str] = {}
        self._outer: list[tuple[int, dict[str, str]]] = []
        self._recovery = Recovery(automaton, locator, self._stack, advise)
        self._identifiers = Identifiers(locator) if ids else None

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the document, in the order it was found."""
        return self._recovery.diagnostics

    def depth(self) -> int:
        """Return how many elements are open."""
        return len(self._stack)

    # ------------------------------------------------------------ the hot path

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag."""
        state = self._state
        if self._buffer:
            state = self._text_before_element(state, name)
        child = state.children.get(name) or state.child(name)
        if child is None:
            child = self._recovery.element(state, name)
        self._stack.append(child)
        if not attributes:
            bare = child.bare
            self._state = self._recovery.missing_attributes(child.opening) if bare is None else bare
            return
        plan = child.shapes.get(tuple(attributes[::2]))
        if plan is not None:
            for position, known, check in plan.checks:
                value = attributes[position]
                if value not in known and not check.accepts(value, self._namespaces):
                    break
                if check.id_kind and self._identifiers is not None:
                    self._identifiers.note(check, value)
            else:
                self._state = plan.state
                return
        self._state = self._attributes(child.opening, attributes)

    def end(self, _name: str) -> None:
        """Take an end tag."""
        state = self._state
        child = self._stack.pop()
        complete = state.complete if state.text != WHOLE else self._whole(state, child)
        self._state = child.returns.get(complete) or (
            child.followed(complete) if complete else self._recovery.incomplete(child, state)
        )
        if self._outer and self._outer[-1][0] >= len(self._stack):
            self._namespaces = self._outer.pop()[1]

    def text(self, data: str) -> None:
        """Take character data."""
        state = self._state
        kind = state.text
        if kind == FREE:
            return
        if kind == WHOLE:
            self._buffer.append(data)
        elif kind == BETWEEN and data.strip(WHITESPACE):
            self._text(state, data)

    # ------------------------------------------------------------ the rest

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Take a namespace declaration of the start tag that follows."""
        if not self._automaton.needs_namespaces:
            return
        depth = len(self._stack)
        if not self._outer or self._outer[-1][0] != depth:
            self._outer.append((depth, self._namespaces))
        self._namespaces = {**self._namespaces, prefix or "": uri or ""}

    def finish(self) -> list[Diagnostic]:
        """Return all diagnostics, with those that only the whole document shows."""
        if self._identifiers is not None:
            self.diagnostics.extend(self._identifiers.diagnostics())
        return self.diagnostics

    def _text(self, state: State, data: str) -> None:
        following = state.after_text
        if following.is_dead:
            self._recovery.text(state, data)
        else:
            self._state = following

    def _text_before_element(self, state: State, name: str) -> State:
        data = "".join(self._buffer)
        self._buffer.clear()
        # Where no element is allowed either, that is the mistake, and not the text before it.
        if data.strip(WHITESPACE) and state.child(name) is not None:
            self._text(state, data)
        return self._state

    def _whole(self, state: State, child: Child) -> int:
        text = "".join(self._buffer)
        self._buffer.clear()
        complete = state.ended_by(text, self._namespaces)
        if not complete:
            self._recovery.value(child, state, text)
            return (1 << len(state.slots)) - 1
        return complete

    def _attributes(self, opening: Opening, attributes: list[str]) -> State:
        shape = tuple(attributes[::2])
        opening.plan(shape)
        for position, name in enumerate(shape):
            value = attributes[2 * position + 1]
            step = opening.attribute(name)
            passed = step.passed(value, self._namespaces)
            if passed:
                self._note(step.checks, passed, value)
                opening = step.after(passed)
            else:
                opening = self._recovery.attribute(opening, step, name, value, shape)
        closed = opening.closed
        return self._recovery.missing_attributes(opening) if closed.is_dead else closed

    def _note(self, checks: Sequence[Check], passed: int, value: str) -> None:
        if self._identifiers is None:
            return
        for i, check in enumerate(checks):
            if passed >> i & 1:
                self._identifiers.note(check, value)


def validate_events(
    automaton: Automaton,
    source: SourceFile | Path,
    *,
    ids: bool = True,
    root: Path | None = None,
    advise: Advise | None = None,
) -> list[Diagnostic]:
    """Return what is wrong with a document, in its order; what is wrong with its XML is in it.

    XIncludes are expanded from inside `root` (None: refused).
    """
    validators: list[Validator] = []

    def connect(locator: Locator) -> Validator:
        validators.append(Validator(automaton, locator, ids=ids, advise=advise))
        return validators[0]

    diagnostics = drive(source, connect, root=root)
    found = [*diagnostics, *validators[0].finish()]
    if len({one.span.source for one in found}) == 1:
        found.sort(key=lambda one: one.span.start)
    return found
