"""Walks over full syntax."""

from collections.abc import Iterator

from teikit.relaxng import syntax as s


def children(node: s.Node) -> Iterator[s.Node]:
    """Yield the nodes directly inside a node: names, patterns, parameters, components."""
    match node:
        case s.Element() | s.Attribute():
            yield node.name
            yield node.pattern
        case s.Group() | s.Interleave() | s.Choice():
            yield from node.patterns
        case s.Optional() | s.ZeroOrMore() | s.OneOrMore() | s.List() | s.Mixed():
            yield node.pattern
        case s.Define() | s.Start():
            yield node.pattern
        case s.Grammar() | s.Div() | s.Include():
            yield from node.content
        case s.NameChoice():
            yield from node.alternatives
        case s.Data():
            yield from node.params
            if node.excepted is not None:
                yield node.excepted
        case s.AnyName() | s.NsName() if node.excepted is not None:
            yield node.excepted


def nodes(root: s.Node) -> Iterator[s.Node]:
    """Yield a node and all nodes inside it, in document order."""
    todo = [root]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(reversed(tuple(children(node))))
