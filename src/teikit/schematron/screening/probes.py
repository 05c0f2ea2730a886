"""The screen of a schema: for each rule, what a document has where the rule may speak."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from teikit.schematron.names import XSL
from teikit.schematron.reading.model import Assertion, Mark, Schema
from teikit.schematron.reading.plan import NumberedRule, Plan
from teikit.schematron.screening.conditions import TRUE, Condition, Path, either, negated
from teikit.schematron.screening.expressions import NotUnderstood, Prefixes, parse
from teikit.schematron.screening.nodes import Variable
from teikit.schematron.screening.scopes import TOO_HARD, Scopes, shapes_in
from teikit.schematron.screening.screen import Probe, Screen
from teikit.schematron.screening.translate import Translator
from teikit.schematron.xslt.generate import is_sound
from teikit.schematron.xslt.writer import Part

_HARMLESS: Final = frozenset(XSL + name for name in ("function", "key", "variable", "param"))
_AXES: Final = frozenset({"child", "attribute", "descendant"})
_ROOT: Final = Path(absolute=True)


def screen_of(
    plan: Plan, without: Collection[Part] = (), prefixes: Prefixes | None = None
) -> Screen:
    """Return the screen of a plan that runs without some of its parts."""
    if not only_declares(plan.schema):
        return Screen(frozenset(range(len(plan.patterns))))
    maker = _Maker(plan, without, prefixes or Prefixes())
    for one in plan.rules:
        if is_sound(one, without):
            maker.add(one)
    found = [one for one in maker.probes if one.pattern not in maker.always]
    namespaces = maker.prefixes.namespaces
    return Screen(frozenset(maker.always), tuple(dict.fromkeys(found)), namespaces)


def only_declares(schema: Schema) -> bool:
    """Return whether the XSLT in a schema changes nothing by itself."""
    # Templates, accumulators and the like may do anything.
    return all(element.tag in _HARMLESS for element, _ in schema.foreign)


@dataclass
class _Maker:
    """Makes probes; `always` are the patterns that none can be made for."""

    plan: Plan
    without: Collection[Part]
    prefixes: Prefixes
    probes: list[Probe] = field(default_factory=list)
    always: set[int] = field(default_factory=set)
    _scopes: Scopes = field(init=False)

    def __post_init__(self) -> None:
        self._scopes = Scopes(self.plan, self.without, self.prefixes)

    def add(self, one: NumberedRule) -> None:
        """Add the probes of a rule."""
        if one.pattern.documents is not None:
            self.always.add(one.place)
            return
        scope = self._scopes.of_pattern(one.place, one.pattern)
        try:
            contexts = self._contexts(one.rule.context, one.rule.mark, scope)
        except TOO_HARD:
            self.always.add(one.place)
            return
        conditions = list(dict.fromkeys(self._conditions(one)))
        for path in contexts:
            self.probes += _probes(one.place, path, conditions)

    def _contexts(self, context: str, mark: Mark, scope: Mapping[str, Variable]) -> Iterator[Path]:
        """Return paths to at least the nodes that a pattern matches (XSLT 3.0, 5.5)."""
        expr = parse(context, mark.namespaces, self.prefixes)
        paths = Translator(scope, top=False).nodes(expr, over=True)
        if not all(one.absolute or (one.steps and one.steps[0].axis in _AXES) for one in paths):
            raise NotUnderstood(context)
        return (one if one.absolute else _ROOT.joined(one, anywhere=True) for one in paths)

    def _conditions(self, one: NumberedRule) -> Iterator[Condition]:
        """Yield what holds at least where the assertions of a rule speak or fail."""
        scope = self._scopes.of_rule(one)
        for number, numbered in enumerate(self.plan.assertions):
            if numbered.rule is one and Part("assertion", number) not in self.without:
                each = one.rule.element.get("visit-each") is not None
                yield TRUE if each else self._speaks(numbered.assertion, scope)

    def _speaks(self, assertion: Assertion, scope: Mapping[str, Variable]) -> Condition:
        try:
            test = parse(assertion.test, assertion.mark.namespaces, self.prefixes)
            shapes_in(scope).truth(test)
            if assertion.is_report:
                return Translator(scope).condition(test, over=True)
            return negated(Translator(scope).condition(test, over=False))
        except TOO_HARD:
            return TRUE


def _probes(pattern: int, path: Path, conditions: list[Condition]) -> Iterator[Probe]:
    """Yield the probes of a rule's context: one for all conditions with the same needs."""
    if TRUE in conditions:
        conditions = [TRUE]
    by_needs: dict[frozenset[str], list[Condition]] = {}
    for condition in conditions:
        by_needs.setdefault(condition.needs - path.needs, []).append(condition)
    for found in by_needs.values():
        here = path.where(either(found))
        if either(found).xpath != "false()":
            yield Probe(pattern, tuple(sorted(here.needs)), str(here))
