"""Which elements a document can hold: those that content models lead to from its root."""

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from teikit.names import RELAXNG
from teikit.odd import content as c
from teikit.odd.model import Classes, ContentModel, Mode, Vocabulary
from teikit.records import dataclass

USUAL_ROOTS = ("TEI", "teiCorpus")


@dataclass(frozen=True)
class Reach:
    """Follows references from element to element in a vocabulary."""

    vocabulary: Vocabulary
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def members(self) -> dict[str, list[tuple[str, bool]]]:
        """The direct members of each class: their keys, and whether they are elements."""
        found: dict[str, list[tuple[str, bool]]] = {}
        declared = self.vocabulary.declared
        for key, spec in declared.classes.items():
            for parent in _memberships(spec.classes):
                found.setdefault(parent, []).append((key, False))
        for key, element in declared.elements.items():
            for parent in _memberships(element.classes):
                found.setdefault(parent, []).append((key, True))
        return found

    def elements_in(self, key: str) -> frozenset[str]:
        """Return the keys of the elements in a class or in the classes that are its members."""
        known = self._named.get(key)
        if known is None:
            self._named[key] = frozenset()
            found: set[str] = set()
            for member, is_element in self.members.get(key, ()):
                found.update({member} if is_element else self.elements_in(member))
            known = self._named[key] = frozenset(found)
        return known

    def children(self, key: str) -> set[str]:
        """Return the keys of the elements that the content of an element names."""
        return set(self.named_in(self.vocabulary.elements[key].content, frozenset()))

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        """The elements whose content names an element, by its key."""
        found: dict[str, list[str]] = {}
        for key in self.vocabulary.elements:
            for child in self.children(key):
                found.setdefault(child, []).append(key)
        return found

    def named_in(self, model: ContentModel | None, inside: frozenset[str]) -> Iterator[str]:
        """Yield the keys of the elements a content model leads to; `inside` are open macros."""
        for node in () if model is None else model.nodes:
            yield from self._node(node, inside)

    def _node(self, node: c.Content, inside: frozenset[str]) -> Iterator[str]:
        match node:
            case c.ElementRef():
                yield node.key
            case c.ClassRef():
                yield from self._class(node)
            case c.MacroRef():
                yield from self._macro(node.key, inside)
            case c.Sequence() | c.Alternate():
                for member in node.members:
                    yield from self._node(member, inside)
            case c.RawPattern():
                for ref in node.xml.iter(f"{{{RELAXNG}}}ref"):
                    yield from self._pattern(ref.get("name", ""), inside)

    def _class(self, node: c.ClassRef) -> Iterator[str]:
        if not node.include and not node.exclude:
            yield from self.elements_in(node.key)
            return
        for member, is_element in self.members.get(node.key, ()):
            if (not node.include or member in node.include) and member not in node.exclude:
                yield from {member} if is_element else self.elements_in(member)

    def _macro(self, key: str, inside: frozenset[str]) -> Iterator[str]:
        macro = self.vocabulary.macros.get(key)
        if macro is not None and key not in inside:
            yield from self.named_in(macro.content, inside | {key})

    def _pattern(self, name: str, inside: frozenset[str]) -> Iterator[str]:
        name = name.removeprefix(self.vocabulary.settings.prefix)
        if name in self.vocabulary.elements:
            yield name
        elif name in self.vocabulary.macros:
            yield from self._macro(name, inside)
        else:
            yield from self.elements_in(name.partition("_")[0])

    def roots(self) -> list[str]:
        """Return the elements documents may start with."""
        elements, start = self.vocabulary.elements, self.vocabulary.settings.start
        stated = [key for key in start or USUAL_ROOTS if key in elements]
        return stated or ([] if start else list(elements))

    def reachable(self) -> set[str]:
        """Return the keys of the elements that a valid document can hold."""
        found: set[str] = set()
        waiting = self.roots()
        while waiting:
            key = waiting.pop()
            if key in self.vocabulary.elements and key not in found:
                found.add(key)
                waiting.extend(self.children(key))
        return found


def _memberships(classes: Classes | None) -> Iterator[str]:
    for member in () if classes is None else classes.members:
        if member.mode is not Mode.DELETE:
            yield member.key
