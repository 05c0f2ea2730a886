"""RELAX NG in compact syntax -> full syntax (specification of the compact syntax, section 3)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from teikit.diagnostics import Diagnostic, Outcome
from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, XML, XSD_DATATYPES
from teikit.relaxng import syntax as s
from teikit.relaxng.tokens import CompactError, Token, tokens
from teikit.source import SourceFile, Span

_N = TypeVar("_N", bound=s.Node)

_BODIES: Final[dict[str, Callable[..., s.Pattern]]] = {"list": s.List, "mixed": s.Mixed}
_LEAVES: Final[dict[str, Callable[..., s.Pattern]]] = {
    "empty": s.Empty,
    "text": s.Text,
    "notAllowed": s.NotAllowed,
}
_REPEATS: Final[dict[str, Callable[..., s.Pattern]]] = {
    "?": s.Optional,
    "*": s.ZeroOrMore,
    "+": s.OneOrMore,
}
_CONNECTORS: Final[dict[str, Callable[..., s.Pattern]]] = {
    ",": s.Group,
    "&": s.Interleave,
    "|": s.Choice,
}
_ASSIGN: Final = {"=": "", "|=": "choice", "&=": "interleave"}
_DEFAULT_NAME: Final = "defaultValue"


def read_compact(source: SourceFile, uri: str = "") -> Outcome[s.Pattern]:
    """Return the schema of a `.rnc` file in full syntax; None where anything in it is wrong.

    `uri` is what relative references in the file start from.
    """
    try:
        text = _decoded(source.data)
    except UnicodeDecodeError:
        message = "The file is not in UTF-8 (or UTF-16 with a byte order mark)."
        return Outcome(None, (Diagnostic("RNG111", message, source.start()),))
    try:
        return Outcome(_Parser(text, source.name, uri).schema())
    except CompactError as error:
        diagnostic = Diagnostic("RNG110", error.message, error.span, hints=error.hints)
        return Outcome(None, (diagnostic,))


def _decoded(data: bytes) -> str:
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return data.decode("utf-16" if wide else "utf-8-sig")


class _Lead:
    """Annotations that stand before something."""

    def __init__(
        self,
        documentation: tuple[str, ...] = (),
        attributes: tuple[s.ForeignAttribute, ...] = (),
        initial: tuple[s.ForeignElement, ...] = (),
    ) -> None:
        self.documentation = documentation
        self.attributes = attributes
        self.initial = initial

    def on(self, node: _N) -> _N:
        """Return the node with the annotations."""
        attributes = self.attributes
        if isinstance(node, s.Attribute):
            for each in attributes:
                if (each.namespace, each.local) == (RELAXNG_ANNOTATIONS, _DEFAULT_NAME):
                    node = replace(node, default=each.value)
            attributes = tuple(a for a in attributes if a.local != _DEFAULT_NAME)
        if self.documentation:
            node = replace(node, documentation=self.documentation + node.documentation)
        if attributes or self.initial:
            old = node.annotations
            annotations = s.Annotations(
                attributes + old.attributes, self.initial + old.initial, old.following
            )
            node = replace(node, annotations=annotations)
        return node


class _Parser:
    """Reads tokens from left to right, one ahead (two where the syntax needs it)."""

    def __init__(self, text: str, name: str, uri: str) -> None:
        self.tokens = list(tokens(text, name))
        self.at = 0
        self.uri = uri
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.default: str | None = None
        self.libraries = {"xsd": XSD_DATATYPES}

    # ------------------------------------------------------------ tokens

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def ahead(self, count: int = 1) -> Token:
        return self.tokens[min(self.at + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.token
        self.at += token.kind != "end"
        return token

    def is_at(self, *marks: str) -> bool:
        return self.token.kind in {"mark", "keyword"} and self.token.text in marks

    def accept(self, *marks: str) -> bool:
        if self.is_at(*marks):
            self.at += 1
            return True
        return False

    def expect(self, mark: str) -> Token:
        if not self.is_at(mark):
            raise self.wrong(f"“{mark}” is expected here")
        return self.take()

    def wrong(self, message: str, *hints: str) -> CompactError:
        token = self.token
        found = "the file ends" if token.kind == "end" else f"there is “{token.text}”"
        return CompactError(f"{message}, but {found}.", token.span, *hints)

    # ------------------------------------------------------------ small things

    def name(self, what: str) -> Token:
        """Take an identifier or keyword."""
        if self.token.kind not in {"name", "keyword", "quoted"}:
            raise self.wrong(f"{what} is expected here")
        return self.take()

    def identifier(self, what: str) -> Token:
        """Take an identifier that is no keyword."""
        if self.token.kind == "keyword":
            raise self.wrong(
                f"{what} is expected here",
                f"“{self.token.text}” is a keyword; write \\{self.token.text} to use it as a name.",
            )
        return self.name(what)

    def literal(self, what: str) -> str:
        parts = [self.segment(what)]
        while self.accept("~"):
            parts.append(self.segment(what))
        return "".join(parts)

    def segment(self, what: str) -> str:
        if self.token.kind != "literal":
            raise self.wrong(f"{what} in quotation marks is expected here")
        return self.take().text

    def namespace(self, prefix: str, span: Span) -> str | None:
        if prefix not in self.namespaces:
            message = f"The prefix “{prefix}” is not declared."
            raise CompactError(message, span, f'Declare it: namespace {prefix} = "…"')
        return self.namespaces[prefix]

    # ------------------------------------------------------------ schema and declarations

    def schema(self) -> s.Pattern:
        self.declarations()
        span = self.token.span
        if self.at_component():
            content, lead = self.components("end", included=False)
            pattern: s.Pattern = lead.on(self.grammar_of(content, span))
        else:
            pattern = self.pattern()
        if self.token.kind != "end":
            raise self.wrong("The schema should end here")
        if pattern.annotations.following:
            message = "Nothing can follow the one pattern of a schema, not even an annotation."
            raise CompactError(message, span)
        return pattern

    def grammar_of(self, content: tuple[s.Component, ...], span: Span) -> s.Grammar:
        declared = [(prefix, uri or "") for prefix, uri in self.namespaces.items()]
        if self.default:
            declared.append(("", self.default))
        return s.Grammar(content, namespaces=tuple(declared), span=span)

    def declarations(self) -> None:
        while self.is_at("namespace", "default", "datatypes"):
            if self.ahead().kind == "mark":
                return
            match self.take().text:
                case "namespace":
                    prefix = self.name("A prefix").text
                    self.expect("=")
                    self.namespaces[prefix] = self.namespace_uri()
                case "default":
                    self.expect("namespace")
                    named = not self.is_at("=")
                    prefix = self.name("A prefix").text if named else ""
                    self.expect("=")
                    self.default = self.namespace_uri()
                    if named:
                        self.namespaces[prefix] = self.default
                case _:
                    prefix = self.name("A prefix").text
                    self.expect("=")
                    self.libraries[prefix] = self.literal("The URI of a datatype library")

    def namespace_uri(self) -> str | None:
        return None if self.accept("inherit") else self.literal("A namespace")

    # ------------------------------------------------------------ annotations

    def lead(self) -> _Lead:
        documentation: tuple[str, ...] = ()
        while self.token.kind == "doc":
            documentation += (self.take().text,)
        if not self.accept("["):
            return _Lead(documentation)
        attributes = self.foreign_attributes(nested=False)
        initial = []
        while not self.accept("]"):
            token = self.token
            initial.append(self.foreign_element())
            self.foreign(initial[-1].namespace, token)
        return _Lead(documentation, attributes, tuple(initial))

    def foreign_attributes(self, *, nested: bool) -> tuple[s.ForeignAttribute, ...]:
        found = []
        while self.token.kind in {"name", "keyword", "quoted", "qname"} and (
            self.ahead().text == "=" and self.ahead().kind == "mark"
        ):
            token = self.take()
            prefix, _, local = token.text.rpartition(":")
            if not prefix and not nested:
                raise CompactError("An annotation needs a prefix.", token.span)
            namespace = self.namespace(prefix, token.span) if prefix else ""
            self.foreign(namespace, token)
            self.expect("=")
            value = self.literal("A value")
            found.append(s.ForeignAttribute(namespace or "", local, value, prefix))
        return tuple(found)

    def foreign(self, namespace: str | None, token: Token) -> None:
        if namespace == RELAXNG:
            raise CompactError("An annotation cannot be in RELAX NG's own namespace.", token.span)

    def foreign_element(self) -> s.ForeignElement:
        token = self.token
        if token.kind not in {"name", "keyword", "quoted", "qname"}:
            raise self.wrong("The name of an annotation is expected here")
        self.take()
        prefix, _, local = token.text.rpartition(":")
        namespace = self.namespace(prefix, token.span) if prefix else ""
        self.expect("[")
        attributes = self.foreign_attributes(nested=True)
        children: list[s.ForeignElement | s.Comment | str] = []
        while not self.accept("]"):
            if self.token.kind == "literal":
                text = self.literal("Text")
                before = children.pop() if children and isinstance(children[-1], str) else ""
                children.append(f"{before}{text}")
            else:
                children.append(self.foreign_element())
        return s.ForeignElement(
            namespace or "", local, attributes, tuple(children), prefix=prefix, span=token.span
        )

    def followed(self, node: _N) -> _N:
        """Return the node with the annotations that follow it."""
        following = []
        while self.accept(">>"):
            following.append(self.foreign_element())
        if not following:
            return node
        old = node.annotations
        return replace(
            node,
            annotations=s.Annotations(old.attributes, old.initial, (*old.following, *following)),
        )

    # ------------------------------------------------------------ patterns

    def pattern(self) -> s.Pattern:
        span = self.token.span
        first = self.particle()
        connector = self.token.text
        if not self.is_at(",", "&", "|"):
            return first
        members = [first]
        while self.accept(connector):
            members.append(self.particle())
        if self.is_at(",", "&", "|"):
            raise self.wrong(
                f"“{connector}” and “{self.token.text}” are mixed here",
                "Put one of them in parentheses.",
            )
        return _CONNECTORS[connector](tuple(members), span=span)

    def particle(self) -> s.Pattern:
        span = self.token.span
        pattern = self.followed(self.annotated())
        if self.is_at("?", "*", "+"):
            pattern = self.followed(_REPEATS[self.take().text](pattern, span=span))
        return pattern

    def annotated(self) -> s.Pattern:
        lead = self.lead()
        if self.accept("("):
            inner = self.pattern()
            self.expect(")")
            return lead.on(inner)
        return lead.on(self.primary())

    def primary(self) -> s.Pattern:
        token = self.token
        span = token.span
        if token.kind == "keyword":
            return self.keyword(token)
        if token.kind in {"name", "quoted"}:
            return s.Ref(self.take().text, span=span)
        if token.kind == "literal":
            return s.Value(self.literal("A value"), span=span)
        if token.kind == "qname":
            return self.datatype()
        raise self.wrong("A pattern is expected here")

    def keyword(self, token: Token) -> s.Pattern:
        span = token.span
        if token.text in {"string", "token"}:
            return self.datatype()
        if token.text == "start" or token.text not in _KEYWORD_PATTERNS:
            raise self.wrong("A pattern is expected here")
        self.take()
        match token.text:
            case "element":
                name = self.name_class(attribute=False)
                return s.Element(name, self.braced(), span=span)
            case "attribute":
                name = self.name_class(attribute=True)
                return s.Attribute(name, self.braced(), span=span)
            case "list" | "mixed":
                return _BODIES[token.text](self.braced(), span=span)
            case "parent":
                return s.ParentRef(self.identifier("The name of a definition").text, span=span)
            case "external":
                href = self.literal("A file")
                return s.ExternalRef(href, self.inherit(), base=self.uri, span=span)
            case "grammar":
                self.expect("{")
                content, lead = self.components("}", included=False)
                self.expect("}")
                return lead.on(self.grammar_of(content, span))
            case _:
                return _LEAVES[token.text](span=span)

    def braced(self) -> s.Pattern:
        self.expect("{")
        pattern = self.pattern()
        self.expect("}")
        return pattern

    def inherit(self) -> str | None:
        if not self.accept("inherit"):
            return self.default
        self.expect("=")
        token = self.name("A prefix")
        return self.namespace(token.text, token.span)

    def datatype(self) -> s.Pattern:
        token = self.take()
        prefix, _, name = token.text.rpartition(":")
        if prefix and prefix not in self.libraries:
            message = f"The prefix “{prefix}” stands for no datatype library."
            raise CompactError(message, token.span, f'Declare it: datatypes {prefix} = "…"')
        library = self.libraries[prefix] if prefix else s.BUILTIN
        if self.token.kind == "literal":
            return self.typed_value(name, library, token.span)
        params: list[s.Param] = []
        if self.accept("{"):
            while not self.accept("}"):
                params.append(self.param())
        excepted = None
        if self.accept("-"):
            excepted = self.annotated()
        return s.Data(name, library, tuple(params), excepted, span=token.span)

    def typed_value(self, name: str, library: str, span: Span) -> s.Value:
        value = self.literal("A value")
        if name not in {"QName", "NOTATION"}:
            return s.Value(value, name, library, span=span)
        declared = tuple((p, uri) for p, uri in self.namespaces.items() if uri is not None)
        return s.Value(value, name, library, namespace=self.default, namespaces=declared, span=span)

    def param(self) -> s.Param:
        lead = self.lead()
        token = self.name("The name of a parameter")
        self.expect("=")
        return lead.on(s.Param(token.text, self.literal("A value"), span=token.span))

    # ------------------------------------------------------------ name classes

    def name_class(self, *, attribute: bool) -> s.NameClass:
        span = self.token.span
        members = [self.followed(self.annotated_name(attribute=attribute))]
        while self.accept("|"):
            members.append(self.followed(self.annotated_name(attribute=attribute)))
        return members[0] if len(members) == 1 else s.NameChoice(tuple(members), span=span)

    def annotated_name(self, *, attribute: bool) -> s.NameClass:
        lead = self.lead()
        if self.accept("("):
            inner = self.name_class(attribute=attribute)
            self.expect(")")
            return lead.on(inner)
        return lead.on(self.simple_name(attribute=attribute))

    def simple_name(self, *, attribute: bool) -> s.NameClass:
        token = self.token
        if self.accept("*"):
            return s.AnyName(self.excepted_name(attribute=attribute), span=token.span)
        if token.kind == "wild":
            self.take()
            namespace = self.namespace(token.text, token.span)
            excepted = self.excepted_name(attribute=attribute)
            return s.NsName(namespace, excepted, span=token.span)
        if token.kind == "qname":
            self.take()
            prefix, _, local = token.text.rpartition(":")
            namespace = self.namespace(prefix, token.span)
            return s.Name(namespace, local, prefix=prefix, span=token.span)
        local = self.name("A name").text
        return s.Name("" if attribute else self.default, local, span=token.span)

    def excepted_name(self, *, attribute: bool) -> s.NameClass | None:
        if not self.accept("-"):
            return None
        return self.annotated_name(attribute=attribute)

    # ------------------------------------------------------------ grammars

    def at_component(self) -> bool:
        """Return whether a component of a grammar comes, after annotations."""
        at = self.at
        try:
            self.lead()
            token, following = self.token, self.ahead()
        finally:
            self.at = at
        if token.kind == "end":
            return True
        if token.kind == "keyword" and token.text in {"div", "include", "start"}:
            return True
        names = {"name", "quoted", "qname", "keyword"}
        if token.kind not in names or following.kind != "mark":
            return False
        return following.text in _ASSIGN or (following.text == "[" and token.kind != "keyword")

    def components(self, end: str, *, included: bool) -> tuple[tuple[s.Component, ...], _Lead]:
        """Return components, and annotations before the first of them."""
        found: list[s.Component] = []
        initial: list[s.ForeignElement] = []
        while not (self.token.kind == "end" if end == "end" else self.is_at(end)):
            if self.token.kind == "end":
                raise self.wrong(f"“{end}” is expected here")
            if self.is_annotation():
                element = self.foreign_element()
                if not self.attach(found, element):
                    initial.append(element)
            else:
                found.append(self.component(included=included))
        return tuple(found), _Lead(initial=tuple(initial))

    def is_annotation(self) -> bool:
        names = {"name", "quoted", "qname", "keyword"}
        following = self.ahead()
        return self.token.kind in names and following.kind == "mark" and following.text == "["

    def attach(self, found: list[s.Component], element: s.ForeignElement) -> bool:
        """Keep an annotation between components with what precedes it, if anything does."""
        if not found:
            return False
        old = found[-1].annotations
        annotations = replace(old, following=(*old.following, element))
        found[-1] = replace(found[-1], annotations=annotations)
        return True

    def component(self, *, included: bool) -> s.Component:
        lead = self.lead()
        token = self.token
        span = token.span
        if self.accept("div"):
            self.expect("{")
            content, inner = self.components("}", included=included)
            self.expect("}")
            return lead.on(inner.on(s.Div(content, span=span)))
        if self.is_at("include") and not included:
            return lead.on(self.include())
        if self.accept("start"):
            combine = self.assignment()
            return lead.on(s.Start(self.pattern(), combine, span=span))
        name = self.identifier("A definition").text
        combine = self.assignment()
        return lead.on(s.Define(name, self.pattern(), combine, span=span))

    def include(self) -> s.Include:
        span = self.take().span
        href = self.literal("A file")
        namespace = self.inherit()
        node = s.Include(href, (), namespace, base=self.uri, span=span)
        if not self.accept("{"):
            return node
        content, lead = self.components("}", included=True)
        self.expect("}")
        return lead.on(replace(node, content=content))

    def assignment(self) -> str:
        if not self.is_at(*_ASSIGN):
            raise self.wrong("“=” is expected here")
        return _ASSIGN[self.take().text]


_KEYWORD_PATTERNS: Final = {
    "element", "attribute", "parent", "external", "grammar", *_BODIES, *_LEAVES,
}  # fmt: skip
