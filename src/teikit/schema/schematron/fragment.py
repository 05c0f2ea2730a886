"""One constraint of an ODD, sorted into the parts that a Schematron schema has places for."""

from collections.abc import Iterator
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.names import SCHEMATRON, TEI, XSLT, clark
from teikit.records import dataclass

SCH: Final = f"{{{SCHEMATRON}}}"
_XSL: Final = f"{{{XSLT}}}"
_CONSTRAINT: Final = clark(TEI, "constraint")
_RULES: Final = frozenset(SCH + name for name in ("rule", "include", "extends"))
_TESTS: Final = frozenset(SCH + name for name in ("assert", "report"))
_HEADS: Final = frozenset(SCH + name for name in ("title", "p"))


@dataclass
class Fragment:
    """What a constraint brings: patterns, and what belongs beside them in the schema."""

    patterns: list[etree._Element] = field(default_factory=list)
    lets: list[etree._Element] = field(default_factory=list)
    xslt: list[etree._Element] = field(default_factory=list)
    phases: list[etree._Element] = field(default_factory=list)
    diagnostics: list[etree._Element] = field(default_factory=list)
    properties: list[etree._Element] = field(default_factory=list)
    bindings: list[str] = field(default_factory=list)

    def everything(self) -> Iterator[etree._Element]:
        """Yield all elements, descendants included."""
        for group in (
            self.xslt, self.lets, self.phases, self.patterns, self.diagnostics, self.properties,
        ):  # fmt: skip
            for element in group:
                yield from element.iter(etree.Element)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of Schematron in the constraint."""
        return next(self.everything(), None) is None


def fragment_of(constraint: etree._Element, context: str) -> Fragment:
    """Return the parts of a `constraintSpec`; tests without a rule get one with `context`."""
    fragment = Fragment()
    holders = list(constraint.iterchildren(_CONSTRAINT)) or [constraint]
    for holder in holders:
        _sort(list(holder.iterchildren(etree.Element)), fragment, context)
    return fragment


def _sort(children: list[etree._Element], fragment: Fragment, context: str) -> None:
    pattern = etree.Element(SCH + "pattern")
    tests: list[etree._Element] = []
    for child in children:
        tag = str(child.tag)
        if tag == SCH + "pattern":
            _add_pattern(copied(child), fragment, context)
        elif tag == SCH + "schema":
            fragment.bindings.extend(
                [child.get("queryBinding", "")] * bool(child.get("queryBinding"))
            )
            _sort(list(child.iterchildren(etree.Element)), fragment, context)
        elif tag in _TESTS:
            tests.append(copied(child))
        elif tag in _RULES or tag in _HEADS or tag == SCH + "let":
            pattern.append(copied(child))
        else:
            _beside(child, fragment, "")
    if tests:
        rule = etree.SubElement(pattern, SCH + "rule", context=context)
        rule.extend(tests)
    if len(pattern):
        _add_pattern(pattern, fragment, context)


def _beside(child: etree._Element, fragment: Fragment, context: str) -> None:
    """Put what does not belong in a pattern where it belongs."""
    tag = str(child.tag)
    if tag.startswith(_XSL):
        fragment.xslt.append(copied(child))
    elif tag == SCH + "key":
        fragment.xslt.append(_key(child, context))
    elif tag == SCH + "phase":
        fragment.phases.append(copied(child))
    elif tag in {SCH + "diagnostics", SCH + "properties"}:
        for grandchild in child.iterchildren(etree.Element):
            _beside(grandchild, fragment, context)
    elif tag == SCH + "diagnostic":
        fragment.diagnostics.append(copied(child))
    elif tag == SCH + "property":
        fragment.properties.append(copied(child))


def _add_pattern(pattern: etree._Element, fragment: Fragment, context: str) -> None:
    """Add a pattern; what other patterns are to see too, and XSLT, moves to the schema."""
    for element in list(pattern.iter(etree.Element)):
        inside_rule = element.getparent() is not None and str(element.tag) == SCH + "key"
        top = str(element.tag).startswith(_XSL) and element.getparent() in {pattern, None}
        if inside_rule or top or str(element.tag) in {SCH + "diagnostics", SCH + "properties"}:
            parent = element.getparent()
            rule = "" if parent is None else parent.get("context", "")
            _beside(element, fragment, rule)
            _take_out(element)
    for rule_element in pattern.iterchildren(SCH + "rule"):
        if rule_element.get("context") is None and rule_element.get("abstract") != "true":
            rule_element.set("context", context)
    if any(str(child.tag) in _RULES for child in pattern) or pattern.get("is-a"):
        fragment.patterns.append(pattern)
    else:
        fragment.lets.extend(copied(child) for child in pattern.iterchildren(SCH + "let"))


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _key(key: etree._Element, context: str) -> etree._Element:
    """Return an `xsl:key` for a key of older Schematron."""
    element = etree.Element(_XSL + "key", nsmap={"xsl": XSLT})
    element.set("name", key.get("name", ""))
    element.set("match", key.get("match") or context or "*")
    element.set("use", key.get("use") or key.get("path") or ".")
    return element


def copied(element: etree._Element) -> etree._Element:
    """Return a copy with the namespaces it needs, and no text after it.

    XSLT keeps all that are in scope, since its XPath reads them.
    """
    keeps = str(element.tag).startswith(_XSL)
    used = {etree.QName(name).namespace for name in (element.tag, *element.attrib)} - {SCHEMATRON}
    nsmap = {
        prefix: uri for prefix, uri in element.nsmap.items() if prefix and (keeps or uri in used)
    }
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    copy = etree.Element(element.tag, attributes, nsmap=nsmap)
    copy.text = element.text
    if element.sourceline:
        copy.sourceline = element.sourceline  # a finding leads to the line in the ODD
    for child in element:
        if isinstance(child, etree._Comment | etree._ProcessingInstruction):  # noqa: SLF001
            _append_text(copy, child.tail or "")
            continue
        part = copied(child)
        part.tail = child.tail
        copy.append(part)
    return copy


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
