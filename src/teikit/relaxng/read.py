"""RELAX NG in XML syntax -> full syntax (specification, sections 3 and 4.1 to 4.5)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias
from urllib.parse import urljoin

from lxml import etree

from teikit.diagnostics import Diagnostic, Outcome
from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, XML, split_clark
from teikit.relaxng import syntax as s
from teikit.relaxng.annotate import foreign_attribute, foreign_element, text_of
from teikit.relaxng.charclass import is_name_char, is_name_start
from teikit.relaxng.uri import is_datatype_library
from teikit.source import SourceFile, Span
from teikit.xml.parse import Document, parse_document

_RNG: Final = f"{{{RELAXNG}}}"
_XML_BASE: Final = f"{{{XML}}}base"
_DOCUMENTATION: Final = f"{{{RELAXNG_ANNOTATIONS}}}documentation"
_DEFAULT: Final = f"{{{RELAXNG_ANNOTATIONS}}}defaultValue"
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
_NAME_CLASSES: Final = frozenset({"name", "anyName", "nsName", "choice"})
_REFERENCES_OF_ONE: Final = frozenset({"name", "type", "href"})
_SPACE: Final = " \t\r\n"


class _WrongError(Exception):
    """What is being read makes no sense; the diagnostic is already recorded."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What elements inherit: the namespace of names, the datatype library, the base URI."""

    namespace: str | None
    library: str
    base: str


_E: TypeAlias = etree._Element  # noqa: SLF001 - lxml's public type has a private name
_Make: TypeAlias = Callable[["_Reader", _E, _Context], s.Pattern]


def read(source: SourceFile, uri: str = "") -> Outcome[s.Pattern]:
    """Return the schema of a `.rng` file in full syntax; None where anything in it is wrong.

    `uri` is what relative references in the file start from.
    """
    parsed = parse_document(source)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    return read_document(parsed.value, uri)


def read_document(document: Document, base: str) -> Outcome[s.Pattern]:
    """Return the schema that is a parsed document; `base` is its URI."""
    return read_element(document.tree.getroot(), document.span, base)


def read_element(root: _E, span: Callable[[_E], Span], base: str = "") -> Outcome[s.Pattern]:
    """Return the pattern that an element of a tree is, such as RELAX NG inside an ODD.

    `span` tells the place of any element of the tree.
    """
    reader = _Reader(span)
    pattern = reader.pattern_or_none(root, _Context(None, s.BUILTIN, base))
    return Outcome(None if reader.diagnostics else pattern, tuple(reader.diagnostics))


def read_components(
    elements: "list[_E]", span: Callable[[_E], Span], base: str = ""
) -> Outcome[tuple[s.Component, ...]]:
    """Return the `define`, `start`, `div` and `include` elements of a list, without a grammar."""
    reader = _Reader(span)
    context = _Context(None, s.BUILTIN, base)
    components = tuple(reader.components(elements, context, included=False))
    return Outcome(None if reader.diagnostics else components, tuple(reader.diagnostics))


