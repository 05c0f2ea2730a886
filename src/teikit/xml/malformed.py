"""Why a file is not well-formed XML, in words: expat's error numbers looked at again."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import field
from typing import Final
from xml.parsers import expat
from xml.parsers.expat import errors

from teikit.diagnostics import Diagnostic, Related
from teikit.records import dataclass
from teikit.source import Position, SourceFile, Span, span_at
from teikit.xml.encoding import HEAD, check_encoding, mark_length, override_of
from teikit.xml.foreign import foreign

_NAME: Final = r"[^\s<>&;/=\"']+"
_AMPLIFICATION: Final = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, not named by pyexpat
_SYNTAX: Final = errors.codes[errors.XML_ERROR_SYNTAX]


@dataclass(slots=True)
class _Failure:
    """Where expat stopped, with the elements that were open there, outermost first."""

    source: SourceFile
    text: str
    position: Position
    code: int
    open_elements: list[tuple[str, Position]] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span(self.source.name, self.position)

    def rest(self) -> str:
        """Return the text from the failing place on, not more than a line or so."""
        lines = self.text.split("\n", self.position.line)
        if len(lines) < self.position.line:
            return ""
        return lines[self.position.line - 1][self.position.column - 1 :][:200]


def describe(
    source: SourceFile, error: expat.ExpatError, text: str, override: str | None
) -> Diagnostic:
    """Return the diagnostic for a failed parse of `source`, whose decoded text is `text`.

    `override` is the encoding expat was told to use, None where it found out itself.
    """
    if not source.data.strip():
        return Diagnostic(
            "XML003",
            "The file is empty.",
            source.start(),
            hints=('A TEI document starts with <TEI xmlns="http://www.tei-c.org/ns/1.0">.',),
        )
    other = foreign(source)
    if other is not None:
        return other
    mark = mark_length(source.data[:4]) if override is None and error.lineno == 1 else 0
    position = Position(error.lineno, error.offset + 1 - mark)
    text = text.removeprefix("\ufeff")
    if error.code == _AMPLIFICATION:
        return Diagnostic(
            "XML011",
            "The entities declared in this file expand to far more text than the file holds.",
            Span(source.name, position),
            hints=("Write the text out instead of building entities from entities.",),
        )
    # A byte in the wrong encoding looks to expat like bad markup: look at the encoding first.
    wrong_encoding = check_encoding(source)
    if wrong_encoding is not None:
        return wrong_encoding
    failure = _Failure(source, text, position, error.code)
    failure.open_elements = _open_elements(source, override, position)
    return _DESCRIPTIONS.get(error.code, _not_well_formed)(failure)


def _open_elements(
    source: SourceFile, override: str | None, failed_at: Position
) -> list[tuple[str, Position]]:
    """Return the elements that are open where the parse fails, each with its start."""
    parser = expat.ParserCreate(override or override_of(source.data[:HEAD]))
    stack: list[tuple[str, Position]] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        place = Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if place < failed_at:
            stack.append((name, place))

    def end(_name: str) -> None:
        if stack:
            stack.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(source.data, True)
    return stack


def _not_well_formed(failure: _Failure) -> Diagnostic:
    reason = errors.messages.get(failure.code, expat.ErrorString(failure.code) or "syntax error")
    message = f"This is not well-formed XML: {reason}."
    if failure.code != _SYNTAX or failure.open_elements:
        return Diagnostic("XML001", message, failure.span)
    hint = "An XML file starts with a tag, such as <TEI>: delete what stands before it."
    return Diagnostic("XML001", message, failure.span, hints=(hint,))


def _tag_mismatch(failure: _Failure) -> Diagnostic:
    found = re.match(rf"(?:</)?({_NAME})", failure.rest())
    end_tag = f"</{found[1]}>" if found else "This end tag"
    # expat reports the name inside the end tag; the reader looks for the tag itself.
    start = failure.position
    if found and not failure.rest().startswith("</"):
        start = Position(start.line, max(1, start.column - 2))
    span = Span(failure.source.name, start)
    if not failure.open_elements:
        return Diagnostic("XML004", f"{end_tag} closes an element that is not open.", span)
    name, opened = failure.open_elements[-1]
    return Diagnostic(
        "XML004",
        f"{end_tag} does not match <{name}>, which was opened in line {opened.line} and is still "
        "open here.",
        span,
        hints=(f"Close <{name}> with </{name}> first, or correct one of the two names.",),
        related=(Related(Span(failure.source.name, opened), f"<{name}> is opened here."),),
    )


def _no_more_input(failure: _Failure) -> Diagnostic:
    if not failure.open_elements:
        return _not_well_formed(failure)
    name, opened = failure.open_elements[-1]
    return Diagnostic(
        "XML004",
        f"The file ends while <{name}>, opened in line {opened.line}, is still open.",
        failure.span,
        hints=(f"Add </{name}>; if the end of the file is missing, restore it from a copy.",),
        related=(Related(Span(failure.source.name, opened), f"<{name}> is opened here."),),
    )


def _invalid_token(failure: _Failure) -> Diagnostic:
    rest = failure.rest()
    place = failure.span
    line = failure.text.split("\n", failure.position.line)[failure.position.line - 1 :][:1]
    before = line[0][: failure.position.column - 1] if line else ""
    # expat points at the character after “&” or “<”.
    if before.endswith(("&", "<")):
        place = span_at(failure.source.name, failure.position.line, failure.position.column - 1)
        rest = before[-1] + rest
    if rest.startswith("&"):
        return Diagnostic(
            "XML005",
            "The character & begins an entity in XML and cannot stand alone.",
            place,
            hints=("Write &amp; for the character itself.",),
        )
    if rest.startswith("<"):
        return Diagnostic(
            "XML005",
            "The character < begins a tag in XML and cannot stand here.",
            place,
            hints=("Write &lt; for the character itself.",),
        )
    character = rest[:1]
    if character and ord(character) < 32:
        return Diagnostic(
            "XML001",
            f"The control character U+{ord(character):04X} is not allowed in XML.",
            place,
            hints=("Delete it; it usually comes from a word processor or a copied PDF.",),
        )
    shown = f" at “{character}”" if character.strip() else ""
    return Diagnostic("XML001", f"This is not well-formed XML{shown}.", place)


def _undefined_entity(failure: _Failure) -> Diagnostic:
    found = re.match(rf"&({_NAME});", failure.rest())
    name = f"&{found[1]};" if found else "This entity"
    return Diagnostic(
        "XML006",
        f"{name} is not declared: XML itself knows only &amp; &lt; &gt; &quot; &apos;.",
        failure.span,
        hints=("Write the character itself, or its number such as &#160;.",),
    )


def _unbound_prefix(failure: _Failure) -> Diagnostic:
    found = re.match(rf"</?({_NAME}?):", failure.rest()) or re.search(
        rf"\s({_NAME}?):{_NAME}\s*=", failure.rest()
    )
    prefix = f"The prefix “{found[1]}:”" if found else "A prefix used here"
    return Diagnostic(
        "XML007",
        f"{prefix} is not bound to a namespace.",
        failure.span,
        hints=('Declare it on the root element, for example xmlns:xi="…".',),
    )


def _duplicate_attribute(failure: _Failure) -> Diagnostic:
    found = re.match(rf"({_NAME})", failure.rest())
    name = f"The attribute @{found[1]}" if found else "An attribute"
    return Diagnostic(
        "XML008",
        f"{name} is given twice in the same tag.",
        failure.span,
        hints=("Keep one of the two; several values of one attribute are separated by spaces.",),
    )


def _after_the_end(failure: _Failure) -> Diagnostic:
    return Diagnostic(
        "XML009",
        "There is more text after the end tag of the document's outermost element.",
        failure.span,
        hints=("An XML file has exactly one outermost element: wrap both, or delete the rest.",),
    )


def _late_declaration(failure: _Failure) -> Diagnostic:
    return Diagnostic(
        "XML001",
        "The XML declaration <?xml …?> must be the very first thing in the file.",
        failure.span,
        hints=("Delete the spaces or lines before it.",),
    )


def _no_element(failure: _Failure) -> Diagnostic:
    if failure.open_elements:
        return _no_more_input(failure)
    return Diagnostic(
        "XML003",
        "The file holds no element.",
        failure.span,
        hints=('A TEI document starts with <TEI xmlns="http://www.tei-c.org/ns/1.0">.',),
    )


_DESCRIPTIONS: Final[dict[int, Callable[[_Failure], Diagnostic]]] = {
    errors.codes[errors.XML_ERROR_TAG_MISMATCH]: _tag_mismatch,
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN]: _no_more_input,
    errors.codes[errors.XML_ERROR_NO_ELEMENTS]: _no_element,
    errors.codes[errors.XML_ERROR_INVALID_TOKEN]: _invalid_token,
    errors.codes[errors.XML_ERROR_UNDEFINED_ENTITY]: _undefined_entity,
    errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]: _unbound_prefix,
    errors.codes[errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: _duplicate_attribute,
    errors.codes[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: _after_the_end,
    errors.codes[errors.XML_ERROR_MISPLACED_XML_PI]: _late_declaration,
}
