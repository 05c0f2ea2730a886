"""The screen of a schema: for each rule, what a document has where the rule may speak."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from teikit.schematron.conditions import TRUE, Condition, Path, either, negated
from teikit.schematron.expressions import Expr, NotUnderstood, Prefixes, parse
from teikit.schematron.generate import is_sound
from teikit.schematron.model import Assertion, Let, Mark, Pattern
from teikit.schematron.names import XSL
from teikit.schematron.nodes import OverBudgetError, Variable
from teikit.schematron.plan import NumberedRule, Plan
from teikit.schematron.screen import Probe, Screen
from teikit.schematron.shapes import Shape, Shapes
from teikit.schematron.translate import Translator
from teikit.schematron.writer import Part

_HARMLESS: Final = frozenset(XSL + name for name in ("function", "key", "variable", "param"))
_AXES: Final = frozenset({"child", "attribute", "descendant"})
_TOO_HARD: Final = (NotUnderstood, OverBudgetError, RecursionError)
_ROOT: Final = Path(absolute=True)


def screen_of(plan: Plan, without: Collection[Part] = ()) -> Screen:
    """Return the screen of a plan that runs without some of its parts."""
    # Templates, accumulators and the like of the schema's own may do anything.
    if not all(element.tag in _HARMLESS for element, _ in plan.schema.foreign):
        return Screen(frozenset(range(len(plan.patterns))))
    maker = _Maker(plan, without)
    for one in plan.rules:
        if is_sound(one, without):
            maker.add(one)
    found = [one for one in maker.probes if one.pattern not in maker.always]
    namespaces = maker.prefixes.namespaces
    return Screen(frozenset(maker.always), tuple(dict.fromkeys(found)), namespaces)


@dataclass
class _Maker:
    """Makes probes; `always` are the patterns that none can be made for."""

    plan: Plan
    without: Collection[Part]
    probes: list[Probe] = field(default_factory=list)
    always: set[int] = field(default_factory=set)
    prefixes: Prefixes = field(default_factory=Prefixes)
    _globals: dict[str, Variable] = field(init=False)

    def __post_init__(self) -> None:
        self._globals = self._add({}, self.plan.lets(), "let", 0)

    def add(self, one: NumberedRule) -> None:
        """Add the probes of a rule."""
        if one.pattern.documents is not None:
            self.always.add(one.place)
            return
        scope = self._of_pattern(one.place, one.pattern)
        try:
            contexts = self._contexts(one.rule.context, one.rule.mark, scope)
        except _TOO_HARD:
            self.always.add(one.place)
            return
        conditions = list(dict.fromkeys(self._conditions(one, scope)))
        for path in contexts:
            self.probes += _probes(one.place, path, conditions)

    def _contexts(self, context: str, mark: Mark, scope: Mapping[str, Variable]) -> Iterator[Path]:
        """Return paths to at least the nodes that a pattern matches (XSLT 3.0, 5.5)."""
        expr = parse(context, mark.namespaces, self.prefixes)
        paths = Translator(scope, top=False).nodes(expr, over=True)
        if not all(one.absolute or (one.steps and one.steps[0].axis in _AXES) for one in paths):
            raise NotUnderstood(context)
        return (one if one.absolute else _ROOT.joined(one, anywhere=True) for one in paths)

    def _conditions(self, one: NumberedRule, scope: Mapping[str, Variable]) -> Iterator[Condition]:
        """Yield what holds at least where the assertions of a rule speak or fail."""
        local = self._with_lets(scope, one.rule.lets)
        for number, numbered in enumerate(self.plan.assertions):
            if numbered.rule is one and Part("assertion", number) not in self.without:
                each = one.rule.element.get("visit-each") is not None
                yield TRUE if each else self._speaks(numbered.assertion, local)

    def _speaks(self, assertion: Assertion, scope: Mapping[str, Variable]) -> Condition:
        try:
            test = parse(assertion.test, assertion.mark.namespaces, self.prefixes)
            _shapes(scope).truth(test)
            if assertion.is_report:
                return Translator(scope).condition(test, over=True)
            return negated(Translator(scope).condition(test, over=False))
        except _TOO_HARD:
            return TRUE

    # ------------------------------------------------------------ variables

    def _of_pattern(self, place: int, pattern: Pattern) -> dict[str, Variable]:
        return self._add(self._globals, pattern.lets, "pattern-let", place)

    def _add(
        self,
        before: Mapping[str, Variable],
        lets: Collection[Let] | Iterator[Let],
        kind: str,
        place: int,
    ) -> dict[str, Variable]:
        scope = dict(before)
        for number, let in enumerate(lets):
            sound = Part(kind, number, place) not in self.without
            scope[let.name] = self._variable(let, dict(scope), local=False, sound=sound)
        return scope

    def _with_lets(
        self, before: Mapping[str, Variable], lets: Collection[Let]
    ) -> dict[str, Variable]:
        scope = dict(before)
        for let in lets:
            scope[let.name] = self._variable(let, dict(scope), local=True, sound=True)
        return scope

    def _variable(
        self, let: Let, scope: Mapping[str, Variable], *, local: bool, sound: bool
    ) -> Variable:
        expr, shape = Expr("strange"), None
        if sound and let.value is not None and let.as_type is None:
            try:
                expr = parse(let.value, let.mark.namespaces, self.prefixes)
                shape = _shapes(scope).of(expr)
            except _TOO_HARD:
                shape = None
        return Variable(expr, scope, shape, local)


def _shapes(scope: Mapping[str, Variable]) -> Shapes:
    shapes: dict[str, Shape | None] = {name: one.shape for name, one in scope.items()}
    return Shapes(shapes)


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
