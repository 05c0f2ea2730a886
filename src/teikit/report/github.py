"""Diagnostics as workflow commands of GitHub Actions, which annotate the changed lines."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.report.checked import Checked
from teikit.report.places import near
from teikit.report.text import visible

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(files: Iterable[Checked]) -> Iterator[str]:
    """Yield a line for each diagnostic."""
    for checked in files:
        yield from (f"{line}\n" for line in render(checked.diagnostics))


def render(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    r"""Return one line a diagnostic.

    >>> from teikit.source import span_at
    >>> list(render([Diagnostic("XML004", "50% open,\nsee above.", span_at("a,b.xml", 3, 7))]))
    ['::error file=a%2Cb.xml,line=3,col=7,title=XML004::50%25 open,%0Asee above.']
    """
    for diagnostic in diagnostics:
        start = diagnostic.span.start
        properties = {
            # GitHub knows files by their path in the repository, with slashes on every system.
            "file": PurePath(near(diagnostic.span.source)).as_posix(),
            "line": str(start.line),
            "col": str(start.column),
            "title": diagnostic.code,
        }
        shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = _data(" ".join((diagnostic.message, *diagnostic.hints)))
        yield f"::{_COMMANDS[diagnostic.severity]} {shown}::{message}"


def _data(text: str) -> str:
    # A line break in a document's text must not become a command of its own, and nothing in it a
    # command for a terminal that shows the log.
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
