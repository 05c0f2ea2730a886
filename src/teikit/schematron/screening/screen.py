"""Which patterns may have something to say about a document, found without SaxonC.

A probe is an XPath 1.0 expression for libxml2 that is true at least wherever an assertion of its
pattern would speak or fail. It may be true too often: then SaxonC says that there is nothing. It
is asked only where the document has all the names without which it cannot be true.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from lxml import etree

from teikit.records import dataclass
from teikit.schematron.screening.effort import order, too_much
from teikit.xml.parse import Document, elements

ATTRIBUTE = "@"
"""What the name of an attribute, in Clark's notation, begins with among the names of a probe."""


SEVERAL = "+"
"""What the name of elements begins with if the document must have more than one."""


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

    def candidates(self, document: Document) -> frozenset[int]:
        """Return the numbers of all patterns that may have something to say."""
        if has_declarations(document):
            return self.always | {one.pattern for one in self.probes}
        found = set(self.always)
        names, size = _names(document)
        for probe, test in self._applicable(names):
            if probe.pattern not in found and _may_hold(test, document.tree, size):
                found.add(probe.pattern)
        return frozenset(found)

    def _applicable(self, names: set[str]) -> Iterator[tuple[Probe, "_Test"]]:
        for name in self._by_name.keys() & names:
            for probe, needs, test in self._by_name[name]:
                if needs <= names:
                    yield probe, test
        yield from self._without_names

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Probe, frozenset[str], "_Test"]]]:
        """The probes by one of the names they need, the one that documents have the least."""
        found: dict[str, list[tuple[Probe, frozenset[str], _Test]]] = {}
        for probe in self.probes:
            if probe.needs:
                rarest = min(probe.needs, key=_commonness)
                entry = (probe, frozenset(probe.needs), _Test(probe.xpath, self.namespaces))
                found.setdefault(rarest, []).append(entry)
        return found

    @cached_property
    def _without_names(self) -> list[tuple[Probe, "_Test"]]:
        return [
            (probe, _Test(probe.xpath, self.namespaces)) for probe in self.probes if not probe.needs
        ]


def _commonness(name: str) -> int:
    return [ATTRIBUTE, SEVERAL].index(name[0]) if name[0] in {ATTRIBUTE, SEVERAL} else 2


class _Test:
    """An expression that is compiled when it is first asked."""

    def __init__(self, xpath: str, namespaces: Mapping[str, str]) -> None:
        self._xpath = xpath
        self._namespaces = namespaces

    @cached_property
    def order(self) -> float:
        return order(self._xpath)

    @cached_property
    def ask(self) -> etree.XPath:
        return etree.XPath(
            f"boolean({self._xpath})", namespaces=dict(self._namespaces), smart_strings=False
        )


def _may_hold(test: _Test, tree: "etree._ElementTree", size: int) -> bool:
    if too_much(test.order, size):
        return True
    try:
        return bool(test.ask(tree))
    except etree.XPathError:
        return True  # it met a limit of libxml2


def _names(document: Document) -> tuple[set[str], int]:
    """Return the names of all elements and attributes, and how many elements there are."""
    tags: list[Any] = []
    attributes: list[Any] = []
    for element in elements(document.tree.getroot()):
        tags.append(element.tag)
        attributes += element.keys()
    names = Counter(tags)
    found = set(names)
    found.update([SEVERAL + name for name, number in names.items() if number > 1])
    found.update([ATTRIBUTE + name for name in set(attributes)])
    return found, len(tags)


def has_declarations(document: Document) -> bool:
    """Return whether entities may have cut texts in pieces, which XPath would count."""
    declared: Any = document.tree.docinfo.internalDTD  # the stubs do not know what a DTD has
    return declared is not None and bool(declared.entities() or declared.elements())
