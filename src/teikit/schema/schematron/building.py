"""A Schematron schema while it is put together from the constraints of a vocabulary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import TEI, clark
from teikit.odd.model import ClassSpec, ConstraintSpec, How, Mode, Vocabulary
from teikit.schema.schematron.context import Contexts, Placed
from teikit.schema.schematron.fragment import SCH, Fragment, copied, fragment_of
from teikit.schema.schematron.names import Bindings, prefixes_in, renamed, xpaths_of
from teikit.schema.schematron.write import is_xslt, put_together, tidy, written
from teikit.source import Span, span_at
from teikit.xml.parse import elements

DEFAULT_BINDING: Final = "xslt2"
"""The query binding of ODDs that state none: the TEI's own constraints are written for it."""

_BINDINGS: Final = ("xslt", "xslt1", "xpath", "xslt2", "xpath2", "xslt3", "xpath3", "xpath31")
_SCHEMES: Final = frozenset({"schematron", "isoschematron"})
_DECLARATION: Final = clark(TEI, "constraintDecl")
_CONSTRAINT: Final = clark(TEI, "constraintSpec")
_CLASS: Final = clark(TEI, "classSpec")
_ELEMENT: Final = clark(TEI, "elementSpec")
_OWNERS: Final = (_ELEMENT, _CLASS, clark(TEI, "macroSpec"), clark(TEI, "dataSpec"))
_DESC: Final = clark(TEI, "desc")
_REFERENCES: Final = ("diagnostics", "properties", "rule", "pattern", "is-a")


