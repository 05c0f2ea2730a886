"""URIs in schemas: of files, of what they include, of datatype libraries."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from teikit.source import SourceFile

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^#]+")
_BAD_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def is_datatype_library(uri: str) -> bool:
    """Return whether the URI may name a datatype library: none, or absolute without fragment."""
    return not uri or bool(_ABSOLUTE.fullmatch(uri) and not _BAD_ESCAPE.search(uri))


def uri_of(source: SourceFile) -> str:
    """Return the URI that relative references in a source start from, "" where it has none."""
    return "" if source.path is None else source.path.resolve().as_uri()


def joined(base: str, reference: str) -> str:
    """Return a reference as seen from a base; as it stands where it is no address at all."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def path_of(uri: str) -> Path | None:
    """Return the local file that a URI names, None where it names none."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    # A single letter is a Windows drive, not a scheme.
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        # Not at the top: with this come the network modules of Python, which teikit never uses.
        from urllib.request import url2pathname  # noqa: PLC0415

        return Path(url2pathname(parts.path))
    if parts.scheme and len(parts.scheme) > 1:
        return None
    return Path(unquote(uri))