class _Reader:
    """Reads one tree and collects what is wrong with it."""

    def __init__(self, span: Callable[[_E], Span]) -> None:
        self.span = span
        self.diagnostics: list[Diagnostic] = []

    # ------------------------------------------------------------ diagnostics

    def wrong(self, element: _E, code: str, message: str, *hints: str) -> _WrongError:
        self.diagnostics.append(Diagnostic(code, message, self.span(element), hints=hints))
        return _WrongError(message)

    # ------------------------------------------------------------ common parts

    def context(self, element: _E, outer: _Context) -> _Context:
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
            base = urljoin(base, str(attributes[_XML_BASE]))
        return _Context(namespace, library, base)

    def check_attributes(self, element: _E, kind: str) -> None:
        for name in element.attrib:
            namespace, local = split_clark(str(name))
            if namespace and namespace != RELAXNG:
                continue
            if namespace or (local not in _COMMON and local not in _ALLOWED.get(kind, ())):
                raise self.wrong(
                    element, "RNG102", f"RELAX NG has no attribute “{local}” on <{kind}>."
                )

    def required(self, element: _E, kind: str, name: str) -> str:
        value = element.get(name)
        if value is None:
            raise self.wrong(element, "RNG102", f"<{kind}> needs the attribute “{name}”.")
        return str(value).strip(_SPACE)

    def ncname(self, element: _E, kind: str, name: str = "name") -> str:
        value = self.required(element, kind, name)
        if not _is_ncname(value):
            raise self.wrong(element, "RNG105", f"“{value}” is not a name without a colon.")
        return value

    def children(self, element: _E, kind: str) -> tuple[list[_E], s.Annotations, tuple[str, ...]]:
        """Return the RELAX NG children, and what foreign elements before them say."""
        own: list[_E] = []
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
        return own, self.annotations(element, tuple(initial)), tuple(documentation)

    def no_text(self, element: _E, kind: str) -> _WrongError:
        return self.wrong(element, "RNG103", f"<{kind}> cannot hold text.")

    def annotations(
        self, element: _E, initial: tuple[s.ForeignElement | s.Comment, ...] = ()
    ) -> s.Annotations:
        attributes = tuple(
            foreign_attribute(element, str(name))
            for name in element.attrib
            if str(name).startswith("{") and name not in {_XML_BASE, _DEFAULT}
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

    # ------------------------------------------------------------ patterns

    def pattern_or_none(self, element: _E, context: _Context) -> s.Pattern | None:
        try:
            return self.pattern(element, context)
        except _WrongError:
            return None

    def pattern(self, element: _E, context: _Context) -> s.Pattern:
        kind = _kind(element)
        make = _PATTERNS.get(kind)
        if make is None:
            raise self.wrong(element, "RNG101", f"<{kind or element.tag}> is not a pattern.")
        self.check_attributes(element, kind)
        return make(self, element, self.context(element, context))

    def patterns(self, elements: list[_E], context: _Context) -> tuple[s.Pattern, ...]:
        # One wrong pattern must not hide the mistakes in the next.
        found = [self.pattern_or_none(element, context) for element in elements]
        return tuple(pattern for pattern in found if pattern is not None)

    def body(self, element: _E, elements: list[_E], context: _Context) -> s.Pattern:
        if not elements:
            raise self.wrong(
                element, "RNG104", f"<{_kind(element)}> needs a pattern inside, such as <empty/>."
            )
        return s.group(self.patterns(elements, context), span=self.span(element))

    # ------------------------------------------------------------ name classes

    def named(
        self, element: _E, own: list[_E], context: _Context, *, attribute: bool
    ) -> tuple[s.NameClass, list[_E]]:
        if element.get("name") is not None:
            text = str(element.get("name")).strip(_SPACE)
            if attribute and element.get("ns") is None:
                context = replace(context, namespace="")
            return self.qualified(element, text, context), own
        if not own or _kind(own[0]) not in _NAME_CLASSES:
            raise self.wrong(element, "RNG102", f"<{_kind(element)}> needs a name.")
        return self.name_class(own[0], context), own[1:]

    def qualified(self, element: _E, text: str, context: _Context) -> s.Name:
        prefix, colon, local = text.rpartition(":")
        if not _is_ncname(local) or (colon and not _is_ncname(prefix)):
            raise self.wrong(element, "RNG105", f"“{text}” is not a name.")
        if not colon:
            return s.Name(context.namespace, local, span=self.span(element))
        namespace = XML if prefix == "xml" else element.nsmap.get(prefix)
        if namespace is None:
            raise self.wrong(element, "RNG105", f"The prefix “{prefix}” is not declared.")
        return s.Name(namespace, local, prefix=prefix, span=self.span(element))

    def name_class(self, element: _E, outer: _Context) -> s.NameClass:
        kind = _kind(element)
        if kind not in _NAME_CLASSES:
            raise self.wrong(
                element, "RNG101", f"<{kind or element.tag}> stands where a name belongs."
            )
        self.check_attributes(element, kind if kind == "choice" else "")
        context = self.context(element, outer)
        if kind == "name":
            name = self.qualified(element, self.only_text(element, kind).strip(_SPACE), context)
            return replace(name, annotations=self.annotations(element))
        own, annotations, documentation = self.children(element, kind)
        span = self.span(element)
        if kind == "choice":
            if not own:
                raise self.wrong(element, "RNG104", "<choice> needs a name inside.")
            alternatives = tuple(self.name_class(child, context) for child in own)
            return s.NameChoice(
                alternatives, span=span, annotations=annotations, documentation=documentation
            )
        excepted = self.excepted_names(element, own, context)
        if kind == "anyName":
            return s.AnyName(
                excepted, span=span, annotations=annotations, documentation=documentation
            )
        return s.NsName(
            context.namespace,
            excepted,
            span=span,
            annotations=annotations,
            documentation=documentation,
        )

    def excepted_names(self, element: _E, own: list[_E], context: _Context) -> s.NameClass | None:
        if not own:
            return None
        child = self.only_except(element, own)
        inner = self.context(child, context)
        members, _, _ = self.children(child, "except")
        if not members:
            raise self.wrong(child, "RNG104", "<except> needs a name inside.")
        classes = tuple(self.name_class(member, inner) for member in members)
        return classes[0] if len(classes) == 1 else s.NameChoice(classes, span=self.span(child))

    def only_except(self, element: _E, own: list[_E]) -> _E:
        if len(own) > 1 or _kind(own[0]) != "except":
            raise self.wrong(
                own[-1], "RNG104", f"<{_kind(element)}> takes one <except> at its end, no more."
            )
        self.check_attributes(own[0], "except")
        return own[0]

    def only_text(self, element: _E, kind: str) -> str:
        for child in element:
            if isinstance(child.tag, str):
                raise self.wrong(child, "RNG104", f"<{kind}> holds text only.")
        return text_of(element) if len(element) else element.text or ""

    # ------------------------------------------------------------ grammars

    def components(
        self, elements: list[_E], context: _Context, *, included: bool
    ) -> list[s.Component]:
        found = []
        for element in elements:
            try:
                found.append(self.component(element, context, included=included))
            except _WrongError:
                continue
        return found

    def component(self, element: _E, outer: _Context, *, included: bool) -> s.Component:
        kind = _kind(element)
        if kind not in {"start", "define", "div", "include"} or (included and kind == "include"):
            where = "inside <include>" if included else "in a grammar"
            raise self.wrong(
                element,
                "RNG101",
                f"<{kind or element.tag}> cannot stand {where}.",
                "A grammar holds <start>, <define>, <div> and <include>.",
            )
        self.check_attributes(element, kind)
        context = self.context(element, outer)
        own, annotations, documentation = self.children(element, kind)
        span = self.span(element)
        if kind == "include":
            return s.Include(
                self.required(element, kind, "href"),
                tuple(self.components(own, context, included=True)),
                context.namespace,
                base=context.base,
                span=span,
                annotations=annotations,
                documentation=documentation,
            )
        if kind == "div":
            return s.Div(
                tuple(self.components(own, context, included=included)),
                span=span,
                annotations=annotations,
                documentation=documentation,
            )
        combine = self.combine(element)
        if kind == "define":
            name = self.ncname(element, kind)
            return s.Define(
                name,
                self.body(element, own, context),
                combine,
                span=span,
                annotations=annotations,
                documentation=documentation,
            )
        if len(own) > 1:
            raise self.wrong(own[1], "RNG104", "<start> takes one pattern; put several into one.")
        return s.Start(
            self.body(element, own, context),
            combine,
            span=span,
            annotations=annotations,
            documentation=documentation,
        )

    def combine(self, element: _E) -> str:
        value = str(element.get("combine", "")).strip(_SPACE)
        if element.get("combine") is not None and value not in {"choice", "interleave"}:
            raise self.wrong(
                element, "RNG102", f"combine is “choice” or “interleave”, not “{value}”."
            )
        return value


# ---------------------------------------------------------------- one function for each pattern


def _element(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    own, annotations, documentation = reader.children(element, "element")
    name, rest = reader.named(element, own, context, attribute=False)
    return s.Element(
        name,
        reader.body(element, rest, context),
        span=reader.span(element),
        annotations=annotations,
        documentation=documentation,
    )


def _attribute(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    own, annotations, documentation = reader.children(element, "attribute")
    name, rest = reader.named(element, own, context, attribute=True)
    if len(rest) > 1:
        raise reader.wrong(rest[1], "RNG104", "<attribute> takes one pattern after its name.")
    span = reader.span(element)
    default = element.get(_DEFAULT)
    return s.Attribute(
        name,
        reader.body(element, rest, context) if rest else s.Text(span=span),
        default=None if default is None else str(default),
        span=span,
        annotations=annotations,
        documentation=documentation,
    )


def _several(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
        own, annotations, documentation = reader.children(element, _kind(element))
        if not own:
            reader.body(element, own, context)
        return make(
            reader.patterns(own, context),
            span=reader.span(element),
            annotations=annotations,
            documentation=documentation,
        )

    return build


def _inside(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
        own, annotations, documentation = reader.children(element, _kind(element))
        return make(
            reader.body(element, own, context),
            span=reader.span(element),
            annotations=annotations,
            documentation=documentation,
        )

    return build


def _leaf(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: _E, _context: _Context) -> s.Pattern:
        kind = _kind(element)
        own, annotations, documentation = reader.children(element, kind)
        if own:
            raise reader.wrong(own[0], "RNG104", f"<{kind}> holds no pattern.")
        return make(span=reader.span(element), annotations=annotations, documentation=documentation)

    return build


def _reference(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: _E, _context: _Context) -> s.Pattern:
        kind = _kind(element)
        own, annotations, documentation = reader.children(element, kind)
        if own:
            raise reader.wrong(own[0], "RNG104", f"<{kind}> holds no pattern.")
        return make(
            reader.ncname(element, kind),
            span=reader.span(element),
            annotations=annotations,
            documentation=documentation,
        )

    return build


def _external(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    own, annotations, documentation = reader.children(element, "externalRef")
    if own:
        raise reader.wrong(own[0], "RNG104", "<externalRef> holds no pattern.")
    return s.ExternalRef(
        reader.required(element, "externalRef", "href"),
        context.namespace,
        base=context.base,
        span=reader.span(element),
        annotations=annotations,
        documentation=documentation,
    )


def _grammar(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    own, annotations, documentation = reader.children(element, "grammar")
    namespaces = tuple(
        (prefix or "", uri) for prefix, uri in element.nsmap.items() if uri != RELAXNG
    )
    return s.Grammar(
        tuple(reader.components(own, context, included=False)),
        namespaces=namespaces,
        span=reader.span(element),
        annotations=annotations,
        documentation=documentation,
    )


def _value(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    text = reader.only_text(element, "value")
    typed = element.get("type") is not None
    type_ = reader.ncname(element, "value", "type") if typed else "token"
    qualified = type_ in {"QName", "NOTATION"}
    declared = element.nsmap.items() if qualified else ()
    return s.Value(
        text,
        type_,
        context.library if typed else s.BUILTIN,
        namespace=context.namespace if qualified else "",
        namespaces=tuple((prefix or "", uri) for prefix, uri in declared),
        span=reader.span(element),
        annotations=reader.annotations(element),
    )


def _data(reader: _Reader, element: _E, context: _Context) -> s.Pattern:
    own, annotations, documentation = reader.children(element, "data")
    type_ = reader.ncname(element, "data", "type")
    params = []
    while own and _kind(own[0]) == "param":
        param = own.pop(0)
        reader.check_attributes(param, "param")
        name = reader.ncname(param, "param")
        text = reader.only_text(param, "param")
        span = reader.span(param)
        params.append(s.Param(name, text, span=span, annotations=reader.annotations(param)))
    excepted = None
    if own:
        child = reader.only_except(element, own)
        inner, _, _ = reader.children(child, "except")
        if not inner:
            reader.body(child, inner, context)
        patterns = reader.patterns(inner, reader.context(child, context))
        excepted = s.choice(patterns, span=reader.span(child))
    return s.Data(
        type_,
        context.library,
        tuple(params),
        excepted,
        span=reader.span(element),
        annotations=annotations,
        documentation=documentation,
    )


_PATTERNS: Final[Mapping[str, _Make]] = {
    "element": _element,
    "attribute": _attribute,
    "group": _several(s.Group),
    "interleave": _several(s.Interleave),
    "choice": _several(s.Choice),
    "optional": _inside(s.Optional),
    "zeroOrMore": _inside(s.ZeroOrMore),
    "oneOrMore": _inside(s.OneOrMore),
    "list": _inside(s.List),
    "mixed": _inside(s.Mixed),
    "ref": _reference(s.Ref),
    "parentRef": _reference(s.ParentRef),
    "empty": _leaf(s.Empty),
    "text": _leaf(s.Text),
    "notAllowed": _leaf(s.NotAllowed),
    "value": _value,
    "data": _data,
    "externalRef": _external,
    "grammar": _grammar,
}


def _kind(element: _E) -> str:
    tag = str(element.tag)
    return tag[len(_RNG) :] if tag.startswith(_RNG) else ""


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip(_SPACE))


_ASCII_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9._-]*")


def _is_ncname(text: str) -> bool:
    if _ASCII_NAME.fullmatch(text):
        return True
    return (
        bool(text) and ":" not in text and is_name_start(text[0]) and all(map(is_name_char, text))
    )
