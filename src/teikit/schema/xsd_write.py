"""A schema as XML Schema sees it -> the text of its file."""

from dataclasses import dataclass, field
from typing import Final

from teikit.relaxng.markup import Tag, document, escape_text
from teikit.schema.xsd_groups import covered, largest_first
from teikit.schema.xsd_model import AttributeUse, ComplexType, Schema
from teikit.schema.xsd_particle import (
    NOTHING,
    All,
    Choice,
    Named,
    Particle,
    Repeat,
    Sequence,
    Term,
    Wild,
    terms,
)
from teikit.schema.xsd_simple import ListOf, Restriction, SimpleType, TypeName, Union

XS: Final = "http://www.w3.org/2001/XMLSchema"


def write(schema: Schema) -> str:
    """Return the text of the schema; the same schema always gives the same text."""
    return document(_Writer(schema).schema_element())


def _element(parent: Tag, kind: str, /, **attributes: str) -> Tag:
    made = Tag(f"xs:{kind}", attributes)
    parent.children.append(made)
    return made


def _occurs(low: int, high: int | None) -> dict[str, str]:
    attributes = {} if low == 1 else {"minOccurs": str(low)}
    if high != 1:
        attributes["maxOccurs"] = "unbounded" if high is None else str(high)
    return attributes


def _document(parent: Tag, documentation: str) -> None:
    if documentation:
        _element(_element(parent, "annotation"), "documentation").text = escape_text(documentation)


