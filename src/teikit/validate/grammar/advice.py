"""What an ODD knows about a mistake that its grammar does not: who removed what, and where."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from teikit.names import XML
from teikit.odd.attributes import Attributes
from teikit.odd.merge import att_defs
from teikit.odd.model import ElementSpec, How, Origin, Removal, Vocabulary
from teikit.schema.naming import Naming
from teikit.validate.cache.schemas import Removals


class AttributeAdvice:
    """What a vocabulary knows about the attributes of TEI that elements do not have here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._naming = Naming(vocabulary.settings)
        self._renamed = renamed_elements(vocabulary)
        self._attributes = Attributes(vocabulary.declared)

    def about(self, element: str, attribute: str) -> Sequence[str]:
        """Return the hint for an attribute of an element."""
        namespace, _, local = attribute.rpartition(" ")
        name = f"xml:{local}" if namespace == XML else local
        spec = self._renamed.get(element) or self._vocabulary.elements.get(element)
        if spec is None:
            return ()
        removal = self._vocabulary.removed_attributes.get((spec.ident, name))
        if removal:
            return (attribute_removed(element, name, removal),)
        effective = self._attributes.of(spec).get(name)
        if effective is None:
            return ()
        definition = effective.definition
        called = self._naming.attribute_name(definition).local
        if called == local:
            return ()
        known = f"this schema calls it @{called}: see {place(definition.origin)}"
        return (f"TEI has @{name} on <{element}>, but {known}.",)


def removals(vocabulary: Vocabulary) -> Removals:
    """Return what is kept of a vocabulary's removals with the compiled schema."""
    elements = {
        name: element_removed(name, removal)
        for name, removal in vocabulary.removed_elements.items()
    }
    for called, spec in renamed_elements(vocabulary).items():
        elements.setdefault(
            spec.ident,
            f"TEI has <{spec.ident}>, but this schema calls it <{called}>: "
            f"see {place(spec.origin)}.",
        )
    attributes = any(True for _ in vocabulary.removed_attributes)
    return Removals(elements, attributes or _renames_attributes(vocabulary))


def renamed_elements(vocabulary: Vocabulary) -> dict[str, ElementSpec]:
    """Return the elements that have another name in documents (`altIdent`), by that name."""
    naming = Naming(vocabulary.settings)
    named = ((naming.element_name(spec).local, spec) for spec in vocabulary.elements.values())
    return {called: spec for called, spec in named if called != spec.ident}


def _renames_attributes(vocabulary: Vocabulary) -> bool:
    lists = chain(
        (spec.attributes for spec in vocabulary.elements.values()),
        (spec.attributes for spec in vocabulary.classes.values()),
    )
    return any(one.alt_idents for attributes in lists for one in att_defs(attributes))


def attribute_removed(element: str, name: str, removal: Removal) -> str:
    """Return the sentence that says how an element lost an attribute of TEI, and where."""
    how = _HOW[removal.how](removal)
    if removal.how is How.DELETED and removal.via:
        how = f"deletes it in the class {removal.via}"
    elif removal.how is How.MEMBERSHIP_REMOVED:
        how = f"takes the element out of the class {removal.via}"
    return f"TEI has @{name} on <{element}>, but this schema {how}: see {place(removal)}."


def element_removed(name: str, removal: Removal) -> str:
    """Return the sentence that says how a schema lost an element of TEI, and where."""
    return f"TEI has <{name}>, but this schema {_HOW[removal.how](removal)}: see {place(removal)}."


def place(origin: Origin | Removal) -> str:
    """Return a place in an ODD as a phrase, such as letters.odd, line 5."""
    return f"{Path(origin.layer).name}, line {origin.span.start.line}"


_HOW: Final[Mapping[How, Callable[[Removal], str]]] = MappingProxyType(
    {
        How.DELETED: lambda _removal: "deletes it",
        How.EXCEPTED: lambda removal: f"leaves it out of the module “{removal.via}”",
        How.NOT_INCLUDED: lambda removal: f"does not include it from the module “{removal.via}”",
        How.MODULE_ABSENT: lambda removal: f"does not use its module “{removal.via}”",
        How.CLASS_ABSENT: lambda removal: f"does not use the class {removal.via}",
        How.MEMBERSHIP_REMOVED: lambda removal: f"takes it out of the class {removal.via}",
    }
)
