"""Identifiers and references to them: what an XSD objects to, in words."""

from lxml import etree
from xmlschema.validators import XsdKeyref

from teikit.diagnostics import Related
from teikit.relaxng.wording import quoted
from teikit.source import Span
from teikit.validate.xsd.case import IN_QUOTES, Case, Said, other
from teikit.validate.xsd.knowledge import identifier_like


def key(case: Case, value: str, *, missing: bool) -> Said:
    """Return words for a key given twice, or missing where something refers to it."""
    shown = quoted(value.replace("'", ""))
    if missing:
        message = f"In {case.tag} something refers to {shown}, which does not exist there."
        return Said("XSD131", message, _reference(case, set(IN_QUOTES.findall(value))))
    message = f"The value {shown} is given to two elements that must have different ones."
    return Said("XSD130", message, case.span())


def _reference(case: Case, values: set[str]) -> Span:
    """Return where a reference that leads nowhere is: xmlschema tells only in which element."""
    validator = case.mistake.error.validator if case.mistake.error is not None else None
    names = {
        field.path.removeprefix("@")
        for identity in getattr(validator, "identities", ())
        if isinstance(identity, XsdKeyref)
        for field in identity.fields
    }
    for element in case.element.iter(etree.Element):
        for name in names & set(map(str, element.attrib)):
            if element.get(name) in values:
                return case.document.attribute_span(element, name)
    return case.span()


def no_key(case: Case) -> Said:
    """Return words for an element without its key."""
    found = IN_QUOTES.search(case.reason)
    name = found[1] if found else ""
    if not name.startswith("@"):
        return other(case)
    message = f"{case.tag} needs the attribute {name}, which tells it from the others."
    return Said("XSD113", message, case.span(), (name,))


def duplicate(case: Case) -> Said:
    """Return words for an identifier that is given twice."""
    mistake = case.mistake
    message = f"The identifier {quoted(mistake.value)} is given to two elements."
    related: tuple[Related, ...] = ()
    if mistake.other is not None:
        first = case.document.span(mistake.other)
        related = (Related(first, "The first element that has it is here."),)
    hints = ("Give one of them another identifier.",)
    return Said("XSD130", message, case.span(mistake.attribute), (), hints, related)


def dangling(case: Case) -> Said:
    """Return words for a reference to an identifier that does not exist."""
    mistake = case.mistake
    message = f"No element of this document has the identifier {quoted(mistake.value)}."
    known = identifier_like(mistake.value, case.document) if mistake.first else None
    hints = (f"Did you mean “{known}”?",) if known else ()
    return Said("XSD131", message, case.span(mistake.attribute), (), hints)
