"""Attributes as RELAX NG patterns: classes by reference, what differs spelt out."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from teikit.odd.attributes import Attributes, Effective, resolved
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    AttDef,
    AttItem,
    AttList,
    AttRef,
    ClassSpec,
    ElementSpec,
    Mode,
    Vocabulary,
)
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.schema.content import Contents
from teikit.schema.naming import Naming

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AttributePatterns:
    """Turns the attributes of elements and classes into patterns."""

    vocabulary: Vocabulary
    naming: Naming
    contents: Contents
    attributes: Attributes
    external: AbstractSet[str] = NONE

    def of_element(self, spec: ElementSpec) -> list[s.Pattern]:
        """Return the patterns of an element's attributes: its classes, then its own."""
        return self._all(spec)

    def of_class(self, spec: ClassSpec) -> s.Pattern:
        """Return the pattern of all attributes a class gives to its members."""
        return s.group(self._all(spec, spec.ident))

    def each(self, spec: ClassSpec) -> Iterator[tuple[str, s.Pattern]]:
        """Yield the name and pattern of each attribute that a class declares itself."""
        inherited = self._inherited(spec)
        for definition in att_defs(spec.attributes):
            own = resolved(definition, inherited.get(definition.ident))
            if own is not None:
                name = self.naming.attribute_pattern(spec.ident, definition.ident)
                yield name, self.attribute(own)

    def attribute(self, definition: AttDef) -> s.Pattern:
        """Return the pattern of one attribute, optional unless it is required."""
        pattern = s.Attribute(
            self.naming.attribute_name(definition),
            self.contents.attribute_value(definition.datatype, definition.val_list),
            default=definition.default,
            span=definition.origin.span,
            documentation=self.naming.documentation(definition.prose),
            gloss=self.naming.gloss(definition.prose),
        )
        return pattern if definition.usage == "req" else s.Optional(pattern)

    def _all(self, spec: ElementSpec | ClassSpec, class_key: str = "") -> list[s.Pattern]:
        touched = self.attributes.overridden(spec)
        seen: set[str] = set()
        patterns: list[s.Pattern] = []
        for key in self.attributes.classes_of(spec):
            patterns.extend(self._inherit(key, touched, seen))
        if spec.attributes is not None:
            inherited = self._inherited(spec)
            own = list(self._own(spec.attributes, class_key, inherited, seen))
            patterns.extend([s.choice(own)] if own and spec.attributes.org == "choice" else own)
        return patterns

    def _inherited(self, spec: ElementSpec | ClassSpec) -> dict[str, Effective]:
        found: dict[str, Effective] = {}
        for key in self.attributes.classes_of(spec):
            for name, effective in self.attributes.of_class(key).items():
                found.setdefault(name, effective)
        return found

    def _inherit(self, key: str, blocked: AbstractSet[str], seen: set[str]) -> Iterator[s.Pattern]:
        """Yield what a class gives, without `blocked` names and those `seen` in other classes."""
        names = self.attributes.of_class(key).keys()
        if not names:
            return
        if not (names & blocked or names & seen):
            seen |= names
            yield s.Ref(self.naming.attributes_pattern(key))
            return
        spec = self.vocabulary.classes[key]
        own = self.attributes.overridden(spec)
        for parent in self.attributes.classes_of(spec):
            yield from self._inherit(parent, blocked | own, seen)
        for definition in att_defs(spec.attributes):
            name = definition.ident
            if name in names and name not in blocked and name not in seen:
                seen.add(name)
                yield s.Ref(self.naming.attribute_pattern(key, name))

    def _own(
        self,
        attributes: AttList,
        class_key: str,
        inherited: dict[str, Effective],
        seen: set[str],
    ) -> Iterator[s.Pattern]:
        for item in attributes.items:
            pattern = self._item(item, class_key, inherited, seen)
            if pattern is not None:
                yield pattern

    def _item(
        self,
        item: AttItem,
        class_key: str,
        inherited: dict[str, Effective],
        seen: set[str],
    ) -> s.Pattern | None:
        match item:
            case AttDef():
                own = resolved(item, inherited.get(item.ident))
                if own is None:
                    return None
                if class_key:
                    return s.Ref(self.naming.attribute_pattern(class_key, item.ident))
                return self.attribute(own)
            case AttRef():
                return self._reference(item, seen)
            case AttList():
                patterns = list(self._own(item, class_key, inherited, seen))
                if not patterns:
                    return None
                return s.choice(patterns) if item.org == "choice" else s.group(patterns)

    def _reference(self, item: AttRef, seen: set[str]) -> s.Pattern | None:
        if not item.class_key and item.name in self.external:
            # A pattern of an external module, named instead of an attribute.
            return s.Ref(item.name, span=item.origin.span)
        referred = self.attributes.of_class(item.class_key).get(item.name)
        if item.mode is Mode.DELETE or referred is None or item.name in seen:
            return None
        seen.add(item.name)
        return s.Ref(self.naming.attribute_pattern(referred.via or item.class_key, item.name))
