"""Attributes and values that are wrong: what an XSD objects to, in words."""

from typing import Any, Final

from lxml import etree

from teikit.relaxng.types import as_date
from teikit.relaxng.wording import nearest, quoted
from teikit.validate.xsd.case import IN_QUOTES, Case, Said
from teikit.validate.xsd.knowledge import meant
from teikit.validate.xsd.values import wanted

_WILDCARDS: Final = {"XsdAnyAttribute", "Xsd11AnyAttribute"}


def attributes(case: Case) -> Said:
    """Return words for an attribute that is missing, or that may not be."""
    found = IN_QUOTES.search(case.reason)
    name = found[1] if found else ""
    if name in case.element.attrib:
        return _no_such_attribute(case, name)
    shown = case.names.at(name)
    message = f"{case.tag} needs the attribute {shown}."
    return Said("XSD113", message, case.span(), (shown,))


def _no_such_attribute(case: Case, name: str) -> Said:
    possible = [one for one in case.knowledge.attributes(case.mistake) if one != name]
    free = [one for one in possible if one not in case.element.attrib]
    shown = case.names.at(name)
    expected = tuple(nearest(shown, [case.names.at(one) for one in free]))
    local = etree.QName(name).localname
    other = next((one for one in possible if etree.QName(one).localname == local), None)
    other = other or meant(name, free)
    hints = (f"Did you mean {case.names.at(other)}?",) if other else ()
    message = f"{shown} is not allowed on {case.tag}."
    return Said("XSD110", message, case.span(name), expected, hints)


def attribute(case: Case, name: str) -> Said:
    """Return words for the value of an attribute."""
    if type(case.mistake.error and case.mistake.error.validator).__name__ in _WILDCARDS:
        return _no_such_attribute(case, name)
    value = case.element.get(name, "")
    declared = case.knowledge.attribute_type(case.mistake, name)
    needed = wanted(declared, fixed=case.knowledge.fixed(case.mistake, name))
    subject = f"{case.names.at(name)} of {case.tag}"
    message = f"{subject} cannot be {quoted(value)}: it must be {needed.words}."
    if not value.strip():
        message = f"{subject} cannot be empty: it must be {needed.words}."
    expected = tuple(needed.expected(value))
    hints = _value_hints(value, needed.values, declared)
    return Said("XSD112", message, case.span(name), expected, hints)


def text_value(case: Case) -> Said:
    """Return words for the text of an element that must be a certain value."""
    declaration = case.mistake.declaration
    text = case.element.text or ""
    needed = wanted(getattr(declaration, "type", None), fixed=getattr(declaration, "fixed", None))
    message = f"The text of {case.tag} cannot be {quoted(text)}: it must be {needed.words}."
    if not text.strip():
        message = f"{case.tag} cannot be empty: its text must be {needed.words}."
    hints = _value_hints(text, needed.values, getattr(declaration, "type", None))
    return Said("XSD121", message, case.span(), tuple(needed.expected(text)), hints)


def _value_hints(value: str, values: tuple[str, ...], declared: Any) -> tuple[str, ...]:
    near = meant(value.strip(), values)
    if near:
        return (f"Did you mean “{near}”?",)
    date = as_date(value)
    if date and declared is not None and not values and declared.is_valid(date):
        return (f"Write {date}.",)
    return ()
