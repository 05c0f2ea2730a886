"""Which patterns libxml2 can apply itself: those whose every part has an exact translation."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from lxml import etree

from teikit.diagnostics import Severity
from teikit.schematron.conditions import Path, Step, negated, union
from teikit.schematron.diagnose import severity_of
from teikit.schematron.direct import (
    Direct,
    DirectAssertion,
    DirectPattern,
    DirectRule,
    Piece,
)
from teikit.schematron.expressions import Expr, NotUnderstood, Prefixes, parse
from teikit.schematron.generate import OLD_BINDINGS, is_sound
from teikit.schematron.message import PHRASES, text_after, text_before
from teikit.schematron.model import Assertion, Mark, Note, Pattern, Rule
from teikit.schematron.names import SCH
from teikit.schematron.nodes import Variable, innermost
from teikit.schematron.plan import NumberedRule, Plan
from teikit.schematron.probes import _HARMLESS
from teikit.schematron.scopes import TOO_HARD, Scopes, shapes_in
from teikit.schematron.translate import Translator
from teikit.schematron.translate import _bounds as bounds
from teikit.schematron.translate import _text as text
from teikit.schematron.writer import Part

_FROM: Final = frozenset({"child", "descendant"})
_NAMED: Final = frozenset({"child", "attribute", "descendant", "parent", "ancestor", "self"})
_ROOT: Final = Path(absolute=True)
_Scope = Mapping[str, Variable]


def direct_of(plan: Plan, without: Collection[Part] = ()) -> Direct:
    """Return the patterns of a plan, without some of its parts, that need no SaxonC."""
    starts_elsewhere = plan.phase is not None and plan.phase.element.get("from") is not None
    if (
        plan.schema.binding in OLD_BINDINGS
        or starts_elsewhere
        or not all(one.tag in _HARMLESS for one, _ in plan.schema.foreign)
    ):
        return Direct()
    maker = _Maker(plan, without)
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
    prefixes: Prefixes = field(default_factory=Prefixes)
    _scopes: Scopes = field(init=False)

    def __post_init__(self) -> None:
        self._scopes = Scopes(self.plan, self.without, self.prefixes)

    def pattern(self, number: int, pattern: Pattern) -> DirectPattern:
        """Return a pattern by its number."""
        if pattern.documents is not None:
            raise NotUnderstood(pattern.documents)
        rules = [one for one in self.plan.rules if one.place == number]
        sound = [self._rule(one) for one in rules if is_sound(one, self.without)]
        return DirectPattern(tuple(sound), pattern.is_group)

    def _rule(self, one: NumberedRule) -> DirectRule:
        if one.rule.element.get("visit-each") is not None:
            raise NotUnderstood("visit-each")
        context = self._context(one.rule, self._scopes.of_pattern(one.place, one.pattern))
        scope = self._scopes.of_rule(one)
        assertions = (
            self._assertion(number, numbered.assertion, one.rule, scope)
            for number, numbered in enumerate(self.plan.assertions)
            if numbered.rule is one and Part("assertion", number) not in self.without
        )
        return DirectRule(context, tuple(assertions))

    def _context(self, rule: Rule, scope: _Scope) -> str:
        """Return an expression for the elements that a pattern matches (XSLT 3.0, 5.5)."""
        expr = parse(rule.context, rule.mark.namespaces, self.prefixes)
        paths = _exact_paths(Translator(scope, top=False), expr)
        if not all(_is_for_elements(one) for one in paths):
            raise NotUnderstood(rule.context)
        return union([p if p.absolute else _ROOT.joined(p, anywhere=True) for p in paths])

    def _assertion(
        self, number: int, assertion: Assertion, rule: Rule, scope: _Scope
    ) -> DirectAssertion:
        element, mark = assertion.element, assertion.mark
        hints = tuple(self._note(one, scope) for one in assertion.diagnostics)
        for one in assertion.properties:
            self._note(one, scope)  # is not told, but could be at fault
        return DirectAssertion(
            number,
            self._speaks(assertion, scope),
            _severity(element, rule.element),
            self._text(element, mark, scope),
            hints,
            self._subject(assertion, rule, scope),
        )

    def _speaks(self, assertion: Assertion, scope: _Scope) -> str:
        test = parse(assertion.test, assertion.mark.namespaces, self.prefixes)
        translator = Translator(scope)
        shapes_in(scope).truth(test)
        least = translator.condition(test, over=False)
        if least.xpath != translator.condition(test, over=True).xpath:
            raise NotUnderstood(assertion.test)
        speaks = least if assertion.is_report else negated(least)
        return f"boolean({speaks.xpath})"

    def _subject(self, assertion: Assertion, rule: Rule, scope: _Scope) -> str:
        for holder, mark in ((assertion.element, assertion.mark), (rule.element, rule.mark)):
            subject = holder.get("subject")
            if subject:
                expr = parse(subject, mark.namespaces, self.prefixes)
                translator = Translator(scope)
                paths = _exact_paths(translator, expr)
                one_kind = translator.shape(expr).kind == "node" and len(paths) == 1
                if not one_kind or not _leads_to_names(paths[0]):
                    raise NotUnderstood(subject)
                return str(paths[0])
        return ""

    # ------------------------------------------------------------ texts

    def _note(self, note: Note, scope: _Scope) -> tuple[Piece, ...]:
        _plain(note.element, "role")
        return self._text(note.element, note.mark, scope)

    def _text(self, element: etree._Element, mark: Mark, scope: _Scope) -> tuple[Piece, ...]:
        return tuple(_joined(self._pieces(element, mark, scope)))

    def _pieces(self, element: etree._Element, mark: Mark, scope: _Scope) -> Iterator[Piece]:
        """Yield what `message` writes instructions for, in the same order."""
        yield Piece(text_before(element) or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, mark, scope)
            yield Piece(text_after(child) or "")

    def _child(self, child: etree._Element, mark: Mark, scope: _Scope) -> Iterator[Piece]:
        select, path = child.get("select"), child.get("path")
        if child.tag in PHRASES:
            yield from self._pieces(child, mark, scope)
        elif child.tag == SCH + "value-of" and select:
            yield Piece(self._value(parse(select, mark.namespaces, self.prefixes), scope), True)
        elif child.tag == SCH + "name" and path:
            yield Piece(self._name(parse(path, mark.namespaces, self.prefixes), scope), True)
        elif child.tag in {SCH + "name", SCH + "value-of"}:
            yield Piece("name()", True)
        else:
            raise NotUnderstood(child.tag)

    def _value(self, expr: Expr, scope: _Scope) -> str:
        """Return an expression for a string, or for nodes whose strings are to be joined."""
        translator = Translator(scope)
        shape = translator.shape(expr)
        if shape.kind == "number":
            least, most = bounds(translator, expr)
            if least is None or least != most:
                raise NotUnderstood(expr.op)
            return f"string({least})"
        if shape.most == 1:
            return text(translator, expr)
        paths = _exact_paths(translator, expr)
        if innermost(expr).op == "sequence" or not all(map(_leads_to_names, paths)):
            raise NotUnderstood(expr.op)
        return union(paths)

    def _name(self, expr: Expr, scope: _Scope) -> str:
        """Return an expression for the name of an element, if it is there."""
        translator = Translator(scope)
        if translator.shape(expr).kind == "string":
            return text(translator, expr)
        node = translator.node(expr)
        paths = translator.nodes(expr, over=True)
        if not all(_leads_to_names(one) and one.steps[-1].axis != "attribute" for one in paths):
            raise NotUnderstood(node)
        return f"name({node})"


def _exact_paths(translator: Translator, expr: Expr) -> Sequence[Path]:
    translator.shape(expr)
    paths = translator.nodes(expr, over=False)
    if not paths or list(map(str, paths)) != list(map(str, translator.nodes(expr, over=True))):
        raise NotUnderstood(expr.op)
    return paths


def _is_for_elements(path: Path) -> bool:
    """Return whether a context is for elements only, wherever it starts."""
    if not path.steps or (not path.absolute and path.steps[0].axis not in _FROM):
        return False
    return path.steps[-1].axis in _NAMED - {"attribute"} and _is_name(path.steps[-1])


def _leads_to_names(path: Path) -> bool:
    """Return whether a path leads to elements and attributes only."""
    return bool(path.steps) and path.steps[-1].axis in _NAMED and _is_name(path.steps[-1])


def _is_name(step: Step) -> bool:
    return not step.test.partition("[")[0].endswith(")")


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


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with texts side by side made one."""
    for is_text, found in groupby(pieces, key=lambda one: not one.is_xpath):
        if not is_text:
            yield from found
        elif whole := "".join(one.text for one in found):
            yield Piece(whole)
