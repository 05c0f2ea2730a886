"""One walk over a tree for all that want to know which names occur in it, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, TypeAlias

from lxml import etree

from teikit.records import dataclass
from teikit.xml.wording import Wording, Wordings, wording_of

Held: TypeAlias = tuple[int, int, etree._Element, str]  # noqa: SLF001
"""An attribute: how many stand before it in the document, its element's number, that element,
and the value."""


@dataclass(frozen=True)
class Inventory:
    """The names in a document, in Clark's notation: its `wordings`.

    `held` has the attributes that were asked for, each name's in document order.
    """

    wordings: Wordings
    held: Mapping[str, Sequence[Held]]

    @cached_property
    def elements(self) -> Set[str]:
        """The names of all elements."""
        return {one.element for one in self.wordings}

    def among(self, names: Iterable[str]) -> list[tuple[Held, str]]:
        """Return the attributes of several names, with these, in document order."""
        found = [(one, name) for name in names for one in self.held.get(name, ())]
        return sorted(found, key=lambda pair: pair[0][0])


def take_inventory(
    tree: "etree._ElementTree", wanted: Iterable[str] = (), known: Wordings | None = None
) -> Inventory:
    """Return the names in a tree, and where attributes with the `wanted` names are.

    If its wordings are `known` already, there are some.
    """
    held: dict[str, list[Held]] = {name: [] for name in wanted}
    if known and not held:
        return Inventory(known, held)
    met: list[Wording] = []
    before = 0
    for number, element in enumerate(tree.getroot().iter(etree.Element)):
        items: Sequence[tuple[Any, Any]] = element.items()
        if not known:
            tag: Any = element.tag
            met.append(wording_of(tag, tuple([name for name, _ in items])))
        for name, value in items:
            here = held.get(name)
            if here is not None:
                here.append((before, number, element, value))
            before += 1
    return Inventory(known or Counter(met), held)
