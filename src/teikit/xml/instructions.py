"""Processing instructions with pseudo-attributes, such as `<?xml-model href="letters.rng"?>`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from teikit.records import dataclass
from teikit.source import Span, position_after

PROLOG: Final = 1 << 14
"""How many bytes of a document are searched for what stands before its outermost element."""

_MODEL_MARK: Final = b"<?xml-model"
_MODEL: Final = r"(?s)<\?xml-model\s+(.*?)\?>"
_PSEUDO_ATTRIBUTE: Final = r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
_START_TAG: Final = r"<[^?!\s]"


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
    head = data[:PROLOG]
    if _MODEL_MARK not in head and _MODEL_MARK not in head.replace(b"\0", b""):
        return
    # Without its zeros, UTF-16 reads like ASCII, as far as that matters here.
    text = head.replace(b"\0", b"").decode("utf-8", errors="replace")
    start = re.search(_START_TAG, text)
    prolog = text[: start.start()] if start else text
    for one in re.finditer(_MODEL, prolog):
        before = prolog[: one.start()].lstrip("\ufeff")
        yield Instruction(pseudo_attributes(one[1]), Span(name, position_after(before)))


def _unescaped(value: str) -> str:
    if "&" not in value:
        return value
    from html import unescape  # noqa: PLC0415 - it takes long to bring in

    return unescape(value)
