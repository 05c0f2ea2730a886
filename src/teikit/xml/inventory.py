"""One walk over a tree for all that want to know which names occur in it, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, TypeAlias

from lxml import etree

from teikit.records import dataclass
from teikit.xml.wording import Wording, wording_of

Held: TypeAlias = tuple[int, int, etree._Element, str]  # noqa: SLF001
"""An attribute: how many stand before it in the document, its element's number, that element,
and the value."""


@dataclass(frozen=True)
class Inventory:
    """The names in a document, in Clark's notation: the wordings of its elements, in their order.

    `held` has the attributes that were asked for, each name's in document order.
    """

    met: Sequence[Wording]
    held: Mapping[str, Sequence[Held]]

    @cached_property
    def wordings(self) -> Mapping[Wording, int]:
        """The wordings with the number of their elements; one may be there twice."""
        return Counter(self.met)

    @cached_property
    def elements(self) -> Set[str]:
        """The names of all elements."""
        return {one.element for one in self.wordings}

    def among(self, names: Iterable[str]) -> list[tuple[Held, str]]:
        """Return the attributes of several names, with these, in document order."""
        found = [(one, name) for name in names for one in self.held.get(name, ())]
        return sorted(found, key=lambda pair: pair[0][0])


def take_inventory(
    tree: "etree._ElementTree", wanted: Iterable[str] = (), known: Sequence[Wording] | None = None
) -> Inventory:
    """Return the names in a tree, and where attributes with the `wanted` names are.

    The wordings of its elements may be `known` already; raises `ValueError` if there are not as
    many.
    """
    names = frozenset(wanted)
    met = known or [_wording(one) for one in tree.getroot().iter(etree.Element)]
    return Inventory(met, _held(tree, names, met) if names else {})


def _wording(element: etree._Element) -> Wording:
    tag: Any = element.tag  # the stubs think of comments, too
    return wording_of(tag, tuple(element.keys()))


def _held(
    tree: "etree._ElementTree", wanted: Set[str], met: Sequence[Wording]
) -> dict[str, list[Held]]:
    """Return where attributes are; only elements that have one are asked."""
    held: dict[str, list[Held]] = {name: [] for name in wanted}
    places: dict[Wording, list[tuple[int, str, list[Held]]]] = {}
    before = 0
    for number, (element, one) in enumerate(
        zip(tree.getroot().iter(etree.Element), met, strict=True)
    ):
        if not one.attributes:
            continue
        here = places.get(one)
        if here is None:
            named = enumerate(one.attributes)
            here = places[one] = [(i, name, held[name]) for i, name in named if name in held]
        for i, name, found in here:
            found.append((before + i, number, element, element.get(name, "")))
        before += len(one.attributes)
    return held
