"""What a schema from a stranger may not do, found before anything runs.

This says it in plain words at the rule's own place. That nothing can get out in the end is the
processor's business, which opens nothing and writes nothing.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.schematron.generate import Plan
from teikit.schematron.model import Mark
from teikit.schematron.names import FN, SCH, XSL
from teikit.schematron.writer import Part
from teikit.schematron.xpath import calls

_FUNCTIONS: Final = frozenset(
    "unparsed-text unparsed-text-lines unparsed-text-available collection uri-collection json-doc "
    "environment-variable available-environment-variables transform load-xquery-module "
    "function-lookup system-property".split()
)
_ELEMENTS: Final = frozenset(
    XSL + name
    for name in (
        "import", "include", "use-package", "import-schema", "result-document", "source-document",
        "stream", "evaluate", "merge-source",
    )
)  # fmt: skip
_FOREIGN: Final = (
    "java:",
    "http://saxon.sf.net/",
    "http://expath.org/",
    "clitype:",
    "http://exslt.",
)
_EXPRESSIONS: Final = ("test", "context", "value", "select", "path", "subject", "documents", "visit-each", "role", "flag", "severity", "from", "when")  # fmt: skip


def refused(plan: Plan) -> Iterator[tuple[Part, Mark, str]]:
    """Yield each part of a plan that must not run, where it is, and what it wants."""
    for number, let in enumerate(plan.lets()):
        for what in _wants(let.element, let.mark):
            yield Part("let", number), let.mark, what
    for number, (element, mark) in enumerate(plan.schema.foreign):
        for what in _wants(element, mark):
            yield Part("foreign", number), mark, what
    if plan.phase is not None:
        for what in _own_wants(plan.phase.element, plan.phase.mark):
            yield Part("phase", 0), plan.phase.mark, what
    for number, pattern in enumerate(plan.patterns):
        for what in _own_wants(pattern.element, pattern.mark):
            yield Part("pattern", number), pattern.mark, what
        for place, let in enumerate(pattern.lets):
            for what in _wants(let.element, let.mark):
                yield Part("pattern-let", number * 10_000 + place), let.mark, what
    for number, (_, _, rule) in enumerate(plan.rules()):
        for what in _own_wants(rule.element, rule.mark):
            yield Part("rule", number), rule.mark, what
        for let in rule.lets:
            for what in _wants(let.element, let.mark):
                yield Part("rule", number), let.mark, what
    for number, (_, _, assertion) in enumerate(plan.assertions()):
        notes = (*assertion.diagnostics, *assertion.properties)
        for element, mark in (
            (assertion.element, assertion.mark),
            *((n.element, n.mark) for n in notes),
        ):
            for what in _wants(element, mark):
                yield Part("assertion", number), mark, what


def _wants(element: etree._Element, mark: Mark) -> Iterator[str]:
    for one in element.iter(etree.Element):
        if one.tag in _ELEMENTS and one.tag != SCH + "include":
            yield f"<xsl:{etree.QName(one).localname}>"
        yield from _own_wants(one, mark)


def _own_wants(element: etree._Element, mark: Mark) -> Iterator[str]:
    of_schematron = str(element.tag).startswith(SCH)
    namespaces = mark.namespaces if of_schematron else {**_nsmap(element), **mark.namespaces}
    for name, value in element.attrib.items():
        if not of_schematron or name in _EXPRESSIONS:
            for call in calls(value, namespaces):
                if call.namespace == FN and call.local in _FUNCTIONS:
                    yield f"{call.local}()"
                elif call.namespace.startswith(_FOREIGN):
                    yield f"{call.token.text}()"


def _nsmap(element: etree._Element) -> dict[str, str]:
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
