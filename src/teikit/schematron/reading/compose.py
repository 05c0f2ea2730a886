"""A schema made whole: files included, abstract patterns and rules put where they are used."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import field
from pathlib import Path
from typing import Final
from urllib.parse import urldefrag, urljoin

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import XML
from teikit.records import dataclass
from teikit.schematron.names import MARK, SCH
from teikit.schematron.reading.embedded import references
from teikit.schematron.reading.files import read_file
from teikit.schematron.reading.marks import Marks
from teikit.schematron.xpath import filled_in
from teikit.source import DISK, SourceStore
from teikit.xml.parse import parse_document

_XML_ID: Final = f"{{{XML}}}id"
_PATTERNS: Final = (SCH + "pattern", SCH + "group")
_MOST_ELEMENTS: Final = 200_000
_MOST_FILES: Final = 1_000


@dataclass(slots=True)
class Composer:
    """Composes one schema; `found` is what is wrong with it."""

    marks: Marks
    root: Path | None
    store: SourceStore = DISK
    found: list[Diagnostic] = field(default_factory=list)
    _growth: int = 0

    def compose(self, schema: etree._Element) -> None:
        """Make a schema whole, in place."""
        self._include(schema, ())
        self._instantiate(schema)
        for pattern in list(schema.iter(*_PATTERNS)):
            self._extend(schema, pattern)

    def grammars(self, root: etree._Element) -> Iterator[etree._Element]:
        """Yield the roots of the grammars that another includes, each file once."""
        known, todo = {self.marks.of(root).base}, [root]
        while todo and len(known) <= _MOST_FILES:
            for place in references(todo.pop()):
                uri = urldefrag(_joined(self.marks.of(place).base, place.get("href", "").strip()))[
                    0
                ]
                if uri in known:
                    continue
                known.add(uri)
                # What cannot be read is said where the grammar is compiled.
                outcome = read_file(uri, self.root, self.marks.of(place).span, self.store)
                document = parse_document(outcome.value, root=self.root) if outcome.value else None
                if document is not None and document.value is not None:
                    todo.append(self.marks.put(document.value))
                    yield todo[-1]

    def say(self, code: str, message: str, element: etree._Element, *hints: str) -> None:
        """Note a mistake of the schema."""
        self.found.append(Diagnostic(code, message, self.marks.of(element).span, hints=hints))

    # ------------------------------------------------------------ include, extends/@href

    def _include(self, element: etree._Element, open_files: tuple[str, ...]) -> None:
        for child in list(element.iterchildren(etree.Element)):
            href = child.get("href")
            if child.tag == SCH + "include" and href is not None:
                self._bring(child, href, open_files, whole=True)
            elif child.tag == SCH + "extends" and href is not None:
                self._bring(child, href, open_files, whole=False)
            else:
                self._include(child, open_files)

    def _bring(
        self, place: etree._Element, href: str, open_files: tuple[str, ...], *, whole: bool
    ) -> None:
        """Put in what `href` names, or only what is in it."""
        uri = _joined(self.marks.of(place).base, href)
        if uri in open_files:
            self.say("SCH204", f"“{href}” includes itself.", place)
            return _drop(place)
        target = self._target(place, uri)
        if target is None:
            return _drop(place)
        self._include(target, (*open_files, uri))
        if not self._may_grow(target, place):
            return _drop(place)
        if whole and target.tag not in {SCH + "schema", SCH + "library"}:
            new = [target]
        else:
            new = [one for one in target.iterchildren(etree.Element) if one.tag != SCH + "title"]
        return _replace(place, new)

    def _may_grow(self, target: etree._Element, place: etree._Element) -> bool:
        before = self._growth
        self._growth += sum(1 for _ in target.iter(etree.Element))
        if self._growth <= _MOST_ELEMENTS:
            return True
        if before <= _MOST_ELEMENTS:
            self.say("SCH204", "The schema grows too large by what it includes here.", place)
        return False

    def _target(self, place: etree._Element, uri: str) -> etree._Element | None:
        address, fragment = urldefrag(uri)
        mark = self.marks.of(place)
        outcome = read_file(address, self.root, mark.span, self.store)
        document = parse_document(outcome.value, root=self.root) if outcome.value else None
        self.found.extend(outcome.diagnostics)
        if document is None:
            return None
        self.found.extend(document.diagnostics)
        if document.value is None:
            return None
        root = self.marks.put(document.value, mark)
        if not fragment:
            return root
        for one in root.iter(etree.Element):
            if fragment in {one.get(_XML_ID), one.get("id")}:
                return one
        self.say("SCH204", f"Nothing in “{address}” has the identifier “{fragment}”.", place)
        return None

    # ------------------------------------------------------------ abstract patterns

    def _instantiate(self, schema: etree._Element) -> None:
        abstract = {
            one.get("id"): one for one in schema.iter(*_PATTERNS) if one.get("abstract") == "true"
        }
        for instance in [one for one in schema.iter(*_PATTERNS) if one.get("is-a") is not None]:
            model = abstract.get(instance.get("is-a"))
            if model is None:
                message = f"There is no abstract pattern “{instance.get('is-a')}”."
                self.say("SCH203", message, instance)
                _drop(instance)
            elif self._may_grow(model, instance):
                _replace(instance, [self._instance(model, instance)])
        for one in abstract.values():
            _drop(one)

    def _instance(self, model: etree._Element, instance: etree._Element) -> etree._Element:
        parameters = dict(_parameters(model)) | dict(_parameters(instance))
        copy = deepcopy(model)
        for name in ("abstract", "id", _XML_ID):
            copy.attrib.pop(name, "")
        for key, value in instance.attrib.items():
            if key not in {"is-a", MARK}:
                copy.set(key, str(value))
        for one in list(copy.iterchildren(SCH + "param")):
            copy.remove(one)
        fill_in(copy, parameters)
        for name, text in parameters.items():
            etree.SubElement(copy, SCH + "param", name=name, value=text)
        return copy

    # ------------------------------------------------------------ abstract rules

    def _extend(self, schema: etree._Element, pattern: etree._Element) -> None:
        shared = [rule for rules in schema.iter(SCH + "rules") for rule in rules]
        named = {
            rule.get("id"): rule
            for rule in [*shared, *pattern.iterchildren(SCH + "rule")]
            if rule.get("id")
        }
        for rule in list(pattern.iterchildren(SCH + "rule")):
            if rule.get("abstract") != "true":
                self._extend_rule(rule, named, ())
        for rule in list(pattern.iterchildren(SCH + "rule")):
            if rule.get("abstract") == "true":
                pattern.remove(rule)

    def _extend_rule(
        self,
        rule: etree._Element,
        named: dict[str | None, etree._Element],
        open_rules: tuple[str, ...],
    ) -> None:
        for place in list(rule.iterchildren(SCH + "extends")):
            name = place.get("rule", "")
            model = named.get(name)
            if model is None or model.get("abstract") != "true":
                self.say("SCH203", _no_rule(name, model), place)
                _drop(place)
            elif name in open_rules:
                self.say("SCH203", f"The abstract rule “{name}” extends itself.", place)
                _drop(place)
            elif self._may_grow(model, place):
                copy = deepcopy(model)
                self._extend_rule(copy, named, (*open_rules, name))
                _replace(place, list(copy.iterchildren(etree.Element)))
            else:
                _drop(place)


def fill_in(element: etree._Element, parameters: dict[str, str]) -> None:
    """Put parameters into all attributes of an element and of what is in it."""
    for one in element.iter(etree.Element) if parameters else ():
        for name, value in one.attrib.items():
            one.set(name, filled_in(str(value), parameters))


def _parameters(pattern: etree._Element) -> Iterator[tuple[str, str]]:
    for one in pattern.iterchildren(SCH + "param"):
        # The names of old schemas begin with the sign that stands before them in use.
        yield one.get("name", "").lstrip("$"), one.get("value", "")


def _no_rule(name: str, model: etree._Element | None) -> str:
    if model is None:
        return f"There is no abstract rule “{name}” in this pattern."
    return f"The rule “{name}” is not abstract, so no other can extend it."


def _drop(element: etree._Element) -> None:
    _replace(element, [])


def _replace(element: etree._Element, new: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent.remove(element)
    for one in reversed(new):
        one.tail = None
        parent.insert(place, one)


def _joined(base: str, reference: str) -> str:
    """Return a reference as seen from a base; as nothing that can be read if it is no address."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return "invalid:"
