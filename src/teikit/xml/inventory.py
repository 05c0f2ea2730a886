"""One walk over a tree for all that want to know which names occur in it, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, TypeAlias

from lxml import etree

from teikit.records import dataclass

Held: TypeAlias = tuple[int, int, etree._Element, str]  # noqa: SLF001
"""An attribute: how many stand before it in the document, its element's number, that element,
and the value."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names in a document, in Clark's notation.

    `tags` counts elements; `attributes` are the names of all attributes. `held` has the attributes
    that were asked for, each name's in document order.
    """

    tags: Counter[str]
    attributes: Set[str]
    held: Mapping[str, Sequence[Held]]

    def among(self, names: Iterable[str]) -> list[tuple[Held, str]]:
        """Return the attributes of several names, with these, in document order."""
        found = [(one, name) for name in names for one in self.held.get(name, ())]
        return sorted(found, key=lambda pair: pair[0][0])


def take_inventory(tree: "etree._ElementTree", wanted: Iterable[str] = ()) -> Inventory:
    """Return the names in a tree, and where attributes with the `wanted` names are."""
    held: dict[str, list[Held]] = {name: [] for name in wanted}
    if not held:
        return _names_only(tree)
    tags: list[Any] = []
    others: set[Any] = set()
    before = 0
    for number, element in enumerate(tree.getroot().iter(etree.Element)):
        tags.append(element.tag)
        items: Sequence[tuple[Any, Any]] = element.items()
        for name, value in items:
            here = held.get(name)
            if here is None:
                others.add(name)
            else:
                here.append((before, number, element, value))
            before += 1
    others.update([name for name, found in held.items() if found])
    return Inventory(Counter(tags), others, held)


def _names_only(tree: "etree._ElementTree") -> Inventory:
    tags: list[Any] = []
    attributes: list[Any] = []
    for element in tree.getroot().iter(etree.Element):
        tags.append(element.tag)
        attributes += element.keys()
    return Inventory(Counter(tags), set(attributes), {})
