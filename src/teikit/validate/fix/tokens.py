"""The markup in a text that is known to be well-formed, with offsets."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from teikit.records import dataclass

_TOKEN: Final = re.compile(
    r"""
      <!--(?P<comment>.*?)-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?(?P<instruction>.*?)\?>
    | (?P<doctype><!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*
        (?:\[(?:<!--.*?-->|<\?.*?\?>|[^\]"'<]|"[^"]*"|'[^']*'|<(?!!--|\?))*\]\s*)?>)
    | </(?P<end>[^\s>]+)\s*>
    | <(?P<start>[^\s/>!?]+)(?P<rest>(?:[^>"'/]++|/(?!>)|"[^"]*+"|'[^']*+')*+)(?P<empty>/?)>
    | (?P<text>[^<]+)
    """,
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as it is written: where its name and its value begin."""

    name: str
    value: str
    name_at: int
    value_at: int


@dataclass(slots=True)
class Tag:
    """A start tag, and where the name in its end tag is, if it has one."""

    name: str
    at: int
    rest: str
    rest_at: int
    end_at: int | None = None

    @property
    def attributes(self) -> Iterator[Attribute]:
        """The attributes, namespace declarations among them."""
        for found in _ATTRIBUTE.finditer(self.rest):
            group = 2 if found[2] is not None else 3
            starts = self.rest_at + found.start(1), self.rest_at + found.start(group)
            yield Attribute(found[1], found[group], *starts)


class Tokens:
    """The tokens of a text; `whole` is whether all of it could be read."""

    def __init__(self, text: str) -> None:
        self._found = list(_TOKEN.finditer(text))
        self.whole = sum(one.end() - one.start() for one in self._found) == len(text)

    @cached_property
    def tags(self) -> list[Tag]:
        """The start tags in their order."""
        tags: list[Tag] = []
        opened: list[Tag] = []
        for found in self._found:
            if found["start"] is not None:
                tag = Tag(found["start"], found.start(), found["rest"], found.start("rest"))
                tags.append(tag)
                if not found["empty"]:
                    opened.append(tag)
            elif found["end"] is not None and opened:
                opened.pop().end_at = found.start("end")
        return tags

    def texts(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the texts and comments: offset, text, and whether & begins a reference in it."""
        for found in self._found:
            for kind in ("text", "cdata", "comment"):
                if found[kind] is not None:
                    yield found.start(kind), found[kind], kind == "text"