@dataclass
class _Writer:
    schema: Schema
    groups: dict[str, frozenset[Term]] = field(init=False)
    attribute_groups: dict[str, frozenset[AttributeUse]] = field(init=False)
    used_groups: set[str] = field(default_factory=set)
    used_attribute_groups: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.groups = largest_first(
            {
                name: frozenset(terms(particle))
                for name, particle in self.schema.groups.items()
                if isinstance(particle, Choice) and _only_terms(particle)
            }
        )
        self.attribute_groups = largest_first(
            {name: frozenset(uses) for name, uses in self.schema.attribute_groups.items()}
        )

    def schema_element(self) -> Tag:
        namespace = self.schema.namespace
        own = {"xmlns": namespace, "targetNamespace": namespace} if namespace else {}
        root = Tag("xs:schema", {"xmlns:xs": XS, **own, "elementFormDefault": "qualified"})
        for name, number in self.schema.roots:
            _element(root, "element", name=name, type=self.schema.types[number].name)
        for one in sorted(self.schema.types.values(), key=lambda one: one.name.lower()):
            self.complex_type(root, one)
        self._groups(root)
        self._attribute_groups(root)
        for name, value in sorted(self.schema.values.items()):
            self.simple_type(root, value, name=name)
        return root

    # ------------------------------------------------------------ groups

    def _groups(self, root: Tag) -> None:
        done: set[str] = set()
        while waiting := sorted(self.used_groups - done):
            for name in waiting:
                done.add(name)
                members = self.schema.groups[name]
                group = _element(root, "group", name=name)
                self._choice(_element(group, "choice"), members, without=name)

    def _attribute_groups(self, root: Tag) -> None:
        done: set[str] = set()
        while waiting := sorted(self.used_attribute_groups - done):
            for name in waiting:
                done.add(name)
                group = _element(root, "attributeGroup", name=name)
                self._attributes(group, self.schema.attribute_groups[name], without=name)

    # ------------------------------------------------------------ types of elements

    def complex_type(self, root: Tag, one: ComplexType) -> None:
        made = _element(root, "complexType", name=one.name)
        _document(made, one.documentation)
        if one.mixed:
            made.attributes["mixed"] = "true"
        inside = made
        if isinstance(one.value, TypeName):
            content = _element(made, "simpleContent")
            inside = _element(content, "extension", base=one.value.name)
        elif one.particle != NOTHING:
            self._content(made, one.particle)
        elif not one.mixed:
            # A sequence in a sequence leaves room for white space, which RELAX NG ignores.
            _element(_element(made, "sequence"), "sequence")
        self._attributes(inside, one.attributes)
        if one.open_attributes:
            namespaces = " ".join(one.open_attributes)
            _element(inside, "anyAttribute", namespace=namespaces, processContents="skip")

    def _content(self, parent: Tag, particle: Particle) -> None:
        inner = particle.particle if isinstance(particle, Repeat) else particle
        if isinstance(inner, Named | Wild | Repeat):
            parent = _element(parent, "sequence")
        self.particle(parent, particle)

    def particle(self, parent: Tag, particle: Particle, low: int = 1, high: int | None = 1) -> None:
        """Write a particle into a model group."""
        occurs = _occurs(low, high)
        match particle:
            case Named():
                self._named(parent, particle, occurs)
            case Wild():
                _element(
                    parent, "any", namespace=particle.namespace, processContents="skip", **occurs
                )
            case Sequence():
                inside = _element(parent, "sequence", **occurs)
                for member in particle.members:
                    self.particle(inside, member)
            case Choice():
                self._choice_or_group(parent, particle, occurs)
            case All():
                inside = _element(parent, "all", **occurs)
                for named, optional in particle.members:
                    self._named(inside, named, {"minOccurs": "0"} if optional else {})
            case Repeat():
                if occurs:
                    parent = _element(parent, "sequence", **occurs)
                self.particle(parent, particle.particle, particle.low, particle.high)

    def _named(self, parent: Tag, named: Named, occurs: dict[str, str]) -> None:
        namespace, _, local = named.name.rpartition(" ")
        type_ = self.schema.types[named.type].name
        made = _element(parent, "element", name=local, type=type_, **occurs)
        if not namespace and self.schema.namespace:
            made.attributes["form"] = "unqualified"

    def _choice_or_group(self, parent: Tag, particle: Choice, occurs: dict[str, str]) -> None:
        if _only_terms(particle):
            members = frozenset(particle.members)
            for name, group in self.groups.items():
                if group == members:
                    self.used_groups.add(name)
                    _element(parent, "group", ref=name, **occurs)
                    return
        self._choice(_element(parent, "choice", **occurs), particle)

    def _choice(self, made: Tag, particle: Particle, without: str = "") -> None:
        assert isinstance(particle, Choice)  # noqa: S101 - only choices are groups
        simple = [one for one in particle.members if isinstance(one, Named | Wild)]
        smaller = {name: group for name, group in self.groups.items() if name != without}
        chosen, left = covered(simple, smaller)
        for name in sorted(chosen):
            self.used_groups.add(name)
            _element(made, "group", ref=name)
        for term in left:
            self.particle(made, term)
        for member in particle.members:
            if not isinstance(member, Named | Wild):
                self.particle(made, member)

    # ------------------------------------------------------------ attributes

    def _attributes(self, parent: Tag, uses: tuple[AttributeUse, ...], without: str = "") -> None:
        smaller = {name: one for name, one in self.attribute_groups.items() if name != without}
        chosen, left = covered(uses, smaller)
        for use in left:
            self._attribute(parent, use)
        for name in sorted(chosen):
            self.used_attribute_groups.add(name)
            _element(parent, "attributeGroup", ref=name)

    def _attribute(self, parent: Tag, use: AttributeUse) -> None:
        made = _element(parent, "attribute", name=use.name)
        if use.qualified and self.schema.namespace:
            made.attributes["form"] = "qualified"
        if use.required:
            made.attributes["use"] = "required"
        if isinstance(use.type, TypeName):
            made.attributes["type"] = use.type.name
        _document(made, use.documentation)
        if not isinstance(use.type, TypeName):
            self.simple_type(made, use.type)

    # ------------------------------------------------------------ types of values

    def simple_type(self, parent: Tag, value: SimpleType, name: str = "") -> None:
        """Write a simple type, by name or in its place."""
        made = _element(parent, "simpleType", **({"name": name} if name else {}))
        match value:
            case TypeName():
                _element(made, "restriction", base=value.name)
            case Restriction():
                self._restriction(made, value)
            case Union():
                self._union(made, value)
            case ListOf():
                self._based(made, "list", "itemType", value.item)

    def _restriction(self, made: Tag, value: Restriction) -> None:
        inside = self._based(made, "restriction", "base", value.base)
        for facet, text in value.facets:
            _element(inside, facet, value=text)

    def _union(self, made: Tag, value: Union) -> None:
        inside = _element(made, "union")
        names = [member.name for member in value.members if isinstance(member, TypeName)]
        if names:
            inside.attributes["memberTypes"] = " ".join(names)
        for member in value.members:
            if not isinstance(member, TypeName):
                self.simple_type(inside, member)

    def _based(self, made: Tag, kind: str, attribute: str, base: SimpleType) -> Tag:
        inside = _element(made, kind)
        if isinstance(base, TypeName):
            inside.attributes[attribute] = base.name
        else:
            self.simple_type(inside, base)
        return inside


def _only_terms(particle: Choice) -> bool:
    return all(isinstance(member, Named | Wild) for member in particle.members)
