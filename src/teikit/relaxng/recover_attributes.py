"""Attributes that are wrong or missing: what to say, how to go on."""

from collections.abc import Sequence
from typing import Final

from teikit.names import XML
from teikit.relaxng import expect
from teikit.relaxng.automaton import Automaton, State
from teikit.relaxng.expect import at, tag
from teikit.relaxng.finding import Finding, Reporter, Words
from teikit.relaxng.knowledge import Knowledge, resembling
from teikit.relaxng.nameclass import local_name, namespace_of
from teikit.relaxng.opening import Opening, Step
from teikit.relaxng.recover_text import value_hints
from teikit.relaxng.types import as_date, impossible_date
from teikit.relaxng.wording import listed, nearest, one_of, quoted, wanted_text

_FEW: Final = 40


class AttributeRecovery:
    """Deals with the attributes of the element that is open."""

    def __init__(self, automaton: Automaton, knowledge: Knowledge, reporter: Reporter) -> None:
        self._automaton = automaton
        self._knowledge = knowledge
        self._reporter = reporter

    def attribute(
        self, opening: Opening, step: Step, name: str, value: str, shape: Sequence[str]
    ) -> Opening:
        """Report an attribute or its value; return the opening to go on with."""
        if step.checks:
            self._attribute_value(step, name, value)
            return step.after((1 << len(step.checks)) - 1)
        element = self._reporter.stack[-1]
        rival = self._rival(element.opening, name, shape)
        if rival is not None:
            kind = "conflicting-attribute"
        else:
            kind = "misplaced-attribute" if self._knowledge.owners(name) else "unknown-attribute"
        key = kind, opening, element.opening, element.name, name, tuple(shape)
        words = self._knowledge.words(key, lambda: self._words(opening, name, shape, rival))
        self._reporter.report(self._reporter.here(kind, name, value), words)
        return opening

    def _words(self, opening: Opening, name: str, shape: Sequence[str], rival: str | None) -> Words:
        element = tag(self._reporter.stack[-1].name)
        used = {at(each) for each in shape}
        expected = [
            text
            for each in expect.attributes(opening.slots)
            for text in expect.shown(each.name_class, "@")
            if text not in used
        ]
        if rival is not None:
            message = f"{at(name)} cannot stand on {element} together with {at(rival)}."
            hints = [f"Delete {at(name)} or {at(rival)}."]
        else:
            message = f"{at(name)} is not allowed on {element}."
            if not self._knowledge.owners(name):
                message = f"{element} has no attribute {at(name)}, nor has any other element."
            hints = self._attribute_hints(opening, name)
        return Words(message, tuple(nearest(at(name), expected)), tuple(hints))

    def _attribute_hints(self, opening: Opening, name: str) -> list[str]:
        possible = expect.attribute_names(opening.slots)
        owners = self._knowledge.owners(name)
        meant = next((each for each in possible if local_name(each) == local_name(name)), None)
        if meant is None and not owners:
            meant = resembling(name, possible)
        if meant:
            return [f"Did you mean {at(meant)}?"]
        if owners and namespace_of(name) != XML and len(owners) <= _FEW:
            places = listed([tag(each) for each in owners], last="and")
            return [f"{at(name)} is allowed on {places}."]
        return []

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
        finding = self._reporter.here("attribute-value", name, value)
        key = finding.kind, step, finding.element, name
        words = self._knowledge.words(key, lambda: self._value_words(finding, step, value), value)
        self._reporter.report(finding, words)

    def _value_words(self, finding: Finding, step: Step, value: str) -> Words:
        wanted = wanted_text(check.pattern for check in step.checks)
        where = f"{at(finding.attribute or '')} of {tag(finding.element)}"
        hints = value_hints(value, wanted)
        date = as_date(value)
        if date and step.passed(date, {}):
            hints = [f"Write {date}."]
        elif why := impossible_date(value):
            hints = [why]
        message = f"{where} cannot be {quoted(value)}: it must be {wanted.words}."
        return Words(message, tuple(wanted.expected(value)), tuple(hints))

    def missing_attributes(self, opening: Opening) -> State:
        """Report attributes that are required; return the state of the content without them."""
        element = self._reporter.stack[-1].name
        deriver = self._automaton.deriver
        missing = (expect.missing_attributes(deriver, slot) for slot in opening.slots)
        for wanted in next(filter(None, missing), [[]]):
            shown = [at(name) for name in wanted]
            message = f"{tag(element)} needs the attribute {one_of(shown)}."
            if not shown:
                message = f"The attributes of {tag(element)} do not fit together."
            finding = self._reporter.here("missing-attribute", wanted[0] if wanted else None)
            self._reporter.report(finding, Words(message, shown))
        return opening.forgiven
