"""Whether the first line of a file says truly in which encoding it is."""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile, Span, position_after
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.xml.encoding import declared_encoding

_STATED: Final = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ONE_BYTE: Final = re.compile(r"(?i)(iso-?8859|windows-|cp1?25|latin|l[1-9]$|mac)")
_LETTERS: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def check_encoding(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return where the declaration of the encoding is not true, or missing."""
    source = gathered.document.source
    head = source.data[:256]
    stated = _stated(head)
    if stated is not None:
        if is_untrue(source.data):
            yield _untrue(source, stated)
    elif gathered.selection.wants("ENC102") and _is_bare(head):
        yield finding(
            "ENC102",
            "The file does not say in which encoding it is.",
            source.start(),
            'Write <?xml version="1.0" encoding="UTF-8"?> in its first line.',
        )


@lru_cache(maxsize=64)  # many files begin alike
def _stated(head: bytes) -> re.Match[bytes] | None:
    return _STATED.search(head)


def is_untrue(data: bytes) -> bool:
    """Return whether a file is UTF-8, but says that it is something else."""
    stated = _stated(data[:256])
    name = stated[1].decode("ascii").lower() if stated else "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        return name not in ("utf-8", "utf8")
    return _ONE_BYTE.match(name) is not None and _is_utf_8(data)


def _is_bare(head: bytes) -> bool:
    return declared_encoding(head) == "utf-8" and b"<?xml " not in head[:10]


def _is_utf_8(data: bytes) -> bool:
    """Return whether all that is not ASCII has the form of UTF-8, which is never so by chance."""
    if _LETTERS.search(data) is None:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _untrue(source: SourceFile, stated: re.Match[bytes]) -> Diagnostic:
    head = source.data[: stated.start(1)].decode("utf-8-sig", errors="replace")
    return finding(
        "ENC101",
        f"The file says that it is {stated[1].decode('ascii')}, but it is UTF-8.",
        Span(source.name, position_after(head)),
        'Write encoding="UTF-8" in the first line; “teikit validate --fix” does that.',
    )
