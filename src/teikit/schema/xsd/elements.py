"""Which elements of a schema share a type: XML Schema wants one type for a name in one content."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from teikit.records import dataclass
from teikit.relaxng.nameclass import names, namespace_of
from teikit.relaxng.pattern import Pattern, Pool
from teikit.schema.xsd.core import elements_in


@dataclass
class ElementTypes:
    """The elements of a schema in groups of one type, which goes by the number of its first one.

    Only elements are taken in that the schema can declare: those of its `own` namespace or of none.
    """

    own: str
    pool: Pool
    members: dict[int, list[Pattern]] = field(default_factory=dict)
    _type: dict[int, int] = field(default_factory=dict)

    def type_of(self, element: Pattern) -> int:
        """Return the number of an element's type."""
        number = element.id
        while self._type.setdefault(number, number) != number:
            number = self._type[number]
        return number

    def content(self, number: int) -> Pattern:
        """Return the content of a type: that of any of its elements, attributes included."""
        return self.pool.choice(member.content for member in self.members[number])

    def is_merged(self, number: int) -> bool:
        """Return whether elements of different content share the type."""
        return len({member.content.id for member in self.members[number]}) > 1

    def gather(self, start: Pattern) -> None:
        """Take in all elements from the start on, and merge until every content is consistent."""
        for element in reached(start, self.is_declared):
            self.members.setdefault(self.type_of(element), []).append(element)
        changed = True
        while changed:
            changed = self._merge(elements_in(start))
            for number in list(self.members):
                if number in self.members:
                    changed = self._merge(elements_in(self.content(number))) or changed

    def is_declared(self, element: Pattern) -> bool:
        """Return whether the schema declares an element, at least under one of its names."""
        return any(namespace_of(name) in {self.own, ""} for name in names(element.name_class))

    def _merge(self, elements: Iterable[Pattern]) -> bool:
        """Give elements of the same name the same type; returns whether any had another."""
        changed = False
        by_name: dict[str, int] = {}
        for element in filter(self.is_declared, elements):
            for name in names(element.name_class):
                number = self.type_of(element)
                known = by_name.setdefault(name, number)
                if known != number:
                    first, second = sorted((known, number))
                    self._type[second] = first
                    self.members[first] += self.members.pop(second)
                    by_name = {key: first if at == second else at for key, at in by_name.items()}
                    changed = True
        return changed


def reached(start: Pattern, wanted: Callable[[Pattern], bool]) -> Iterator[Pattern]:
    """Yield the wanted elements that a document can have, if it has no others around them."""
    todo, seen = [start], set[int]()
    while todo:
        for element in filter(wanted, elements_in(todo.pop())):
            if element.id not in seen:
                seen.add(element.id)
                yield element
                todo.append(element.content)


def namespace_of_schema(start: Pattern) -> str:
    """Return the namespace a schema is about: of its root elements, else of most elements."""
    roots = Counter(_namespaces(elements_in(start)))
    if not roots:
        roots = Counter(_namespaces(reached(start, lambda _: True)))
    return min(roots, key=lambda namespace: (-roots[namespace], namespace), default="")


def _namespaces(elements: Iterable[Pattern]) -> Iterator[str]:
    for element in elements:
        yield from map(namespace_of, names(element.name_class))
