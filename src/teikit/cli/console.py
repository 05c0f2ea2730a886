"""What commands share: printing diagnostics, progress, and the exit codes."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NoReturn

import click

from teikit.diagnostics import Diagnostic, has_errors
from teikit.report import text

CLEAN: Final = 0
FINDINGS: Final = 1
COULD_NOT_RUN: Final = 2

_STATUS_WIDTH: Final = 78
Existing: Final = click.Path(exists=True, path_type=Path)


def fail(message: str) -> NoReturn:
    """Say why teikit could not run, and end."""
    click.echo(f"teikit: {text.visible(message)}", err=True)
    sys.exit(COULD_NOT_RUN)


def fail_with(diagnostics: Sequence[Diagnostic]) -> NoReturn:
    """Show the diagnostics that keep teikit from running, and end."""
    show(diagnostics)
    sys.exit(COULD_NOT_RUN)


def show(diagnostics: Iterable[Diagnostic], *, err: bool = True) -> None:
    """Print diagnostics as text, in colour on a terminal."""
    stream = sys.stderr if err else sys.stdout
    for block in text.render(diagnostics, colour=has_colour(stream.isatty())):
        click.echo(block, err=err)


def has_colour(is_terminal: bool) -> bool:
    """Return whether output may be coloured: on a terminal, unless the user does not want it."""
    return is_terminal and "NO_COLOR" not in os.environ


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """Return the exit code for what was found: warnings alone leave it at 0."""
    return FINDINGS if has_errors(diagnostics) else CLEAN


def told(message: str) -> None:
    """Tell the user about something done, beside the output proper."""
    click.echo(text.visible(message), err=True)


def progress(length: int, label: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return functions that advance and finish a progress bar (none in a pipe)."""
    if not sys.stderr.isatty() or length < 2:
        return _nothing, _nothing
    bar = click.progressbar(length=length, label=label, file=sys.stderr)
    bar.render_progress()
    return lambda: bar.update(1), bar.render_finish


def _nothing() -> None:
    pass


def status(step: str) -> None:
    """Show on a terminal what is being done, in one line that the next call replaces."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[2K{text.visible(step)[:_STATUS_WIDTH]}", err=True, nl=False)
