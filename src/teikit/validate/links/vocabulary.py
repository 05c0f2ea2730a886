"""Which attributes an ODD makes pointers: those whose datatype is teidata.pointer."""

from collections.abc import Sequence
from typing import Final

from teikit.names import XML, clark
from teikit.odd.attributes import Attributes
from teikit.odd.content import Content, DataRef
from teikit.odd.model import AttDef, Datatype, Vocabulary
from teikit.schema.naming import Naming
from teikit.validate.links.table import ALL, PointerTable, short_name

_POINTER: Final = "teidata.pointer"
_NOT_LINKS: Final = frozenset({clark(XML, "base")})


def pointer_attributes(vocabulary: Vocabulary) -> PointerTable:
    """Return the table of a vocabulary: attributes that are teidata.pointer, or lists of it.

    An ODD's own attributes count, and so do datatypes that are nothing but teidata.pointer.
    """
    attributes, naming = Attributes(vocabulary.declared), Naming(vocabulary.settings)
    found: dict[str, list[str]] = {}
    names: list[str] = []
    # Most attributes come from classes, so that many elements share a definition. It is held, too:
    # only as long as it lives is its number its own.
    called: dict[int, tuple[AttDef, str | None]] = {}
    for spec in vocabulary.elements.values():
        element = naming.element_name(spec)
        names.append(short_name(clark(element.namespace or "", element.local)))
        for effective in attributes.of(spec).values():
            definition = effective.definition
            if id(definition) not in called:
                pointer = _pointer(definition, naming, vocabulary)
                called[id(definition)] = definition, pointer
            name = called[id(definition)][1]
            if name is not None:
                found.setdefault(name, []).append(names[-1])
    return PointerTable(
        {name: _row(found[name], names) for name in sorted(found) if name not in _NOT_LINKS}
    )


def _pointer(definition: AttDef, naming: Naming, vocabulary: Vocabulary) -> str | None:
    """Return the name of an attribute in Clark's notation; None if it is no pointer."""
    if not _is_pointer(definition.datatype, vocabulary) or _has_keywords(definition):
        return None
    name = naming.attribute_name(definition)
    return clark(name.namespace or "", name.local)


def _has_keywords(definition: AttDef) -> bool:
    """Return whether an ODD has listed all values, and means words by them, not addresses."""
    values = definition.val_list
    if values is None or values.type != "closed":
        return False
    return not all(item.ident.startswith("#") for item in values.items)


def _row(having: Sequence[str], names: Sequence[str]) -> list[str]:
    if len(having) <= len(names) / 2:
        return sorted(set(having))
    # A name in braces is there because it has the attribute, any other because it has it not.
    return [
        ALL,
        *sorted(one for one in set(having) ^ set(names) if not one.startswith("{")),
        *sorted(one for one in set(having) if one.startswith("{")),
    ]


def _is_pointer(datatype: Datatype | None, vocabulary: Vocabulary) -> bool:
    return datatype is not None and _means_pointer(datatype.content, vocabulary, set())


def _means_pointer(content: Content | None, vocabulary: Vocabulary, seen: set[str]) -> bool:
    if not isinstance(content, DataRef) or content.key in seen:
        return False
    if content.key == _POINTER:
        return True
    seen.add(content.key)
    spec = vocabulary.datatypes.get(content.key)
    if spec is None or spec.content is None or len(spec.content.nodes) != 1:
        return False
    return _means_pointer(spec.content.nodes[0], vocabulary, seen)
