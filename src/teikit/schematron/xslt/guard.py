"""What a schema from a stranger may not do, found before anything runs.

This says it in plain words at the rule's own place. That nothing can get out in the end is the
processor's business, which opens nothing and writes nothing.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.schematron.names import FN, SCH, XSL
from teikit.schematron.reading.model import Let, Mark
from teikit.schematron.reading.plan import Plan
from teikit.schematron.xpath import calls
from teikit.schematron.xslt.writer import Part

_FUNCTIONS: Final = frozenset(
    {
        "unparsed-text", "unparsed-text-lines", "unparsed-text-available", "unparsed-binary",
        "collection", "uri-collection", "json-doc", "environment-variable",
        "available-environment-variables", "transform", "load-xquery-module", "function-lookup",
        "system-property",
    }
)  # fmt: skip
_ELEMENTS: Final = frozenset(
    XSL + name
    for name in (
        "import", "include", "use-package", "import-schema", "result-document", "source-document",
        "stream", "evaluate", "merge-source",
    )
)  # fmt: skip
_FOREIGN: Final = ("java:", "clitype:", "http://saxon.sf.net/", "http://expath.org/")
_EXPRESSIONS: Final = frozenset(
    {
        "test", "context", "value", "select", "path", "subject", "documents", "visit-each", "role",
        "flag", "severity", "from", "when",
    }
)  # fmt: skip


def refused(plan: Plan) -> Iterator[tuple[Part, Mark, str]]:
    """Yield each part of a plan that must not run, where it is, and what it wants."""
    for part, element, mark, whole in _parts(plan):
        for one in element.iter(etree.Element) if whole else [element]:
            for what in _wants(one, mark):
                yield part, mark, what


def _parts(plan: Plan) -> Iterator[tuple[Part, etree._Element, Mark, bool]]:
    """Yield the parts of a plan, and whether all inside their elements is theirs."""
    yield from _lets("let", 0, tuple(plan.lets()))
    for number, (element, mark) in enumerate(plan.schema.foreign):
        yield Part("foreign", number), element, mark, True
    if plan.phase is not None:
        yield Part("phase", 0), plan.phase.element, plan.phase.mark, False
    for number, pattern in enumerate(plan.patterns):
        yield Part("pattern", number), pattern.element, pattern.mark, False
        yield from _lets("pattern-let", number, pattern.lets)
    for one in plan.rules:
        part = Part("rule", one.number)
        yield part, one.rule.element, one.rule.mark, False
        for let in one.rule.lets:
            yield part, let.element, let.mark, True
    for number, numbered in enumerate(plan.assertions):
        part, assertion = Part("assertion", number), numbered.assertion
        yield part, assertion.element, assertion.mark, True
        for note in (*assertion.diagnostics, *assertion.properties):
            yield part, note.element, note.mark, True


def _lets(
    kind: str, place: int, lets: tuple[Let, ...]
) -> Iterator[tuple[Part, etree._Element, Mark, bool]]:
    for number, let in enumerate(lets):
        yield Part(kind, number, place), let.element, let.mark, True


def _wants(element: etree._Element, mark: Mark) -> Iterator[str]:
    if element.tag in _ELEMENTS:
        yield f"<xsl:{etree.QName(element).localname}>"
    of_schematron = str(element.tag).startswith(SCH)
    own = {} if of_schematron else {name: uri for name, uri in element.nsmap.items() if name}
    for name, value in element.attrib.items():
        if not of_schematron or name in _EXPRESSIONS:
            yield from _called(str(value), {**own, **mark.namespaces})


def _called(expression: str, namespaces: dict[str, str]) -> Iterator[str]:
    for call in calls(expression, namespaces):
        ours = call.namespace == FN and call.local in _FUNCTIONS
        if ours or call.namespace.startswith(_FOREIGN):
            yield f"{call.token.text}()"
