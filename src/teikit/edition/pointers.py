"""Where a pointer in a document leads, if it leads to a file at all."""

from pathlib import Path
from urllib.parse import unquote, urlsplit


def local_target(pointer: str, source: Path) -> tuple[Path | None, str]:
    """Return the file that a relative pointer in `source` leads to, resolved, and its fragment.

    The file is None where the pointer stays in the document, leads to the web or is no address.
    """
    try:
        parts = urlsplit(pointer)
        if parts.scheme or parts.netloc or not parts.path:
            return None, ""
        return (source.parent / unquote(parts.path)).resolve(), parts.fragment
    except (ValueError, OSError):
        return None, ""
