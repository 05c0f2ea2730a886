"""What every element of RELAX NG in XML syntax has in common (specification, 3 and 4.1 to 4.5)."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, TypedDict

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, XML, split_clark
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.annotate import foreign_attribute, foreign_element, text_of
from teikit.relaxng.charclass import is_name_char, is_name_start
from teikit.relaxng.uri import is_datatype_library, joined
from teikit.source import Span

Markup: TypeAlias = etree._Element  # noqa: SLF001 - lxml's public type has a private name
_RNG: Final = f"{{{RELAXNG}}}"
_XML_BASE: Final = f"{{{XML}}}base"
_DOCUMENTATION: Final = f"{{{RELAXNG_ANNOTATIONS}}}documentation"
MAX_DEPTH: Final = 100
"""How many patterns may be inside one another; real schemas have not got twenty."""
DEFAULT_VALUE: Final = f"{{{RELAXNG_ANNOTATIONS}}}defaultValue"
_COMMON: Final = frozenset({"ns", "datatypeLibrary"})
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "element": frozenset({"name"}),
    "attribute": frozenset({"name"}),
    "ref": frozenset({"name"}),
    "parentRef": frozenset({"name"}),
    "define": frozenset({"name", "combine"}),
    "start": frozenset({"combine"}),
    "param": frozenset({"name"}),
    "data": frozenset({"type"}),
    "value": frozenset({"type"}),
    "externalRef": frozenset({"href"}),
    "include": frozenset({"href"}),
}
SPACE: Final = " \t\r\n"


class WrongError(Exception):
    """What is being read makes no sense; the diagnostic is already recorded."""


@dataclass(frozen=True, slots=True)
class Context:
    """What elements inherit: the namespace of names, the datatype library, the base URI."""

    namespace: str | None
    library: str
    base: str


class Common(TypedDict):
    """What every node of full syntax carries."""

    span: Span
    annotations: s.Annotations
    documentation: tuple[str, ...]


class Cursor:
    """Reads one tree and collects what is wrong with it."""

    def __init__(self, span: Callable[[Markup], Span]) -> None:
        self.span = span
        self.diagnostics: list[Diagnostic] = []

    # ------------------------------------------------------------ diagnostics

    def wrong(self, element: Markup, code: str, message: str, *hints: str) -> WrongError:
        """Record what is wrong with an element; return the exception to raise."""
        self.diagnostics.append(Diagnostic(code, message, self.span(element), hints=hints))
        return WrongError(message)

    # ------------------------------------------------------------ common parts

    def context(self, element: Markup, outer: Context) -> Context:
        """Return what the children of an element inherit."""
        attributes = element.attrib
        if not attributes:
            return outer
        namespace: str | None = outer.namespace
        library, base = outer.library, outer.base
        if "ns" in attributes:
            namespace = str(attributes["ns"])
        if "datatypeLibrary" in attributes:
            library = str(attributes["datatypeLibrary"])
            if not is_datatype_library(library):
                raise self.wrong(
                    element, "RNG106", f"“{library}” is not the absolute URI of a datatype library."
                )
        if _XML_BASE in attributes:
            base = joined(base, str(attributes[_XML_BASE]))
        return Context(namespace, library, base)

    def check_attributes(self, element: Markup, kind: str) -> None:
        """Refuse attributes that RELAX NG does not know."""
        for name in element.attrib:
            namespace, local = split_clark(str(name))
            if namespace and namespace != RELAXNG:
                continue
            if namespace or (local not in _COMMON and local not in _ALLOWED.get(kind, ())):
                raise self.wrong(
                    element, "RNG102", f"RELAX NG has no attribute “{local}” on <{kind}>."
                )

    def required(self, element: Markup, kind: str, name: str) -> str:
        """Return an attribute that must be there, without space around it."""
        value = element.get(name)
        if value is None:
            raise self.wrong(element, "RNG102", f"<{kind}> needs the attribute “{name}”.")
        return str(value).strip(SPACE)

    def ncname(self, element: Markup, kind: str, name: str = "name") -> str:
        """Return an attribute that must be a name without a colon."""
        value = self.required(element, kind, name)
        if not is_ncname(value):
            raise self.wrong(element, "RNG105", f"“{value}” is not a name without a colon.")
        return value

    def children(self, element: Markup, kind: str) -> tuple[list[Markup], Common]:
        """Return the RELAX NG children, and what every node carries."""
        own: list[Markup] = []
        documentation: list[str] = []
        initial: list[s.ForeignElement | s.Comment] = []
        if _has_text(element.text):
            raise self.no_text(element, kind)
        for child in element:
            if _has_text(child.tail):
                raise self.no_text(element, kind)
            tag: object = child.tag
            if not isinstance(tag, str):
                continue
            if tag.startswith(_RNG):
                own.append(child)
            elif not own and not initial and tag == _DOCUMENTATION and not child.attrib:
                documentation.append(text_of(child))
            elif not own:
                initial.append(foreign_element(child, self.span))
        common = Common(
            span=self.span(element),
            annotations=self.annotations(element, tuple(initial)),
            documentation=tuple(documentation),
        )
        return own, common

    def no_text(self, element: Markup, kind: str) -> WrongError:
        """Record that an element holds text; return the exception to raise."""
        return self.wrong(element, "RNG103", f"<{kind}> cannot hold text.")

    def annotations(
        self, element: Markup, initial: tuple[s.ForeignElement | s.Comment, ...] = ()
    ) -> s.Annotations:
        """Return what other vocabularies say about an element; `initial` is inside it."""
        attributes = tuple(
            foreign_attribute(element, str(name))
            for name in element.attrib
            if str(name).startswith("{") and name not in {_XML_BASE, DEFAULT_VALUE}
        )
        following = []
        sibling = element.getnext()
        while sibling is not None and not str(sibling.tag).startswith(_RNG):
            if isinstance(sibling.tag, str):
                following.append(foreign_element(sibling, self.span))
            sibling = sibling.getnext()
        if not (attributes or initial or following):
            return s.NO_ANNOTATIONS
        return s.Annotations(attributes, initial, tuple(following))

    def only_except(self, element: Markup, own: list[Markup]) -> Markup:
        """Return the one <except> that an element may have."""
        if len(own) > 1 or kind_of(own[0]) != "except":
            raise self.wrong(
                own[-1], "RNG104", f"<{kind_of(element)}> takes one <except> at its end, no more."
            )
        self.check_attributes(own[0], "except")
        return own[0]

    def only_text(self, element: Markup, kind: str) -> str:
        """Return the text of an element that may hold nothing else."""
        for child in element:
            if isinstance(child.tag, str):
                raise self.wrong(child, "RNG104", f"<{kind}> holds text only.")
        return text_of(element) if len(element) else element.text or ""


def kind_of(element: Markup) -> str:
    """Return the name of a RELAX NG element, "" for any other."""
    tag = str(element.tag)
    return tag[len(_RNG) :] if tag.startswith(_RNG) else ""


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip(SPACE))


_ASCII_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9._-]*")


def is_ncname(text: str) -> bool:
    """Return whether the text is a name without a colon."""
    if _ASCII_NAME.fullmatch(text):
        return True
    return (
        bool(text) and ":" not in text and is_name_start(text[0]) and all(map(is_name_char, text))
    )
