"""The attributes an element or class has in the end: its own, and those of its classes."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import field, replace

from teikit.odd.merge import att_defs, att_refs, merge_attribute
from teikit.odd.model import AttDef, ClassSpec, Declarations, ElementSpec, Mode
from teikit.records import dataclass


@dataclass(frozen=True, slots=True)
class Effective:
    """An attribute as it is valid in the end, and the class it comes from (None: its own)."""

    definition: AttDef
    via: str | None = None


@dataclass(frozen=True)
class Attributes:
    """Looks up attributes in a set of declarations, remembering what it has worked out."""

    declared: Declarations
    _known: dict[str, Mapping[str, Effective]] = field(default_factory=dict)

    def of(self, spec: ElementSpec | ClassSpec) -> Mapping[str, Effective]:
        """Return the attributes of an element or class by name, inherited ones first."""
        found: dict[str, Effective] = {}
        for key in self.classes_of(spec):
            for name, inherited in self.of_class(key).items():
                found.setdefault(name, inherited)
        for ref in att_refs(spec.attributes):
            referred = self.of_class(ref.class_key).get(ref.name)
            if referred is not None:
                found[ref.name] = referred
        for definition in self.declared_by(spec, found):
            own = resolved(definition, found.get(definition.ident))
            if own is None:
                found.pop(definition.ident, None)
            else:
                found[definition.ident] = Effective(own)
        return found

    def declared_by(
        self, spec: ElementSpec | ClassSpec, inherited: Container[str]
    ) -> Iterator[AttDef]:
        """Yield the declarations of a list that have an effect on attributes.

        An element can delete an attribute that it inherits. A class cannot: the attribute belongs
        to the other class, and the reference implementation leaves it there too.
        """
        for definition in att_defs(spec.attributes):
            deletes = isinstance(spec, ClassSpec) and definition.mode is Mode.DELETE
            if not (deletes and definition.ident in inherited):
                yield definition

    def overridden(self, spec: ElementSpec | ClassSpec) -> set[str]:
        """Return the names of inherited attributes that a declaration's own take the place of."""
        inherited = {name for key in self.classes_of(spec) for name in self.of_class(key)}
        return {definition.ident for definition in self.declared_by(spec, inherited)}

    def of_class(self, key: str) -> Mapping[str, Effective]:
        """Return the attributes a class gives to its members, by name."""
        known = self._known.get(key)
        if known is not None:
            return known
        spec = self.declared.classes.get(key)
        if spec is None:
            return {}
        self._known[key] = {}  # a class that is its own ancestor gives itself nothing
        found = {
            name: effective if effective.via else replace(effective, via=key)
            for name, effective in self.of(spec).items()
        }
        self._known[key] = found
        return found

    def classes_of(self, spec: ElementSpec | ClassSpec) -> Iterator[str]:
        """Yield the attribute classes that an element or class is directly a member of."""
        for member in () if spec.classes is None else spec.classes.members:
            known = self.declared.classes.get(member.key)
            if member.mode is not Mode.DELETE and known is not None and known.type != "model":
                yield member.key


def resolved(definition: AttDef, inherited: Effective | None) -> AttDef | None:
    """Return what an element's own declaration makes of an attribute; None if it is not there.

    It is not there if the declaration deletes it, or changes what no class gives.
    """
    if definition.mode is Mode.DELETE:
        return None
    if definition.mode is Mode.CHANGE:
        return None if inherited is None else merge_attribute(inherited.definition, definition)
    return definition
