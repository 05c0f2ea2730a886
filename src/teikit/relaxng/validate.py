"""Events of a document -> diagnostics: the part that runs for every tag, so it is short and plain.

Everything that costs more than a few look-ups happens in `recover`, when something is wrong, or in
`automaton`, when something comes for the first time.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, place_of
from teikit.records import dataclass
from teikit.relaxng.automaton import FREE, WHOLE, Automaton, Child, State
from teikit.relaxng.check import Check
from teikit.relaxng.datatypes import WHITESPACE
from teikit.relaxng.glance import at_a_glance
from teikit.relaxng.identity import Identifiers, Notes
from teikit.relaxng.opening import Opening
from teikit.source import SourceFile
from teikit.xml.events import Stop, drive
from teikit.xml.locator import Locator

if TYPE_CHECKING:
    from teikit.relaxng.finding import Advise
    from teikit.relaxng.recover import Recovery
    from teikit.xml.wording import Wording

_MOST_ATTRIBUTES: Final = 300  # of a tag: elements of any schema have some dozens
_PIECES: Final = 16


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema that documents can be validated against, any number of them."""

    automaton: Automaton

    def validate(
        self,
        source: SourceFile | Path,
        *,
        ids: bool = True,
        root: Path | None = None,
        advise: "Advise | None" = None,
        met: "list[Wording] | None" = None,
    ) -> list[Diagnostic]:
        """Return what is wrong with a document, in its order; what is wrong with its XML is in it.

        XIncludes are expanded from inside `root` (None: refused). Where the document could be
        looked over tag by tag, `met` takes its wordings.
        """
        found = None
        if isinstance(source, SourceFile):
            found = at_a_glance(self.automaton, source, ids=ids, advise=advise, met=met)
        if found is None:
            found = _by_events(self.automaton, source, ids, root, advise)
        if len({one.span.source for one in found}) == 1:
            found.sort(key=place_of)
        return found


