"""Whether the first line of a file says truly in which encoding it is."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile, span_at
from teikit.validate.checks.finding import finding
from teikit.validate.checks.glance import Glance
from teikit.xml.encoding import declared_encoding

_STATED: Final = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ONE_BYTE: Final = re.compile(r"(?i)(iso-?8859|windows-|cp1?25|latin|l[1-9]$|mac)")
_LETTERS: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def check_encoding(glance: Glance) -> Iterator[Diagnostic]:
    """Return where the declaration of the encoding is not true, or missing."""
    source = glance.document.source
    head = source.data[:256]
    stated = _STATED.search(head)
    if stated is None:
        utf_8 = declared_encoding(head) == "utf-8"
        if (
            utf_8
            and not head.lstrip(codecs.BOM_UTF8).startswith(b"<?xml")
            and glance.selection.wants("ENC102")
        ):
            yield finding(
                "ENC102",
                "The file does not say in which encoding it is.",
                source.start(),
                'Write <?xml version="1.0" encoding="UTF-8"?> in its first line.',
            )
        return
    name = stated[1].decode("ascii")
    if head.startswith(codecs.BOM_UTF8) and name.lower() not in ("utf-8", "utf8"):
        yield _untrue(source, name, stated.start(1) - 3)
    elif _ONE_BYTE.match(name) and _is_utf_8(source.data):
        yield _untrue(source, name, stated.start(1))


def _is_utf_8(data: bytes) -> bool:
    """Return whether all that is not ASCII has the form of UTF-8, which is never so by chance."""
    if data.isascii() or len(_LETTERS.findall(data)) == 0:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _untrue(source: SourceFile, name: str, offset: int) -> Diagnostic:
    return finding(
        "ENC101",
        f"The file says that it is {name}, but it is UTF-8.",
        span_at(source.name, 1, offset + 1),
        'Write encoding="UTF-8" in the first line; “teikit fix” does that.',
    )
