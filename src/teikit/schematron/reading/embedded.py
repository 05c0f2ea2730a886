"""The Schematron schema in a file: its root, or rules embedded in a RELAX NG schema."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from teikit.names import RELAXNG
from teikit.schematron.names import ASCC, MARK, SCH, XSL

_BESIDE: Final = ("ns", "let", "phase", "diagnostics", "properties", "pattern", "group", "rules")
_TESTS: Final = (SCH + "assert", SCH + "report")
_REFERENCES: Final = (f"{{{RELAXNG}}}include", f"{{{RELAXNG}}}externalRef")
_ELEMENT: Final = f"{{{RELAXNG}}}element"


def schema_in(
    root: etree._Element, included: Iterable[etree._Element] = ()
) -> etree._Element | None:
    """Return the `schema` element that a file has or amounts to, None where it has no rules.

    `included` are the roots of the grammars that a grammar is made of besides.
    """
    _modernise(root)
    if root.tag == SCH + "schema":
        return root
    if root.tag in {SCH + "pattern", SCH + "group"}:
        schema = _schema(root)
        schema.append(root)
        return schema
    if is_grammar(root):
        others = list(included)
        for one in others:
            _modernise(one)
        return _gathered([root, *others])
    return None


def is_grammar(root: etree._Element) -> bool:
    """Return whether an element is one of RELAX NG."""
    return str(root.tag).startswith(f"{{{RELAXNG}}}")


def references(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that bring other grammars in, by their `href`."""
    return (one for one in root.iter(*_REFERENCES) if one.get("href"))


def _modernise(root: etree._Element) -> None:
    """Let elements of Schematron before ISO be those of ISO."""
    for one in root.iter(f"{{{ASCC}}}*"):
        one.tag = SCH + etree.QName(one).localname
        if one.tag == SCH + "key":
            one.tag = XSL + "key"


def _schema(root: etree._Element) -> etree._Element:
    schema = etree.Element(SCH + "schema")
    schema.set(MARK, root.get(MARK, "0"))
    binding = next((one.get("queryBinding") for one in root.iter(SCH + "schema")), None)
    schema.set("queryBinding", binding or "xslt2")
    return schema


def _gathered(roots: Sequence[etree._Element]) -> etree._Element | None:
    """Return the rules embedded in the files of a grammar as one schema."""
    tops = [one for root in roots for one in root.iter(SCH + "*") if _is_top(one)]
    if not any(one.tag not in {SCH + "ns", SCH + "let"} for one in tops):
        return None
    schema = _schema(roots[0])
    for one in tops:
        name = etree.QName(one).localname
        if name == "schema":
            schema.extend(list(one))
        elif name in _BESIDE:
            schema.append(one)
        elif name == "rule":
            _in_pattern(schema, one, one)
        elif one.tag in _TESTS and (context := _element_around(one)):
            rule = etree.Element(SCH + "rule", {"context": context, MARK: one.get(MARK, "0")})
            _in_pattern(schema, one, rule)
            rule.append(one)
    for one in [one for root in roots for one in root.iter(XSL + "function", XSL + "key")]:
        schema.append(one)
    return schema


def _is_top(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or not str(parent.tag).startswith((SCH, XSL))


def _in_pattern(schema: etree._Element, marked: etree._Element, rule: etree._Element) -> None:
    pattern = etree.SubElement(schema, SCH + "pattern", {MARK: marked.get(MARK, "0")})
    pattern.append(rule)


def _element_around(test: etree._Element) -> str | None:
    """Return a pattern for the element whose content model a test stands in."""
    around = next(test.iterancestors(_ELEMENT), None)
    name = None if around is None else around.get("name")
    if around is None or name is None:
        return None
    prefix, _, local = name.strip().rpartition(":")
    nearest = next(
        (one.get("ns") for one in [around, *around.iterancestors()] if one.get("ns")), ""
    )
    namespace = around.nsmap.get(prefix, "") if prefix else nearest
    return f"Q{{{namespace}}}{local}"
