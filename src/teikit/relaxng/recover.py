"""What happens when a document breaks a rule: say so once, and find a state to go on from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.relaxng import expect
from teikit.relaxng.automaton import FREE, Automaton, Child, Opening, State, Step
from teikit.relaxng.expect import at, tag
from teikit.relaxng.nameclass import local_name
from teikit.relaxng.pattern import Pattern
from teikit.relaxng.wording import nearest, one_of, quoted, value_in_words
from teikit.source import Span
from teikit.xml.events import Locator


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, for whoever knows more about the schema; names as "namespace local".

    `kind` is the code's name in `teikit.rules.grammar`; `ancestors` go from the parent outwards.
    """

    kind: str
    element: str
    ancestors: tuple[str, ...]
    attribute: str | None = None
    value: str | None = None

    @property
    def parent(self) -> str | None:
        """The element around `element`, None at the root."""
        return self.ancestors[0] if self.ancestors else None


Advise: TypeAlias = Callable[[Finding], Sequence[str]]
"""Returns more hints about a finding, such as which ODD removed the element."""

_CODES = {
    "unknown-element": "TEI101",
    "misplaced-element": "TEI102",
    "element-too-early": "TEI103",
    "incomplete-element": "TEI104",
    "wrong-root": "TEI105",
    "wrong-namespace": "TEI106",
    "unknown-attribute": "TEI110",
    "misplaced-attribute": "TEI111",
    "attribute-value": "TEI112",
    "missing-attribute": "TEI113",
    "text-not-allowed": "TEI120",
    "text-value": "TEI121",
}


class _Anything(State):
    """The state inside an element that the schema does not know."""

    __slots__ = ()

    def __init__(self, machine: Automaton) -> None:
        super().__init__(machine, (machine.pool.text,))
        self.text = FREE

    def child(self, name: str) -> Child:
        """Return an opening for the element's own definitions, or for anything."""
        child = _Forced(self, name, self.machine, self)
        self.children[name] = child
        return child


class _Forced(Child):
    """An element that is read although it may not stand where it does."""

    __slots__ = ("_following",)

    def __init__(self, parent: State, name: str, machine: Automaton, following: State) -> None:
        contents = dict.fromkeys(each.content for each in machine.definitions(name))
        opening = machine.opening(tuple(contents)) if contents else _AnyOpening(machine, parent)
        super().__init__(parent, name, opening, [])
        self._following = following

    def followed(self, complete: int) -> State:
        """Return the state to go on with, whatever the content was."""
        self.returns[complete] = self._following
        return self._following


class _AnyOpening(Opening):
    """A start tag that may have any attributes."""

    __slots__ = ("_inside",)

    def __init__(self, machine: Automaton, state: State) -> None:
        super().__init__(machine, (machine.pool.text,))
        self._inside = state if isinstance(state, _Anything) else _Anything(machine)
        self._closed = self._inside

    def attribute(self, name: str) -> Step:
        """Return a step that any value passes and that leads back here."""
        step = Step(self, name)
        step.checks = [self.machine.check(self.machine.pool.text)]
        step._after[1] = self  # noqa: SLF001 - a step made for this opening
        return step


