"""Attributes that elements have lost, and which place of which layer took them away."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from teikit.odd.attributes import Attributes
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    ClassSpec,
    Declarations,
    ElementSpec,
    How,
    Mode,
    Origin,
    Removal,
)
from teikit.records import dataclass


@dataclass(frozen=True, eq=False)
class RemovedAttributes(Mapping[tuple[str, str], Removal]):
    """Removals by element and attribute, worked out when they are asked for.

    `before` holds those of the customization that this one builds on.
    """

    declared: Declarations
    offered: Declarations
    removed_classes: Mapping[str, Removal]
    before: Mapping[tuple[str, str], Removal] = field(default_factory=dict)
    _known: dict[str, dict[str, Removal]] = field(default_factory=dict)

    @cached_property
    def _now(self) -> Attributes:
        return Attributes(self.declared)

    @cached_property
    def _then(self) -> Attributes:
        return Attributes(self.offered)

    def __getitem__(self, key: tuple[str, str]) -> Removal:
        element, attribute = key
        return self.of(element)[attribute]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for element in self.declared.elements:
            for attribute in self.of(element):
                yield element, attribute

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of(self, element: str) -> Mapping[str, Removal]:
        """Return the removals of one element by attribute."""
        if element not in self._known:
            spec = self.declared.elements.get(element)
            self._known[element] = {} if spec is None else dict(self._removals(element, spec))
        return self._known[element]

    def _removals(self, key: str, spec: ElementSpec) -> Iterator[tuple[str, Removal]]:
        now = self._now.of(spec)
        before = self.before.of(key) if isinstance(self.before, RemovedAttributes) else {}
        for attribute, removal in before.items():
            if attribute not in now:
                yield attribute, removal
        offered = self.offered.elements.get(key)
        if offered is None:
            return
        for attribute in self._then.of(offered):
            if attribute not in now:
                last = _removal_at(spec.origin, How.DELETED)
                yield attribute, self._removal(attribute, spec, offered) or last

    def _removal(
        self,
        attribute: str,
        now: ElementSpec | ClassSpec,
        offered: ElementSpec | ClassSpec,
    ) -> Removal | None:
        """Return how an attribute was lost on the way from where it is offered."""
        for definition in att_defs(now.attributes):
            if definition.ident == attribute and definition.mode is Mode.DELETE:
                via = now.ident if isinstance(now, ClassSpec) else ""
                return _removal_at(definition.origin, How.DELETED, via)
        for key in self._then.classes_of(offered):
            if attribute not in self._then.of_class(key):
                continue
            found = self._lost_class(key, now)
            if found is None and key in self.declared.classes:
                found = self._removal(
                    attribute, self.declared.classes[key], self.offered.classes[key]
                )
            if found is not None:
                return found
        return None

    def _lost_class(self, key: str, now: ElementSpec | ClassSpec) -> Removal | None:
        for member in () if now.classes is None else now.classes.members:
            if member.key == key and member.mode is Mode.DELETE:
                return _removal_at(member.origin, How.MEMBERSHIP_REMOVED, key)
        removal = self.removed_classes.get(key)
        if removal is None or key in self.declared.classes:
            return None
        return Removal(removal.span, removal.layer, How.CLASS_ABSENT, key)


def _removal_at(origin: Origin, how: How, via: str = "") -> Removal:
    return Removal(origin.span, origin.layer, how, via)
