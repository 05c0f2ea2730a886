"""A little XML to write: elements as data, and their text."""

from collections.abc import Iterator
from dataclasses import field
from typing import Final

from teikit.records import dataclass

_ATTRIBUTE: Final = {
    "&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
}  # fmt: skip
_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Note:
    """A comment."""

    text: str


@dataclass(slots=True)
class Tag:
    """An element; one with `text` has its content written as it is, without indentation."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Tag | Note]" = field(default_factory=list)
    text: str | None = None


def escape_text(text: str) -> str:
    """Return text as it is written between tags."""
    return text.translate(_TEXT_TABLE)


def document(root: Tag) -> str:
    """Return a document, indented by two spaces."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, "")]
    return "\n".join(lines) + "\n"


def inline(tag: Tag | Note) -> str:
    """Return an element or comment as it stands inside text; children cannot be indented there."""
    if isinstance(tag, Note):
        return f"<!--{_in_comment(tag.text)}-->"
    if tag.text is None:
        return f"{_start(tag)}/>"
    return f"{_start(tag)}>{tag.text}</{tag.name}>"


_ATTRIBUTE_TABLE: Final = str.maketrans(_ATTRIBUTE)
_TEXT_TABLE: Final = str.maketrans(_TEXT)


def _lines(tag: Tag | Note, indent: str) -> Iterator[str]:
    if isinstance(tag, Note):
        text = _in_comment(tag.text.strip()).replace("\n", f"\n{indent}     ")
        yield f"{indent}<!-- {text} -->"
    elif tag.text is not None or not tag.children:
        yield indent + inline(tag)
    else:
        yield from _start_lines(tag, indent)
        for child in tag.children:
            yield from _lines(child, indent + "  ")
        yield f"{indent}</{tag.name}>"


def _start_lines(tag: Tag, indent: str) -> Iterator[str]:
    line = f"{indent}{_start(tag)}>"
    if len(line) <= _WIDTH or len(tag.attributes) < 3:
        yield line
        return
    first, *others = (_attribute(name, value) for name, value in tag.attributes.items())
    margin = " " * len(f"{indent}<{tag.name}")
    attributes = f"\n{margin}".join((f"{indent}<{tag.name}{first}", *others))
    yield f"{attributes}>"


def _start(tag: Tag) -> str:
    attributes = (_attribute(name, value) for name, value in tag.attributes.items())
    return f"<{tag.name}{''.join(attributes)}"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{value.translate(_ATTRIBUTE_TABLE)}"'


def _in_comment(text: str) -> str:
    while "--" in text:
        text = text.replace("--", "- -")
    return text + " " if text.endswith("-") else text
