"""What the compiled stylesheet says about a document, as data."""

from collections.abc import Iterator

from lxml import etree

from teikit.records import dataclass
from teikit.schematron.names import RUN

_R = f"{{{RUN}}}"


@dataclass(frozen=True, slots=True)
class Place:
    """A node: the number of its element in the document, counted from 1 (0: the document).

    `attribute` is the name of an attribute ("namespace local"), `after` the number of elements
    before a text in its element; `document` is a URI, "" for the main document.
    """

    element: int
    attribute: str = ""
    after: int | None = None
    document: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An assertion that failed or a report that was made; `element` holds its texts."""

    assertion: int
    place: Place
    element: etree._Element

    def roles(self) -> tuple[str, ...]:
        """Return what is said of its weight, the nearest first."""
        names = ("severity", "role", "rule-role")
        return tuple(value for name in names if (value := self.element.get(name)))

    def text(self) -> str:
        """Return the text of the assertion, with white space folded."""
        return folded(self.element.find(_R + "text"))

    def diagnostics(self) -> Iterator[str]:
        """Yield the texts of the diagnostics."""
        for one in self.element.iterchildren(_R + "diagnostic"):
            text = folded(one)
            if text:
                yield text


@dataclass(frozen=True, slots=True)
class Fault:
    """An assertion (or else a pattern) that could not be evaluated."""

    assertion: int | None
    pattern: int | None
    place: Place
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that was applied to a node."""

    rule: int
    place: Place
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Results:
    """All that was found, in the order of the nodes."""

    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    fired: tuple[Fired, ...]
    active: tuple[tuple[int, str], ...]


def read_results(text: str) -> Results:
    """Return what a compiled stylesheet put out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(text, parser)
    return Results(
        tuple(
            Finding(int(one.get("a", "0")), _place(one), one)
            for one in root.iterchildren(_R + "failed")
        ),
        tuple(_fault(one) for one in root.iterchildren(_R + "error")),
        tuple(
            Fired(int(one.get("u", "0")), _place(one), one)
            for one in root.iterchildren(_R + "fired")
        ),
        tuple(
            (int(one.get("p", "0")), one.get("d", "")) for one in root.iterchildren(_R + "active")
        ),
    )


def folded(element: etree._Element | None) -> str:
    """Return the text of an element with white space folded."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _place(element: etree._Element) -> Place:
    after = element.get("after")
    return Place(
        int(element.get("n", "0")),
        element.get("attribute", ""),
        None if after is None else int(after),
        element.get("d", ""),
        element.get("location", ""),
    )


def _fault(element: etree._Element) -> Fault:
    assertion, pattern = element.get("a"), element.get("p")
    return Fault(
        None if assertion is None else int(assertion),
        None if pattern is None else int(pattern),
        _place(element),
        element.get("code", ""),
        folded(element),
    )
