"""What an XSD objects to, in plain words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from lxml import etree
from xmlschema.validators import XsdAssert, XsdKeyref
from xmlschema.validators.exceptions import XMLSchemaChildrenValidationError

from teikit.diagnostics import Diagnostic, Related
from teikit.relaxng.types import as_date
from teikit.relaxng.wording import listed, nearest, one_of, quoted
from teikit.source import Span
from teikit.validate.xsd_build import Built
from teikit.validate.xsd_knowledge import Knowledge, Names, identifier_like, meant
from teikit.validate.xsd_run import MOST, Mistake
from teikit.validate.xsd_values import wanted
from teikit.xml.parse import Document

_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_IN_QUOTES: Final = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a diagnostic is made of, before it has its place in full."""

    code: str
    message: str
    span: Span
    expected: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


class Words:
    """Finds words for the mistakes that one schema finds."""

    def __init__(self, schema: Built) -> None:
        self.schema = schema
        self._knowledge = Knowledge(schema)

    def diagnostic(self, document: Document, mistake: Mistake) -> Diagnostic:
        """Return the diagnostic for a mistake in a document."""
        case = _Case(document, mistake, self._knowledge, Names(mistake.element))
        said = _KINDS[mistake.kind](case)
        return Diagnostic(
            said.code,
            said.message,
            said.span,
            hints=said.hints,
            expected=said.expected,
            related=said.related,
        )


@dataclass(frozen=True, slots=True)
class _Case:
    """A mistake together with all that helps to explain it."""

    document: Document
    mistake: Mistake
    knowledge: Knowledge
    names: Names

    @property
    def element(self) -> etree._Element:
        return self.mistake.element

    @property
    def tag(self) -> str:
        return self.names.tag(str(self.element.tag))

    @property
    def reason(self) -> str:
        error = self.mistake.error
        return (error.reason or "") if error is not None else ""

    def span(self, attribute: str | None = None) -> Span:
        if attribute is None or attribute not in self.element.attrib:
            return self.document.span(self.element)
        return self.document.attribute_span(self.element, attribute)


def _root(case: _Case) -> _Said:
    roots = case.knowledge.roots
    tag = str(case.element.tag)
    local = etree.QName(tag).localname
    same = [name for name in roots if etree.QName(name).localname == local]
    if same:
        return _wrong_namespace(case, case.element, same[0])
    expected = tuple(nearest(case.tag, [case.names.tag(name) for name in roots]))
    only = f", only with {listed(expected)}" if expected else ""
    message = f"A document cannot start with {case.tag}{only}."
    hint = ("Perhaps this file belongs to another schema.",)
    return _Said("XSD104", message, case.span(), expected, hint)


def _wrong_namespace(case: _Case, element: etree._Element, right: str) -> _Said:
    namespace = etree.QName(str(element.tag)).namespace or ""
    wanted_one = etree.QName(right).namespace or ""
    local = etree.QName(right).localname
    message = f"<{local}> is not in the namespace “{wanted_one}”."
    if not wanted_one:
        message = f"<{local}> must be in no namespace."
    hint = f"Its namespace is “{namespace}”." if namespace else "It is in no namespace."
    if wanted_one:
        hint += f' Write <{local} xmlns="{wanted_one}">.'
    return _Said("XSD105", message, case.document.span(element), (case.names.tag(right),), (hint,))


def _invalid(case: _Case) -> _Said:
    error = case.mistake.error
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _children(case, error)
    if case.mistake.attribute is not None:
        return _attribute(case, case.mistake.attribute)
    validator = error.validator if error is not None else None
    for kinds, word in _VALIDATORS:
        if type(validator).__name__ in kinds:
            return word(case)
    if isinstance(validator, XsdAssert):
        return _assertion(case)
    if error is not None and isinstance(error.obj, str | bytes):
        return _text_value(case)
    return _other(case)


def _children(case: _Case, error: XMLSchemaChildrenValidationError) -> _Said:
    expected = case.knowledge.expected(error, case.names)
    if error.invalid_tag is None:
        message = f"{case.tag} ends too early: it still needs {one_of(expected)}."
        return _Said("XSD103", message, case.span(), tuple(expected))
    child = case.element[error.index]
    tag = str(child.tag)
    most = error.particle.max_occurs
    if most is not None and most < error.occurs:
        times = "once" if most == 1 else f"{most} times"
        message = f"{case.names.tag(tag)} may stand in {case.tag} only {times}."
        return _Said("XSD102", message, case.document.span(child), tuple(expected))
    return _misplaced(case, child, expected)


