"""What an XSD objects to, in plain words."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree
from xmlschema.validators import XsdAssert
from xmlschema.validators.exceptions import XMLSchemaChildrenValidationError

from teikit.diagnostics import Diagnostic
from teikit.relaxng.wording import one_of, quoted
from teikit.validate.xsd.build import Built
from teikit.validate.xsd.case import Case, Said, other
from teikit.validate.xsd.content import attribute, attributes, text_value
from teikit.validate.xsd.identity import dangling, duplicate, key, no_key
from teikit.validate.xsd.knowledge import Knowledge, Names
from teikit.validate.xsd.run import MOST, Mistake
from teikit.validate.xsd.structure import any_element, children, no_text, root
from teikit.xml.parse import Document

_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"


_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Words:
    """Finds words for the mistakes that one schema finds."""

    def __init__(self, schema: Built) -> None:
        self.schema = schema
        self._knowledge = Knowledge(schema)

    def diagnostic(self, document: Document, mistake: Mistake) -> Diagnostic:
        """Return the diagnostic for a mistake in a document."""
        case = Case(document, mistake, self._knowledge, Names(mistake.element))
        said = _KINDS[mistake.kind](case)
        return Diagnostic(
            said.code,
            said.message,
            said.span,
            hints=said.hints,
            expected=said.expected,
            related=said.related,
        )


def _invalid(case: Case) -> Said:
    error = case.mistake.error
    if isinstance(error, XMLSchemaChildrenValidationError):
        return children(case, error)
    if case.mistake.attribute is not None:
        return attribute(case, case.mistake.attribute)
    validator = error.validator if error is not None else None
    for kinds, word in _VALIDATORS:
        if type(validator).__name__ in kinds:
            return word(case)
    if isinstance(validator, XsdAssert):
        return _assertion(case)
    if error is not None and isinstance(error.obj, str | bytes):
        return text_value(case)
    return other(case)


def _group(case: Case) -> Said:
    if "character data" in case.reason:
        return no_text(case)
    return other(case)


def _element(case: Case) -> Said:  # noqa: PLR0911 - one case a line
    reason = case.reason
    if "character data" in reason:
        return no_text(case)
    if "child elements" in reason and len(case.element):
        child = next(case.element.iterchildren(etree.Element))
        message = (
            f"{case.names.tag(str(child.tag))} is not allowed here: {case.tag} holds only text."
        )
        return Said("XSD102", message, case.document.span(child))
    if "fixed value" in reason:
        return text_value(case)
    if "nil" in reason:
        message = f"{case.tag} cannot be marked as empty with @xsi:nil as it stands."
        hints = ("Delete @xsi:nil, or all that is inside the element.",)
        return Said("XSD112", message, case.span(_NIL), (), hints)
    if "abstract" in reason:
        substitutes = case.knowledge.substitutes(str(case.element.tag), case.names)
        message = f"{case.tag} cannot be used itself; here can stand {one_of(substitutes)}."
        return Said("XSD102", message, case.span(), tuple(substitutes))
    if values := re.search(r"value\s+\(?(.*?),?\)?\s+(?:not found )?for", reason):
        return key(case, values[1], missing="not found" in reason)
    if "missing key field" in reason:
        return no_key(case)
    return other(case)


def _assertion(case: Case) -> Said:
    test = getattr(getattr(case.mistake.error, "validator", None), "path", "")
    message = f"{case.tag} does not fulfil a condition of the schema: {quoted(str(test))}."
    hint = "The condition is written in XPath; ask whoever maintains the schema what it means."
    return Said("XSD140", message, case.span(), (), (hint,))


def _many(case: Case) -> Said:
    message = f"There are more than {MOST - 1:,} mistakes; what comes after this was not checked."
    hint = ("Correct the first ones: perhaps the schema is not the one for this file.",)
    return Said("XSD150", message, case.span(), (), hint)


def _stopped(case: Case) -> Said:
    hint = ("What comes after this was not checked.",)
    for element in case.document.tree.getroot().iter(etree.Element):
        name = element.get(_TYPE)
        if name is not None and not case.knowledge.has_type(element, name):
            tag = Names(element).tag(str(element.tag))
            message = f"@xsi:type of {tag} cannot be {quoted(name)}: the schema has no such type."
            return Said("XSD112", message, case.document.attribute_span(element, _TYPE), (), hint)
    lines = case.mistake.value.strip().splitlines() or ["the schema is at fault"]
    reason = lines[0]
    message = f"{case.tag} or something in it could not be checked: {reason.rstrip('.')}."
    return Said("XSD199", message, case.span(), (), hint)


def _deep(case: Case) -> Said:
    message = "The elements of this document are nested too deeply to be checked against an XSD."
    return Said("XSD151", message, case.span())


_KINDS: Final[Mapping[str, Callable[[Case], Said]]] = MappingProxyType(
    {
        "invalid": _invalid,
        "root": root,
        "duplicate": duplicate,
        "dangling": dangling,
        "many": _many,
        "deep": _deep,
        "stopped": _stopped,
    }
)


_VALIDATORS: Final[Iterable[tuple[set[str], Callable[[Case], Said]]]] = (
    ({"XsdAttributeGroup"}, attributes),
    ({"XsdAnyElement", "Xsd11AnyElement"}, any_element),
    ({"XsdGroup", "Xsd11Group"}, _group),
    ({"XsdElement", "Xsd11Element"}, _element),
)
