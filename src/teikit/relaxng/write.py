"""Full syntax -> RELAX NG in XML syntax: readable, and the same bytes for the same schema."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, XML
from teikit.relaxng import syntax as s
from teikit.relaxng.markup import Note, Tag, document, escape_text
from teikit.relaxng.prefixes import Prefixes, prefixes

_SIMPLE: Final = {s.Empty: "empty", s.Text: "text", s.NotAllowed: "notAllowed"}
_INSIDE: Final = {
    s.Optional: "optional",
    s.ZeroOrMore: "zeroOrMore",
    s.OneOrMore: "oneOrMore",
    s.List: "list",
    s.Mixed: "mixed",
}
_SEVERAL: Final = {s.Group: "group", s.Interleave: "interleave", s.Choice: "choice"}


def write(schema: s.Pattern) -> bytes:
    """Return the schema in XML syntax, in UTF-8."""
    writer = _Writer(prefixes(schema))
    root = writer.pattern(schema, writer.prefixes.default)
    declared = {"xmlns": RELAXNG}
    for uri, prefix in sorted(writer.prefixes.of.items(), key=lambda pair: pair[1]):
        declared[f"xmlns:{prefix}"] = uri
    if writer.prefixes.default:
        declared["ns"] = writer.prefixes.default
    if writer.prefixes.library:
        declared["datatypeLibrary"] = writer.prefixes.library
    own = {name: value for name, value in root.attributes.items() if name != "xmlns"}
    root.attributes = declared | own
    return document(root)


class _Writer:
    """Writes one schema; `namespace` is always the `ns` in force, None if none is."""

    def __init__(self, known: Prefixes) -> None:
        self.prefixes = known

    # ------------------------------------------------------------ annotations

    def tags(self, tag: Tag, node: s.Node) -> list[Tag | Note]:
        """Return the tag with all that is said about it, and what follows it."""
        for attribute in node.annotations.attributes:
            name = self.qualified(attribute.namespace, attribute.local)
            tag.attributes[name] = attribute.value
        before: list[Tag | Note] = [
            Tag(self.qualified(RELAXNG_ANNOTATIONS, "documentation"), text=escape_text(text))
            for text in node.documentation
        ]
        before += [self.foreign(each) for each in node.annotations.initial]
        tag.children[:0] = before
        return [tag, *(self.foreign(each) for each in node.annotations.following)]

    def qualified(self, namespace: str, local: str) -> str:
        prefix = "xml" if namespace == XML else self.prefixes.of.get(namespace, "")
        return f"{prefix}:{local}" if prefix else local

    def foreign(self, node: s.ForeignElement | s.Comment) -> Tag | Note:
        if isinstance(node, s.Comment):
            return Note(node.text)
        attributes = {self.qualified(a.namespace, a.local): a.value for a in node.attributes}
        if not node.namespace:
            attributes = {"xmlns": "", **attributes}
        tag = Tag(self.qualified(node.namespace, node.local), attributes)
        if node.children:
            tag.text = "".join(self.foreign_text(child) for child in node.children)
        return tag

    def foreign_text(self, child: s.ForeignElement | s.Comment | str) -> str:
        if isinstance(child, str):
            return escape_text(child)
        tag = self.foreign(child)
        if isinstance(tag, Note):
            return f"<!--{tag.text}-->"
        lines = document(tag).decode().split("\n", 1)[1]
        return lines.rstrip("\n")

    # ------------------------------------------------------------ patterns

    def pattern(self, node: s.Pattern, namespace: str | None) -> Tag:
        """Return a pattern as one tag (what follows it is for `patterns`)."""
        tags = self.patterns([node], namespace)
        assert isinstance(tags[0], Tag)  # noqa: S101 - a pattern comes before what follows it
        return tags[0]

    def patterns(self, nodes: Iterable[s.Pattern], namespace: str | None) -> list[Tag | Note]:
        return [tag for node in nodes for tag in self.tags(self.bare(node, namespace), node)]

    def body(self, node: s.Pattern, namespace: str | None) -> list[Tag | Note]:
        """Return a pattern where several are allowed and mean a group."""
        plain = not node.documentation and not node.annotations
        if isinstance(node, s.Group) and plain and node.patterns:
            return self.patterns(node.patterns, namespace)
        return self.patterns([node], namespace)

    def bare(self, node: s.Pattern, namespace: str | None) -> Tag:  # noqa: PLR0911, C901
        match node:
            case s.Empty() | s.Text() | s.NotAllowed():
                return Tag(_SIMPLE[type(node)])
            case s.Group(patterns=()) | s.Interleave(patterns=()):
                return Tag("empty")
            case s.Choice(patterns=()):
                return Tag("notAllowed")
            case s.Group() | s.Interleave() | s.Choice():
                inner = self.patterns(node.patterns, namespace)
                return Tag(_SEVERAL[type(node)], children=inner)
            case s.Optional() | s.ZeroOrMore() | s.OneOrMore() | s.List() | s.Mixed():
                return Tag(_INSIDE[type(node)], children=self.body(node.pattern, namespace))
            case s.Ref():
                return Tag("ref", {"name": node.name})
            case s.ParentRef():
                return Tag("parentRef", {"name": node.name})
            case s.Element():
                return self.element(node, namespace)
            case s.Attribute():
                return self.attribute(node, namespace)
            case s.Value():
                return self.value(node, namespace)
            case s.Data():
                return self.data(node, namespace)
            case s.ExternalRef():
                return Tag("externalRef", self.reference(node, namespace))
            case s.Grammar():
                return Tag("grammar", children=self.components(node.content, namespace))

    def element(self, node: s.Element, outer: str | None) -> Tag:
        attributes, names, namespace = self.named(node.name, outer, attribute=False)
        return Tag("element", attributes, [*names, *self.body(node.pattern, namespace)])

    def attribute(self, node: s.Attribute, outer: str | None) -> Tag:
        attributes, names, namespace = self.named(node.name, outer, attribute=True)
        if node.default is not None:
            attributes[self.qualified(RELAXNG_ANNOTATIONS, "defaultValue")] = node.default
        plain = isinstance(node.pattern, s.Text) and not node.pattern.documentation
        inner = [] if plain else self.patterns([node.pattern], namespace)
        return Tag("attribute", attributes, [*names, *inner])

    def value(self, node: s.Value, outer: str | None) -> Tag:
        attributes: dict[str, str] = {}
        if node.type != "token" or node.library:
            attributes = {"type": node.type, **self.library(node.library)}
        if node.type in {"QName", "NOTATION"}:
            prefix, colon, _ = node.value.strip().rpartition(":")
            if colon and prefix in dict(node.namespaces):
                attributes[f"xmlns:{prefix}"] = dict(node.namespaces)[prefix]
            attributes |= self.switched(node.namespace, outer)[0]
        return Tag("value", attributes, text=escape_text(node.value))

    def data(self, node: s.Data, outer: str | None) -> Tag:
        tag = Tag("data", {"type": node.type, **self.library(node.library)})
        for param in node.params:
            inner = Tag("param", {"name": param.name}, text=escape_text(param.value))
            tag.children += self.tags(inner, replace(param, documentation=()))
        if node.excepted is not None:
            several = isinstance(node.excepted, s.Choice) and node.excepted.patterns
            members = node.excepted.patterns if several else (node.excepted,)
            tag.children.append(Tag("except", children=self.patterns(members, outer)))
        return tag

    def library(self, library: str) -> dict[str, str]:
        return {} if library == self.prefixes.library else {"datatypeLibrary": library}

    def reference(self, node: s.ExternalRef | s.Include, outer: str | None) -> dict[str, str]:
        return {"href": node.href, **self.switched(node.namespace, outer)[0]}

    def switched(
        self, namespace: str | None, outer: str | None
    ) -> tuple[dict[str, str], str | None]:
        if namespace is None or namespace == outer:
            return {}, outer
        return {"ns": namespace}, namespace

    # ------------------------------------------------------------ name classes

    def named(
        self, name: s.NameClass, outer: str | None, *, attribute: bool
    ) -> tuple[dict[str, str], list[Tag | Note], str | None]:
        """Return a name as an attribute or as children, and the `ns` inside."""
        if not isinstance(name, s.Name) or name.annotations or name.documentation:
            return {}, self.names(name, outer), outer
        if name.namespace == XML or (name.namespace and name.namespace in self.prefixes.of):
            same = not attribute and name.namespace == outer
            if not same:
                return {"name": self.qualified(name.namespace, name.local)}, [], outer
        if attribute:
            if name.namespace is None:
                return {}, self.names(name, outer), outer
            ns = {"ns": name.namespace} if name.namespace else {}
            return {"name": name.local} | ns, [], name.namespace if ns else outer
        ns, inner = self.switched(name.namespace, outer)
        return {"name": name.local} | ns, [], inner

    def names(self, name: s.NameClass, outer: str | None) -> list[Tag | Note]:
        match name:
            case s.Name():
                ns, _ = self.switched(name.namespace, outer)
                return self.tags(Tag("name", ns, text=escape_text(name.local)), name)
            case s.NameChoice():
                inner = [tag for each in name.alternatives for tag in self.names(each, outer)]
                return self.tags(Tag("choice", children=inner), name)
            case s.AnyName():
                return self.tags(Tag("anyName", children=self.excepted(name, outer)), name)
            case s.NsName():
                ns, inside = self.switched(name.namespace, outer)
                return self.tags(Tag("nsName", ns, self.excepted(name, inside)), name)

    def excepted(self, name: s.AnyName | s.NsName, outer: str | None) -> list[Tag | Note]:
        if name.excepted is None:
            return []
        choice = isinstance(name.excepted, s.NameChoice) and not name.excepted.annotations
        members = name.excepted.alternatives if choice else (name.excepted,)
        return [
            Tag("except", children=[tag for each in members for tag in self.names(each, outer)])
        ]

    # ------------------------------------------------------------ grammars

    def components(self, content: Iterable[s.Component], namespace: str | None) -> list[Tag | Note]:
        return [tag for node in content for tag in self.tags(self.component(node, namespace), node)]

    def component(self, node: s.Component, namespace: str | None) -> Tag:
        match node:
            case s.Div():
                return Tag("div", children=self.components(node.content, namespace))
            case s.Include():
                attributes = self.reference(node, namespace)
                inside = self.switched(node.namespace, namespace)[1]
                return Tag("include", attributes, self.components(node.content, inside))
            case s.Start():
                inner = self.patterns([node.pattern], namespace)
                return Tag("start", _combine(node), inner)
            case s.Define():
                attributes = {"name": node.name, **_combine(node)}
                return Tag("define", attributes, self.body(node.pattern, namespace))


def _combine(node: s.Start | s.Define) -> dict[str, str]:
    return {"combine": node.combine} if node.combine else {}
