"""What a written schema declares: prefixes, the default namespace, the datatype library."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from teikit.names import RELAXNG, RELAXNG_ANNOTATIONS, WELL_KNOWN_PREFIXES, XML, XSD_DATATYPES
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.walk import nodes

NAMES_IN_VALUES: Final = frozenset({"QName", "NOTATION"})
"""The datatypes whose values have prefixes."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The prefix of each namespace, and all prefixes with what they stand for, sorted.

    `default` is the namespace that most element names have, None where names must stay open to
    the namespace of an including schema. `library` is the datatype library, "" if none is used.
    """

    of: dict[str, str]
    declared: tuple[tuple[str, str], ...]
    default: str | None
    library: str


def prefixes(root: s.Pattern) -> Prefixes:
    """Return what to declare for a schema; the same schema gives the same."""
    every = tuple(nodes(root))
    default = _default(every)
    declared = {"xml": XML}
    of: dict[str, str] = {XML: "xml"}
    for prefix, uri in _given(every):
        if declared.setdefault(prefix, uri) == uri:
            of.setdefault(uri, prefix)
    for uri, wish in _needed(every, default).items():
        if uri not in of:
            prefix = _free(WELL_KNOWN_PREFIXES.get(uri) or wish, declared)
            declared[prefix] = uri
            of[uri] = prefix
    del declared["xml"]
    return Prefixes(of, tuple(sorted(declared.items())), default, _library(every))


def _default(every: Iterable[s.Node]) -> str | None:
    found: Counter[str] = Counter()
    for node in every:
        if _namespaces(node) == (None,):
            return None
        if isinstance(node, s.Element):
            found.update(each or "" for name in nodes(node.name) for each in _namespaces(name))
        elif isinstance(node, s.Include | s.ExternalRef):
            found.update(each or "" for each in _namespaces(node))
    return max(found, key=lambda uri: found[uri]) if found else None


def _namespaces(node: s.Node) -> tuple[str | None, ...]:
    """Return the namespace that a node names by itself, if it does."""
    match node:
        case s.Name() | s.NsName() | s.Include() | s.ExternalRef():
            return (node.namespace,)
        case s.Value() if node.type in NAMES_IN_VALUES and ":" not in node.value:
            return (node.namespace,)
        case _:
            return ()


def _given(every: Iterable[s.Node]) -> Iterator[tuple[str, str]]:
    """Yield the prefixes that the schema itself asks for."""
    for node in every:
        if isinstance(node, s.Grammar):
            yield from _declarable(node.namespaces)
        elif isinstance(node, s.Value) and node.type in NAMES_IN_VALUES:
            used = node.value.strip().partition(":")[0]
            yield from _declarable(pair for pair in node.namespaces if pair[0] == used)


def _declarable(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((prefix, uri) for prefix, uri in pairs if prefix and uri not in {"", XML, RELAXNG})


def _needed(every: Iterable[s.Node], default: str | None) -> dict[str, str]:
    """Return the namespaces that cannot do without a prefix, with the prefix each had."""
    found: dict[str, str] = {}
    for node in every:
        for uri, prefix in (*_mentioned(node, default), *_in_annotations(node)):
            if uri and not found.get(uri):
                found[uri] = prefix
    return found


def _mentioned(node: s.Node, default: str | None) -> Iterator[tuple[str, str]]:
    if isinstance(node, s.Attribute):
        for name in nodes(node.name):
            if isinstance(name, s.Name):
                yield name.namespace or "", name.prefix
    elif isinstance(node, s.Name) and node.namespace != default:
        yield node.namespace or "", node.prefix


def _in_annotations(node: s.Node) -> Iterator[tuple[str, str]]:
    if node.documentation or (isinstance(node, s.Attribute) and node.default is not None):
        yield RELAXNG_ANNOTATIONS, "a"
    for attribute in node.annotations.attributes:
        yield attribute.namespace, attribute.prefix
    for element in (*node.annotations.initial, *node.annotations.following):
        yield from _in_foreign(element)


def _in_foreign(element: "s.ForeignElement | s.Comment | str") -> Iterator[tuple[str, str]]:
    if isinstance(element, s.ForeignElement):
        documentation = element.namespace == RELAXNG_ANNOTATIONS
        yield element.namespace, element.prefix or ("a" if documentation else "")
        for attribute in element.attributes:
            yield attribute.namespace, attribute.prefix
        for child in element.children:
            yield from _in_foreign(child)


def _free(wish: str, taken: dict[str, str]) -> str:
    if wish and wish not in taken and wish not in {"xml", "xmlns"}:
        return wish
    stem = wish or "ns"
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}{n}") not in taken)


def _library(every: Iterable[s.Node]) -> str:
    libraries = Counter(
        node.library for node in every if isinstance(node, s.Data | s.Value) and node.library
    )
    if XSD_DATATYPES in libraries:
        return XSD_DATATYPES
    return max(libraries, key=lambda uri: libraries[uri], default="")
