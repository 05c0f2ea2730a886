"""What a vocabulary cannot use, taken out: references to what it does not have."""

from dataclasses import replace
from operator import is_

from teikit.odd.content import (
    Alternate,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    Empty,
    MacroRef,
    Sequence,
    TextNode,
)
from teikit.odd.datatypes import is_xsd_datatype
from teikit.odd.model import (
    ContentModel,
    DataSpec,
    Declarations,
    ElementSpec,
    MacroSpec,
    Vocabulary,
)


def prune(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with content models that name only what is there."""
    declared = vocabulary.declared
    pruned = Declarations(
        {key: _element(spec, declared) for key, spec in declared.elements.items()},
        declared.classes,
        {key: _macro(spec, declared) for key, spec in declared.macros.items()},
        {key: _datatype(spec, declared) for key, spec in declared.datatypes.items()},
        declared.modules,
    )
    return replace(vocabulary, declared=pruned)


def exists(node: Content, declared: Declarations) -> bool:
    """Return whether what a node names is there; a node that names nothing always is."""
    match node:
        case ElementRef():
            return node.key in declared.elements
        case ClassRef():
            return node.key in declared.classes
        case MacroRef():
            return node.key in declared.macros or node.key in declared.datatypes
        case DataRef() if node.key:
            known = node.key in declared.datatypes or node.key in declared.macros
            return known or is_xsd_datatype(node.key)
    return True


def kept(node: Content, declared: Declarations) -> Content | None:
    """Return a node without what is not there; None where nothing of it remains."""
    if not isinstance(node, Sequence | Alternate):
        return node if exists(node, declared) else None
    in_choice = isinstance(node, Alternate)
    members = tuple(
        member
        for member in (_member(child, declared, in_choice=in_choice) for child in node.members)
        if member is not None
    )
    if not members:
        return None
    unchanged = len(members) == len(node.members) and all(map(is_, members, node.members))
    return node if unchanged else replace(node, members=members)


def _member(child: Content, declared: Declarations, *, in_choice: bool) -> Content | None:
    left = kept(child, declared)
    if left is None and in_choice and (isinstance(child, Sequence) or _may_be_missing(child)):
        # That nothing needs to be there is an alternative as well, and it remains; and a sequence
        # without what it named is one of nothing, as in the schemas that projects publish.
        return Empty(span=child.span)
    return left


def _may_be_missing(node: Content) -> bool:
    """Return whether a part of a content model, as it is written, allows that nothing is there."""
    match node:
        case Sequence() if node.min_occurs:
            return all(map(_may_be_missing, node.members))
        case Alternate() if node.min_occurs:
            return any(map(_may_be_missing, node.members))
        case TextNode() | Empty():
            return True
    return node.min_occurs == 0


def _element(spec: ElementSpec, declared: Declarations) -> ElementSpec:
    content = _content(spec.content, declared)
    return spec if content is spec.content else replace(spec, content=content)


def _macro(spec: MacroSpec, declared: Declarations) -> MacroSpec:
    content = _content(spec.content, declared)
    return spec if content is spec.content else replace(spec, content=content)


def _datatype(spec: DataSpec, declared: Declarations) -> DataSpec:
    content = _content(spec.content, declared)
    return spec if content is spec.content else replace(spec, content=content)


def _content(content: ContentModel | None, declared: Declarations) -> ContentModel | None:
    if content is None:
        return None
    nodes = tuple(
        node for node in (kept(child, declared) for child in content.nodes) if node is not None
    )
    unchanged = len(nodes) == len(content.nodes) and all(
        new is old for new, old in zip(nodes, content.nodes, strict=True)
    )
    return content if unchanged else replace(content, nodes=nodes)