class Recovery:
    """Reports what is wrong with one document."""

    def __init__(
        self,
        automaton: Automaton,
        locator: Locator,
        stack: list[Child],
        advise: Advise | None,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._automaton = automaton
        self._locator = locator
        self._stack = stack
        self._advise = advise

    # ------------------------------------------------------------ reporting

    def _report(
        self,
        finding: Finding,
        message: str,
        *,
        expected: Sequence[str] = (),
        hints: Sequence[str] = (),
        span: Span | None = None,
    ) -> None:
        advice = tuple(self._advise(finding)) if self._advise else ()
        self.diagnostics.append(
            Diagnostic(
                _CODES[finding.kind],
                message,
                span or self._locator.span(),
                hints=(*advice, *hints),
                expected=tuple(expected),
            )
        )

    def _ancestors(self) -> tuple[str, ...]:
        return tuple(child.name for child in reversed(self._stack))

    def _here(self, kind: str, attribute: str | None = None, value: str | None = None) -> Finding:
        names = self._ancestors()
        return Finding(kind, names[0], names[1:], attribute, value)

    # ------------------------------------------------------------ elements

    def element(self, state: State, name: str) -> Child:
        """Report an element that may not come here; return how to read it all the same."""
        known = state.slots
        leaves = [leaf for slot in known for leaf in expect.next_leaves(slot)]
        expected = expect.possible(known)
        child = self._automaton.child(state, name, skipping=True)
        if child is not None:
            return self._too_early(state, name, child, expected)
        kind, message = self._what_is_wrong(name)
        allowed = expect.element_names(leaves)
        ordered = nearest(tag(name), expected) if kind == "unknown-element" else expected
        meant = self._meant(name, allowed)
        hints = [f"Did you mean {tag(meant)}?"] if meant else []
        self._report(Finding(kind, name, self._ancestors()), message, expected=ordered, hints=hints)
        return _Forced(state, name, self._automaton, state)

    def _too_early(self, state: State, name: str, child: Child, expected: list[str]) -> Child:
        missing = [leaf for slot in state.slots for leaf in expect.needed(slot)]
        wanted = expect.possible(missing)
        message = (
            f"{tag(name)} comes too early: {one_of(wanted)} must come before it{self._inside()}."
        )
        finding = Finding("element-too-early", name, self._ancestors())
        self._report(finding, message, expected=expected)
        return child

    def _what_is_wrong(self, name: str) -> tuple[str, str]:
        if not self._stack:
            return "wrong-root", f"A document cannot start with {tag(name)}."
        if any(self._automaton.definitions(name)):
            return "misplaced-element", f"{tag(name)} is not allowed here{self._inside()}."
        return "unknown-element", f"The schema has no element {tag(name)}."

    def _inside(self) -> str:
        return f", inside {tag(self._stack[-1].name)}" if self._stack else ""

    def _meant(self, name: str, allowed: Sequence[str]) -> str | None:
        same = [each for each in allowed if local_name(each) == local_name(name)]
        return same[0] if same else None

    def incomplete(self, child: Child, state: State) -> State:
        """Report content that ends too early; return the parent's state after the element."""
        missing = [leaf for slot in state.slots for leaf in expect.needed(slot)]
        wanted = expect.possible(missing)
        message = f"{tag(child.name)} is not complete: it needs {one_of(wanted)}."
        finding = Finding("incomplete-element", child.name, self._ancestors())
        self._report(finding, message, expected=expect.possible(state.slots))
        return child.followed((1 << len(state.slots)) - 1)

    # ------------------------------------------------------------ attributes

    def attribute(
        self, opening: Opening, step: Step, name: str, value: str, shape: Sequence[str]
    ) -> Opening:
        """Report an attribute or its value; return the opening to go on with."""
        element = self._stack[-1].name
        if step.checks:
            self._attribute_value(step, element, name, value)
            return step.after((1 << len(step.checks)) - 1)
        possible = expect.attributes(opening.slots)
        expected = [
            text
            for each in possible
            for text in expect.shown(each.name_class, "@")
            if text not in {at(used) for used in shape}
        ]
        message = f"{at(name)} is not allowed on {tag(element)}."
        finding = self._here("misplaced-attribute", name, value)
        self._report(finding, message, expected=nearest(at(name), expected))
        return opening

    def _attribute_value(self, step: Step, element: str, name: str, value: str) -> None:
        words, values = value_in_words([check.pattern for check in step.checks])
        message = f"{at(name)} of {tag(element)} cannot be {quoted(value)}: it must be {words}."
        finding = self._here("attribute-value", name, value)
        self._report(finding, message, expected=values)

    def missing_attributes(self, opening: Opening) -> State:
        """Report attributes that are required; return the state of the content without them."""
        element = self._stack[-1].name
        deriver = self._automaton.deriver
        slot = next(iter(opening.slots))
        for names in expect.missing_attributes(deriver, slot):
            wanted = [at(name) for name in names]
            message = f"{tag(element)} needs {one_of(wanted)}."
            finding = self._here("missing-attribute", names[0] if names else None)
            self._report(finding, message, expected=wanted)
        return opening.forgiven

    # ------------------------------------------------------------ text

    def text(self, state: State, data: str) -> None:
        """Report text where only elements may stand."""
        message = f"Text is not allowed here{self._inside()}: {quoted(data)}."
        expected = expect.possible(state.slots)
        self._report(self._here("text-not-allowed", value=data), message, expected=expected)

    def value(self, child: Child, state: State, text: str) -> None:
        """Report the text of an element that must be a certain value."""
        words, values = value_in_words(_text_patterns(state.slots))
        finding = Finding("text-value", child.name, self._ancestors(), value=text)
        message = f"The text of {tag(child.name)} cannot be {quoted(text)}: it must be {words}."
        self._report(finding, message, expected=values)


def _text_patterns(slots: Sequence[Pattern]) -> list[Pattern]:
    return [slot for slot in slots if slot.has_data]
