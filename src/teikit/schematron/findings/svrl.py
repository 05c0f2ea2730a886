"""Results as a report in the Schematron Validation Report Language (ISO/IEC 19757-3, annex D)."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from teikit.names import XML
from teikit.schematron.findings.results import Finding, Fired, Results, folded
from teikit.schematron.names import MARK, RUN, SCH, SVRL
from teikit.schematron.reading.model import Assertion, Mark, Note, Rule
from teikit.schematron.reading.plan import Plan

_S: Final = f"{{{SVRL}}}"
_R: Final = f"{{{RUN}}}"
_LANG: Final = f"{{{XML}}}lang"
_RICH: Final = ("icon", "see", "fpi")


def svrl(results: Results, plan: Plan, document: str) -> etree._Element:
    """Return the report; its `location` attributes are paths as `path()` of XPath writes them."""
    output = etree.Element(_S + "schematron-output", nsmap={"svrl": SVRL})
    _set(output, "title", _title(plan))
    _set(output, "phase", plan.phase.ident if plan.phase else None)
    _set(output, "schemaVersion", plan.schema.element.get("schemaVersion"))
    for one in plan.schema.element.iterchildren(SCH + "ns"):
        prefix, uri = one.get("prefix", ""), one.get("uri", "")
        etree.SubElement(output, _S + "ns-prefix-in-attribute-values", prefix=prefix, uri=uri)
    found = _by_firing(results, plan)
    for number, pattern in enumerate(plan.patterns):
        active = etree.SubElement(output, _S + "active-pattern")
        _copy_attributes(pattern.element, active, ("id", "role"))
        visited = dict.fromkeys(uri for place, uri in results.active if place == number)
        _set(active, "documents", document if pattern.documents is None else " ".join(visited))
        for fired in results.fired:
            if plan.rules[fired.rule].place == number:
                _fired(output, fired, plan.rules[fired.rule].rule, document)
                for finding in found.pop((fired.rule, fired.element.get("context")), []):
                    _finding(output, finding, plan.assertions[finding.assertion].assertion)
    return output


def _by_firing(results: Results, plan: Plan) -> dict[tuple[int, str | None], list[Finding]]:
    """Return the findings by rule and context node."""
    found: dict[tuple[int, str | None], list[Finding]] = {}
    for finding in results.findings:
        rule = plan.assertions[finding.assertion].rule.number
        found.setdefault((rule, finding.element.get("context")), []).append(finding)
    return found


def _fired(output: etree._Element, fired: Fired, rule: Rule, document: str) -> None:
    one = etree.SubElement(output, _S + "fired-rule", context=rule.context)
    _copy_attributes(rule.element, one, ("id", "name"))
    _copy_attributes(fired.element, one, ("role", "flag"))
    _set(one, "document", fired.place.document or document)


def _finding(output: etree._Element, finding: Finding, assertion: Assertion) -> None:
    name = "successful-report" if assertion.is_report else "failed-assert"
    one = etree.SubElement(output, _S + name, location=finding.place.location)
    one.set("test", assertion.test)
    _copy_attributes(assertion.element, one, ("id",))
    _copy_attributes(finding.element, one, ("role", "flag", "severity"))
    _language(one, assertion.mark)
    for kind, notes in (("diagnostic", assertion.diagnostics), ("property", assertion.properties)):
        texts = finding.element.iterchildren(_R + kind)
        for note, text in zip(notes, texts, strict=True):
            _note(one, kind, note, text)
    _text(one, finding.element.find(_R + "text"))


def _note(one: etree._Element, kind: str, note: Note, given: etree._Element) -> None:
    reference = etree.SubElement(one, f"{_S}{kind}-reference", {kind: note.ident})
    _copy_attributes(given, reference, ("role",))
    _copy_attributes(note.element, reference, ("scheme",))
    text = _text(reference, given.find(_R + "text"))
    _copy_attributes(note.element, text, _RICH)
    _language(text, note.mark)


def _text(parent: etree._Element, given: etree._Element | None) -> etree._Element:
    text = etree.SubElement(parent, _S + "text")
    if given is None:
        return text
    for name, value in given.attrib.items():
        text.set(name, str(value))
    text.text = given.text
    text.extend([deepcopy(child) for child in given])
    for one in text.iter(_R + "*"):
        one.tag = _S + etree.QName(one).localname
    return text


def _language(one: etree._Element, mark: Mark) -> None:
    _set(one, _LANG, mark.lang or None)


def _title(plan: Plan) -> str | None:
    title = plan.schema.element.find(SCH + "title")
    return None if title is None else folded(title)


def _copy_attributes(given: etree._Element, one: etree._Element, names: Sequence[str]) -> None:
    for name in names:
        _set(one, name, given.get(name))


def _set(one: etree._Element, name: str, value: str | None) -> None:
    if value is not None and name != MARK:
        one.set(name, value)
