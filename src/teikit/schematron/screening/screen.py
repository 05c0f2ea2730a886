"""Which patterns may have something to say about a document, found without SaxonC.

A probe is an XPath 1.0 expression for libxml2 that is true at least wherever an assertion of its
pattern would speak or fail. It may be true too often: then SaxonC says that there is nothing. It
is asked only where the document has all the names without which it cannot be true.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any, Final

from lxml import etree

from teikit.records import dataclass
from teikit.schematron.screening.effort import order, too_much
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document

ATTRIBUTE = "@"
"""What the name of an attribute, in Clark's notation, begins with among the names of a probe."""


SEVERAL = "+"
"""What the name of elements begins with if the document must have more than one."""

_MOST_QUESTIONS: Final = 256
_YES: Final = "1"


@dataclass(frozen=True, slots=True)
class Probe:
    """A question about a document on behalf of a pattern; `needs` are names it must have."""

    pattern: int
    needs: tuple[str, ...]
    xpath: str


@dataclass(frozen=True)
class Screen:
    """The probes of a schema; the patterns in `always` cannot be screened."""

    always: frozenset[int]
    probes: tuple[Probe, ...] = ()
    namespaces: Mapping[str, str] = field(default_factory=dict)

    def candidates(self, document: Document, inventory: Inventory | None = None) -> frozenset[int]:
        """Return the numbers of all patterns that may have something to say."""
        if has_declarations(document):
            return self.always | {one.pattern for one in self.probes}
        known = inventory or take_inventory(document.tree)
        questions = self._questions(frozenset(self._names(known)))
        return self.always | questions.answered(document.tree, known.tags.total())

    def _names(self, inventory: Inventory) -> Iterator[str]:
        """Yield those names of a document that some probe needs."""
        for name in self._needed & inventory.tags.keys():
            yield name
            if inventory.tags[name] > 1:
                yield SEVERAL + name
        for name in self._needed_attributes & inventory.attributes:
            yield ATTRIBUTE + name

    @cached_property
    def _needed(self) -> frozenset[str]:
        needs = {name for one in self.probes for name in one.needs}
        return frozenset(one.removeprefix(SEVERAL) for one in needs if one[0] != ATTRIBUTE)

    @cached_property
    def _needed_attributes(self) -> frozenset[str]:
        needs = {name for one in self.probes for name in one.needs}
        return frozenset(one[1:] for one in needs if one[0] == ATTRIBUTE)

    @cached_property
    def _questions(self) -> "Callable[[frozenset[str]], _Questions]":
        """What is asked of documents with certain names; few sets of names occur."""

        @lru_cache(maxsize=_MOST_QUESTIONS)
        def questions(names: frozenset[str]) -> _Questions:
            asked = tuple(one for one in self.probes if names.issuperset(one.needs))
            return _Questions(asked, self.namespaces)

        return questions


@dataclass(frozen=True)
class _Questions:
    """Probes that are asked together, since to ask libxml2 costs more than most answers."""

    probes: tuple[Probe, ...]
    namespaces: Mapping[str, str]

    def answered(self, tree: "etree._ElementTree", size: int) -> frozenset[int]:
        """Return the patterns of all probes that may hold in a tree with so many elements."""
        if not self.probes:
            return frozenset()
        if too_much(self._order, size):
            return self._one_by_one(tree, size)
        try:
            answers = str(self._ask(tree))
        except etree.XPathError:
            return self._one_by_one(tree, size)  # one of them met a limit of libxml2
        if _YES not in answers:
            return frozenset()
        pairs = zip(self.probes, answers, strict=True)
        return frozenset(probe.pattern for probe, answer in pairs if answer == _YES)

    def _one_by_one(self, tree: "etree._ElementTree", size: int) -> frozenset[int]:
        return frozenset(
            one.pattern for one in self.probes if _may_hold(one, self.namespaces, tree, size)
        )

    @cached_property
    def _order(self) -> float:
        return max(order(one.xpath) for one in self.probes)

    @cached_property
    def _ask(self) -> etree.XPath:
        answers = (f"number(boolean({one.xpath}))" for one in self.probes)
        return _compiled(f"concat('', {', '.join(answers)})", self.namespaces)


def _compiled(xpath: str, namespaces: Mapping[str, str]) -> etree.XPath:
    return etree.XPath(xpath, namespaces=dict(namespaces), smart_strings=False)


def _may_hold(
    probe: Probe, namespaces: Mapping[str, str], tree: "etree._ElementTree", size: int
) -> bool:
    if too_much(order(probe.xpath), size):
        return True
    try:
        return bool(_compiled(f"boolean({probe.xpath})", namespaces)(tree))
    except etree.XPathError:
        return True  # it met a limit of libxml2


def has_declarations(document: Document) -> bool:
    """Return whether entities may have cut texts in pieces, which XPath would count."""
    declared: Any = document.tree.docinfo.internalDTD  # the stubs do not know what a DTD has
    return declared is not None and bool(declared.entities() or declared.elements())
