"""A file's text, from which its very bytes can be made again."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from teikit.records import dataclass
from teikit.validate.fix.change import Edit
from teikit.xml.encoding import declared_encoding

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Lossless:
    """A text without its byte order mark, that mark, and the codec of the bytes."""

    mark: bytes
    text: str
    codec: str

    def edited(self, edits: Iterable[Edit]) -> bytes | None:
        """Return the bytes with edits made, all others as they were.

        None where an edit overlaps another, or where the encoding cannot say it.
        """
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        try:
            pieces = list(self._pieces(ordered))
        except UnicodeEncodeError:
            return None
        if any(one.end > other.start for one, other in pairwise(ordered)):
            return None
        if b"".join(old for old, _ in pieces) != self.text.encode(self.codec):
            return None  # an encoding with states, where a piece is not what it is in the whole
        return self.mark + b"".join(new for _, new in pieces)

    def _pieces(self, ordered: Sequence[Edit]) -> Iterator[tuple[bytes, bytes]]:
        position = 0
        for edit in ordered:
            kept = self.text[position : edit.start].encode(self.codec)
            yield kept, kept
            old = self.text[edit.start : edit.end]
            yield old.encode(self.codec), edit.text.encode(self.codec)
            position = edit.end
        rest = self.text[position:].encode(self.codec)
        yield rest, rest


def lossless(data: bytes, codec: str | None = None) -> Lossless | None:
    """Return a file's text; None where its bytes could not be made from it again.

    Without `codec`, the encoding is the one that the file declares.
    """
    mark, marked = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None)
    )
    codec = codec or marked or declared_encoding(data[:256])
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
        same = text.encode(codec) == body
    except (UnicodeError, LookupError, ValueError):
        return None
    return Lossless(mark, text, codec) if same else None
