"""The text of a start tag, looked at again to find the place of one attribute in it."""

import re
from typing import Final

# A start tag as it stands in well-formed XML: its name, then attributes with quoted values.
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s=<>/"']+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""", re.DOTALL
)
_TAG_NAME: Final = re.compile(r"<[^\s/>]+")
_SPACE: Final = re.compile(r"\s+")


def attribute_offset(tag: str, name: str) -> int | None:
    r"""Return where an attribute begins in a text that starts with its tag, None if it does not.

    `name` is "namespace local" or just the local part, as expat gives it; the prefix in the text
    may be any, since only its absence or presence can be told from here.

    >>> attribute_offset('<a b="1"\n c="2">', "c")
    10
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
            return found.start()
        position = found.end()
