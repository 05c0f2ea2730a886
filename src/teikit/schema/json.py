"""A vocabulary as JSON, for other tools: documented in docs/vocabulary-json.md.

One object: `format` and `version` (of this form), `schema`, and lists under `modules`, `elements`,
`classes`, `macros`, `datatypes`, `constraints` and `removed`. Lists are in the order of the names,
values and content models in that of the ODD, so that one ODD always gives the same bytes. Every
declaration has `provenance`: layer, file, line and column of the place that made it and of each
that changed it. Keys that have nothing to say are left out.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from teikit.diagnostics import Outcome
from teikit.names import TEI
from teikit.odd.attributes import Attributes, Effective
from teikit.odd.content import Prose, ValItem, ValList
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    AttItem,
    AttList,
    AttRef,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    Datatype,
    ElementSpec,
    MacroSpec,
    Mode,
    Origin,
    Removal,
    Spec,
    Vocabulary,
)
from teikit.odd.reach import Reach
from teikit.records import dataclass
from teikit.schema.json_content import Object, content_object, datatype_object
from teikit.schema.naming import Naming
from teikit.schema.published import Published
from teikit.source import Span

T = TypeVar("T")

FORMAT: Final = "teikit-vocabulary"
VERSION: Final = 1

_TEXTS: Final = {"gloss": "gloss", "desc": "description", "remarks": "remarks"}


def emit(schema: Published) -> Outcome[str]:
    """Return the vocabulary as JSON."""
    return Outcome(vocabulary_json(schema.vocabulary))


def vocabulary_json(vocabulary: Vocabulary) -> str:
    """Return a vocabulary as JSON."""
    whole = _Objects(vocabulary).whole()
    slim = {key: [] if value == [] else _said(value) for key, value in whole.items()}
    return json.dumps(slim, ensure_ascii=False, indent=1) + "\n"


def _said(value: Any) -> Any:
    """Return a value without the keys of objects that say nothing."""
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, dict):
        kept = {key: _said(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, "", [], {})}
    return value


@dataclass(frozen=True)
class _Objects:
    """Makes JSON objects of the parts of a vocabulary."""

    vocabulary: Vocabulary

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.vocabulary.settings)

    @cached_property
    def attributes(self) -> Attributes:
        return Attributes(self.vocabulary.declared)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.vocabulary)

    def whole(self) -> Object:
        declared = self.vocabulary.declared
        return {
            "format": FORMAT,
            "version": VERSION,
            "schema": self.schema(),
            "modules": [self.spec(one) for one in _sorted(declared.modules)],
            "elements": [
                self.element(key, declared.elements[key]) for key in sorted(declared.elements)
            ],
            "classes": [self.class_(one) for one in _sorted(declared.classes)],
            "macros": [self.macro(one) for one in _sorted(declared.macros)],
            "datatypes": [self.macro(one) for one in _sorted(declared.datatypes)],
            "constraints": [self.constraint(one) for one in self.vocabulary.constraints],
            "removed": self.removed(),
        }

    def schema(self) -> Object:
        settings = self.vocabulary.settings
        start = settings.start
        return {
            "name": settings.ident,
            "namespace": TEI if settings.ns is None else settings.ns,
            "start": list(self.reach.roots() if start is None else start),
            "language": settings.target_lang,
            "provenance": [self.place(settings.origin.span, settings.origin.layer)],
        }

    def spec(self, spec: Spec) -> Object:
        return {
            "name": spec.ident,
            "module": spec.module,
            **_texts(spec.prose),
            "validUntil": spec.valid_until,
            "constraints": [self.constraint(one) for one in spec.constraints],
            "provenance": self.provenance(spec.history),
        }

    def element(self, key: str, spec: ElementSpec) -> Object:
        name = self.naming.element_name(spec)
        return {
            **self.spec(spec),
            "documentName": name.local,
            "namespace": name.namespace,
            "classes": _classes(spec),
            "content": content_object(spec.content),
            "children": sorted(self.reach.children(key)),
            "parents": sorted(self.reach.parents.get(key, [])),
            "attributes": self.attribute_list(spec),
            "attributeChoices": _choices(spec.attributes),
        }

    def class_(self, spec: ClassSpec) -> Object:
        members = self.reach.members.get(spec.ident, [])
        return {
            **self.spec(spec),
            "type": spec.type,
            "classes": _classes(spec),
            "members": {
                "elements": sorted(key for key, is_element in members if is_element),
                "classes": sorted(key for key, is_element in members if not is_element),
            },
            "attributes": self.attribute_list(spec),
            "attributeChoices": _choices(spec.attributes),
        }

    def macro(self, spec: MacroSpec | DataSpec) -> Object:
        return {**self.spec(spec), "content": content_object(spec.content)}

    # ------------------------------------------------------------ attributes

    def attribute_list(self, spec: ElementSpec | ClassSpec) -> list[Object]:
        effective = self.attributes.of(spec)
        return [self.attribute(name, effective[name]) for name in sorted(effective)]

    def attribute(self, ident: str, effective: Effective) -> Object:
        if effective.via is not None:
            return {"name": ident, "from": effective.via}
        definition = effective.definition
        name = self.naming.attribute_name(definition)
        return {
            "name": ident,
            "documentName": f"{name.prefix}:{name.local}" if name.prefix else name.local,
            "namespace": name.namespace or "",
            "usage": definition.usage or "opt",
            "datatype": self.datatype(definition.datatype),
            "values": self.values(definition.val_list),
            "default": definition.default,
            **_texts(definition.prose),
            "validUntil": definition.valid_until,
            "constraints": [self.constraint(one) for one in definition.constraints],
            "provenance": self.provenance(definition.history),
        }

    def datatype(self, datatype: Datatype | None) -> Object | None:
        return None if datatype is None else datatype_object(datatype)

    def values(self, values: ValList | None) -> Object | None:
        if values is None or not values.items:
            return None
        return {
            "type": values.type or "open",
            "items": [self.value(item) for item in values.items],
        }

    def value(self, item: ValItem) -> Object:
        return {
            "value": item.alt_ident or item.ident,
            "name": item.ident,
            **_texts(item.prose),
            "provenance": [self.place(item.span, item.layer)],
        }

    # ------------------------------------------------------------ provenance

    def constraint(self, constraint: ConstraintSpec) -> Object:
        span, layer = constraint.origin.span, constraint.origin.layer
        return {
            "name": constraint.ident,
            "scheme": constraint.scheme,
            "provenance": [self.place(span, layer)],
        }

    def provenance(self, history: Iterable[Origin]) -> list[Object]:
        return [self.place(origin.span, origin.layer) for origin in history]

    def place(self, span: Span, layer: str) -> Object:
        return {
            "layer": layer,
            "file": self.file(span.source),
            "line": span.start.line,
            "column": span.start.column,
        }

    def file(self, name: str) -> str:
        """Return a path as seen from the ODD's folder, or the name alone of what lies elsewhere.

        The same ODD gives the same JSON on every machine.
        """
        path = Path(name)
        folder = Path(self.vocabulary.settings.origin.span.source).resolve().parent
        resolved = path.resolve()
        inside = resolved.is_relative_to(folder)
        return resolved.relative_to(folder).as_posix() if inside else path.name

    # ------------------------------------------------------------ what is gone

    def removed(self) -> Object:
        vocabulary = self.vocabulary
        return {
            "elements": self.removals(vocabulary.removed_elements),
            "classes": self.removals(vocabulary.removed_classes),
            "attributes": self.removed_attributes(),
        }

    def removed_attributes(self) -> list[Object]:
        """Return attributes that elements have lost, those lost at one place together."""
        found: dict[tuple[str, Removal], list[str]] = {}
        for (element, name), removal in self.vocabulary.removed_attributes.items():
            found.setdefault((name, removal), []).append(element)
        ordered = sorted(found.items(), key=lambda one: (one[0][0], sorted(one[1])))
        return [
            {"name": name, "elements": sorted(elements), **self.removal(removal)}
            for (name, removal), elements in ordered
        ]

    def removals(self, removals: Mapping[str, Removal]) -> list[Object]:
        return [{"name": name, **self.removal(removals[name])} for name in sorted(removals)]

    def removal(self, removal: Removal) -> Object:
        return {
            "how": removal.how.value,
            "via": removal.via or None,
            "provenance": [self.place(removal.span, removal.layer)],
        }


def _sorted(specs: Mapping[str, T]) -> list[T]:
    return [specs[key] for key in sorted(specs)]


def _classes(spec: ElementSpec | ClassSpec) -> list[str]:
    members = () if spec.classes is None else spec.classes.members
    return [member.key for member in members if member.mode is not Mode.DELETE]


def _texts(prose: Iterable[Prose]) -> Object:
    """Return gloss, description and remarks by language; "" is the language of the ODD."""
    found: dict[str, dict[str, str]] = {name: {} for name in _TEXTS.values()}
    for one in prose:
        name = _TEXTS.get(one.kind)
        if name is not None and one.text():
            found[name].setdefault(one.lang, one.text())
    return dict(found)


def _choices(attributes: AttList | None) -> list[list[str]]:
    """Return the groups of attributes of which an element may have one only."""
    found: list[list[str]] = []
    if attributes is not None:
        if attributes.org == "choice":
            found.append([_name(item) for item in attributes.items])
        for item in attributes.items:
            if isinstance(item, AttList):
                found.extend(_choices(item))
    return found


def _name(item: AttItem) -> str:
    if isinstance(item, AttRef):
        return item.name
    if isinstance(item, AttList):
        return " ".join(one.ident for one in att_defs(item))
    return item.ident
