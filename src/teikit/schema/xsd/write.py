"""A schema as XML Schema sees it -> the text of its file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from teikit.relaxng.markup import Tag, document
from teikit.schema.xsd.groups import covered, largest_first
from teikit.schema.xsd.markup import annotate, element, simple_type
from teikit.schema.xsd.model import AttributeUse, ComplexType, Schema
from teikit.schema.xsd.particle import (
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
from teikit.schema.xsd.simple import TypeName

XS: Final = "http://www.w3.org/2001/XMLSchema"


def write(schema: Schema, remarks: Iterable[str] = ()) -> str:
    """Return the text of the schema, with remarks on the whole of it at its head."""
    return document(_Writer(schema).schema_element(remarks))


def _occurs(low: int, high: int | None) -> dict[str, str]:
    attributes = {} if low == 1 else {"minOccurs": str(low)}
    if high != 1:
        attributes["maxOccurs"] = "unbounded" if high is None else str(high)
    return attributes


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

    def schema_element(self, remarks: Iterable[str]) -> Tag:
        namespace = self.schema.namespace
        own = {"xmlns": namespace, "targetNamespace": namespace} if namespace else {}
        root = Tag("xs:schema", {"xmlns:xs": XS, **own, "elementFormDefault": "qualified"})
        annotate(root, *remarks)
        for name, number in self.schema.roots:
            element(root, "element", name=name, type=self.schema.types[number].name)
        for one in sorted(self.schema.types.values(), key=lambda one: one.name.lower()):
            self.complex_type(root, one)
        self._groups(root)
        self._attribute_groups(root)
        for name, value in sorted(self.schema.values.items()):
            simple_type(root, value, name)
        return root

    # ------------------------------------------------------------ groups

    def _groups(self, root: Tag) -> None:
        done: set[str] = set()
        while waiting := sorted(self.used_groups - done):
            for name in waiting:
                done.add(name)
                members = self.schema.groups[name]
                group = element(root, "group", name=name)
                self._choice(element(group, "choice"), members, without=name)

    def _attribute_groups(self, root: Tag) -> None:
        done: set[str] = set()
        while waiting := sorted(self.used_attribute_groups - done):
            for name in waiting:
                done.add(name)
                group = element(root, "attributeGroup", name=name)
                self._attributes(group, self.schema.attribute_groups[name], without=name)

    # ------------------------------------------------------------ types of elements

    def complex_type(self, root: Tag, one: ComplexType) -> None:
        made = element(root, "complexType", name=one.name)
        annotate(made, one.documentation)
        if one.mixed:
            made.attributes["mixed"] = "true"
        inside = made
        if isinstance(one.value, TypeName):
            content = element(made, "simpleContent")
            inside = element(content, "extension", base=one.value.name)
        elif one.particle != NOTHING:
            self._content(made, one.particle)
        elif not one.mixed:
            # A sequence in a sequence leaves room for white space, which RELAX NG ignores.
            element(element(made, "sequence"), "sequence")
        self._attributes(inside, one.attributes)
        if one.open_attributes:
            namespaces = " ".join(one.open_attributes)
            element(inside, "anyAttribute", namespace=namespaces, processContents="skip")

    def _content(self, parent: Tag, particle: Particle) -> None:
        inner = particle.particle if isinstance(particle, Repeat) else particle
        if isinstance(inner, Named | Wild | Repeat):
            parent = element(parent, "sequence")
        self.particle(parent, particle)

    def particle(self, parent: Tag, particle: Particle, low: int = 1, high: int | None = 1) -> None:
        """Write a particle into a model group."""
        occurs = _occurs(low, high)
        match particle:
            case Named():
                self._named(parent, particle, occurs)
            case Wild():
                element(
                    parent, "any", namespace=particle.namespace, processContents="skip", **occurs
                )
            case Sequence():
                inside = element(parent, "sequence", **occurs)
                for member in particle.members:
                    self.particle(inside, member)
            case Choice():
                self._choice_or_group(parent, particle, occurs)
            case All():
                inside = element(parent, "all", **occurs)
                for named, optional in particle.members:
                    self._named(inside, named, {"minOccurs": "0"} if optional else {})
            case Repeat():
                if occurs:
                    parent = element(parent, "sequence", **occurs)
                self.particle(parent, particle.particle, particle.low, particle.high)

    def _named(self, parent: Tag, named: Named, occurs: dict[str, str]) -> None:
        namespace, _, local = named.name.rpartition(" ")
        type_ = self.schema.types[named.type].name
        made = element(parent, "element", name=local, type=type_, **occurs)
        if not namespace and self.schema.namespace:
            made.attributes["form"] = "unqualified"

    def _choice_or_group(self, parent: Tag, particle: Choice, occurs: dict[str, str]) -> None:
        if _only_terms(particle):
            members = frozenset(particle.members)
            for name, group in self.groups.items():
                if group == members:
                    self.used_groups.add(name)
                    element(parent, "group", ref=name, **occurs)
                    return
        self._choice(element(parent, "choice", **occurs), particle)

    def _choice(self, made: Tag, particle: Particle, without: str = "") -> None:
        assert isinstance(particle, Choice)  # noqa: S101 - only choices are groups
        simple = [one for one in particle.members if isinstance(one, Named | Wild)]
        smaller = {name: group for name, group in self.groups.items() if name != without}
        chosen, left = covered(simple, smaller)
        for name in sorted(chosen):
            self.used_groups.add(name)
            element(made, "group", ref=name)
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
            element(parent, "attributeGroup", ref=name)

    def _attribute(self, parent: Tag, use: AttributeUse) -> None:
        made = element(parent, "attribute", name=use.name)
        if use.qualified and self.schema.namespace:
            made.attributes["form"] = "qualified"
        if use.required:
            made.attributes["use"] = "required"
        if isinstance(use.type, TypeName):
            made.attributes["type"] = use.type.name
        annotate(made, use.documentation)
        if not isinstance(use.type, TypeName):
            simple_type(made, use.type, words=dict(use.values))


def _only_terms(particle: Choice) -> bool:
    return all(isinstance(member, Named | Wild) for member in particle.members)
