"""Findings that libxml2 makes itself, of patterns whose meaning in XPath 1.0 is exactly the same.

Such a pattern finds what its template rules would find in SaxonC, which then need not be started.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, TypeAlias

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import split_clark
from teikit.records import dataclass
from teikit.schematron.findings.legend import Legend
from teikit.schematron.screening.effort import order, too_much
from teikit.schematron.screening.screen import has_declarations
from teikit.source import Span
from teikit.xml.parse import Document

_Placed: TypeAlias = tuple[int, int, int, Diagnostic]
"""A finding and its place in the order: the element, its attribute, the assertion."""


_NAME: Final = "name()"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: as it stands, or what an expression comes to."""

    text: str
    is_xpath: bool = False


@dataclass(frozen=True, slots=True)
class DirectAssertion:
    """An assertion by its number; it speaks of a node for which `speaks` is true.

    `subject` leads to the node that is then reported ("": the same).
    """

    number: int
    speaks: str
    severity: Severity
    text: tuple[Piece, ...]
    hints: tuple[tuple[Piece, ...], ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DirectRule:
    """A rule: the elements it is for, and its assertions.

    With an `attribute` (in Clark's notation) it is for that attribute of these elements; its
    expressions start from the element all the same.
    """

    context: str
    assertions: tuple[DirectAssertion, ...]
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class DirectPattern:
    """A pattern: a node is for the first of its rules that wants it, or for all (`is_group`)."""

    rules: tuple[DirectRule, ...]
    is_group: bool = False


@dataclass(frozen=True)
class Direct:
    """The patterns of a schema that need no SaxonC, by number."""

    patterns: Mapping[int, DirectPattern] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)

    def check(
        self, document: Document, patterns: frozenset[int], legend: Legend
    ) -> list[Diagnostic] | None:
        """Return what some patterns find in a document, in its order; None if SaxonC must say."""
        if not patterns <= self.patterns.keys() or has_declarations(document):
            return None
        highest = max(map(self._order, patterns), default=0.0)
        # To count the elements takes longer than most answers, and no document has too many.
        if highest > 1 and too_much(highest, len(document.spans)):
            return None
        check = _Check(document, legend, self._expressions)
        try:
            found = [one for number in patterns for one in check.pattern(self.patterns[number])]
        except etree.XPathError:
            return None  # it met a limit of libxml2
        return [diagnostic for *_, diagnostic in sorted(found, key=itemgetter(0, 1, 2))]

    def _order(self, number: int) -> float:
        """Return the power of a document's size that bounds the time for a pattern."""
        if number not in self._orders:
            rules = self.patterns[number].rules
            self._orders[number] = max((_order_of(one) for one in rules), default=0.0)
        return self._orders[number]

    @cached_property
    def _orders(self) -> dict[int, float]:
        return {}

    @cached_property
    def _expressions(self) -> "_Expressions":
        return _Expressions(self.namespaces)


def _order_of(rule: DirectRule) -> float:
    texts = [text for one in rule.assertions for text in (one.text, *one.hints)]
    asked = [one.text for text in texts for one in text if one.is_xpath]
    asked += [xpath for one in rule.assertions for xpath in (one.speaks, one.subject)]
    return order(f"{rule.context}[{' or '.join(asked)}]")


class _Expressions(dict[str, etree.XPath]):
    """Expressions, each compiled when it is first asked for."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        super().__init__()
        self._namespaces = dict(namespaces)

    def __missing__(self, xpath: str) -> etree.XPath:
        self[xpath] = etree.XPath(xpath, namespaces=self._namespaces)
        return self[xpath]


@dataclass(frozen=True, slots=True)
class _Check:
    """One document being checked."""

    document: Document
    legend: Legend
    expressions: _Expressions

    def pattern(self, pattern: DirectPattern) -> Iterator[_Placed]:
        """Yield what a pattern finds, with what its place in the order depends on."""
        taken: set[tuple[etree._Element, str]] = set()
        for rule in pattern.rules:
            for one in rule.assertions:
                # Of many nodes a rule is for, few are spoken of.
                spoken_of = self._asked(f"({rule.context})[{one.speaks}]", self.document.tree)
                for node in spoken_of:
                    if (node, rule.attribute) not in taken:
                        yield self._placed(one, node, rule.attribute)
            if not pattern.is_group and rule is not pattern.rules[-1]:
                nodes = self._asked(rule.context, self.document.tree)
                taken.update((node, rule.attribute) for node in nodes)

    def _asked(self, xpath: str, where: "etree._Element | etree._ElementTree") -> Any:
        return self.expressions[xpath](where)

    def _placed(self, one: DirectAssertion, node: etree._Element, attribute: str) -> _Placed:
        after = node.keys().index(attribute) + 1 if attribute else 0
        return self.document.number(node), after, one.number, self._finding(one, node, attribute)

    def _finding(
        self, assertion: DirectAssertion, node: etree._Element, attribute: str
    ) -> Diagnostic:
        from teikit.schematron.findings.diagnose import diagnostic

        hints = [self._text(one, node) for one in assertion.hints]
        return diagnostic(
            self.legend.assertions[assertion.number],
            self._text(assertion.text, node),
            self._span(assertion.subject, node, attribute),
            assertion.severity,
            tuple(filter(None, hints)),
        )

    def _text(self, pieces: tuple[Piece, ...], node: etree._Element) -> str:
        parts = [self._value(one.text, node) if one.is_xpath else one.text for one in pieces]
        return " ".join("".join(parts).split())

    def _value(self, xpath: str, node: etree._Element) -> str:
        if xpath == _NAME:
            # In nearly all messages, and to ask libxml2 takes long.
            return _name_of(node)
        value = self._asked(xpath, node)
        return " ".join(map(self._string, value)) if isinstance(value, list) else str(value)

    def _string(self, node: Any) -> str:
        return str(node if isinstance(node, str) else self._asked("string()", node))

    def _span(self, subject: str, node: etree._Element, attribute: str) -> Span:
        found: list[Any] = self._asked(subject, node) if subject else []
        for one in found[:1]:
            is_element = etree.iselement(one)
            node, attribute = (one, "") if is_element else (one.getparent(), one.attrname)
        document = self.document
        return document.attribute_span(node, attribute) if attribute else document.span(node)


def _name_of(element: etree._Element) -> str:
    """Return the name of an element as it is written."""
    local = split_clark(str(element.tag))[1]
    return f"{element.prefix}:{local}" if element.prefix else local
