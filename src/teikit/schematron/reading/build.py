"""The elements of a composed schema as a model, with what is wrong in them said."""

import re
from copy import deepcopy
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.schematron.names import SCH, XSL
from teikit.schematron.reading.compose import fill_in
from teikit.schematron.reading.marks import Marks, declarable
from teikit.schematron.reading.model import Assertion, Let, Note, Pattern, Phase, Rule, Schema

BINDINGS: Final = frozenset(
    {"xslt", "xslt1", "xpath", "xslt2", "xpath2", "xslt3", "xpath3", "xpath31", "xslt4", "exslt"}
)
_QNAME: Final = re.compile(r"(?:[^\W\d][\w.\-]*:)?[^\W\d][\w.\-]*")
_LETS: Final = SCH + "let"
_TESTS: Final = (SCH + "assert", SCH + "report")
_PATTERNS: Final = (SCH + "pattern", SCH + "group")


@dataclass(slots=True)
class Builder:
    """Builds one schema; `found` is what is wrong with it."""

    marks: Marks
    found: list[Diagnostic] = field(default_factory=list)
    _notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)

    def build(self, root: etree._Element) -> Schema:
        """Return the model of a schema."""
        binding = root.get("queryBinding", "xslt3").strip().lower()
        if binding not in BINDINGS:
            hint = "teikit knows xslt, xslt2, xslt3, xpath2 and xpath3."
            message = f"The query binding “{binding}” is not known; xslt3 is used."
            self._say("SCH205", message, root, hint, severity=Severity.WARNING)
            binding = "xslt3"
        for one in root.iterchildren(SCH + "ns"):
            if not declarable(one.get("prefix", "").strip(), one.get("uri", "").strip()):
                self._say("SCH202", "This declares no prefix for a namespace.", one)
        for one in root.iter(SCH + "diagnostic", SCH + "property"):
            self._notes.setdefault((str(one.tag), one.get("id", "")), one)
        return Schema(
            binding,
            self._lets(root),
            tuple(self._pattern(one) for one in root.iterchildren(*_PATTERNS)),
            tuple(self._phase(one) for one in root.iterchildren(SCH + "phase")),
            tuple((one, self.marks.of(one)) for one in self._foreign(root)),
            root,
            self.marks.of(root),
        )

    def _foreign(self, root: etree._Element) -> list[etree._Element]:
        found = []
        for one in root.iterchildren(etree.Element):
            if str(one.tag).startswith(XSL):
                found.append(one)
            elif one.tag in _PATTERNS:
                found += [child for child in one if str(child.tag).startswith(XSL)]
        return found

    def _say(
        self,
        code: str,
        message: str,
        element: etree._Element,
        *hints: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        span = self.marks.of(element).span
        self.found.append(Diagnostic(code, message, span, severity, hints))

    def _lets(self, parent: etree._Element) -> tuple[Let, ...]:
        # A parameter of the schema has its default value, since nobody can give it another.
        kinds = (_LETS, SCH + "param") if parent.tag == SCH + "schema" else (_LETS,)
        lets: list[Let] = []
        for one in parent.iterchildren(*kinds):
            name = one.get("name", "").strip().removeprefix("$")
            if not _QNAME.fullmatch(name):
                self._say("SCH202", f"“{name}” is not a name for a variable.", one)
                continue
            if any(known.name == name for known in lets):
                self._say("SCH202", f"The variable “{name}” is defined twice here.", one)
                continue
            lets.append(Let(name, one.get("value"), one.get("as"), one, self.marks.of(one)))
        return tuple(lets)

    def _pattern(self, element: etree._Element) -> Pattern:
        parameters = {
            one.get("name", ""): one.get("value", "") for one in element.iterchildren(SCH + "param")
        }
        rules = [self._rule(one, parameters) for one in element.iterchildren(SCH + "rule")]
        kept = tuple(rule for rule in rules if rule is not None)
        return Pattern(self._lets(element), kept, element, self.marks.of(element))

    def _rule(self, element: etree._Element, parameters: dict[str, str]) -> Rule | None:
        context = element.get("context", "").strip()
        if not context:
            hint = 'State the nodes it is for, as in context="tei:p".'
            self._say("SCH202", "This rule has no context, so it is never applied.", element, hint)
            return None
        assertions = tuple(
            self._assertion(one, parameters)
            for one in element.iterchildren(*_TESTS)
            if self._has_test(one)
        )
        return Rule(context, self._lets(element), assertions, element, self.marks.of(element))

    def _has_test(self, element: etree._Element) -> bool:
        if element.get("test", "").strip():
            return True
        name = etree.QName(element).localname
        self._say("SCH202", f"This {name} has no test.", element)
        return False

    def _assertion(self, element: etree._Element, parameters: dict[str, str]) -> Assertion:
        return Assertion(
            element,
            self.marks.of(element),
            self._referred(element, "diagnostics", SCH + "diagnostic", parameters),
            self._referred(element, "properties", SCH + "property", parameters),
        )

    def _referred(
        self, element: etree._Element, attribute: str, tag: str, parameters: dict[str, str]
    ) -> tuple[Note, ...]:
        notes = []
        for ident in element.get(attribute, "").split():
            found = self._notes.get((tag, ident))
            if found is None:
                kind = etree.QName(tag).localname
                self._say("SCH203", f"There is no {kind} “{ident}”.", element)
                continue
            mark = self.marks.of(found)
            copy = deepcopy(found)
            fill_in(copy, parameters)
            notes.append(Note(ident, copy, mark))
        return tuple(notes)

    def _phase(self, element: etree._Element) -> Phase:
        active = tuple(one.get("pattern", "") for one in element.iterchildren(SCH + "active"))
        known = {one.get("id") for one in element.getroottree().getroot().iterchildren(*_PATTERNS)}
        for one in element.iterchildren(SCH + "active"):
            if one.get("pattern") not in known:
                self._say("SCH203", f"There is no pattern “{one.get('pattern')}”.", one)
        ident = element.get("id", "")
        return Phase(ident, active, self._lets(element), element, self.marks.of(element))
