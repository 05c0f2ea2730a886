"""Documents as lxml trees, made only from what has been read safely, with exact places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, overload

from lxml import etree

from teikit.diagnostics import Diagnostic, Outcome, Severity, has_errors
from teikit.names import XINCLUDE_MARK, clark_of
from teikit.records import dataclass
from teikit.source import SourceFile, Span, span_at
from teikit.xml.encoding import decode_foreign
from teikit.xml.events import MAX_DEPTH, Stop, drive
from teikit.xml.handler import Handler
from teikit.xml.locator import Locator
from teikit.xml.scan import TagPlaces, tag_places

_MOST_NAMESPACES: Final = 300
_COUNT: Final = etree.XPath("count(/descendant::*)")


@dataclass(frozen=True)
class Document:
    """A parsed document: its tree, and the places of its elements.

    `root` is the folder its XIncludes were expanded from.
    """

    source: SourceFile
    tree: etree._ElementTree
    spans: Sequence[Span]
    root: Path | None = None

    @cached_property
    def _numbers(self) -> "_Numbers":
        return _Numbers(self.tree.getroot())

    def number(self, element: etree._Element) -> int:
        """Return how many elements start before an element."""
        return self._numbers[element]

    def span(self, element: etree._Element) -> Span:
        """Return the place of an element's start tag."""
        return self.spans[self._numbers[element]]

    def attribute_span(self, element: etree._Element, name: str) -> Span:
        """Return the stretch of an element's attribute; `name` is in Clark's notation.

        Where the document does not show it, as in a tag that comes from an entity, it is the
        tag's.
        """
        return self.attribute_span_in(self._numbers[element], name)

    def attribute_span_in(self, number: int, name: str) -> Span:
        """Return the stretch of an attribute of the element before which so many others start."""
        if isinstance(self.spans, _LaterSpans) and self.spans.plain is not None:
            return self.spans.plain.attribute(number, name)
        found = self._attributes.get(number)
        return found.get(name, self.spans[number]) if found else self.spans[number]

    @cached_property
    def _attributes(self) -> dict[int, dict[str, Span]]:
        # Asked for only when something is wrong, so that it may be read once more.
        finder = _AttributePlaces()
        _drive(self.source, finder, self.root)
        return finder.found


class _Numbers(dict[etree._Element, int]):  # noqa: SLF001
    """The numbers of elements, as far into the document as one has been asked for."""

    def __init__(self, root: etree._Element) -> None:
        super().__init__()
        self._rest = enumerate(elements(root))

    def __missing__(self, element: etree._Element) -> int:
        for number, one in self._rest:
            self[one] = number
            if one is element:
                return number
        raise KeyError(element)


def parse_document(
    source: SourceFile, *, root: Path | None = None, incomplete: bool = False
) -> Outcome[Document]:
    """Return a document's tree with the place of every element.

    XIncludes are expanded from inside `root` (None: refused); entities the document declares
    itself are expanded, others refused. The value is None where the XML is at fault; with
    `incomplete`, an inclusion that cannot be made is no fault but a warning.
    """
    builder = _Builder() if XINCLUDE_MARK in source.data else _Places()
    diagnostics = tuple(_drive(source, builder, root))
    if incomplete:
        diagnostics = tuple(map(_tolerated, diagnostics))
    if builder.depth() > MAX_DEPTH:
        diagnostics = (*diagnostics, _too_deep(builder.spans[-1]))
    if isinstance(builder, _Builder) and builder.refused:
        diagnostics = (*diagnostics, builder.refused)
    if has_errors(diagnostics):
        return Outcome(None, diagnostics)
    try:
        tree = builder.tree() if isinstance(builder, _Builder) else _parse(source)
    except etree.XMLSyntaxError as error:
        return Outcome(None, (*diagnostics, _refused_by_libxml2(source, error)))
    return Outcome(Document(source, tree, builder.spans, root), diagnostics)


def located_later(source: SourceFile, *, root: Path | None = None) -> Document | None:
    """Return a document that is known to be well-formed; places are found when first asked for.

    It is what `parse_document` returns, in a fraction of the time where nothing is asked. None
    where the document cannot be had after all, as when it needs what is refused.
    """
    if XINCLUDE_MARK in source.data:
        return parse_document(source, root=root).value
    try:
        tree = _parse(source)
        return Document(source, tree, _LaterSpans(source, root, tree), root)
    except etree.XMLSyntaxError:
        return None


