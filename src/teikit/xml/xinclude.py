"""XInclude 1.0 over a stream of events: what is inside the root is included, the rest refused."""

from pathlib import Path
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from teikit.diagnostics import Severity
from teikit.names import XINCLUDE, XML
from teikit.records import dataclass
from teikit.source import Span
from teikit.xml.handler import Handler

_INCLUDE: Final = f"{XINCLUDE} include"
_FALLBACK: Final = f"{XINCLUDE} fallback"
_XML_ID: Final = f"{XML} id"
_XML_BASE: Final = f"{XML} base"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A file that an xi:include asks for, and the element of it (None: the whole document)."""

    href: str
    path: Path
    element_id: str | None
    as_text: bool

    @property
    def key(self) -> tuple[Path, str | None]:
        """Return what two inclusions of the same thing have in common."""
        return self.path, self.element_id


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an xi:include is not followed."""

    message: str
    hint: str


class Including(Protocol):
    """The reading that an `Expander` is part of."""

    @property
    def root(self) -> Path | None:
        """The folder whose files may be included."""

    def include(self, inclusion: Inclusion, handler: Handler, /) -> None:
        """Feed the handler what the inclusion asks for."""

    def text(self, inclusion: Inclusion, /) -> str:
        """Return the text that the inclusion asks for."""

    def report(
        self,
        code: str,
        message: str,
        *,
        span: Span | None = None,
        severity: Severity = Severity.ERROR,
        hints: tuple[str, ...] = (),
    ) -> None:
        """Record a diagnostic."""

    def here(self) -> Span:
        """Return the place of the current event."""


class _Origin(Protocol):
    @property
    def path(self) -> Path | None: ...


def resolve(
    attributes: dict[str, str], including: Path | None, root: Path | None
) -> Inclusion | Refusal:
    """Return the file an xi:include in the file `including` asks for, if it may be read."""
    href = attributes.get("href", "")
    if including is None or root is None:
        return Refusal(f"“{href}” is not included: nothing outside this file may be read here.", "")
    try:
        parts = urlsplit(href)
        path = _path_inside(href, parts, including, root)
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, no name at all
        return Refusal(f"“{href}” is not included: no file can be called that.", "")
    if isinstance(path, Refusal):
        return path
    as_text = attributes.get("parse", "xml") == "text"
    pointer = attributes.get("xpointer") or parts.fragment
    element_id = _element_id(pointer) if pointer else None
    if pointer and (element_id is None or as_text):
        return Refusal(
            f"The pointer “{pointer}” is of a kind that teikit does not follow.",
            "Point to an element by its xml:id.",
        )
    return Inclusion(href, path, element_id, as_text)


def _path_inside(href: str, parts: SplitResult, including: Path, root: Path) -> Path | Refusal:
    if parts.scheme or parts.netloc:
        return Refusal(
            f"“{href}” is not included: only files of the edition are, given by a relative path.",
            "Keep a copy inside the edition and include that.",
        )
    path = (including.parent / unquote(parts.path)).resolve() if parts.path else including.resolve()
    if not path.is_relative_to(root.resolve()):
        return Refusal(
            f"“{href}” is not included: it lies outside the edition’s folder.",
            f"Move it into {root.resolve().name}, or start from the folder that holds both.",
        )
    if not path.is_file():
        return Refusal(
            f"The file “{href}” that should be included does not exist.",
            "Correct the path in @href, which starts from the folder of this file.",
        )
    return path


def _element_id(pointer: str) -> str | None:
    """Return the xml:id of a shorthand pointer or of element(id)."""
    name = pointer.removeprefix("element(").removesuffix(")")
    return None if set(name) & set("()/'\" ") else name


class Expander:
    """A handler that passes events on and puts included events in the place of xi:include."""

    def __init__(self, handler: Handler, including: Including, origin: _Origin) -> None:
        self._handler = handler
        self._including = including
        self._origin = origin
        self._skipping = 0  # levels open inside an xi:include, itself counted
        self._failed: tuple[Refusal, Span] | None = None
        self._outer: list[int] = []  # what _skipping was outside the open fallbacks

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag."""
        if self._skipping:
            self._skipping += 1
            if self._skipping == 2 and name == _FALLBACK and self._failed:
                self._fall_back()
        elif name == _INCLUDE:
            self._skipping = 1
            self._include(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        else:
            self._handler.start(name, attributes)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if not self._skipping and name == _FALLBACK and self._outer:
            self._skipping = self._outer.pop()
        elif self._skipping:
            self._skipping -= 1
            if not self._skipping and self._failed:
                self._report(Severity.ERROR)
        else:
            self._handler.end(name)

    def text(self, data: str) -> None:
        """Take character data."""
        if not self._skipping:
            self._handler.text(data)

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Take a namespace declaration."""
        self._handler.namespace(prefix, uri)

    def depth(self) -> int:
        """Return how many elements are open."""
        return self._handler.depth()

    def _include(self, attributes: dict[str, str]) -> None:
        found = resolve(attributes, self._origin.path, self._including.root)
        if isinstance(found, Refusal):
            self._failed = found, self._including.here()
            return
        try:
            self._put(found)
        except OSError as error:
            message = f"“{found.href}” cannot be read: {error.strerror or error}."
            self._failed = Refusal(message, ""), self._including.here()

    def _put(self, found: Inclusion) -> None:
        """Put what an inclusion asks for in the place of the xi:include."""
        if found.as_text:
            self._handler.text(self._including.text(found))
            return
        selected = _Selected(self._handler, found)
        self._including.include(found, selected)
        if not selected.found:
            message = f"“{found.href}” holds no element with the xml:id “{found.element_id}”."
            self._failed = Refusal(message, ""), self._including.here()

    def _fall_back(self) -> None:
        self._report(Severity.WARNING)
        self._outer.append(1)
        self._skipping = 0

    def _report(self, severity: Severity) -> None:
        if self._failed:
            refusal, span = self._failed
            fallback = ("The fallback is used instead.",) if severity is Severity.WARNING else ()
            hints = (*fallback, refusal.hint) if refusal.hint else fallback
            self._including.report(
                "XML015", refusal.message, span=span, severity=severity, hints=hints
            )
        self._failed = None


class _Selected:
    """Passes on the events of the wanted element only, with the xml:base XInclude gives it."""

    def __init__(self, handler: Handler, inclusion: Inclusion) -> None:
        self._handler = handler
        self._inclusion = inclusion
        self._open = 0
        self.found = False

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag."""
        if not self._open and not self._is_wanted(attributes):
            return
        if not self._open:
            self.found = True
            if self._inclusion.href and _XML_BASE not in attributes[::2]:
                attributes = [*attributes, _XML_BASE, self._inclusion.href]
        self._open += 1
        self._handler.start(name, attributes)

    def _is_wanted(self, attributes: list[str]) -> bool:
        wanted = self._inclusion.element_id
        if self.found:
            return False
        return wanted is None or (_XML_ID, wanted) in zip(
            attributes[::2], attributes[1::2], strict=True
        )

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self._open:
            self._open -= 1
            self._handler.end(name)

    def text(self, data: str) -> None:
        """Take character data."""
        if self._open:
            self._handler.text(data)

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        """Take a namespace declaration."""
        self._handler.namespace(prefix, uri)

    def depth(self) -> int:
        """Return how many elements are open."""
        return self._handler.depth()
