"""Processing instructions with pseudo-attributes, such as `<?xml-model href="letters.rng"?>`."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from teikit.records import dataclass
from teikit.source import Position, Span, position_after

PROLOG: Final = 1 << 14
"""How many bytes of a document are searched for what stands before its outermost element."""

_MODEL_MARK: Final = b"<?xml-model"
_MODEL: Final = r"(?s)<\?xml-model\s+(.*?)\?>"
_PSEUDO_ATTRIBUTE: Final = r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_START_TAG: Final = re.compile(rb"<[^?!\s]")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction: its pseudo-attributes, and where it stands."""

    attributes: Mapping[str, str]
    span: Span


def pseudo_attributes(content: str) -> dict[str, str]:
    """Return the pseudo-attributes in a processing instruction.

    >>> pseudo_attributes("href='letters.rng' title='Letters &amp; cards'")
    {'href': 'letters.rng', 'title': 'Letters & cards'}
    """
    found = re.findall(_PSEUDO_ATTRIBUTE, content)
    return {name: _unescaped(one or other) for name, one, other in found}


def models_in(name: str, data: bytes) -> Iterator[Instruction]:
    """Yield the xml-model instructions in a document's prolog (W3C, Associating Schemas).

    `name` is the document's, in spans; `data` its bytes, of which the first `PROLOG` are enough.
    """
    # Without its zeros, UTF-16 reads like ASCII, as far as that matters here.
    head = data[:PROLOG].replace(b"\0", b"")
    if _MODEL_MARK not in head:
        return
    start = _START_TAG.search(head)
    for attributes, position in _models(head[: start.start()] if start else head):
        yield Instruction(attributes, Span(name, position))


@lru_cache(maxsize=16)
def _models(prolog: bytes) -> tuple[tuple[Mapping[str, str], Position], ...]:
    """Return the pseudo-attributes of instructions and where they stand; many prologs are alike."""
    text = prolog.decode("utf-8", errors="replace")
    return tuple(
        (pseudo_attributes(one[1]), position_after(text[: one.start()].lstrip("\ufeff")))
        for one in re.finditer(_MODEL, text)
    )


def _unescaped(value: str) -> str:
    if "&" not in value:
        return value
    from html import unescape  # noqa: PLC0415 - it takes long to bring in

    return unescape(value)