def _misplaced(case: _Case, child: etree._Element, expected: list[str]) -> _Said:
    knowledge, span = case.knowledge, case.document.span(child)
    tag = str(child.tag)
    shown = case.names.tag(tag)
    if tag in knowledge.elements:
        here = _can_stand(case, expected)
        message = f"{shown} is not allowed here inside {case.tag}{here}"
        if tag in knowledge.children(str(case.element.tag)):
            message = f"{shown} is allowed in {case.tag}, but not here or not again{here}"
            return _Said("XSD102", message, span, tuple(expected))
        parents = [case.names.tag(each) for each in knowledge.parents.get(tag, ())]
        hints = (f"{shown} is allowed in {listed(parents, last='and')}.",) if parents else ()
        return _Said("XSD102", message, span, tuple(expected), hints)
    local = etree.QName(tag).localname
    others = [name for name in knowledge.elements if etree.QName(name).localname == local]
    if others:
        return _wrong_namespace(case, child, others[0])
    other = meant(tag, knowledge.children(str(case.element.tag))) or meant(tag, knowledge.elements)
    if other:
        hints = (f"Did you mean {case.names.tag(other)}?",)
        expected = nearest(shown, expected)
        return _Said("XSD101", f"The schema has no element {shown}.", span, tuple(expected), hints)
    message = f"The schema has no element {shown}{_can_stand(case, expected)}"
    return _Said("XSD101", message, span, tuple(expected))


def _can_stand(case: _Case, expected: list[str]) -> str:
    if expected:
        return f"; here can stand {listed(expected)}."
    children = [case.names.tag(one) for one in case.knowledge.children(str(case.element.tag))]
    return f"; {case.tag} may hold {listed(children, last='and')}." if children else "."


def _any_element(case: _Case) -> _Said:
    # The wildcard's error is about the child itself.
    parent = case.element.getparent()
    if parent is None:
        return _other(case)
    inner = Mistake("invalid", parent, None, case.mistake.error)
    return _misplaced(_Case(case.document, inner, case.knowledge, case.names), case.element, [])


def _attributes(case: _Case) -> _Said:
    """Return words for an attribute that is missing, or that may not be."""
    found = _IN_QUOTES.search(case.reason)
    name = found[1] if found else ""
    if name in case.element.attrib:
        return _no_such_attribute(case, name)
    shown = case.names.at(name)
    message = f"{case.tag} needs the attribute {shown}."
    return _Said("XSD113", message, case.span(), (shown,))


def _no_such_attribute(case: _Case, name: str) -> _Said:
    possible = [one for one in case.knowledge.attributes(case.mistake) if one != name]
    free = [one for one in possible if one not in case.element.attrib]
    shown = case.names.at(name)
    expected = tuple(nearest(shown, [case.names.at(one) for one in free]))
    local = etree.QName(name).localname
    other = next((one for one in possible if etree.QName(one).localname == local), None)
    other = other or meant(name, free)
    hints = (f"Did you mean {case.names.at(other)}?",) if other else ()
    message = f"{shown} is not allowed on {case.tag}."
    return _Said("XSD110", message, case.span(name), expected, hints)


def _attribute(case: _Case, name: str) -> _Said:
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
    return _Said("XSD112", message, case.span(name), expected, hints)


def _text_value(case: _Case) -> _Said:
    declaration = case.mistake.declaration
    text = case.element.text or ""
    needed = wanted(getattr(declaration, "type", None), fixed=getattr(declaration, "fixed", None))
    message = f"The text of {case.tag} cannot be {quoted(text)}: it must be {needed.words}."
    if not text.strip():
        message = f"{case.tag} cannot be empty: its text must be {needed.words}."
    hints = _value_hints(text, needed.values, getattr(declaration, "type", None))
    return _Said("XSD121", message, case.span(), tuple(needed.expected(text)), hints)


def _value_hints(value: str, values: tuple[str, ...], declared: Any) -> tuple[str, ...]:
    near = meant(value.strip(), values)
    if near:
        return (f"Did you mean “{near}”?",)
    date = as_date(value)
    if date and declared is not None and not values and declared.is_valid(date):
        return (f"Write {date}.",)
    return ()


def _group(case: _Case) -> _Said:
    if "character data" in case.reason:
        return _no_text(case)
    return _other(case)


def _no_text(case: _Case) -> _Said:
    element = case.element
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    text = next((piece for piece in pieces if piece.strip()), "")
    expected = [case.names.tag(one) for one in case.knowledge.children(str(element.tag))]
    message = f"Text is not allowed here inside {case.tag}: {quoted(text)}."
    hints = (f"{case.tag} may hold {listed(expected, last='and')}.",) if expected else ()
    return _Said("XSD120", message, case.span(), tuple(expected), hints)