@dataclass
class Building:
    """A schema that is being put together."""

    vocabulary: Vocabulary
    bindings: Bindings = field(default_factory=Bindings)
    whole: Fragment = field(default_factory=Fragment)
    found: list[Diagnostic] = field(default_factory=list)
    contexts: Contexts = field(init=False)
    _ids: set[str] = field(default_factory=set)
    _origins: dict[etree._Element, Span] = field(default_factory=dict)
    _abstract: set[str] = field(default_factory=set)
    _called: dict[etree._Element, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        document = self.vocabulary.settings.document
        self.bindings.take([] if document is None else [document])
        for prefix, uri in self.vocabulary.settings.prefixes:
            if any(spec.ns == uri for spec in self.vocabulary.elements.values()):
                self.bindings.bind(uri, prefix)
        for spec in self.vocabulary.elements.values():
            if spec.ns and spec.ns not in self.bindings.prefixes():
                self.bindings.bind(spec.ns)
        if self.vocabulary.settings.ns:
            self.bindings.bind(self.vocabulary.settings.ns, "schema")
        self.contexts = Contexts(self.vocabulary, self.bindings.prefixes())

    def add(self, placed: Placed) -> None:
        """Add what one constraint brings."""
        constraint = placed.constraint
        fragment = fragment_of(constraint.xml, placed.context or "*[false()]")
        if fragment.is_empty and not _says_namespaces(constraint):
            self._say("ODD501", constraint, _foreign(constraint), Severity.INFO)
            return
        self.bindings.take([constraint.xml.getroottree().getroot()])
        self._complete(fragment, constraint)
        self._resolve_prefixes(fragment, constraint)
        for element in fragment.everything():
            tidy(element)
        self._name(fragment, placed)
        for element in fragment.everything():
            self._origins[element] = constraint.origin.span
        self._called.update(dict.fromkeys(fragment.patterns, _called(constraint)))
        self._merge(fragment)

    def add_pattern(self, pattern: etree._Element, place: Span) -> None:
        """Add a pattern that no constraint brings, because of what is written at a place."""
        self._origins.update(dict.fromkeys(elements(pattern), place))
        self.whole.patterns.append(pattern)

    def called(self, pattern: etree._Element) -> str:
        """Return what the ODD calls the constraint a pattern is of, "" where it is of none."""
        return self._called.get(pattern, "")

    def span(self, element: etree._Element) -> Span:
        """Return where an element of the schema was written in the ODD, at least its line."""
        origin = self._origins.get(element)
        if origin is None:
            return span_at(f"<{self.vocabulary.settings.ident}>", 1, 1)
        line = str(element.sourceline)  # "None" for what teikit has made
        if not line.isdigit() or int(line) == origin.start.line:
            return origin
        return span_at(origin.source, int(line), 1)

    def _say(self, code: str, constraint: ConstraintSpec, message: str, how: Severity) -> None:
        self.found.append(Diagnostic(code, message, constraint.origin.span, how))

    def _complete(self, fragment: Fragment, constraint: ConstraintSpec) -> None:
        """Bring abstract patterns along that the vocabulary has lost, but a constraint needs."""
        here = {pattern.get("id") for pattern in fragment.patterns}
        for pattern in list(fragment.patterns):
            wanted = pattern.get("is-a")
            if wanted is None or wanted in here or wanted in self._abstract:
                continue
            source = self._abstract_pattern(wanted, constraint)
            if source is None:
                fragment.patterns.remove(pattern)
                message = (
                    f"The constraint “{constraint.ident}” uses the abstract pattern “{wanted}”, "
                    "which does not exist; it is left out."
                )
                self._say("ODD503", constraint, message, Severity.WARNING)
            elif self._is_deleted(source):
                # Whoever deletes a rule, or a class with it, does not want it kept.
                fragment.patterns.remove(pattern)
            else:
                fragment.patterns.insert(0, copied(source))
                here.add(wanted)

    def _abstract_pattern(self, ident: str, constraint: ConstraintSpec) -> etree._Element | None:
        roots = [constraint.xml.getroottree().getroot()]
        if self.vocabulary.settings.document is not None:
            roots.append(self.vocabulary.settings.document)
        for root in roots:
            for pattern in root.iter(SCH + "pattern"):
                if pattern.get("id") == ident and pattern.get("abstract") == "true":
                    return pattern
        return None

    def _is_deleted(self, pattern: etree._Element) -> bool:
        """Return whether the ODD deletes the constraint that a pattern is in, or its class."""
        constraint = next((one.get("ident") for one in pattern.iterancestors(_CONSTRAINT)), None)
        for element in pattern.iterancestors(_CLASS):
            owner = element.get("ident", "")
            removal = self.vocabulary.removed_classes.get(owner)
            if removal is not None and removal.how is How.DELETED:
                return True
            spec = self.vocabulary.classes.get(owner)
            if spec is not None and not any(one.ident == constraint for one in _wanted(spec)):
                return True
        return False

    def _resolve_prefixes(self, fragment: Fragment, constraint: ConstraintSpec) -> None:
        elements = [one for one in fragment.everything() if not is_xslt(one)]
        used = [
            prefix
            for element in elements
            for _, xpath in xpaths_of(element)
            for prefix in prefixes_in(xpath)
        ]
        names, unknown = self.bindings.resolve(used, constraint.xml)
        for element in elements if names else ():
            for attribute, xpath in list(xpaths_of(element)):
                element.set(attribute, renamed(xpath, names))
        for prefix in unknown:
            message = (
                f"The constraint “{constraint.ident}” uses the prefix “{prefix}”, "
                "which nothing declares."
            )
            self._say("ODD502", constraint, message, Severity.WARNING)

    # ------------------------------------------------------------ identifiers

    def _name(self, fragment: Fragment, placed: Placed) -> None:
        """Give patterns identifiers, and make those a constraint brings unique in the schema."""
        base = _ncname("-".join(part for part in (placed.owner, placed.constraint.ident) if part))
        names: dict[str, str] = {}
        for element in fragment.everything():
            ident = element.get("id")
            if ident is None or not str(element.tag).startswith(SCH):
                continue
            names[ident] = self._free(ident)
            element.set("id", names[ident])
        for pattern in fragment.patterns:
            if pattern.get("id") is None:
                pattern.set("id", self._free(base))
            if pattern.get("abstract") == "true":
                self._abstract.add(pattern.get("id", ""))
            _title(pattern, placed.constraint)
        changed = {old: new for old, new in names.items() if old != new}
        for element in fragment.everything() if changed else ():
            _follow(element, changed)

    def _free(self, wanted: str) -> str:
        ident, number = wanted, 1
        while ident in self._ids:
            number += 1
            ident = f"{wanted}-{number}"
        self._ids.add(ident)
        return ident

    def _merge(self, fragment: Fragment) -> None:
        for part in ("patterns", "phases", "diagnostics", "properties"):
            getattr(self.whole, part).extend(getattr(fragment, part))
        for part in ("lets", "xslt"):
            there = {etree.tostring(one) for one in getattr(self.whole, part)}
            new = [one for one in getattr(fragment, part) if etree.tostring(one) not in there]
            getattr(self.whole, part).extend(new)
        self.whole.bindings.extend(fragment.bindings)

    # ------------------------------------------------------------ the whole

    def text(self) -> str:
        """Return the schema as XML."""
        return written(self.whole, self._label(), self._binding(), self.bindings.uris)

    def tree(self) -> etree._Element:
        """Return the schema's root element; what has been added moves into it."""
        return put_together(self.whole, self._label(), self._binding(), self.bindings.uris)

    def _label(self) -> str:
        return f"Constraints of the schema “{self.vocabulary.settings.ident}”"

    def _binding(self) -> str:
        stated = [*self.whole.bindings, *self._declared()]
        known = [name for name in stated if name in _BINDINGS]
        if known:
            return max(known, key=_BINDINGS.index)
        return stated[0] if stated else DEFAULT_BINDING

    def _declared(self) -> Iterator[str]:
        """Yield the query bindings that the ODDs of the constraints declare."""
        roots = [self.vocabulary.settings.document]
        roots += [one.constraint.xml.getroottree().getroot() for one in self.contexts.placed]
        for root in dict.fromkeys(roots):
            for declaration in () if root is None else root.iter(_DECLARATION):
                if declaration.get("scheme", "schematron") in _SCHEMES:
                    yield declaration.get("queryBinding", DEFAULT_BINDING)


def _called(constraint: ConstraintSpec) -> str:
    """Return a constraint's name and what it belongs to, as messages have them."""
    owner = next((one for one in constraint.xml.iterancestors(*_OWNERS)), None)
    if owner is None:
        return f"“{constraint.ident}”"
    ident = owner.get("ident", "")
    shown = f"<{ident}>" if owner.tag == _ELEMENT else ident
    return f"“{constraint.ident}” of {shown}"


def _wanted(spec: ClassSpec) -> Iterator[ConstraintSpec]:
    return (one for one in spec.constraints if one.mode is not Mode.DELETE)


def _says_namespaces(constraint: ConstraintSpec) -> bool:
    return next(constraint.xml.iter(SCH + "ns"), None) is not None


def _foreign(constraint: ConstraintSpec) -> str:
    return (
        f"The constraint “{constraint.ident}” (scheme “{constraint.scheme}”) holds no Schematron; "
        "it is left out."
    )


def _ncname(text: str) -> str:
    """Return a text as an identifier.

    >>> _ncname("att.global-xml:id check")
    'att.global-xml-id-check'
    """
    name = re.sub(r"[^\w.-]+", "-", text).strip("-") or "constraint"
    return name if name[0].isalpha() or name[0] == "_" else f"c-{name}"


def _title(pattern: etree._Element, constraint: ConstraintSpec) -> None:
    """Let a pattern say what the ODD says the constraint is for."""
    desc = constraint.xml.find(_DESC)
    if desc is None or pattern.find(SCH + "title") is not None or pattern.get("is-a"):
        return
    title = etree.Element(SCH + "title")
    title.text = " ".join("".join(str(part) for part in desc.itertext()).split())
    pattern.insert(0, title)


def _follow(element: etree._Element, names: Mapping[str, str]) -> None:
    for attribute in _REFERENCES:
        value = element.get(attribute)
        if value is not None and str(element.tag).startswith(SCH):
            words = value.split()
            element.set(attribute, " ".join(names.get(word, word) for word in words))
