"""Files that a schema or its rules name: read from inside one folder, never from the network."""

from pathlib import Path
from urllib.parse import urlsplit

from teikit.diagnostics import Diagnostic, Outcome
from teikit.source import DISK, SourceFile, SourceStore, Span


def read_file(
    uri: str, root: Path | None, span: Span, store: SourceStore = DISK
) -> Outcome[SourceFile]:
    """Return the file an absolute URI names, if it is inside `root` (None: no file is)."""
    path = _path_of(uri)
    if uri.startswith("teikit:"):
        return _refused(uri, "what refers to it is no file, so nothing is beside it", span)
    if path is None:
        return _refused(uri, "nothing is fetched over the network", span)
    if root is None:
        return _refused(uri, "this schema may not read other files", span)
    try:
        path = path.resolve()
        if not path.is_relative_to(root.resolve()):
            return _refused(path.name, f"it is outside of {root.resolve().name}/", span)
        return Outcome(store.read(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file's"
        message = f"The file “{path.name}” cannot be read: {reason}."
        return Outcome(None, (Diagnostic("SCH204", message, span),))


def _path_of(uri: str) -> Path | None:
    try:
        parts = urlsplit(uri)
    except ValueError:  # no address at all
        return None
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        return None
    # Not at the top: with this come the network modules of Python, which teikit never uses.
    from urllib.request import url2pathname  # noqa: PLC0415

    return Path(url2pathname(parts.path))


def _refused(uri: str, reason: str, span: Span) -> Outcome[SourceFile]:
    hint = "Keep a copy of the file in the folder of the schema or the edition."
    return Outcome(
        None, (Diagnostic("SCH301", f"“{uri}” is not read: {reason}.", span, hints=(hint,)),)
    )
