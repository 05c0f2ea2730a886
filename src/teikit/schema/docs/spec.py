"""The sections about elements, classes, macros and datatypes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePath

from lxml import etree

from teikit.names import SCHEMATRON, TEI, XML, clark
from teikit.odd.attributes import Attributes, Effective
from teikit.odd.content import Prose as Said
from teikit.odd.content import ValList
from teikit.odd.model import (
    AttDef,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    Spec,
    Vocabulary,
)
from teikit.odd.notation import datatype_tokens, model_tokens
from teikit.odd.reach import Reach
from teikit.records import dataclass
from teikit.schema.docs.changes import changes, status
from teikit.schema.docs.links import Links, table
from teikit.schema.docs.markup import anchor, code, listed, tag, text
from teikit.schema.docs.prose import Prose
from teikit.schema.naming import Naming

_USAGES = {"req": "required", "rec": "recommended", "opt": "optional"}
_STATUSES = {"added": "added here", "changed": "changed here"}
_LIST_TYPES = {"closed": "One of", "semi": "Suggested values", "open": "Sample values"}
_GUIDELINES = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-{}.html"
_SCH = f"{{{SCHEMATRON}}}"


@dataclass(frozen=True)
class Sections:
    """Makes the section of each declaration of a vocabulary."""

    vocabulary: Vocabulary

    @cached_property
    def attributes(self) -> Attributes:
        """The attributes as they are."""
        return Attributes(self.vocabulary.declared)

    @cached_property
    def attributes_before(self) -> Attributes:
        """The attributes as they were."""
        return Attributes(self.vocabulary.offered)

    @cached_property
    def reach(self) -> Reach:
        """Who is in what."""
        return Reach(self.vocabulary)

    @cached_property
    def naming(self) -> Naming:
        """What documents call elements and attributes."""
        return Naming(self.vocabulary.settings)

    @cached_property
    def lost(self) -> dict[str, list[str]]:
        """The attributes that each element has lost."""
        found: dict[str, list[str]] = {}
        for element, attribute in self.vocabulary.removed_attributes:
            found.setdefault(element, []).append(attribute)
        return found

    @cached_property
    def prose(self) -> Prose:
        """The renderer of prose, with links to the sections."""
        document = self.vocabulary.settings.document
        xml_id = clark(XML, "id")
        places = {
            division.get(xml_id, "")
            for division in (() if document is None else document.iter(clark(TEI, "div")))
        }
        return Prose(self.links.name, places.__contains__)

    @cached_property
    def links(self) -> Links:
        """Links to the sections."""
        return Links(self.vocabulary)

    # ------------------------------------------------------------ sections

    def element(self, key: str, spec: ElementSpec) -> str:
        """Return the section about an element."""
        name = self.naming.element_name(spec)
        renamed = "" if name.local == spec.ident else f"TEI calls it <{spec.ident}>. "
        outside = "" if name.namespace in {TEI, None} else f"Namespace: {name.namespace}"
        rows = [
            ("Name", text((renamed + outside).strip())),
            ("Member of", self._names("class", self._memberships(spec))),
            ("Attributes", self._attributes(spec)),
            ("Content", self.links.notation(model_tokens(spec.content))),
            ("May contain", self._family(self.reach.children(key), "no element of this schema")),
            ("Allowed in", self._family(self.reach.parents.get(key, []), "no other element")),
        ]
        return self._section("element", key, f"<{name.local}>", rows)

    def class_(self, key: str, spec: ClassSpec) -> str:
        """Return the section about a class."""
        members = self.reach.members.get(key, [])
        rows = [
            ("Member of", self._names("class", self._memberships(spec))),
            ("Classes in it", self._names("class", [one for one, leaf in members if not leaf])),
            ("Elements in it", self._family([one for one, leaf in members if leaf], "none")),
            ("Attributes", self._attributes(spec) if spec.type != "model" else ""),
        ]
        return self._section("class", key, key, rows)

    def macro(self, key: str, spec: MacroSpec | DataSpec) -> str:
        """Return the section about a macro or a datatype."""
        kind = "macro" if isinstance(spec, MacroSpec) else "datatype"
        rows = [("Content", self.links.notation(model_tokens(spec.content)))]
        return self._section(kind, key, key, rows)

    def _section(self, kind: str, key: str, shown: str, rows: Iterable[tuple[str, str]]) -> str:
        spec = table(kind, self.vocabulary.declared)[key]
        before = table(kind, self.vocabulary.offered).get(key)
        state = status(spec, before)
        both = (self.attributes, self.attributes_before)
        changed = list(changes(spec, before, both)) if state == "changed" else []
        rows = [
            *rows,
            ("Left out", self._lost(key) if kind == "element" else ""),
            ("Changed", listed(text(one) for one in changed)),
            ("Constraints", self._constraints(spec.constraints)),
            ("Examples", self._long("exemplum", spec.prose)),
            ("Remarks", self._long("remarks", spec.prose)),
            ("Source", self._source(spec, kind)),
        ]
        body = [
            tag("h3", code(shown), self._gloss(spec.prose), self._badge(state)),
            self.description(spec.prose),
            _deprecated(spec.valid_until),
            tag("dl", *(tag("dt", text(term)) + tag("dd", what) for term, what in rows if what)),
        ]
        ident = anchor(kind, key)
        return tag("section", *body, id=ident, class_="spec", data_name=f"{shown} {key}".lower())

    # ------------------------------------------------------------ documentation

    def _chosen(self, kind: str, prose: Iterable[Said]) -> list[Said]:
        """Return the documentation of a kind in the language of the documentation."""
        fitting = [one for one in prose if one.kind == kind]
        settings = self.vocabulary.settings
        for lang in (*settings.doc_lang, settings.target_lang, "en", ""):
            found = [one for one in fitting if one.lang == lang]
            if found:
                return found
        return fitting[:1]

    def _gloss(self, prose: Sequence[Said]) -> str:
        return "".join(
            tag("span", self.prose.inline(one.xml), class_="gloss", lang=one.lang)
            for one in self._chosen("gloss", prose)[:1]
        )

    def description(self, prose: Sequence[Said]) -> str:
        """Return the description, a paragraph."""
        return "".join(
            tag("p", self.prose.inline(one.xml), class_="desc", lang=one.lang)
            for one in self._chosen("desc", prose)
            if one.text()
        )

    def _phrase(self, prose: Sequence[Said]) -> str:
        said = [*self._chosen("gloss", prose)[:1], *self._chosen("desc", prose)]
        return " – ".join(self.prose.inline(one.xml) for one in said if one.text())

    def _long(self, kind: str, prose: Sequence[Said]) -> str:
        return "".join(self.prose.blocks(one.xml, 5) for one in self._chosen(kind, prose))

    def _badge(self, state: str) -> str:
        label = _STATUSES.get(state)
        return tag("span", text(label), class_=f"badge {state}") if label else ""

    # ------------------------------------------------------------ parts

    def _names(self, kind: str, keys: Iterable[str]) -> str:
        return listed((self.links.name(kind, key) for key in keys), "names")

    def _memberships(self, spec: ElementSpec | ClassSpec) -> list[str]:
        members = () if spec.classes is None else spec.classes.members
        there = self.vocabulary.classes
        return [one.key for one in members if one.mode is not Mode.DELETE and one.key in there]

    def _family(self, keys: Iterable[str], nothing: str) -> str:
        """Return elements, many of them folded away, sorted by name."""
        ordered = sorted(keys, key=str.lower)
        if not ordered:
            return text(nothing)
        names = self._names("element", ordered)
        if len(ordered) <= 12:
            return names
        return tag("details", tag("summary", f"{len(ordered)} elements"), names)

    def _attributes(self, spec: ElementSpec | ClassSpec) -> str:
        effective = self.attributes.of(spec)
        own = [one for one in effective.values() if one.via is None]
        inherited: dict[str, list[str]] = {}
        for name, one in effective.items():
            if one.via is not None:
                inherited.setdefault(one.via, []).append(name)
        rows = "".join(self._attribute(one) for one in own)
        own_ones = tag("div", rows, class_="attributes") if rows else ""
        lines = [
            f"{self.links.name('class', key)}: "
            + " ".join(code(f"@{name}", "att") for name in names)
            for key, names in inherited.items()
        ]
        count = sum(map(len, inherited.values()))
        label = f"{count} more from classes" if rows else f"{count} from classes"
        folded = tag("details", tag("summary", label), listed(lines)) if lines else ""
        return own_ones + folded

    def _attribute(self, effective: Effective) -> str:
        definition = effective.definition
        name = self.naming.attribute_name(definition)
        shown = f"@{name.prefix}:{name.local}" if name.prefix else f"@{name.local}"
        usage = definition.usage or "opt"
        badge = tag("span", _USAGES.get(usage, usage), class_=f"usage {usage}")
        head = tag("p", code(shown, "att"), " ", badge, self._gloss(definition.prose))
        return tag(
            "div",
            head,
            self.description(definition.prose),
            _deprecated(definition.valid_until),
            self._values(definition),
            self._constraints(definition.constraints),
            class_="attribute",
        )

    def _values(self, definition: AttDef) -> str:
        datatype = tag("p", "Value: ", self.links.notation(datatype_tokens(definition.datatype)))
        default = definition.default
        stated = "" if not default else tag("p", "Default: ", code(default))
        if definition.val_list is None or not definition.val_list.items:
            return datatype + stated
        return self._value_list(definition.val_list) + stated

    def _value_list(self, values: ValList) -> str:
        label = tag("p", _LIST_TYPES.get(values.type, "Sample values") + ":")
        items = [
            code(item.alt_ident or item.ident, "val")
            + (f" – {phrase}" if (phrase := self._phrase(item.prose)) else "")
            for item in values.items
        ]
        return label + listed(items, "values")

    def _lost(self, key: str) -> str:
        names = sorted(self.lost.get(key, []))
        if not names:
            return ""
        shown = _attribute_names(names)
        count = "1 attribute" if len(names) == 1 else f"{len(names)} attributes"
        summary = f"{count} that what this schema builds on has"
        return tag("details", tag("summary", summary), tag("p", shown))

    def _constraints(self, constraints: Sequence[ConstraintSpec]) -> str:
        return listed((self._constraint(one) for one in constraints), "constraints")

    def _constraint(self, constraint: ConstraintSpec) -> str:
        lines = [
            " ".join("".join(_message(one)).split())
            for one in constraint.xml.iter(_SCH + "assert", _SCH + "report")
        ]
        said = constraint.xml.find(clark(TEI, "desc"))
        desc = "" if said is None else tag("p", self.prose.inline(said))
        return desc + listed((text(line) for line in lines), "messages")

    def _source(self, spec: Spec, kind: str) -> str:
        places = [
            text(f"{origin.layer}, line {origin.span.start.line} of ")
            + code(PurePath(origin.span.source).name)
            for origin in spec.history
        ]
        module = tag("p", "Module ", code(spec.module)) if spec.module else ""
        guidelines = ""
        if spec.history[0].layer.startswith(("TEI P5", "tei:")) and kind in {"element", "class"}:
            address = _GUIDELINES.format(spec.ident)
            guidelines = tag("p", tag("a", "In the TEI Guidelines", href=address, rel="noopener"))
        return module + listed(places) + guidelines


def _attribute_names(names: Iterable[str]) -> str:
    return " ".join(code(f"@{name}", "att") for name in names)


def _deprecated(until: str | None) -> str:
    if not until:
        return ""
    return tag("p", tag("strong", "Deprecated: "), text(f"valid until {until}."), class_="warning")


def _message(element: etree._Element) -> Iterator[str]:
    """Yield the text of a message; what is filled in when it is checked is an ellipsis."""
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        is_filled = child.tag in {_SCH + "value-of", _SCH + "name"}
        yield "…" if is_filled else "".join(_message(child))
        yield child.tail or ""
