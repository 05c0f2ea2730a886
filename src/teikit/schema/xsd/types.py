"""Elements of RELAX NG -> types of XML Schema, noting what gets lost."""

from collections.abc import Iterable
from dataclasses import field

from teikit.names import XML
from teikit.records import dataclass
from teikit.relaxng import pattern as p
from teikit.relaxng.nameclass import local_name, names, namespace_of
from teikit.relaxng.pattern import Pattern
from teikit.schema.xsd.content import Contents, wildcards
from teikit.schema.xsd.core import (
    SIMPLE,
    Attributes,
    Stripper,
    attributes_in,
    parts_of,
    text_is_free,
)
from teikit.schema.xsd.counts import limited, spelt_out
from teikit.schema.xsd.elements import ElementTypes
from teikit.schema.xsd.model import AttributeUse, ComplexType, Loss
from teikit.schema.xsd.particle import ANY, IMPOSSIBLE, NOTHING, Particle, Wild, terms
from teikit.schema.xsd.simple import SimpleTypes, TypeName
from teikit.schema.xsd.upa import Attribution
from teikit.schema.xsd.words import Words


@dataclass
class Types:
    """Makes the types of a schema; `lost` collects what got lost, with the elements concerned."""

    own: str
    elements: ElementTypes
    stripper: Stripper
    contents: Contents
    attribution: Attribution
    simple: SimpleTypes
    words: Words
    lost: dict[Loss, list[Pattern]] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def all(self) -> dict[int, ComplexType]:
        """Return all types by their numbers."""
        self._names.update(self.simple.names.values())
        return {number: self._type(number) for number in self.elements.members}

    def _type(self, number: int) -> ComplexType:
        element = self.elements.members[number][0]
        name = next(names(element.name_class), "any")
        whole = self.elements.content(number)
        content = self.stripper.content(whole)
        particle, mixed, value = self._content(content, element)
        found = attributes_in(whole)
        if self.elements.is_merged(number):
            self.lose(Loss.CONTEXT, element)
        elif not found.exact:
            self.lose(Loss.TOGETHER, element)
        attributes, open_attributes = self.attributes(found, name, element)
        return ComplexType(
            self._free_name(local_name(name)),
            particle,
            mixed,
            value,
            attributes,
            open_attributes,
            self.words.texts.get((name, ""), ""),
        )

    def lose(self, loss: Loss, element: Pattern) -> None:
        """Note that something about an element cannot be said."""
        concerned = self.lost.setdefault(loss, [])
        if element not in concerned:
            concerned.append(element)

    def _free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._names:
            number += 1
            name = f"{wanted}_{number}"
        self._names.add(name)
        return name

    # ------------------------------------------------------------ content

    def _content(
        self, content: Pattern, element: Pattern
    ) -> tuple[Particle, bool, TypeName | None]:
        inside = list(parts_of(content))
        kinds = {part.kind for part in inside}
        has_data = not kinds.isdisjoint(SIMPLE)
        if p.ELEMENT not in kinds:
            if has_data and p.TEXT not in kinds:
                return NOTHING, False, self._value(content, element)
            return NOTHING, p.TEXT in kinds, None
        if any(part.id in self.contents.disordered for part in inside):
            self.lose(Loss.ORDER, element)
        if has_data:
            self.lose(Loss.VALUES, element)
        if not text_is_free(content):
            self.lose(Loss.TEXT, element)
        return self._particle(content, element), has_data or p.TEXT in kinds, None

    def _value(self, content: Pattern, element: Pattern) -> TypeName:
        value = self.simple.of(content)
        self._check_values([content], element)
        if isinstance(value, TypeName):
            return value
        # What is extended must have a name.
        name = self._free_name(f"{local_name(next(names(element.name_class), 'any'))}.value")
        self.simple.used[name] = value
        return TypeName(name)

    def _check_values(self, patterns: Iterable[Pattern], element: Pattern) -> None:
        inexact = self.simple.inexact
        if any(part.id in inexact for pattern in patterns for part in parts_of(pattern)):
            self.lose(Loss.VALUES, element)

    def _particle(self, content: Pattern, element: Pattern) -> Particle:
        wanted = self.contents.particle(content)
        if any(part.id in self.contents.disordered for part in parts_of(content)):
            self.lose(Loss.ORDER, element)
        counted, complete = limited(wanted)
        made, exact = self.attribution.deterministic(counted)
        if not (complete and exact):
            self.lose(Loss.LOOKAHEAD, element)
        if any(isinstance(term, Wild) for term in terms(made)):
            self.lose(Loss.FOREIGN, element)
        return NOTHING if made == IMPOSSIBLE else spelt_out(made)

    # ------------------------------------------------------------ attributes

    def attributes(
        self, found: Attributes, owner: str, element: Pattern | None = None
    ) -> tuple[tuple[AttributeUse, ...], tuple[str, ...]]:
        """Return the attributes of an element or class, and the namespaces of open ones."""
        uses: list[AttributeUse] = []
        opened: set[str] = set()
        for name, use in found.listed.items():
            namespace = namespace_of(name)
            if namespace in {"", self.own}:
                uses.append(self._use(name, use.values, use.required, owner))
                if element is not None:
                    self._check_values(use.values, element)
            else:
                opened.add(namespace)
                if element is not None:
                    self.lose(Loss.XML if namespace == XML else Loss.FOREIGN, element)
        for name_class in found.open:
            opened.update(wildcards(name_class, self.own))
            if element is not None:
                self.lose(Loss.FOREIGN, element)
        uses.sort(key=lambda use: use.name)
        return tuple(uses), (ANY,) if ANY in opened else tuple(sorted(opened))

    def _use(
        self, name: str, values: tuple[Pattern, ...], required: bool, owner: str
    ) -> AttributeUse:
        return AttributeUse(
            local_name(name),
            self.simple.of_values(values),
            required,
            qualified=namespace_of(name) != "",
            documentation=self.words.texts.get((owner, name), ""),
            values=self.words.values.get((owner, name), ()),
        )
