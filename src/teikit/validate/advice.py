"""What an ODD knows about a mistake that its grammar does not: who removed what, and where."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from teikit.names import XML
from teikit.odd.model import How, Removal, Vocabulary
from teikit.validate.cache import Removals


def attribute_advice(vocabulary: Vocabulary, element: str, attribute: str) -> Sequence[str]:
    """Return the hint an ODD has for an attribute that an element of TEI does not have here."""
    namespace, _, local = attribute.rpartition(" ")
    name = f"xml:{local}" if namespace == XML else local
    removal = vocabulary.removed_attributes.get((element, name))
    return (attribute_removed(element, name, removal),) if removal else ()


def removals(vocabulary: Vocabulary) -> Removals:
    """Return what is kept of a vocabulary's removals with the compiled schema."""
    elements = {
        name: element_removed(name, removal)
        for name, removal in vocabulary.removed_elements.items()
    }
    return Removals(elements, any(True for _ in vocabulary.removed_attributes))


def attribute_removed(element: str, name: str, removal: Removal) -> str:
    """Return the sentence that says how an element lost an attribute of TEI, and where."""
    how = _HOW[removal.how](removal)
    if removal.how is How.DELETED and removal.via:
        how = f"deletes it in the class {removal.via}"
    elif removal.how is How.MEMBERSHIP_REMOVED:
        how = f"takes the element out of the class {removal.via}"
    return f"TEI has @{name} on <{element}>, but this schema {how}: see {_where(removal)}."


def element_removed(name: str, removal: Removal) -> str:
    """Return the sentence that says how a schema lost an element of TEI, and where."""
    return f"TEI has <{name}>, but this schema {_HOW[removal.how](removal)}: see {_where(removal)}."


def _where(removal: Removal) -> str:
    return f"{Path(removal.layer).name}, line {removal.span.start.line}"


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
