"""Which prefixes a written schema declares."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from teikit.names import (
    RELAXNG,
    RELAXNG_ANNOTATIONS,
    WELL_KNOWN_PREFIXES,
    XML,
    XSD_DATATYPES,
)
from teikit.relaxng import syntax as s
from teikit.relaxng.walk import nodes


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What a schema mentions: prefixes by namespace, and the namespace its elements mostly have.

    `default` is None where names must stay open to the namespace of an including schema.
    `library` is the datatype library that is used, if there is one.
    """

    of: dict[str, str]
    default: str | None
    library: str


def prefixes(root: s.Pattern) -> Prefixes:
    """Return the prefixes for writing a schema; the same schema gives the same ones."""
    given = {
        uri: prefix
        for node in nodes(root)
        if isinstance(node, s.Grammar)
        for prefix, uri in reversed(node.namespaces)
        if prefix and uri not in {XML, RELAXNG}
    }
    elements: Counter[str] = Counter()
    used: dict[str, str] = {}
    inherits = False
    for node in nodes(root):
        if isinstance(node, s.Element):
            for name in nodes(node.name):
                if isinstance(name, s.Name | s.NsName):
                    inherits |= name.namespace is None
                    elements[name.namespace or ""] += 1
        for uri, prefix in _mentioned(node):
            if not used.get(uri):
                used[uri] = prefix
    default = None if inherits else max(elements, key=lambda uri: elements[uri], default="")
    found: dict[str, str] = {}
    for uri, prefix in used.items():
        if uri and uri not in {XML, default}:
            wish = given.get(uri) or WELL_KNOWN_PREFIXES.get(uri) or prefix
            found[uri] = _free(wish, found)
    if default and default in _needing_prefix(root):
        found[default] = _free(given.get(default) or WELL_KNOWN_PREFIXES.get(default, ""), found)
    return Prefixes(found, default, _library(root))


def _mentioned(node: s.Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, s.Name):
        yield node.namespace or "", node.prefix
    for attribute in node.annotations.attributes:
        yield attribute.namespace, attribute.prefix
    for element in (*node.annotations.initial, *node.annotations.following):
        yield from _in_foreign(element)
    if node.documentation or (isinstance(node, s.Attribute) and node.default is not None):
        yield RELAXNG_ANNOTATIONS, "a"


def _needing_prefix(root: s.Pattern) -> set[str]:
    # Attributes and foreign elements never take the namespace that element names have by default.
    found: set[str] = set()
    for node in nodes(root):
        if isinstance(node, s.Attribute):
            names = (each for each in nodes(node.name) if isinstance(each, s.Name))
            found.update(name.namespace or "" for name in names)
        elif not isinstance(node, s.Name):
            found.update(uri for uri, _ in _mentioned(node))
    return found


def _in_foreign(element: "s.ForeignElement | s.Comment | str") -> Iterator[tuple[str, str]]:
    if isinstance(element, s.ForeignElement):
        yield element.namespace, element.prefix
        for attribute in element.attributes:
            yield attribute.namespace, attribute.prefix
        for child in element.children:
            yield from _in_foreign(child)


def _free(wish: str, taken: dict[str, str]) -> str:
    names = set(taken.values()) | {"xml", "xmlns", "xsd"}
    if wish and wish not in names:
        return wish
    stem = wish or "ns"
    return next(name for n in range(1, len(names) + 2) if (name := f"{stem}{n}") not in names)


def _library(root: s.Pattern) -> str:
    libraries = [
        node.library for node in nodes(root) if isinstance(node, s.Data | s.Value) and node.library
    ]
    if not libraries or XSD_DATATYPES in libraries:
        return XSD_DATATYPES if libraries else ""
    return libraries[0]
