"""What an ODD says about elements, attributes and values, for the documentation of an XSD."""

from collections.abc import Mapping

from teikit.odd.attributes import Attributes
from teikit.odd.model import AttDef, ClassSpec, ElementSpec, Vocabulary
from teikit.records import dataclass
from teikit.relaxng.nameclass import key
from teikit.schema.naming import Naming

ValueWords = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Documentation by owner and name of the attribute, "" for the owner itself.

    Owners are elements by their names, and classes by the names of their patterns. `values` has
    pairs of a value and its documentation.
    """

    texts: Mapping[tuple[str, str], str]
    values: Mapping[tuple[str, str], ValueWords]


def words_of(vocabulary: Vocabulary) -> Words:
    """Return what a vocabulary says about its elements, its classes, and their attributes."""
    naming = Naming(vocabulary.settings)
    attributes = Attributes(vocabulary.declared)
    texts: dict[tuple[str, str], str] = {}
    values: dict[tuple[str, str], ValueWords] = {}
    specs: list[ElementSpec | ClassSpec] = [
        *vocabulary.elements.values(),
        *vocabulary.classes.values(),
    ]
    for spec in specs:
        owner = _owner(spec, naming)
        texts[owner, ""] = " ".join(naming.documentation(spec.prose))
        for effective in attributes.of(spec).values():
            definition = effective.definition
            name = naming.attribute_name(definition)
            place = owner, key(name.namespace or "", name.local)
            texts[place] = " ".join(naming.documentation(definition.prose))
            values[place] = _values(definition, naming)
    return Words(texts, values)


def _owner(spec: ElementSpec | ClassSpec, naming: Naming) -> str:
    if isinstance(spec, ClassSpec):
        return naming.attributes_pattern(spec.ident)
    name = naming.element_name(spec)
    return key(name.namespace or "", name.local)


def _values(definition: AttDef, naming: Naming) -> ValueWords:
    if definition.val_list is None:
        return ()
    said = [
        (item.alt_ident or item.ident, " ".join(naming.documentation(item.prose)))
        for item in definition.val_list.items
    ]
    return tuple((value, text) for value, text in said if text)
