"""Name classes of the full syntax -> those that documents are matched with (4.8, 4.16)."""

from collections.abc import Callable
from typing import Final

from teikit.names import XMLNS
from teikit.relaxng import nameclass as nc
from teikit.relaxng import syntax as s
from teikit.source import Span

_XMLNS: Final = XMLNS.rstrip("/")
_Wrong = Callable[[str, str, Span | None], object]


def simple_name_class(node: s.NameClass, inherited: str, wrong: _Wrong) -> nc.NameClass:
    """Return a name class in simple form; `wrong` is told what must not be in it.

    `inherited` is the namespace of names that have none of their own.
    """
    match node:
        case s.Name():
            namespace = inherited if node.namespace is None else node.namespace
            return nc.Only(nc.key(namespace, node.local))
        case s.NameChoice():
            members = (simple_name_class(each, inherited, wrong) for each in node.alternatives)
            return nc.OneOf(tuple(members))
        case s.AnyName():
            return nc.Any(_excepted(node, inherited, wrong, (s.AnyName,)))
        case s.NsName():
            namespace = inherited if node.namespace is None else node.namespace
            return nc.Within(namespace, _excepted(node, inherited, wrong, (s.AnyName, s.NsName)))


def declares_namespaces(name: nc.NameClass) -> bool:
    """Return whether an attribute with such a name would be a namespace declaration."""
    return any(map(_is_xmlns, nc.mentioned(name)))


def _excepted(
    node: s.AnyName | s.NsName,
    inherited: str,
    wrong: _Wrong,
    forbidden: tuple[type[s.Node], ...],
) -> nc.NameClass | None:
    if node.excepted is None:
        return None
    if _holds(node.excepted, forbidden):
        message = "What is excepted from open names cannot itself be that open."
        wrong("RNG159", message, node.span)
    return simple_name_class(node.excepted, inherited, wrong)


def _holds(node: s.NameClass, types: tuple[type[s.Node], ...]) -> bool:
    if isinstance(node, types):
        return True
    if isinstance(node, s.NameChoice):
        return any(_holds(each, types) for each in node.alternatives)
    inner = node.excepted if isinstance(node, s.AnyName | s.NsName) else None
    return inner is not None and _holds(inner, types)


def _is_xmlns(name: nc.NameClass) -> bool:
    if isinstance(name, nc.Only):
        return name.name == "xmlns" or nc.namespace_of(name.name) == _XMLNS
    return isinstance(name, nc.Within) and name.namespace == _XMLNS
