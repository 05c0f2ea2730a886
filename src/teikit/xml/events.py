"""Streaming events from expat, with exact places; nothing a document names is ever opened."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from xml.parsers import expat

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import XINCLUDE
from teikit.records import dataclass
from teikit.source import SourceFile, Span
from teikit.xml.encoding import (
    HEAD,
    Decoded,
    check_declaration,
    declared_encoding,
    decode_foreign,
    encoding_inside,
    is_native,
    mark_length,
    override_of,
)
from teikit.xml.handler import Handler
from teikit.xml.locator import Locator

# What only few documents need is brought in by the first of them.
if TYPE_CHECKING:
    from teikit.xml.xinclude import Inclusion

CHUNK: Final = 1 << 16
MAX_DEPTH: Final = 1000
MAX_TOKEN: Final = 1 << 24  # bytes of one tag, comment or attribute
MAX_INCLUDES: Final = 40  # xi:include within xi:include
MAX_INCLUDED: Final = 20_000  # xi:include in a document and all it includes
MAX_BYTES: Final = 1 << 28  # of all that is included


@dataclass(frozen=True, slots=True)
class Stream:
    """A source that is read in pieces: its name for diagnostics, and how to open it."""

    name: str
    open: Callable[[], BinaryIO]
    path: Path | None = None


def stream_of(source: SourceFile | Path) -> Stream:
    """Return a stream over bytes that are at hand, or over a file that may be large."""
    if isinstance(source, Path):
        return Stream(str(source), lambda: source.open("rb"), source)
    return Stream(source.name, lambda: BytesIO(source.data), source.path)


def drive(
    source: SourceFile | Path,
    connect: Callable[[Locator], Handler],
    *,
    root: Path | None = None,
    buffer_text: bool = True,
) -> list[Diagnostic]:
    """Feed a document's events to the handler that `connect` makes; return what XML objects to.

    XIncludes are expanded from files inside `root` (None: refused). Without `buffer_text`, text
    comes in pieces of at most a line, each with its own place. A document that is not
    well-formed ends with a diagnostic after the events before the fault. Raises `OSError` where
    the file cannot be read.
    """
    locator = Locator()
    run = _Run(connect(locator), locator, root, buffer_text=buffer_text)
    with contextlib.suppress(Stop):
        run.read(stream_of(source), run.handler)
    return run.diagnostics


class Stop(Exception):  # noqa: N818 - not an error: the way out of expat's callbacks
    """Reading ends here, for a reason that is already recorded."""


class _Run:
    """One reading of a document and of what it includes."""

    def __init__(
        self, handler: Handler, locator: Locator, root: Path | None, *, buffer_text: bool
    ) -> None:
        self.handler = handler
        self.buffer_text = buffer_text
        self.locator = locator
        self.root = root
        self.diagnostics: list[Diagnostic] = []
        self.including: list[tuple[Path | None, str | None]] = []
        self.included = 0
        self.bytes = 0

    def read(self, stream: Stream, handler: Handler) -> None:
        """Parse a stream to its end; raises `Stop` at what makes going on pointless."""
        with stream.open() as file:
            first = file.read(CHUNK)
            head = first[:HEAD]
            encoding = declared_encoding(head)
            decoded: Decoded | Diagnostic | None = check_declaration(stream.name, head)
            if not is_native(encoding):
                file.seek(0)
                decoded = decode_foreign(_whole(stream, file))
            if isinstance(decoded, Diagnostic):
                self.diagnostics.append(decoded)
                raise Stop
            parser = expat.ParserCreate(decoded.override if decoded else override_of(head), " ")
            self._connect(parser, handler, stream)
            if decoded:
                self.locator.enter(stream.name, parser, decoded.override or "utf-8", 0)
            else:
                mark = mark_length(head)
                inside = encoding_inside(head) if mark else encoding
                self.locator.enter(stream.name, parser, inside, mark)
            try:
                rest = _chunks(BytesIO(decoded.data) if decoded else file)
                self._feed(parser, rest if decoded else chain([first], rest))
            except expat.ExpatError as error:
                self.diagnostics.append(_describe(stream, error))
                raise Stop from error
            finally:
                self.locator.leave()
                # It refers to the parser: without it, both go at once, and not only some time.
                parser.StartNamespaceDeclHandler = None

    def _feed(self, parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
        fed = 0
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                self.stop(
                    "XML013", "A single tag or attribute here is longer than 16 million bytes."
                )
            if self.handler.depth() > MAX_DEPTH:
                self.stop(
                    "XML012", f"Elements are nested more than {MAX_DEPTH:,} levels deep here."
                )
        parser.Parse(b"", True)

    def _connect(self, parser: expat.XMLParserType, handler: Handler, stream: Stream) -> None:
        parser.ordered_attributes = True
        if self.buffer_text:
            parser.buffer_text = True
            parser.buffer_size = CHUNK
        _attach(parser, handler)
        parser.ExternalEntityRefHandler = self._refuse_external
        parser.SkippedEntityHandler = self._skipped_entity
        parser.StartDoctypeDeclHandler = self._doctype
        expanding = False

        def namespace(prefix: str | None, uri: str | None) -> None:
            nonlocal expanding
            handler.namespace(prefix, uri)
            # Most documents never pay for XInclude: its handlers come in where it is declared.
            if uri == XINCLUDE and not expanding:
                from teikit.xml.xinclude import Expander

                expanding = True
                _attach(parser, Expander(handler, self, stream))

        parser.StartNamespaceDeclHandler = namespace

    def include(self, inclusion: "Inclusion", handler: Handler) -> None:
        """Feed the handler what an xi:include asks for."""
        if inclusion.key in self.including or len(self.including) > MAX_INCLUDES:
            self.stop(
                "XML017", f"“{inclusion.href}” includes itself, directly or by way of others."
            )
        self._count(inclusion)
        self.including.append(inclusion.key)
        self.read(stream_of(inclusion.path), handler)
        self.including.pop()

    def text(self, inclusion: "Inclusion") -> str:
        """Return the text that an xi:include asks for."""
        self._count(inclusion)
        return inclusion.path.read_text(encoding="utf-8", errors="replace")

    def _count(self, inclusion: "Inclusion") -> None:
        self.included += 1
        self.bytes += inclusion.path.stat().st_size
        if self.included > MAX_INCLUDED or self.bytes > MAX_BYTES:
            self.stop(
                "XML019", f"“{inclusion.href}” is not included: this document includes too much."
            )

    def here(self) -> Span:
        """Return the place of the current event."""
        return self.locator.span()

    def _doctype(
        self, _name: str, system: str | None, _public: str | None, _has_subset: int
    ) -> None:
        if system is not None:
            self.report(
                "XML014",
                f"The document type definition “{system}” is not read.",
                severity=Severity.WARNING,
                hints=("Delete the <!DOCTYPE …> line: TEI documents need no DTD.",),
            )

    def _refuse_external(
        self, _context: str, _base: str | None, system: str | None, _public: str | None
    ) -> int:
        self.report(
            "XML010",
            f"The external entity “{system}” is not read: a document may not bring in other files "
            "this way.",
            hints=("Put the text into the document, or use xi:include inside the edition.",),
        )
        return 1

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.report(
                "XML006",
                f"&{name}; is not declared in this file.",
                hints=("Write the character itself, or its number such as &#160;.",),
            )

    def report(
        self,
        code: str,
        message: str,
        *,
        span: Span | None = None,
        severity: Severity = Severity.ERROR,
        hints: tuple[str, ...] = (),
    ) -> None:
        """Record a diagnostic, at the current place unless `span` gives another."""
        place = span or self.locator.span()
        self.diagnostics.append(Diagnostic(code, message, place, severity, hints))

    def stop(self, code: str, message: str) -> None:
        """Record a diagnostic at the current place and end the reading."""
        self.report(code, message)
        raise Stop


def _attach(parser: expat.XMLParserType, handler: Handler) -> None:
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _whole(stream: Stream, file: BinaryIO) -> SourceFile:
    return SourceFile(stream.name, file.read(), stream.path)


def _describe(stream: Stream, error: expat.ExpatError) -> Diagnostic:
    from teikit.xml.malformed import describe

    # Only now, in the rare case, is the whole file needed.
    with stream.open() as file:
        source = _whole(stream, file)
    decoded = decode_foreign(source)
    if isinstance(decoded, Diagnostic):
        return decoded
    text = decoded.data.decode(
        decoded.override or declared_encoding(source.data[:HEAD]), errors="replace"
    )
    return describe(source, error, text, decoded.override)
