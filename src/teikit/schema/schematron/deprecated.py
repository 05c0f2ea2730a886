"""Warnings about what the TEI is going to give up (`@validUntil`), as Schematron patterns."""

from collections.abc import Iterator

from lxml import etree

from teikit.odd.model import Vocabulary
from teikit.schema.schematron.context import Contexts
from teikit.schema.schematron.fragment import SCH
from teikit.source import Span


def deprecations(
    vocabulary: Vocabulary, contexts: Contexts
) -> Iterator[tuple[etree._Element, Span]]:
    """Yield a pattern for each element or attribute that is deprecated; a warning, not an error.

    With it comes the place where that is stated.
    """
    for spec in vocabulary.elements.values():
        path = contexts.element(spec)
        if spec.valid_until:
            subject = f"The element {spec.ident}"
            yield _pattern(spec.ident, path, subject, spec.valid_until), spec.origin.span
        for name, effective in contexts.attributes.of(spec).items():
            definition = effective.definition
            if definition.valid_until:
                subject = f"The attribute {name} of {spec.ident}"
                context = f"{path}/{contexts.attribute(definition)}"
                ident = f"{spec.ident}-{name}".replace(":", "-")
                pattern = _pattern(ident, context, subject, definition.valid_until)
                yield pattern, definition.origin.span


def _pattern(ident: str, context: str, subject: str, until: str) -> etree._Element:
    pattern = etree.Element(SCH + "pattern", id=f"deprecated-{ident}")
    rule = etree.SubElement(pattern, SCH + "rule", context=context)
    report = etree.SubElement(rule, SCH + "report", test="true()", role="warning")
    report.text = f"{subject} is deprecated: it stops being valid on {until}."
    return pattern
