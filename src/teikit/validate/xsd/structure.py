"""Elements and text in the wrong places: what an XSD objects to, in words."""

from lxml import etree
from xmlschema.validators.exceptions import XMLSchemaChildrenValidationError

from teikit.relaxng.wording import listed, nearest, one_of, quoted
from teikit.validate.xsd.case import Case, Said, other
from teikit.validate.xsd.knowledge import meant
from teikit.validate.xsd.run import Mistake


def root(case: Case) -> Said:
    """Return words for a first element that the schema does not know as one."""
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
    return Said("XSD104", message, case.span(), expected, hint)


def _wrong_namespace(case: Case, element: etree._Element, right: str) -> Said:
    namespace = etree.QName(str(element.tag)).namespace or ""
    wanted_one = etree.QName(right).namespace or ""
    local = etree.QName(right).localname
    message = f"<{local}> is not in the namespace “{wanted_one}”."
    if not wanted_one:
        message = f"<{local}> must be in no namespace."
    hint = f"Its namespace is “{namespace}”." if namespace else "It is in no namespace."
    if wanted_one:
        hint += f' Write <{local} xmlns="{wanted_one}">.'
    return Said("XSD105", message, case.document.span(element), (case.names.tag(right),), (hint,))


def children(case: Case, error: XMLSchemaChildrenValidationError) -> Said:
    """Return words for an element that has a child too many or too few."""
    expected = case.knowledge.expected(error, case.names)
    if error.invalid_tag is None:
        message = f"{case.tag} ends too early: it still needs {one_of(expected)}."
        return Said("XSD103", message, case.span(), tuple(expected))
    child = case.element[error.index]
    tag = str(child.tag)
    most = error.particle.max_occurs
    if most is not None and most < error.occurs:
        times = "once" if most == 1 else f"{most} times"
        message = f"{case.names.tag(tag)} may stand in {case.tag} only {times}."
        return Said("XSD102", message, case.document.span(child), tuple(expected))
    return _misplaced(case, child, expected)


def _misplaced(case: Case, child: etree._Element, expected: list[str]) -> Said:
    knowledge, span = case.knowledge, case.document.span(child)
    tag = str(child.tag)
    shown = case.names.tag(tag)
    if tag in knowledge.elements:
        here = _can_stand(case, expected)
        message = f"{shown} is not allowed here inside {case.tag}{here}"
        if tag in knowledge.children(str(case.element.tag)):
            message = f"{shown} is allowed in {case.tag}, but not here or not again{here}"
            return Said("XSD102", message, span, tuple(expected))
        parents = [case.names.tag(each) for each in knowledge.parents.get(tag, ())]
        hints = (f"{shown} is allowed in {listed(parents, last='and')}.",) if parents else ()
        return Said("XSD102", message, span, tuple(expected), hints)
    local = etree.QName(tag).localname
    others = [name for name in knowledge.elements if etree.QName(name).localname == local]
    if others:
        return _wrong_namespace(case, child, others[0])
    other = meant(tag, knowledge.children(str(case.element.tag))) or meant(tag, knowledge.elements)
    if other:
        hints = (f"Did you mean {case.names.tag(other)}?",)
        expected = nearest(shown, expected)
        return Said("XSD101", f"The schema has no element {shown}.", span, tuple(expected), hints)
    message = f"The schema has no element {shown}{_can_stand(case, expected)}"
    return Said("XSD101", message, span, tuple(expected))


def _can_stand(case: Case, expected: list[str]) -> str:
    if expected:
        return f"; here can stand {listed(expected)}."
    children = [case.names.tag(one) for one in case.knowledge.children(str(case.element.tag))]
    return f"; {case.tag} may hold {listed(children, last='and')}." if children else "."


def any_element(case: Case) -> Said:
    """Return words for an element that a wildcard does not let in."""
    # The wildcard's error is about the child itself.
    parent = case.element.getparent()
    if parent is None:
        return other(case)
    inner = Mistake("invalid", parent, None, case.mistake.error)
    return _misplaced(Case(case.document, inner, case.knowledge, case.names), case.element, [])


def no_text(case: Case) -> Said:
    """Return words for text where only elements may stand."""
    element = case.element
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    text = next((piece for piece in pieces if piece.strip()), "")
    expected = [case.names.tag(one) for one in case.knowledge.children(str(element.tag))]
    message = f"Text is not allowed here inside {case.tag}: {quoted(text)}."
    hints = (f"{case.tag} may hold {listed(expected, last='and')}.",) if expected else ()
    return Said("XSD120", message, case.span(), tuple(expected), hints)
