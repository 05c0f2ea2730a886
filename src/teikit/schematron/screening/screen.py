"""Which patterns may have something to say about a document, found without SaxonC.

A probe is an XPath 1.0 expression for libxml2 that is true at least wherever an assertion of its
pattern would speak or fail. It may be true too often: then SaxonC says that there is nothing. It
is asked only where the document has all the names without which it cannot be true.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any, Final

from lxml import etree

from teikit.records import dataclass
from teikit.schematron.screening.effort import order, too_much
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document
from teikit.xml.wording import Wording

ATTRIBUTE = "@"
"""What the name of an attribute, in Clark's notation, begins with among the names of a probe."""


SEVERAL = "+"
"""What the name of elements begins with if the document must have more than one."""

_MOST_QUESTIONS: Final = 256
_MOST_WORDINGS: Final = 1 << 13
# An element, perhaps by way of an attribute, with some attributes and without others.
_HAS: Final = r"attribute::[\w:.-]+"
_OF_TAG: Final = re.compile(
    rf"/descendant::[\w:.*-]+(?:/{_HAS}/parent::[\w.-]+:\*)?"
    rf"(?:\[(?:{_HAS}|not(?=\()| and | or |[()])+\])*"
)
_YES: Final = "1"


@dataclass(frozen=True, slots=True)
class Probe:
    """A question about a document on behalf of a pattern; `needs` are names it must have."""

    pattern: int
    needs: tuple[str, ...]
    xpath: str

    @property
    def is_of_tag(self) -> bool:
        """Whether the answer depends on nothing but the names in single tags."""
        return _OF_TAG.fullmatch(self.xpath) is not None


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
        found = inventory or take_inventory(document.tree)
        wordings, size = found.wordings, len(found.met)
        names = frozenset().union(self._repeated(wordings), *map(self._needed_in, wordings))
        # A document in which hardly two tags have the same names is asked as a whole.
        by_tags = len(wordings) <= _MOST_WORDINGS
        answered = self._questions(names, by_tags).answered(document.tree, size)
        return self.always.union(answered, *map(self._said_by, wordings if by_tags else ()))

    @cached_property
    def _needed_in(self) -> "Callable[[Wording], Set[str]]":
        """The names among those in a tag that some probe needs."""
        needs = self._needs
        return lru_cache(maxsize=_MOST_WORDINGS)(lambda wording: needs & _names(wording))

    @cached_property
    def _said_by(self) -> "Callable[[Wording], frozenset[int]]":
        """The patterns that may have something to say because of a single tag."""
        probes = [one for one in self.probes if one.is_of_tag]

        @lru_cache(maxsize=_MOST_QUESTIONS)
        def questions(asked: tuple[Probe, ...]) -> _Questions:
            return _Questions(asked, self.namespaces)

        @lru_cache(maxsize=_MOST_WORDINGS)
        def said_by(wording: Wording) -> frozenset[int]:
            names = _names(wording)
            asked = tuple(one for one in probes if names.issuperset(one.needs))
            return questions(asked).answered_by(wording)

        return said_by

    def _repeated(self, wordings: Mapping[Wording, int]) -> Iterator[str]:
        """Yield the names of elements that some probe needs more than one of."""
        counts: dict[str, int] = {}
        for one, count in wordings.items():
            if one.element in self._several:
                counts[one.element] = counts.get(one.element, 0) + count
        return (SEVERAL + name for name, count in counts.items() if count > 1)

    @cached_property
    def _several(self) -> frozenset[str]:
        return frozenset(
            one.removeprefix(SEVERAL) for one in self._needs if one.startswith(SEVERAL)
        )

    @cached_property
    def _needs(self) -> frozenset[str]:
        return frozenset(name for one in self.probes for name in one.needs)

    @cached_property
    def _questions(self) -> "Callable[[frozenset[str], bool], _Questions]":
        """What is asked of documents with certain names; few sets of names occur.

        It may be asked `by_tags` besides what single tags tell.
        """

        @lru_cache(maxsize=_MOST_QUESTIONS)
        def questions(names: frozenset[str], by_tags: bool) -> _Questions:
            asked = [one for one in self.probes if names.issuperset(one.needs)]
            others = [one for one in asked if not (by_tags and one.is_of_tag)]
            return _Questions(tuple(others), self.namespaces)

        return questions


def _names(wording: Wording) -> set[str]:
    """Return the names in a tag as probes need them."""
    return {wording.element, *(ATTRIBUTE + one for one in wording.attributes)}


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

    def answered_by(self, wording: Wording) -> frozenset[int]:
        """Return the patterns of all probes that may hold for a tag with certain names."""
        if not self.probes:
            return frozenset()
        try:
            alone = etree.Element(wording.element, dict.fromkeys(wording.attributes, ""))
        except ValueError:  # names that libxml2 does not take
            return frozenset(one.pattern for one in self.probes)
        return self.answered(etree.ElementTree(alone), 1)

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
