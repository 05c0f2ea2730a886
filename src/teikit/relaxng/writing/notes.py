"""Annotations and documentation -> compact syntax."""

from collections.abc import Iterable, Sequence

from teikit.names import RELAXNG_ANNOTATIONS
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import Foreign, is_documentation, text_of
from teikit.relaxng.compact.bindings import Bindings
from teikit.relaxng.compact.literals import comment, identifier, literal, paragraphs
from teikit.relaxng.layout import BROKEN, HARD, LINE, Layout, concat, group, nest


def before(node: s.Node, bindings: Bindings, default: str | None = None) -> list[Layout]:
    """Return what stands before a pattern or definition; `default` is its default value."""
    annotations = node.annotations
    attributes = list(annotations.attributes)
    if default is not None:
        attributes.insert(0, s.ForeignAttribute(RELAXNG_ANNOTATIONS, "defaultValue", default))
    return _lead(node.documentation, attributes, annotations.initial, bindings)


def before_leaf(
    node: s.Value | s.Name | s.Param, bindings: Bindings
) -> tuple[list[Layout], list[Layout]]:
    """Return what stands before and after a node whose annotations follow it in XML."""
    documentation = list(node.documentation)
    following = [*node.annotations.initial, *node.annotations.following]
    while following and (text := _documentation(following[0])) is not None:
        documentation.append(text)
        del following[0]
    attributes = node.annotations.attributes
    if isinstance(node, s.Param):
        # Nothing can be put after a parameter, but its leading elements are read as following.
        return _lead(documentation, attributes, following, bindings), []
    return _lead(documentation, attributes, (), bindings), after(following, bindings)


def after(following: Iterable[Foreign], bindings: Bindings) -> list[Layout]:
    """Return the annotation elements that follow a pattern."""
    found: list[Layout] = []
    for each in following:
        if isinstance(each, s.ForeignElement):
            found += [LINE, ">> ", element(each, bindings)]
        else:
            found += [" ", *_comment(each), HARD]
    return found


def own_lines(notes: Iterable[Foreign], bindings: Bindings) -> list[Layout]:
    """Return annotations that stand among definitions, one layout each."""
    return [
        concat(_comment(each))
        if isinstance(each, s.Comment)
        else element(each, bindings, among_definitions=True)
        for each in notes
    ]


def documentation_element(text: str) -> s.ForeignElement:
    """Return documentation as an element, for where `##` would belong to something else."""
    children = (text,) if text else ()
    return s.ForeignElement(RELAXNG_ANNOTATIONS, "documentation", children=children)


def element(
    node: s.ForeignElement, bindings: Bindings, *, among_definitions: bool = False
) -> Layout:
    """Return an annotation element with everything in it."""
    local = identifier(node.local) if among_definitions and not node.namespace else node.local
    name = bindings.name(node.namespace, local, "")
    inside = [*_attributes(node.attributes, bindings)]
    for child in node.children:
        if isinstance(child, s.ForeignElement):
            inside.append(element(child, bindings))
        elif isinstance(child, s.Comment):
            inside.append(concat((*_comment(child), BROKEN)))
        else:
            inside.append(paragraphs(child))
    return _brackets(f"{name} ", inside) if inside else f"{name} []"


def _lead(
    documentation: Sequence[str],
    attributes: Sequence[s.ForeignAttribute],
    elements: Sequence[Foreign],
    bindings: Bindings,
) -> list[Layout]:
    found: list[Layout] = []
    for each in elements:
        if isinstance(each, s.Comment):
            found += [*_comment(each), HARD]
    for number, text in enumerate(documentation):
        if number:
            # An empty line keeps one documentation apart from the next.
            found.append(HARD)
        for line in comment(text, "##"):
            found += [line, HARD]
    inside = _attributes(attributes, bindings)
    inside += [element(each, bindings) for each in elements if isinstance(each, s.ForeignElement)]
    if inside:
        found += [_brackets("", inside), LINE]
    return found


def _attributes(attributes: Sequence[s.ForeignAttribute], bindings: Bindings) -> list[Layout]:
    return [
        f"{bindings.name(each.namespace, each.local, '')} = {literal(each.value)}"
        for each in attributes
    ]


def _brackets(name: str, inside: Sequence[Layout]) -> Layout:
    lines = [part for each in inside for part in (LINE, each)]
    return group(f"{name}[", nest(*lines), LINE, "]")


def _comment(node: s.Comment) -> list[Layout]:
    lines = comment("\n".join(line.strip() for line in node.text.strip().split("\n")))
    found: list[Layout] = []
    for number, line in enumerate(lines):
        found += [HARD, line] if number else [line]
    return found


def _documentation(node: Foreign) -> str | None:
    """Return what is written with `##`: documentation that is text only."""
    if not isinstance(node, s.ForeignElement) or not is_documentation(node):
        return None
    return text_of(node) if all(isinstance(child, str) for child in node.children) else None
