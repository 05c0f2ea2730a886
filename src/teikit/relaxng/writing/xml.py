"""Full syntax -> RELAX NG in XML syntax: readable, and the same text for the same schema."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin, urlsplit

from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS
from teikit.relaxng import syntax as s
from teikit.relaxng.markup import Note, Tag, document, escape_text
from teikit.relaxng.prefixes import NAMES_IN_VALUES, Prefixes, prefixes
from teikit.relaxng.writing.foreign import foreign_tag, qualified

_SIMPLE: Final = {s.Empty: "empty", s.Text: "text", s.NotAllowed: "notAllowed"}
_INSIDE: Final = {
    s.Optional: "optional",
    s.ZeroOrMore: "zeroOrMore",
    s.OneOrMore: "oneOrMore",
    s.List: "list",
    s.Mixed: "mixed",
}
_SEVERAL: Final = {s.Group: "group", s.Interleave: "interleave", s.Choice: "choice"}
_REFERENCES: Final = {s.Ref: "ref", s.ParentRef: "parentRef"}


def write_xml(schema: s.Pattern) -> str:
    """Return a schema in XML syntax, a document with XML declaration, to be saved as UTF-8."""
    known = prefixes(schema)
    root = _Writer(known).pattern(schema, known.default)
    declared = {"xmlns": RELAXNG}
    declared |= {f"xmlns:{prefix}": uri for prefix, uri in known.declared}
    if known.default:
        declared["ns"] = known.default
    if known.library:
        declared["datatypeLibrary"] = known.library
    root.attributes = declared | root.attributes
    return document(root)


class _Writer:
    """Writes one schema; `outer` is always the `ns` in force, None if none is."""

    def __init__(self, known: Prefixes) -> None:
        self.known = known
        self.a = qualified(RELAXNG_ANNOTATIONS, "", known)

    # ------------------------------------------------------------ annotations

    def tags(self, tag: Tag, node: s.Node) -> list[Tag | Note]:
        """Return the tag with all that is said about it, and what follows it."""
        for attribute in node.annotations.attributes:
            tag.attributes[qualified(attribute.namespace, attribute.local, self.known)] = (
                attribute.value
            )
        said: list[Tag | Note] = [
            Tag(f"{self.a}documentation", text=escape_text(text)) for text in node.documentation
        ]
        said += (foreign_tag(each, self.known) for each in node.annotations.initial)
        following = [foreign_tag(each, self.known) for each in node.annotations.following]
        if tag.text is not None:
            # Text only: what cannot stand inside follows, as in the compact syntax.
            return [tag, *said, *following]
        tag.children[:0] = said
        return [tag, *following]

    # ------------------------------------------------------------ patterns

    def pattern(self, node: s.Pattern, outer: str | None) -> Tag:
        """Return a pattern as one tag, without what follows it."""
        tag = self.bare(node, outer)
        self.tags(tag, node)
        return tag

    def patterns(self, nodes: Iterable[s.Pattern], outer: str | None) -> list[Tag | Note]:
        return [tag for node in nodes for tag in self.tags(self.bare(node, outer), node)]

    def body(self, node: s.Pattern, outer: str | None) -> list[Tag | Note]:
        """Return a pattern where several are allowed and mean a group."""
        if isinstance(node, s.Group) and len(node.patterns) > 1 and _is_plain(node):
            return self.patterns(node.patterns, outer)
        return self.patterns([node], outer)

    def bare(self, node: s.Pattern, outer: str | None) -> Tag:  # noqa: PLR0911 - one case a kind
        match node:
            case s.Empty() | s.Text() | s.NotAllowed():
                return Tag(_SIMPLE[type(node)])
            case s.Group() | s.Interleave() | s.Choice():
                return self.several(node, outer)
            case s.Optional() | s.ZeroOrMore() | s.OneOrMore() | s.List() | s.Mixed():
                return Tag(_INSIDE[type(node)], children=self.body(node.pattern, outer))
            case s.Ref() | s.ParentRef():
                return Tag(_REFERENCES[type(node)], {"name": node.name})
            case s.Element():
                return self.element(node, outer)
            case s.Attribute():
                return self.attribute(node, outer)
            case s.Value():
                return self.value(node, outer)
            case s.Data():
                return self.data(node, outer)
            case s.ExternalRef():
                return Tag("externalRef", {"href": href_of(node), **_ns(node.namespace, outer)})
            case s.Grammar():
                return Tag("grammar", children=self.components(node.content, outer))

    def several(self, node: s.Group | s.Interleave | s.Choice, outer: str | None) -> Tag:
        if not node.patterns:
            return Tag("notAllowed" if isinstance(node, s.Choice) else "empty")
        return Tag(_SEVERAL[type(node)], children=self.patterns(node.patterns, outer))

    def element(self, node: s.Element, outer: str | None) -> Tag:
        name = node.name
        attributes = self.prefixed(name, but=outer)
        names: list[Tag | Note] = []
        inner = outer
        # Where names are left open, `ns` would close them for everything inside.
        closes = isinstance(name, s.Name) and outer is None and name.namespace is not None
        if not attributes and isinstance(name, s.Name) and _is_plain(name) and not closes:
            attributes = {"name": name.local, **_ns(name.namespace, outer)}
            inner = outer if name.namespace is None else name.namespace
        elif not attributes:
            names = self.names(name, outer)
        return Tag("element", attributes, [*names, *self.body(node.pattern, inner)])

    def attribute(self, node: s.Attribute, outer: str | None) -> Tag:
        name = node.name
        attributes = self.prefixed(name, but=None)
        names: list[Tag | Note] = []
        if isinstance(name, s.Name) and _is_plain(name) and name.namespace == "":
            attributes = {"name": name.local}
        elif not attributes:
            names = self.names(name, outer)
        if node.default is not None:
            attributes[f"{self.a}defaultValue"] = node.default
        plain = isinstance(node.pattern, s.Text) and _is_plain(node.pattern)
        content = [] if plain else self.patterns([node.pattern], outer)
        return Tag("attribute", attributes, [*names, *content])

    def value(self, node: s.Value, outer: str | None) -> Tag:
        attributes: dict[str, str] = {}
        if node.type != "token" or node.library:
            attributes = {"type": node.type, **self.library(node.library)}
        if node.type in NAMES_IN_VALUES:
            prefix, colon, _ = node.value.strip().partition(":")
            bound = dict(node.namespaces).get(prefix)
            if not colon:
                attributes |= _ns(node.namespace, outer)
            elif bound and dict(self.known.declared).get(prefix) != bound:
                attributes[f"xmlns:{prefix}"] = bound
        return Tag("value", attributes, text=escape_text(node.value))

    def data(self, node: s.Data, outer: str | None) -> Tag:
        tag = Tag("data", {"type": node.type, **self.library(node.library)})
        for param in node.params:
            inner = Tag("param", {"name": param.name}, text=escape_text(param.value))
            tag.children += self.tags(inner, param)
        excepted = node.excepted
        if excepted is not None:
            several = isinstance(excepted, s.Choice) and len(excepted.patterns) > 1
            members = (
                excepted.patterns
                if several and isinstance(excepted, s.Choice) and _is_plain(excepted)
                else (excepted,)
            )
            tag.children.append(Tag("except", children=self.patterns(members, outer)))
        return tag

    def library(self, library: str) -> dict[str, str]:
        return {} if library == self.known.library else {"datatypeLibrary": library}

    # ------------------------------------------------------------ name classes

    def prefixed(self, name: s.NameClass, but: str | None) -> dict[str, str]:
        """Return a name as attribute where it is plain and has a prefix; not in namespace `but`."""
        if not isinstance(name, s.Name) or not _is_plain(name) or name.namespace == but:
            return {}
        if not name.namespace or name.namespace not in self.known.of:
            return {}
        return {"name": qualified(name.namespace, name.local, self.known)}

    def names(self, name: s.NameClass, outer: str | None) -> list[Tag | Note]:
        match name:
            case s.Name():
                tag = Tag("name", _ns(name.namespace, outer), text=escape_text(name.local))
                return self.tags(tag, name)
            case s.NameChoice():
                inner = [tag for each in name.alternatives for tag in self.names(each, outer)]
                return self.tags(Tag("choice", children=inner), name)
            case s.AnyName():
                return self.tags(Tag("anyName", children=self.excepted(name, outer)), name)
            case s.NsName():
                inside = outer if name.namespace is None else name.namespace
                tag = Tag("nsName", _ns(name.namespace, outer), self.excepted(name, inside))
                return self.tags(tag, name)

    def excepted(self, name: s.AnyName | s.NsName, outer: str | None) -> list[Tag | Note]:
        excepted = name.excepted
        if excepted is None:
            return []
        members: tuple[s.NameClass, ...] = (excepted,)
        if isinstance(excepted, s.NameChoice) and _is_plain(excepted):
            members = excepted.alternatives
        return [
            Tag("except", children=[tag for each in members for tag in self.names(each, outer)])
        ]

    # ------------------------------------------------------------ grammars

    def components(self, content: Iterable[s.Component], outer: str | None) -> list[Tag | Note]:
        return [tag for node in content for tag in self.tags(self.component(node, outer), node)]

    def component(self, node: s.Component, outer: str | None) -> Tag:
        match node:
            case s.Div():
                return Tag("div", children=self.components(node.content, outer))
            case s.Include():
                inside = outer if node.namespace is None else node.namespace
                attributes = {"href": href_of(node), **_ns(node.namespace, outer)}
                return Tag("include", attributes, self.components(node.content, inside))
            case s.Start():
                return Tag("start", _combine(node), self.patterns([node.pattern], outer))
            case s.Define():
                attributes = {"name": node.name, **_combine(node)}
                return Tag("define", attributes, self.body(node.pattern, outer))


def href_of(node: s.Include | s.ExternalRef) -> str:
    """Return what a reference to a file is, as seen from the schema's own place."""
    # A relative base comes from xml:base, which is not written.
    return node.href if urlsplit(node.base).scheme else urljoin(node.base, node.href)


def _is_plain(node: s.Node) -> bool:
    return not node.documentation and not node.annotations


def _ns(namespace: str | None, outer: str | None) -> dict[str, str]:
    return {} if namespace is None or namespace == outer else {"ns": namespace}


def _combine(node: s.Start | s.Define) -> dict[str, str]:
    return {"combine": node.combine} if node.combine else {}
