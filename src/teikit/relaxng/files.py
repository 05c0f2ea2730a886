"""Files that schemas refer to: read from inside one folder, never from the network."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from teikit.diagnostics import Diagnostic, Outcome
from teikit.relaxng.uri import path_of
from teikit.source import DISK, SourceFile, SourceStore, Span

Resolver: TypeAlias = Callable[[str, Span], Outcome[SourceFile]]
"""Returns the file that a URI names; the span is the place that refers to it."""


def nothing(uri: str, span: Span) -> Outcome[SourceFile]:
    """Refuse every file: the resolver for schemas that must stand alone."""
    return Outcome(None, (_refused(uri, span, "this schema cannot bring in other files"),))


def files_under(root: Path, store: SourceStore = DISK) -> Resolver:
    """Return a resolver that reads files inside `root` and refuses all others."""
    folder = root.resolve()

    def resolve(uri: str, span: Span) -> Outcome[SourceFile]:
        path = path_of(uri)
        if path is None:
            return Outcome(None, (_refused(uri, span, "nothing is fetched over the network"),))
        try:
            path = (folder / path).resolve()
        except (OSError, RuntimeError, ValueError):  # too long, links in a circle, NUL
            return Outcome(None, (_refused(uri, span, "no file can be called that"),))
        if not path.is_relative_to(folder):
            return Outcome(None, (_refused(uri, span, f"it is outside of {folder.name}/"),))
        try:
            return Outcome(store.read(path))
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            message = f"The file “{uri}” cannot be read: {reason}."
            return Outcome(None, (Diagnostic("RNG120", message, span),))

    return resolve


def _refused(uri: str, span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        "RNG121",
        f"“{uri}” is not read: {reason}.",
        span,
        hints=("Put a copy of the file beside the schema and refer to that.",),
    )
