"""A little XML to write: elements as data, and their text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_ATTRIBUTE: Final = {
    "&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
}  # fmt: skip
_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


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


def document(root: Tag) -> bytes:
    """Return a document in UTF-8, indented by two spaces."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, "")]
    return ("\n".join(lines) + "\n").encode()


_ATTRIBUTE_TABLE: Final = str.maketrans(_ATTRIBUTE)
_TEXT_TABLE: Final = str.maketrans(_TEXT)


def _lines(tag: Tag | Note, indent: str) -> Iterator[str]:
    if isinstance(tag, Note):
        text = tag.text.strip().replace("--", "- -")
        yield f"{indent}<!-- {text} -->"
        return
    start = f"{indent}<{tag.name}" + "".join(
        f' {name}="{value.translate(_ATTRIBUTE_TABLE)}"' for name, value in tag.attributes.items()
    )
    if tag.text is not None:
        yield f"{start}>{tag.text}</{tag.name}>"
    elif tag.children:
        yield f"{start}>"
        for child in tag.children:
            yield from _lines(child, indent + "  ")
        yield f"{indent}</{tag.name}>"
    else:
        yield f"{start}/>"
