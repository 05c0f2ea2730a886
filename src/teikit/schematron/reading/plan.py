"""What of a schema is to run, and what each number in the compiled stylesheet means."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.schematron.names import ALL
from teikit.schematron.reading.choice import conditional, question
from teikit.schematron.reading.model import Assertion, Let, Pattern, Phase, Rule, Schema

_ANY: Final = "#ANY"
"""Asks for the first phase whose `@when` is true of the document (ISO/IEC 19757-3:2025, 5.4.13)."""


@dataclass(frozen=True, slots=True)
class NumberedRule:
    """A rule, its number in the plan, and its pattern with the number of that."""

    number: int
    rule: Rule
    place: int
    pattern: Pattern

    @property
    def mode(self) -> str:
        """The mode of its template: of all documents, or of those its pattern names."""
        return "main" if self.pattern.documents is None else f"pattern-{self.place}"


@dataclass(frozen=True, slots=True)
class NumberedAssertion:
    """An assertion and its rule."""

    assertion: Assertion
    rule: NumberedRule


@dataclass(frozen=True, slots=True)
class Plan:
    """The active patterns of a schema, with the phase that makes them so.

    Numbers of patterns, rules and assertions are their places in these lists. With `choices`, the
    patterns only tell which of these phases a document chooses.
    """

    schema: Schema
    phase: Phase | None
    patterns: tuple[Pattern, ...]
    rules: tuple[NumberedRule, ...]
    assertions: tuple[NumberedAssertion, ...]
    choices: tuple[str, ...] = ()

    def lets(self) -> Iterator[Let]:
        """Yield the variables of the whole; those of the phase hide those of the schema."""
        own = self.phase.lets if self.phase else ()
        hidden = {let.name for let in own}
        yield from (let for let in self.schema.lets if let.name not in hidden)
        yield from own


def plan(schema: Schema, wanted: str | None) -> Outcome[Plan]:
    """Return what of a schema a phase makes active (ISO/IEC 19757-3, 5.4.10)."""
    default = schema.element.get("defaultPhase")
    name = default or ALL if wanted in {None, "", "#DEFAULT"} else wanted
    choices = conditional(schema.phases) if name == _ANY else ()
    if choices:
        asked = _numbered(schema, None, tuple(map(question, choices)))
        return Outcome(replace(asked, choices=tuple(one.ident for one in choices)))
    found = _of_phase(schema, ALL if name == _ANY else name)
    if found is None:
        known = ", ".join(one.ident for one in schema.phases) or "none"
        message = f"The schema has no phase “{name}”."
        hint = f"Its phases: {known}."
        return Outcome(None, (Diagnostic("SCH206", message, schema.mark.span, hints=(hint,)),))
    return Outcome(found)


def by_phase(plan: Plan) -> dict[str, Plan]:
    """Return what each of the phases makes active that a document may choose; `ALL` for none."""
    if not plan.choices:
        return {}
    names = (*plan.choices, ALL)
    plans = {name: _of_phase(plan.schema, name) for name in names}
    return {name: one for name, one in plans.items() if one is not None}


def _of_phase(schema: Schema, name: str) -> Plan | None:
    """Return what a phase makes active, None where there is no such phase."""
    if name == ALL:
        return _numbered(schema, None, schema.patterns)
    phase = next((one for one in schema.phases if one.ident == name), None)
    if phase is None:
        return None
    active = tuple(one for one in schema.patterns if one.ident in phase.active)
    return _numbered(schema, phase, active)


def _numbered(schema: Schema, phase: Phase | None, patterns: tuple[Pattern, ...]) -> Plan:
    pairs = [
        (rule, place, pattern) for place, pattern in enumerate(patterns) for rule in pattern.rules
    ]
    rules = tuple(NumberedRule(number, *pair) for number, pair in enumerate(pairs))
    assertions = tuple(
        NumberedAssertion(assertion, rule) for rule in rules for assertion in rule.rule.assertions
    )
    return Plan(schema, phase, patterns, rules, assertions)
