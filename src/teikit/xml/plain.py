"""Whether a document's bytes are well-formed, without looking into it."""

from typing import Final
from xml.parsers import expat

from teikit.xml.encoding import declared_encoding

_AS_WRITTEN: Final = frozenset({"utf-8", "us-ascii"})


def is_plain(data: bytes) -> bool:
    """Return whether bytes are a well-formed document with namespaces, in UTF-8."""
    if declared_encoding(data[:256]) not in _AS_WRITTEN:
        return False
    try:
        expat.ParserCreate(None, " ").Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: of a declared encoding
        return False
    return True
