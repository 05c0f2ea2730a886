"""Annotations of other vocabularies -> XML, with every space as it is."""

from teikit.names import RELAXNG
from teikit.relaxng import syntax as s
from teikit.relaxng.markup import Note, Tag, escape_text, inline
from teikit.relaxng.prefixes import Prefixes


def qualified(namespace: str, local: str, known: Prefixes) -> str:
    """Return a name with the prefix of its namespace."""
    prefix = known.of.get(namespace, "")
    return f"{prefix}:{local}" if prefix else local


def foreign_tag(
    node: s.ForeignElement | s.Comment, known: Prefixes, around: str = RELAXNG
) -> Tag | Note:
    """Return an annotation as markup; `around` is the default namespace where it stands."""
    if isinstance(node, s.Comment):
        return Note(node.text)
    attributes = {
        qualified(each.namespace, each.local, known): each.value for each in node.attributes
    }
    if not node.namespace and around:
        attributes = {"xmlns": "", **attributes}
        around = ""
    tag = Tag(qualified(node.namespace, node.local, known), attributes)
    if node.children:
        tag.text = "".join(_content(child, known, around) for child in node.children)
    return tag


def _content(child: s.ForeignElement | s.Comment | str, known: Prefixes, around: str) -> str:
    if isinstance(child, str):
        return escape_text(child)
    return inline(foreign_tag(child, known, around))
