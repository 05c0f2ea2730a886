"""What happens when a document breaks a rule: say so once, and find a state to go on from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, XML
from teikit.relaxng import expect
from teikit.relaxng.automaton import Automaton, Child, Opening, State, Step
from teikit.relaxng.expect import at, tag
from teikit.relaxng.forced import Forced, Marked, Renamed
from teikit.relaxng.knowledge import Knowledge, by_custom, inside, nearest_first, resembling
from teikit.relaxng.nameclass import local_name, names, namespace_of
from teikit.relaxng.pattern import ELEMENT
from teikit.relaxng.types import as_date
from teikit.relaxng.wording import listed, nearest, one_of, quoted, wanted_text
from teikit.xml.events import Locator


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, for whoever knows more about the schema; names as "namespace local".

    `kind` is the name of the rule in `teikit.rules.grammar`; `ancestors` go from the parent of
    `element` outwards.
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

_FEW: Final = 40
_SURE: Final = 0.8
CODES: Final = {
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
    "conflicting-attribute": "TEI114",
    "text-not-allowed": "TEI120",
    "text-value": "TEI121",
}


class Recovery:
    """Reports what is wrong with one document, and says how to go on."""

    def __init__(
        self,
        automaton: Automaton,
        locator: Locator,
        stack: list[Child],
        advise: Advise | None,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._automaton = automaton
        self._knowledge = automaton.knowledge(Knowledge)
        self._locator = locator
        self._stack = stack
        self._advise = advise
        self._wrong_namespaces: set[str] = set()

    # ------------------------------------------------------------ reporting

    def _report(
        self,
        finding: Finding,
        message: str,
        *,
        expected: Sequence[str] = (),
        hints: Sequence[str] = (),
    ) -> None:
        advice = tuple(self._advise(finding)) if self._advise else ()
        self.diagnostics.append(
            Diagnostic(
                CODES[finding.kind],
                message,
                self._locator.span(),
                hints=(*hints, *advice),
                expected=tuple(expected),
            )
        )

    def _ancestors(self) -> tuple[str, ...]:
        return tuple(child.name for child in reversed(self._stack))

    def _here(self, kind: str, attribute: str | None = None, value: str | None = None) -> Finding:
        ancestors = self._ancestors()
        return Finding(kind, ancestors[0], ancestors[1:], attribute, value)

    def _inside(self) -> str:
        return f", inside {tag(self._stack[-1].name)}" if self._stack else ""

    def _marked(self) -> Marked | None:
        """Return the open element, marked as one with mistakes directly in it."""
        if not self._stack:
            return None
        child = self._stack[-1]
        if not isinstance(child, Marked):
            child = self._stack[-1] = Marked(child)
        return child

    # ------------------------------------------------------------ elements

    def element(self, state: State, name: str) -> Child:
        """Report an element that may not come here; return how to read it all the same."""
        if name not in self._automaton.index[0]:
            return self._unknown(state, name)
        return self._skipped(state, name, name) or self._misplaced(state, name, name)

    def _unknown(self, state: State, name: str) -> Child:
        allowed = self._knowledge.allowed(state)
        namesakes = self._knowledge.namesakes(name)
        if namesakes:
            meant = next((each for each in namesakes if each in allowed), namesakes[0])
            self._wrong_namespace(name, meant)
            child = state.child(meant)
            if child is not None:
                return Renamed(child, name)
            return self._skipped(state, name, meant) or self._misplaced(state, name, meant)
        kind = "unknown-element" if self._stack else "wrong-root"
        finding = Finding(kind, name, self._ancestors())
        if self._advise and self._advise(finding):
            # The name is right, so nothing else was meant.
            self._report_unknown(finding, state, None, [])
            return self._rejected(state, name, name)
        here = resembling(name, allowed)
        other = here or resembling(name, self._knowledge.elements, at_least=_SURE)
        hints = [f"Did you mean {self._knowledge.glossed(other)}?"] if other else []
        if other and not here:
            hints += self._places_for(state, other)
        self._report_unknown(finding, state, other, hints)
        child = state.child(here) if here else None
        if child is not None:
            return Renamed(child, name)
        return self._rejected(state, name, name)

    def _report_unknown(
        self, finding: Finding, state: State, meant: str | None, hints: Sequence[str]
    ) -> None:
        name = finding.element
        expected = self._knowledge.possible(state)
        if meant:
            expected = nearest(tag(name), expected)
        message = f"The schema has no element {tag(name)}"
        message += "." if meant else _can_stand(expected)
        if not self._stack:
            message = _not_a_root(name, expected)
        self._report(finding, message, expected=expected, hints=hints)

    def _rejected(self, state: State, name: str, meant: str) -> Child:
        marked = self._marked()
        if marked is not None:
            marked.told_child = True
        return Forced(state, name, meant, state)

    def _wrong_namespace(self, name: str, meant: str) -> None:
        namespace, right = namespace_of(name), namespace_of(meant)
        if namespace in self._wrong_namespaces:
            return
        # Everything below an element with the wrong namespace has it too: that is one mistake.
        self._wrong_namespaces.add(namespace)
        which = "the TEI namespace" if right == TEI else f"the namespace “{right}”"
        message = f"{tag(local_name(name))} is not in {which}."
        if namespace:
            hint = f"Its namespace is “{namespace}”; it should be “{right}”."
        else:
            hint = f'Write <{local_name(name)} xmlns="{right}">.'
        finding = Finding("wrong-namespace", name, self._ancestors())
        self._report(finding, message, expected=(tag(meant),), hints=(hint,))

    def _skipped(self, state: State, name: str, meant: str) -> Child | None:
        child = self._automaton.child(state, meant, skipping=True)
        if child is None:
            return None
        missing = [leaf for slot in state.slots for leaf in expect.needed(slot)]
        # What may be left out altogether may still be what has to come before.
        wanted = by_custom(expect.possible(missing)) or self._knowledge.possible(state)
        message = (
            f"{tag(name)} comes too early{self._inside()}: before it must come {one_of(wanted)}."
        )
        finding = Finding("element-too-early", name, self._ancestors())
        marked = self._marked()
        if marked is None or not marked.told_child:
            expected = nearest_first(self._knowledge.possible(state), wanted)
            self._report(finding, message, expected=expected)
        return child if meant == name else Renamed(child, name)

    def _misplaced(self, state: State, name: str, meant: str) -> Child:
        expected = self._knowledge.possible(state)
        if not self._stack:
            finding = Finding("wrong-root", name, ())
            self._report(finding, _not_a_root(name, expected), expected=expected)
            return Forced(state, name, meant, state)
        parent = self._stack[-1]
        hints: Sequence[str] = ()
        if self._elsewhere(meant):
            message = (
                f"{tag(name)} is allowed in {tag(parent.name)}, but not here or not again"
                f"{_can_stand(expected)}"
            )
        else:
            message = f"{tag(name)} is not allowed here{self._inside()}{_can_stand(expected)}"
            hints = self._places_for(state, meant)
        finding = Finding("misplaced-element", name, self._ancestors())
        self._report(finding, message, expected=expected, hints=hints)
        return self._rejected(state, name, meant)

    def _elsewhere(self, name: str) -> bool:
        """Return whether the open element can have a child of that name at another place."""
        slots = self._stack[-1].opening.slots if self._stack else ()
        return any(
            name in names(each.name_class) for slot in slots for each in inside(slot, ELEMENT)
        )

    def _places_for(self, state: State, name: str) -> list[str]:
        """Return hints that say where an element would be allowed."""
        if self._elsewhere(name):
            return [f"{tag(name)} is allowed at another place in {tag(self._stack[-1].name)}."]
        parents = self._knowledge.parents.get(name, [])
        if not parents:
            return []
        allowed = set(self._knowledge.allowed(state))
        wrappers = [parent for parent in parents if parent in allowed and parent != name]
        if wrappers and len(wrappers) <= 6:
            inside_of = listed([self._knowledge.glossed(each) for each in wrappers])
            return [f"Put it into {inside_of}, which can stand here."]
        ordered = nearest_first(parents, self._ancestors())
        places = listed([tag(each) for each in ordered], last="and")
        return [f"{tag(name)} is allowed in {places}."]

    def incomplete(self, child: Child, state: State) -> State:
        """Report content that ends too early; return the parent's state after the element."""
        following = child.followed((1 << len(state.slots)) - 1)
        # Probably the child that was refused is the one that is missing.
        if isinstance(child, Marked) and child.told_child:
            return following
        missing = [leaf for slot in state.slots for leaf in expect.needed(slot)]
        wanted = by_custom(expect.possible(missing))
        message = f"{tag(child.name)} ends too early: it still needs {one_of(wanted)}."
        finding = Finding("incomplete-element", child.name, self._ancestors())
        expected = nearest_first(self._knowledge.possible(state), wanted)
        self._report(finding, message, expected=expected)
        return following

    # ------------------------------------------------------------ attributes

    def attribute(
        self, opening: Opening, step: Step, name: str, value: str, shape: Sequence[str]
    ) -> Opening:
        """Report an attribute or its value; return the opening to go on with."""
        if step.checks:
            self._attribute_value(step, name, value)
            return step.after((1 << len(step.checks)) - 1)
        element = self._stack[-1]
        used = {at(each) for each in shape}
        expected = [
            text
            for each in expect.attributes(opening.slots)
            for text in expect.shown(each.name_class, "@")
            if text not in used
        ]
        rival = self._rival(element.opening, name, shape)
        if rival is not None:
            message = f"{at(name)} cannot stand on {tag(element.name)} together with {at(rival)}."
            kind, hints = "conflicting-attribute", [f"Delete {at(name)} or {at(rival)}."]
        else:
            kind, hints = self._attribute_hints(opening, name)
            message = f"{at(name)} is not allowed on {tag(element.name)}."
            if kind == "unknown-attribute":
                message = (
                    f"{tag(element.name)} has no attribute {at(name)}, nor has any other element."
                )
        finding = self._here(kind, name, value)
        self._report(finding, message, expected=nearest(at(name), expected), hints=hints)
        return opening

    def _attribute_hints(self, opening: Opening, name: str) -> tuple[str, list[str]]:
        possible = expect.attribute_names(opening.slots)
        owners = self._knowledge.owners.get(name, [])
        same = [each for each in possible if local_name(each) == local_name(name)]
        meant = same[0] if same else None
        if meant is None and not owners:
            meant = resembling(name, possible)
        hints = [f"Did you mean {at(meant)}?"] if meant else []
        if not owners:
            return "unknown-attribute", hints
        if not hints and namespace_of(name) != XML and len(owners) <= _FEW:
            places = listed([tag(each) for each in owners], last="and")
            hints.append(f"{at(name)} is allowed on {places}.")
        return "misplaced-attribute", hints

    def _rival(self, opening: Opening, name: str, shape: Sequence[str]) -> str | None:
        """Return the attribute that excludes another one which the element can have."""
        if not opening.attribute(name).checks:
            return None
        for other in shape:
            step = opening.attribute(other)
            if other != name and step.checks:
                after = step.after((1 << len(step.checks)) - 1)
                if not after.attribute(name).checks:
                    return other
        return None

    def _attribute_value(self, step: Step, name: str, value: str) -> None:
        wanted = wanted_text(check.pattern for check in step.checks)
        element = self._stack[-1].name
        message = (
            f"{at(name)} of {tag(element)} cannot be {quoted(value)}: it must be {wanted.words}."
        )
        hints = _value_hints(value, wanted.values)
        date = as_date(value)
        if date and step.passed(date, {}):
            hints = [f"Write {date}."]
        finding = self._here("attribute-value", name, value)
        self._report(finding, message, expected=wanted.expected(value), hints=hints)

    def missing_attributes(self, opening: Opening) -> State:
        """Report attributes that are required; return the state of the content without them."""
        element = self._stack[-1].name
        deriver = self._automaton.deriver
        missing = (expect.missing_attributes(deriver, slot) for slot in opening.slots)
        for wanted in next(filter(None, missing), [[]]):
            shown = [at(name) for name in wanted]
            message = f"{tag(element)} needs the attribute {one_of(shown)}."
            if not shown:
                message = f"The attributes of {tag(element)} do not fit together."
            finding = self._here("missing-attribute", wanted[0] if wanted else None)
            self._report(finding, message, expected=shown)
        return opening.forgiven

    # ------------------------------------------------------------ text

    def text(self, state: State, data: str) -> None:
        """Report text where only elements may stand; once for each element."""
        marked = self._marked()
        if marked is not None and marked.told_text:
            return
        if marked is not None:
            marked.told_text = True
        message = f"Text is not allowed here{self._inside()}: {quoted(data)}."
        holders = [
            each for each in self._knowledge.allowed(state) if self._knowledge.holds_text(each)
        ]
        # A paragraph is what most people forget.
        holders.sort(key=lambda each: local_name(each) not in {"p", "ab"})
        hints = []
        if holders:
            examples = listed([tag(each) for each in holders[:3]])
            hints.append(f"Put the text into an element such as {examples}.")
        expected = self._knowledge.possible(state)
        finding = self._here("text-not-allowed", value=data)
        self._report(finding, message, expected=expected, hints=hints)

    def value(self, child: Child, state: State, text: str) -> None:
        """Report the text of an element that must be a certain value."""
        # Something was wrong in it already, so what is left need not be the text that was meant.
        if isinstance(child, Marked):
            return
        wanted = wanted_text(slot for slot in state.slots if slot.has_data)
        finding = Finding("text-value", child.name, self._ancestors(), value=text)
        name = tag(child.name)
        message = f"The text of {name} cannot be {quoted(text)}: it must be {wanted.words}."
        if not text.strip():
            message = f"{name} cannot be empty: its text must be {wanted.words}."
        self._report(
            finding,
            message,
            expected=wanted.expected(text),
            hints=_value_hints(text, wanted.values),
        )


def _value_hints(value: str, values: Sequence[str]) -> list[str]:
    meant = resembling(value.strip(), values)
    return [f"Did you mean “{meant}”?"] if meant else []


def _can_stand(expected: Sequence[str]) -> str:
    if not expected:
        return "; nothing more can stand here."
    return f"; here can stand {listed(expected)}."


def _not_a_root(name: str, expected: Sequence[str]) -> str:
    roots = f", only with {listed(expected)}" if expected else ""
    return f"A document cannot start with {tag(name)}{roots}."
