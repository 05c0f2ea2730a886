"""What an XSD knows about names: which elements and attributes there are, and where."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from lxml import etree
from xmlschema.validators import XsdElement
from xmlschema.validators.exceptions import XMLSchemaChildrenValidationError

from teikit.names import XML
from teikit.relaxng.knowledge import resembling
from teikit.validate.xsd.build import Built
from teikit.validate.xsd.run import Mistake
from teikit.xml.parse import Document

_ENOUGH: Final = 2_000  # identifiers; to compare more of them takes too long


class Names:
    """Shows names with the prefixes that are declared at a place of the document."""

    def __init__(self, element: etree._Element) -> None:
        self._prefixes = {uri: prefix for prefix, uri in element.nsmap.items()}

    def tag(self, name: str) -> str:
        """Return an element's name for a message."""
        return f"<{self._prefixed(name)}>"

    def at(self, name: str) -> str:
        """Return an attribute's name for a message."""
        return f"@{self._prefixed(name)}"

    def _prefixed(self, name: str) -> str:
        namespace, local = _split(name)
        prefix = "xml" if namespace == XML else self._prefixes.get(namespace)
        return f"{prefix}:{local}" if prefix and namespace else local


class Knowledge:
    """Knows the names of one schema."""

    def __init__(self, schema: Built) -> None:
        self._schema = schema

    @cached_property
    def declarations(self) -> dict[str, list[Any]]:
        """The declarations of elements, global and local, by name."""
        found: dict[str, list[Any]] = {}
        for name, declaration in self._schema.maps.elements.items():
            found.setdefault(name, []).append(declaration)
        for schema in self._schema.maps.schemas:
            if schema.meta_schema is not None:
                for each in schema.iter_components(XsdElement):
                    if each.name is not None:
                        found.setdefault(each.name, []).append(each)
        return found

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The names of all elements."""
        return tuple(self.declarations)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The elements that a document can start with: none of them stands in others only."""
        own = self._schema.target_namespace
        named = [name for name in self._schema.maps.elements if _split(name)[0] == own]
        tops = [name for name in named if name not in self.parents]
        return tuple(tops or named)

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        """For each element, the elements it is allowed in."""
        found: dict[str, dict[str, None]] = {}
        for parent in self.elements:
            for child in self.children(parent):
                if child != parent:
                    found.setdefault(child, {})[parent] = None
        return {name: list(each) for name, each in found.items()}

    def children(self, name: str) -> list[str]:
        """Return the elements that may stand in elements of a name."""
        found: dict[str, None] = {}
        for declaration in self.declarations.get(name, ()):
            content = getattr(declaration.type, "content", None)
            for child in getattr(content, "iter_elements", tuple)():
                found.update(dict.fromkeys(self._stand_ins(child)))
        return list(found)

    def _stand_ins(self, declaration: Any) -> Iterator[str]:
        """Return the names that a declared element may have, with those of its substitutes."""
        if declaration.name is None or not hasattr(declaration, "iter_substitutes"):
            return
        if not declaration.abstract:
            yield declaration.name
        # They come as a set, whose order is another each time.
        others = {one.name for one in declaration.iter_substitutes() if not one.abstract}
        yield from sorted(others)

    def expected(self, error: XMLSchemaChildrenValidationError, names: Names) -> list[str]:
        """Return what could have stood where an error is."""
        found: dict[str, None] = {}
        for declaration in error.expected or ():
            if getattr(declaration, "name", None):
                found.update(dict.fromkeys(map(names.tag, self._stand_ins(declaration))))
            elif hasattr(declaration, "process_contents"):
                found["an element of another namespace"] = None
        return list(found)

    def substitutes(self, name: str, names: Names) -> list[str]:
        """Return the elements that may stand for an abstract one."""
        declarations = self.declarations.get(name, ())
        return [names.tag(one) for each in declarations[:1] for one in self._stand_ins(each)]

    def attributes(self, mistake: Mistake) -> list[str]:
        """Return the attributes that an element may have."""
        declared = getattr(mistake.declaration, "attributes", None) or {}
        return [
            name
            for name, one in declared.items()
            if name and getattr(one, "use", "") != "prohibited"
        ]

    def attribute_type(self, mistake: Mistake, name: str) -> Any:
        """Return the type of an attribute, None where the schema does not say."""
        return getattr(self._attribute(mistake, name), "type", None)

    def has_type(self, element: etree._Element, name: str) -> bool:
        """Return whether the schema has the type that an element names."""
        prefix, _, local = name.strip().rpartition(":")
        namespace = element.nsmap.get(prefix or None, "")
        return (f"{{{namespace}}}{local}" if namespace else local) in self._schema.maps.types

    def fixed(self, mistake: Mistake, name: str) -> str | None:
        """Return the only value an attribute may have, if there is only one."""
        fixed = getattr(self._attribute(mistake, name), "fixed", None)
        return None if fixed is None else str(fixed)

    def _attribute(self, mistake: Mistake, name: str) -> Any:
        declared = getattr(mistake.declaration, "attributes", None) or {}
        return declared.get(name) or self._schema.maps.attributes.get(name)


def identifier_like(value: str, document: Document) -> str | None:
    """Return the identifier of a document that a misspelt one most likely stands for."""
    known = list(_identifiers(document))
    return meant(value, known) if len(known) < _ENOUGH else None


def _identifiers(document: Document) -> Iterator[str]:
    for element in document.tree.getroot().iter(etree.Element):
        for name, value in element.attrib.items():
            if _split(str(name))[1].lower() == "id":
                yield str(value)


def meant(wanted: str, candidates: Iterable[str]) -> str | None:
    """Return the name in Clark's notation that a misspelt one most likely stands for."""
    by_local: dict[str, str] = {}
    for candidate in candidates:
        by_local.setdefault(_split(candidate)[1], candidate)
    if not wanted:
        return None
    found = resembling(_split(wanted)[1], by_local)
    return by_local[found] if found else None


def _split(name: str) -> Sequence[str]:
    namespace, _, local = name.rpartition("}")
    return namespace.removeprefix("{"), local
