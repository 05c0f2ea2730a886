"""Findings that libxml2 makes itself, of patterns whose meaning in XPath 1.0 is exactly the same.

Such a pattern finds what its template rules would find in SaxonC, which then need not be started.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.schematron.diagnose import diagnostic
from teikit.schematron.legend import Legend
from teikit.schematron.screen import _has_declarations as has_declarations
from teikit.source import Span
from teikit.xml.parse import Document


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
    """A rule: the elements it is for, and its assertions."""

    context: str
    assertions: tuple[DirectAssertion, ...]


@dataclass(frozen=True, slots=True)
class DirectPattern:
    """A pattern: an element is for the first of its rules, or for all (`is_group`)."""

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
        check = _Check(document, legend, self._expressions)
        try:
            found = [one for number in patterns for one in check.pattern(self.patterns[number])]
        except etree.XPathError:
            return None  # it met a limit of libxml2
        return [diagnostic for _, _, diagnostic in sorted(found, key=lambda one: one[:2])]

    @cached_property
    def _expressions(self) -> "_Expressions":
        return _Expressions(self.namespaces)


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

    def pattern(self, pattern: DirectPattern) -> Iterator[tuple[int, int, Diagnostic]]:
        """Yield findings with the numbers of the node and of the assertion, which order them."""
        taken: set[etree._Element] = set()
        for rule in pattern.rules:
            nodes = self._asked(rule.context, self.document.tree)
            for node in nodes:
                if node not in taken:
                    yield from self._rule(rule, node)
            if not pattern.is_group and len(pattern.rules) > 1:
                taken.update(nodes)

    def _asked(self, xpath: str, where: "etree._Element | etree._ElementTree") -> Any:
        return self.expressions[xpath](where)

    def _rule(
        self, rule: DirectRule, node: etree._Element
    ) -> Iterator[tuple[int, int, Diagnostic]]:
        for one in rule.assertions:
            if self._asked(one.speaks, node):
                yield self.document.number(node), one.number, self._finding(one, node)

    def _finding(self, assertion: DirectAssertion, node: etree._Element) -> Diagnostic:
        hints = [self._text(one, node) for one in assertion.hints]
        return diagnostic(
            self.legend.assertions[assertion.number],
            self._text(assertion.text, node),
            self._span(assertion, node),
            assertion.severity,
            tuple(filter(None, hints)),
        )

    def _text(self, pieces: tuple[Piece, ...], node: etree._Element) -> str:
        parts = [self._value(one.text, node) if one.is_xpath else one.text for one in pieces]
        return " ".join("".join(parts).split())

    def _value(self, xpath: str, node: etree._Element) -> str:
        value = self._asked(xpath, node)
        return " ".join(map(self._string, value)) if isinstance(value, list) else str(value)

    def _string(self, node: Any) -> str:
        return str(node if isinstance(node, str) else self._asked("string()", node))

    def _span(self, assertion: DirectAssertion, node: etree._Element) -> Span:
        subjects = self._asked(assertion.subject, node) if assertion.subject else None
        subject = subjects[0] if subjects else node
        if isinstance(subject, str):
            attribute: Any = subject  # the stubs do not know what its name is called
            return self.document.attribute_span(attribute.getparent(), attribute.attrname)
        return self.document.span(subject)