class Validator:
    """Takes the events of one document; `diagnostics` are what is wrong so far.

    It is a handler for `teikit.xml.events.drive`. Call `finish` after the last event.
    """

    __slots__ = (
        "_advise",
        "_automaton",
        "_identifiers",
        "_locator",
        "_namespaces",
        "_outer",
        "_recovery",
        "_texts",
        "depth",
        "end",
        "go_on",
        "stack",
        "start",
        "state",
        "text",
    )

    start: Callable[[str, list[str]], None]
    """Takes a start tag."""
    end: Callable[[str], None]
    """Takes an end tag."""
    text: Callable[[str], None]
    """Takes character data."""
    depth: Callable[[], int]
    """Returns how many elements are open."""
    state: Callable[[], State]
    """Returns what has been read of the content that is open."""
    go_on: Callable[[State, Sequence[Child]], None]
    """Goes on from a state inside open elements, as if all before it had been read."""

    def __init__(
        self,
        automaton: Automaton,
        locator: Locator,
        *,
        identifiers: Notes | None = None,
        advise: "Advise | None" = None,
    ) -> None:
        self._automaton = automaton
        self._locator = locator
        self._advise = advise
        self.stack: list[Child] = []
        self._texts: list[str] = []
        self._namespaces: dict[str, str] = {}
        self._outer: list[tuple[int, dict[str, str]]] = []
        self._recovery: Recovery | None = None
        self._identifiers = identifiers
        # Text is only collected, and looked at with the tag after it: most of it is indentation.
        self.text = self._texts.append
        self._connect()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the document, in the order it was found."""
        return self._recovery.diagnostics if self._recovery else []

    def again(self, diagnostic: Diagnostic) -> None:
        """Report what was said about another element of the same kind."""
        self._recover().again(diagnostic)

    # ------------------------------------------------------------ the hot path

    def _connect(self) -> None:  # noqa: C901 - functions over one state
        """Make the functions for tags; closures, as these are what is called most often."""
        state: State = self._automaton.start
        stack, texts, outer = self.stack, self._texts, self._outer
        push, pop, take = stack.append, stack.pop, texts.pop
        identifiers, blanks = self._identifiers, self._automaton.blanks

        def start(name: str, attributes: list[str]) -> None:
            nonlocal state
            if texts:
                text = take()
                if texts or (text not in blanks and state.text):
                    state = self._text_before_element(state, name, text)
            try:
                child = state.children[name]
            except KeyError:
                child = state.child(name) or self._recover().element(state, name)
            push(child)
            if not attributes:
                state = child.bare or self._recover().missing_attributes(child.opening)
                return
            alone = len(attributes) == 2
            plan = child.shapes.get((attributes[0],) if alone else tuple(attributes[::2]))
            if plan is None:
                state = self._attributes(child.opening, attributes)
                return
            for position, known, check in plan.checks:
                value = attributes[position]
                if value not in known and not check.accepts(value, self._namespaces):
                    state = self._attributes(child.opening, attributes)
                    return
            if plan.ids and identifiers is not None:
                for position, _, check in plan.checks:
                    identifiers.note(check, attributes[position])
            state = plan.state

        def end(_name: str) -> None:
            nonlocal state
            if texts and state.text != WHOLE:
                text = take()
                if texts or (text not in blanks and state.text):
                    state = self._text(state, text)
            child = pop()
            try:
                state = child.returns[state.ends]
            except KeyError:
                state = self._ended(state, child)
            if outer and outer[-1][0] >= len(stack):
                self._namespaces = outer.pop()[1]

        def depth() -> int:
            # Asked now and then: so text of any length takes no more memory than some pieces of it.
            if len(texts) > _PIECES and state.text != WHOLE:
                texts[:] = [piece for piece in texts if piece.strip(WHITESPACE)][:1]
            return len(stack)

        def go_on(following: State, inside: Sequence[Child]) -> None:
            nonlocal state
            state = following
            stack[:] = inside

        self.start, self.end, self.depth = start, end, depth
        self.state, self.go_on = lambda: state, go_on

    # ------------------------------------------------------------ the rest

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Take a namespace declaration of the start tag that follows."""
        if not self._automaton.needs_namespaces:
            return
        depth = len(self.stack)
        if not self._outer or self._outer[-1][0] != depth:
            self._outer.append((depth, self._namespaces))
        self._namespaces = {**self._namespaces, prefix or "": uri or ""}

    def finish(self) -> list[Diagnostic]:
        """Return all diagnostics, with those that only the whole document shows."""
        late = self._identifiers.diagnostics() if self._identifiers is not None else []
        return [*self.diagnostics, *late]

    def _recover(self) -> "Recovery":
        if self._recovery is None:
            # Most documents are valid, and then none of this is needed.
            from teikit.relaxng.recover import Recovery

            self._recovery = Recovery(self._automaton, self._locator, self.stack, self._advise)
        return self._recovery

    def _text(self, state: State, last: str) -> State:
        data = "".join([*self._texts, last])
        self._texts.clear()
        if not data.strip(WHITESPACE):
            self._automaton.note_blank(data)
            return state
        if state.text == FREE:
            return state
        following = state.after_text
        if not following.is_dead:
            return following
        self._recover().text(state, data)
        return state

    def _text_before_element(self, state: State, name: str, last: str) -> State:
        # Where no element is allowed either, that is the mistake, and not the text before it.
        if state.text == WHOLE and state.child(name) is None:
            self._texts.clear()
            return state
        return self._text(state, last)

    def _ended(self, state: State, child: Child) -> State:
        complete = self._whole(state, child) if state.text == WHOLE else state.complete
        return child.followed(complete) if complete else self._recover().incomplete(child, state)

    def _whole(self, state: State, child: Child) -> int:
        text = "".join(self._texts)
        self._texts.clear()
        complete = state.ended_by(text, self._namespaces)
        if not complete:
            self._recover().value(child, state, text)
            return (1 << len(state.slots)) - 1
        return complete

    def _attributes(self, opening: Opening, attributes: list[str]) -> State:
        if len(attributes) > 2 * _MOST_ATTRIBUTES:
            message = f"A single tag has more than {_MOST_ATTRIBUTES} attributes here."
            self._recover().diagnostics.append(Diagnostic("XML013", message, self._locator.span()))
            raise Stop
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
                opening = self._recover().attribute(opening, step, name, value, shape)
        closed = opening.closed
        return self._recover().missing_attributes(opening) if closed.is_dead else closed

    def _note(self, checks: Sequence[Check], passed: int, value: str) -> None:
        if self._identifiers is None:
            return
        for i, check in enumerate(checks):
            if passed >> i & 1:
                self._identifiers.note(check, value)


def _by_events(
    automaton: Automaton,
    source: SourceFile | Path,
    ids: bool,
    root: Path | None,
    advise: "Advise | None",
) -> list[Diagnostic]:
    validators: list[Validator] = []

    def connect(locator: Locator) -> Validator:
        identifiers = Identifiers(locator) if ids else None
        validators.append(Validator(automaton, locator, identifiers=identifiers, advise=advise))
        return validators[0]

    diagnostics = drive(source, connect, root=root)
    return [*diagnostics, *validators[0].finish()]
