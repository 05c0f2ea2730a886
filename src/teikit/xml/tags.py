"""The text of a tag, looked at again to find its end, or one attribute in it."""

import re
from typing import Final

# A start tag as it stands in well-formed XML: its name, then attributes with quoted values.
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s=<>/"']+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""", re.DOTALL
)
_TAG_NAME: Final = re.compile(r"<[^\s/>]+")
_TAG: Final = re.compile(
    rf"</?[^\s/>]+(?:\s+{_ATTRIBUTE.pattern})*\s*/?>".replace("?P<name>", "?:").replace(
        "?P<value>", "?:"
    )
)
_SPACE: Final = re.compile(r"\s+")


def tag_length(text: str) -> int | None:
    """Return the length of the tag that a text starts with, None where it starts with none.

    >>> tag_length('<a n=">">text'), tag_length("</a >text"), tag_length("text")
    (9, 5, None)
    """
    tag = _TAG.match(text)
    return tag.end() if tag else None


def attribute_stretch(tag: str, name: str) -> tuple[int, int] | None:
    r"""Return where an attribute begins and ends in a text that starts with its tag, if it does.

    `name` is "namespace local" or just the local part, as expat gives it; the prefix in the text
    may be any, since only its absence or presence can be told from here.

    >>> attribute_stretch('<a b="1"\n c="2">', "c")
    (10, 15)
    """
    start = _TAG_NAME.match(tag)
    if start is None:
        return None
    namespace, _, local = name.rpartition(" ")
    position = start.end()
    while True:
        space = _SPACE.match(tag, position)
        found = _ATTRIBUTE.match(tag, space.end()) if space else None
        if found is None:
            return None
        prefix, _, its_local = found["name"].rpartition(":")
        if its_local == local and bool(prefix) == bool(namespace):
            return found.span()
        position = found.end()
