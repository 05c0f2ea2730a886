"""RELAX NG in XML syntax -> full syntax (specification, section 3)."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from teikit.diagnostics import Outcome
from teikit.names import RELAXNG, split_clark
from teikit.relaxng import syntax as s
from teikit.relaxng.read_common import (
    DEFAULT_VALUE,
    MAX_DEPTH,
    SPACE,
    Context,
    Cursor,
    Markup,
    WrongError,
    kind_of,
)
from teikit.relaxng.read_names import named
from teikit.source import SourceFile, Span
from teikit.xml.parse import Document, parse_document

_Make: TypeAlias = Callable[["_Reader", Markup, Context], s.Pattern]


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


def read_element(
    root: Markup, span: Callable[[Markup], Span], base: str = ""
) -> Outcome[s.Pattern]:
    """Return the pattern that an element of a tree is, such as RELAX NG inside an ODD.

    `span` tells the place of any element of the tree.
    """
    reader = _Reader(span)
    pattern = reader.pattern_or_none(root, Context(None, s.BUILTIN, base))
    return Outcome(None if reader.diagnostics else pattern, tuple(reader.diagnostics))


def read_components(
    elements: "list[Markup]", span: Callable[[Markup], Span], base: str = ""
) -> Outcome[tuple[s.Component, ...]]:
    """Return the `define`, `start`, `div` and `include` elements of a list, without a grammar."""
    reader = _Reader(span)
    context = Context(None, s.BUILTIN, base)
    components = tuple(reader.components(elements, context, included=False))
    return Outcome(None if reader.diagnostics else components, tuple(reader.diagnostics))


class _Reader(Cursor):
    """Reads one tree and collects what is wrong with it."""

    depth = 0

    def pattern_or_none(self, element: Markup, context: Context) -> s.Pattern | None:
        try:
            return self.pattern(element, context)
        except WrongError:
            return None

    def no_pattern(self, element: Markup, kind: str) -> WrongError:
        """Record that an element is no pattern, or the file no schema; return what to raise."""
        if kind or element.getparent() is not None:
            return self.wrong(element, "RNG101", f"<{kind or element.tag}> is not a pattern.")
        name = split_clark(str(element.tag))[1]
        message = f"This is not a RELAX NG schema: it starts with <{name}>."
        hint = f'A RELAX NG schema starts with <grammar xmlns="{RELAXNG}">.'
        return self.wrong(element, "RNG101", message, hint)

    def pattern(self, element: Markup, context: Context) -> s.Pattern:
        kind = kind_of(element)
        make = _PATTERNS.get(kind)
        if make is None:
            raise self.no_pattern(element, kind)
        if self.depth >= MAX_DEPTH:
            raise self.wrong(
                element, "RNG160", "The patterns of this schema are nested too deeply."
            )
        self.check_attributes(element, kind)
        self.depth += 1
        try:
            return make(self, element, self.context(element, context))
        finally:
            self.depth -= 1

    def patterns(self, elements: list[Markup], context: Context) -> tuple[s.Pattern, ...]:
        # One wrong pattern must not hide the mistakes in the next.
        found = [self.pattern_or_none(element, context) for element in elements]
        return tuple(pattern for pattern in found if pattern is not None)

    def body(self, element: Markup, elements: list[Markup], context: Context) -> s.Pattern:
        if not elements:
            raise self.wrong(
                element, "RNG104", f"<{kind_of(element)}> needs a pattern inside, such as <empty/>."
            )
        return s.group(self.patterns(elements, context), span=self.span(element))

    def components(
        self, elements: list[Markup], context: Context, *, included: bool
    ) -> list[s.Component]:
        found = []
        for element in elements:
            try:
                found.append(self.component(element, context, included=included))
            except WrongError:
                continue
        return found

    def component(self, element: Markup, outer: Context, *, included: bool) -> s.Component:
        kind = kind_of(element)
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
        own, common = self.children(element, kind)
        if kind == "include":
            return s.Include(
                self.required(element, kind, "href"),
                tuple(self.components(own, context, included=True)),
                context.namespace,
                base=context.base,
                **common,
            )
        if kind == "div":
            return s.Div(tuple(self.components(own, context, included=included)), **common)
        combine = self.combine(element)
        if kind == "define":
            name = self.ncname(element, kind)
            return s.Define(name, self.body(element, own, context), combine, **common)
        if len(own) > 1:
            raise self.wrong(own[1], "RNG104", "<start> takes one pattern; put several into one.")
        return s.Start(self.body(element, own, context), combine, **common)

    def combine(self, element: Markup) -> str:
        value = str(element.get("combine", "")).strip(SPACE)
        if element.get("combine") is not None and value not in {"choice", "interleave"}:
            raise self.wrong(
                element, "RNG102", f"combine is “choice” or “interleave”, not “{value}”."
            )
        return value


# ---------------------------------------------------------------- one function for each pattern


def _element(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
    own, common = reader.children(element, "element")
    name, rest = named(reader, element, own, context, attribute=False)
    return s.Element(name, reader.body(element, rest, context), **common)


def _attribute(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
    own, common = reader.children(element, "attribute")
    name, rest = named(reader, element, own, context, attribute=True)
    if len(rest) > 1:
        raise reader.wrong(rest[1], "RNG104", "<attribute> takes one pattern after its name.")
    span = reader.span(element)
    default = element.get(DEFAULT_VALUE)
    return s.Attribute(
        name,
        reader.body(element, rest, context) if rest else s.Text(span=span),
        default=None if default is None else str(default),
        **common,
    )


def _several(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
        own, common = reader.children(element, kind_of(element))
        if not own:
            reader.body(element, own, context)
        return make(reader.patterns(own, context), **common)

    return build


def _inside(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
        own, common = reader.children(element, kind_of(element))
        return make(reader.body(element, own, context), **common)

    return build


def _leaf(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: Markup, _context: Context) -> s.Pattern:
        kind = kind_of(element)
        own, common = reader.children(element, kind)
        if own:
            raise reader.wrong(own[0], "RNG104", f"<{kind}> holds no pattern.")
        return make(**common)

    return build


def _reference(make: Callable[..., s.Pattern]) -> _Make:
    def build(reader: _Reader, element: Markup, _context: Context) -> s.Pattern:
        kind = kind_of(element)
        own, common = reader.children(element, kind)
        if own:
            raise reader.wrong(own[0], "RNG104", f"<{kind}> holds no pattern.")
        return make(reader.ncname(element, kind), **common)

    return build


def _external(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
    own, common = reader.children(element, "externalRef")
    if own:
        raise reader.wrong(own[0], "RNG104", "<externalRef> holds no pattern.")
    return s.ExternalRef(
        reader.required(element, "externalRef", "href"),
        context.namespace,
        base=context.base,
        **common,
    )


def _grammar(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
    own, common = reader.children(element, "grammar")
    namespaces = tuple(
        (prefix or "", uri) for prefix, uri in element.nsmap.items() if uri != RELAXNG
    )
    return s.Grammar(
        tuple(reader.components(own, context, included=False)), namespaces=namespaces, **common
    )


def _value(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
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


def _data(reader: _Reader, element: Markup, context: Context) -> s.Pattern:
    own, common = reader.children(element, "data")
    type_ = reader.ncname(element, "data", "type")
    params = []
    while own and kind_of(own[0]) == "param":
        param = own.pop(0)
        reader.check_attributes(param, "param")
        name = reader.ncname(param, "param")
        text = reader.only_text(param, "param")
        span = reader.span(param)
        params.append(s.Param(name, text, span=span, annotations=reader.annotations(param)))
    excepted = None
    if own:
        child = reader.only_except(element, own)
        inner, _ = reader.children(child, "except")
        if not inner:
            reader.body(child, inner, context)
        patterns = reader.patterns(inner, reader.context(child, context))
        excepted = s.choice(patterns, span=reader.span(child))
    return s.Data(type_, context.library, tuple(params), excepted, **common)


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