class _LaterSpans(Sequence[Span]):
    """The places of a document's elements, found when the first of them is asked for."""

    def __init__(self, source: SourceFile, root: Path | None, tree: etree._ElementTree) -> None:
        self._source = source
        self._root = root
        self._tree = tree

    @cached_property
    def _length(self) -> int:
        count: Any = _COUNT(self._tree)  # the stubs do not know which value it has
        return int(count)

    @cached_property
    def plain(self) -> TagPlaces | None:
        """The places of tags and attributes, where they can be had without reading once more."""
        return tag_places(self._source)

    @cached_property
    def _spans(self) -> list[Span]:
        places = _Places()
        _drive(self._source, places, self._root)
        return places.spans

    @overload
    def __getitem__(self, index: int, /) -> Span: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[Span]: ...
    def __getitem__(self, index: int | slice, /) -> Span | list[Span]:
        if isinstance(index, int) and self.plain is not None:
            return self.plain.tag(index)
        return self._spans[index]

    def __len__(self) -> int:
        return self._length


def _tolerated(diagnostic: Diagnostic) -> Diagnostic:
    if diagnostic.code != "XML015":
        return diagnostic
    return replace(diagnostic, severity=Severity.WARNING)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Return the elements of a tree in document order, without comments and the like."""
    return root.iter(etree.Element)


def _parse(source: SourceFile) -> etree._ElementTree:
    decoded = decode_foreign(source)
    if isinstance(decoded, Diagnostic):
        msg = "events are read before trees, so the encoding is known to be good"
        raise TypeError(msg)
    return etree.ElementTree(etree.fromstring(decoded.data, _parser(decoded.override)))


@lru_cache(maxsize=8)
def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=True,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=False,  # else an xml:id that is no name keeps the tree from being made
    )


def _too_deep(span: Span) -> Diagnostic:
    return Diagnostic(
        "XML012", f"Elements are nested more than {MAX_DEPTH:,} levels deep here.", span
    )


def _refused_by_libxml2(source: SourceFile, error: etree.XMLSyntaxError) -> Diagnostic:
    # expat has read the document, so only a limit or a rule of libxml2's own can be the reason.
    line, column = error.position
    return Diagnostic(
        "XML001",
        f"This is not well-formed XML: {error.msg}.",
        span_at(source.name, max(1, line or 1), max(1, column or 1)),
    )


class _Places:
    """A handler that records where elements start, and stops at too many levels."""

    locator: Locator

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._depth = 0

    def start(self, _name: str, _attributes: list[str]) -> None:
        """Take a start tag."""
        self.spans.append(self.locator.span())
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Stop

    def end(self, _name: str) -> None:
        """Take an end tag."""
        self._depth -= 1

    def text(self, _data: str) -> None:
        """Take character data."""

    def namespace(self, _prefix: str | None, _uri: str | None) -> None:
        """Take a namespace declaration."""

    def depth(self) -> int:
        """Return how many elements are open."""
        return self._depth


def _drive(source: SourceFile, places: _Places, root: Path | None) -> list[Diagnostic]:
    """Read a document for its places; return what XML objects to."""

    def connect(locator: Locator) -> Handler:
        places.locator = locator
        return places

    return drive(source, connect, root=root)


class _AttributePlaces(_Places):
    """A handler that records where attributes are, by the number of their element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[int, dict[str, Span]] = {}

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag."""
        number = len(self.spans)
        super().start(name, attributes)
        if attributes:
            names = attributes[::2]
            self.found[number] = {clark_of(one): self.locator.attribute(one) for one in names}


class _Builder(_Places):
    """A handler that also builds the tree, for documents whose XIncludes are expanded."""

    def __init__(self) -> None:
        super().__init__()
        self._target = etree.TreeBuilder()
        self._nsmap: dict[str | None, str] = {}
        self.refused: Diagnostic | None = None

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag."""
        super().start(name, attributes)
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        values = {clark_of(key): value for key, value in pairs}
        try:
            # The stubs do not know the third parameter.
            self._target.start(clark_of(name), values, self._nsmap)  # type: ignore[call-arg, arg-type]
        except ValueError as error:
            # libxml2 is stricter about namespaces than expat.
            message = f"This is not well-formed XML: {error}."
            self.refused = Diagnostic("XML001", message, self.spans[-1])
            raise Stop from error
        self._nsmap = {}

    def end(self, name: str) -> None:
        """Take an end tag."""
        super().end(name)
        self._target.end(clark_of(name))

    def text(self, data: str) -> None:
        """Take character data."""
        self._target.data(data)

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Take a namespace declaration."""
        if uri:
            self._nsmap[prefix] = uri
        if len(self._nsmap) > _MOST_NAMESPACES:
            message = f"A single tag declares more than {_MOST_NAMESPACES} namespaces here."
            self.refused = Diagnostic("XML013", message, self.locator.span())
            raise Stop

    def tree(self) -> etree._ElementTree:
        """Return the tree of all the events."""
        return etree.ElementTree(self._target.close())
