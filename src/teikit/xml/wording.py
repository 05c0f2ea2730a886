"""The names in tags: most tags of a document have the same names as others before them."""

from functools import lru_cache
from typing import Final

_MOST: Final = 1 << 14


class Wording:
    """The names in tags, in Clark's notation; one object stands for all tags with these names."""

    __slots__ = ("attributes", "element")

    def __init__(self, element: str, attributes: tuple[str, ...]) -> None:
        self.element = element
        self.attributes = attributes


@lru_cache(maxsize=_MOST)
def wording_of(element: str, attributes: tuple[str, ...]) -> Wording:
    """Return what stands for all tags with these names, as long as it is remembered."""
    return Wording(element, attributes)
