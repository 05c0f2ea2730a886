"""Which patterns libxml2 can apply itself: those whose every part has an exact translation."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from lxml import etree

from teikit.diagnostics import Severity
from teikit.names import XML
from teikit.schematron.findings.diagnose import severity_of
from teikit.schematron.reading.model import Assertion, Pattern, Rule
from teikit.schematron.reading.plan import NumberedRule, Plan
from teikit.schematron.screening.attributes import from_itself, from_owner, owners
from teikit.schematron.screening.conditions import Path, union
from teikit.schematron.screening.direct import Direct, DirectAssertion, DirectPattern, DirectRule
from teikit.schematron.screening.expressions import Expr, NotUnderstood, Prefixes
from teikit.schematron.screening.focus import Focus, is_named
from teikit.schematron.screening.probes import only_declares
from teikit.schematron.screening.scopes import TOO_HARD, Scopes
from teikit.schematron.screening.screen import ATTRIBUTE
from teikit.schematron.xslt.generate import OLD_BINDINGS, is_sound
from teikit.schematron.xslt.writer import Part

_FROM: Final = frozenset({"child", "descendant", "attribute"})
_ROOT: Final = Path(absolute=True)


def direct_of(
    plan: Plan, without: Collection[Part] = (), prefixes: Prefixes | None = None
) -> Direct:
    """Return the patterns of a plan, without some of its parts, that need no SaxonC."""
    starts_elsewhere = plan.phase is not None and plan.phase.element.get("from") is not None
    if plan.schema.binding in OLD_BINDINGS or starts_elsewhere or not only_declares(plan.schema):
        return Direct()
    maker = _Maker(plan, without, prefixes or Prefixes())
    found: dict[int, DirectPattern] = {}
    for number, pattern in enumerate(plan.patterns):
        try:
            found[number] = maker.pattern(number, pattern)
        except TOO_HARD:
            continue
    return Direct(found, maker.prefixes.namespaces)


@dataclass
class _Maker:
    """Translates patterns; raises one of `TOO_HARD` where that cannot be done exactly."""

    plan: Plan
    without: Collection[Part]
    prefixes: Prefixes
    _scopes: Scopes = field(init=False)

    def __post_init__(self) -> None:
        self._scopes = Scopes(self.plan, self.without, self.prefixes)

    def pattern(self, number: int, pattern: Pattern) -> DirectPattern:
        """Return a pattern by its number."""
        if pattern.documents is not None:
            raise NotUnderstood(pattern.documents)
        rules = [one for one in self.plan.rules if one.place == number]
        sound = [self._rules(one) for one in rules if is_sound(one, self.without)]
        return DirectPattern(tuple(chain.from_iterable(sound)), pattern.is_group)

    def _rules(self, one: NumberedRule) -> Iterator[DirectRule]:
        """Yield a rule: once for elements, and once for each attribute it is for."""
        if one.rule.element.get("visit-each") is not None:
            raise NotUnderstood("visit-each")
        for attribute, paths in self._contexts(one).items():
            name = self._clark(attribute) if attribute else ""
            step = Expr("step", value=f"attribute::{attribute}", name=f"{ATTRIBUTE}{name}")
            start = from_owner(step) if attribute else from_itself
            focus = Focus(self._scopes.of_rule(one, start), self.prefixes, start)
            yield DirectRule(union(paths), tuple(self._assertions(one, focus)), name)

    def _contexts(self, one: NumberedRule) -> dict[str, list[Path]]:
        """Return paths to the elements that a rule is for, or to those whose attribute it is for.

        They are by the names of attributes, "" for the elements themselves (XSLT 3.0, 5.5).
        """
        scope = self._scopes.of_pattern(one.place, one.pattern)
        focus = Focus(scope, self.prefixes, top=False)
        found: dict[str, list[Path]] = {}
        for path in focus.paths(focus.read(one.rule.context, one.rule.mark)):
            if not is_named(path) or not (path.absolute or path.steps[0].axis in _FROM):
                raise NotUnderstood(one.rule.context)
            last = path.steps[-1]
            attribute = last.test if last.axis == "attribute" else ""
            here = owners(path) if attribute else path
            if not is_named(here):
                raise NotUnderstood(one.rule.context)
            whole = here if here.absolute else _ROOT.joined(here, anywhere=True)
            found.setdefault(attribute, []).append(whole)
        return found

    def _clark(self, test: str) -> str:
        """Return the name that a step asks for, in Clark's notation."""
        prefix, _, local = test.rpartition(":")
        if local == "*" or "[" in test:
            raise NotUnderstood(test)
        uri = {"": "", "xml": XML, **self.prefixes.namespaces}[prefix]
        return f"{{{uri}}}{local}" if uri else local

    def _assertions(self, one: NumberedRule, focus: Focus) -> Iterator[DirectAssertion]:
        for number, numbered in enumerate(self.plan.assertions):
            if numbered.rule is one and Part("assertion", number) not in self.without:
                yield _assertion(number, numbered.assertion, one.rule, focus)


def _assertion(number: int, assertion: Assertion, rule: Rule, focus: Focus) -> DirectAssertion:
    for note in (*assertion.diagnostics, *assertion.properties):
        _plain(note.element, "role")
    for note in assertion.properties:
        focus.text(note.element, note.mark)  # is not told, but could be at fault
    return DirectAssertion(
        number,
        focus.speaks(assertion),
        _severity(assertion.element, rule.element),
        focus.text(assertion.element, assertion.mark),
        tuple(focus.text(note.element, note.mark) for note in assertion.diagnostics),
        _subject(assertion, rule, focus),
    )


def _subject(assertion: Assertion, rule: Rule, focus: Focus) -> str:
    for holder, mark in ((assertion.element, assertion.mark), (rule.element, rule.mark)):
        subject = holder.get("subject")
        if subject:
            return focus.subject(subject, mark)
    return ""


def _severity(element: etree._Element, rule: etree._Element) -> Severity:
    for holder in (element, rule):
        _plain(holder, "flag")
    given = (_plain(element, "severity"), _plain(element, "role"), _plain(rule, "role"))
    return severity_of(filter(None, given))


def _plain(element: etree._Element, name: str) -> str | None:
    """Return an attribute's value; raise `NotUnderstood` where a part of it is an expression."""
    value = element.get(name)
    if value is not None and not {"{", "}"}.isdisjoint(value):
        raise NotUnderstood(value)
    return value