def _element(case: _Case) -> _Said:  # noqa: PLR0911 - one case a line
    reason = case.reason
    if "character data" in reason:
        return _no_text(case)
    if "child elements" in reason and len(case.element):
        child = next(case.element.iterchildren(etree.Element))
        message = (
            f"{case.names.tag(str(child.tag))} is not allowed here: {case.tag} holds only text."
        )
        return _Said("XSD102", message, case.document.span(child))
    if "fixed value" in reason:
        return _text_value(case)
    if "nil" in reason:
        message = f"{case.tag} cannot be marked as empty with @xsi:nil as it stands."
        hints = ("Delete @xsi:nil, or all that is inside the element.",)
        return _Said("XSD112", message, case.span(_NIL), (), hints)
    if "abstract" in reason:
        substitutes = case.knowledge.substitutes(str(case.element.tag), case.names)
        message = f"{case.tag} cannot be used itself; here can stand {one_of(substitutes)}."
        return _Said("XSD102", message, case.span(), tuple(substitutes))
    if values := re.search(r"value\s+\(?(.*?),?\)?\s+(?:not found )?for", reason):
        return _key(case, values[1], missing="not found" in reason)
    if "missing key field" in reason:
        return _no_key(case)
    return _other(case)


def _key(case: _Case, value: str, *, missing: bool) -> _Said:
    shown = quoted(value.replace("'", ""))
    if missing:
        message = f"In {case.tag} something refers to {shown}, which does not exist there."
        return _Said("XSD131", message, _reference(case, set(_IN_QUOTES.findall(value))))
    message = f"The value {shown} is given to two elements that must have different ones."
    return _Said("XSD130", message, case.span())


def _reference(case: _Case, values: set[str]) -> Span:
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


def _no_key(case: _Case) -> _Said:
    found = _IN_QUOTES.search(case.reason)
    name = found[1] if found else ""
    if not name.startswith("@"):
        return _other(case)
    message = f"{case.tag} needs the attribute {name}, which tells it from the others."
    return _Said("XSD113", message, case.span(), (name,))


def _assertion(case: _Case) -> _Said:
    test = getattr(getattr(case.mistake.error, "validator", None), "path", "")
    message = f"{case.tag} does not fulfil a condition of the schema: {quoted(str(test))}."
    hint = "The condition is written in XPath; ask whoever maintains the schema what it means."
    return _Said("XSD140", message, case.span(), (), (hint,))


def _other(case: _Case) -> _Said:
    reason = " ".join(re.sub(r"\{[^{}\s]*\}", "", case.reason).split()) or "no reason is given"
    message = f"{case.tag} is not as the schema wants it: {reason.rstrip('.')}."
    return _Said("XSD199", message, case.span(case.mistake.attribute))


def _duplicate(case: _Case) -> _Said:
    mistake = case.mistake
    message = f"The identifier {quoted(mistake.value)} is given to two elements."
    related: tuple[Related, ...] = ()
    if mistake.other is not None:
        first = case.document.span(mistake.other)
        related = (Related(first, "The first element that has it is here."),)
    hints = ("Give one of them another identifier.",)
    return _Said("XSD130", message, case.span(mistake.attribute), (), hints, related)


def _dangling(case: _Case) -> _Said:
    mistake = case.mistake
    message = f"No element of this document has the identifier {quoted(mistake.value)}."
    known = identifier_like(mistake.value, case.document) if mistake.first else None
    hints = (f"Did you mean “{known}”?",) if known else ()
    return _Said("XSD131", message, case.span(mistake.attribute), (), hints)


def _many(case: _Case) -> _Said:
    message = f"There are more than {MOST - 1:,} mistakes; what comes after this was not checked."
    hint = ("Correct the first ones: perhaps the schema is not the one for this file.",)
    return _Said("XSD150", message, case.span(), (), hint)


def _stopped(case: _Case) -> _Said:
    hint = ("What comes after this was not checked.",)
    for element in case.document.tree.getroot().iter(etree.Element):
        name = element.get(_TYPE)
        if name is not None and not case.knowledge.has_type(element, name):
            tag = Names(element).tag(str(element.tag))
            message = f"@xsi:type of {tag} cannot be {quoted(name)}: the schema has no such type."
            return _Said("XSD112", message, case.document.attribute_span(element, _TYPE), (), hint)
    reason = " ".join(case.mistake.value.split())
    message = f"{case.tag} or something in it could not be checked: {reason.rstrip('.')}."
    return _Said("XSD199", message, case.span(), (), hint)


def _deep(case: _Case) -> _Said:
    message = "The elements of this document are nested too deeply to be checked against an XSD."
    return _Said("XSD151", message, case.span())


_WILDCARDS: Final = {"XsdAnyAttribute", "Xsd11AnyAttribute"}
_KINDS: Final[Mapping[str, Callable[[_Case], _Said]]] = MappingProxyType(
    {
        "invalid": _invalid,
        "root": _root,
        "duplicate": _duplicate,
        "dangling": _dangling,
        "many": _many,
        "deep": _deep,
        "stopped": _stopped,
    }
)
_VALIDATORS: Final[Iterable[tuple[set[str], Callable[[_Case], _Said]]]] = (
    ({"XsdAttributeGroup"}, _attributes),
    ({"XsdAnyElement", "Xsd11AnyElement"}, _any_element),
    ({"XsdGroup", "Xsd11Group"}, _group),
    ({"XsdElement", "Xsd11Element"}, _element),
)
