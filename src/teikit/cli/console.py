"""What commands share: printing diagnostics, progress, and the exit codes."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, NoReturn, TypeAlias

import click

from teikit.diagnostics import Diagnostic, has_errors
from teikit.edition.association import BUNDLED, schema_path
from teikit.report import text
from teikit.report.checked import Checked, Tally, counted

CLEAN: Final = 0
FINDINGS: Final = 1
COULD_NOT_RUN: Final = 2
STOPPED: Final = 130
"""What shells take for a program that was ended by Ctrl-C."""

# What writing to a closed pipe ends with; Windows has its own word for it.
_CLOSED: Final = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}
_STATUS_WIDTH: Final = 78
Existing: Final = click.Path(exists=True, path_type=Path)

_SCHEMAS: Final = frozenset({".odd", ".xml", ".rng", ".rnc", ".xsd", ".sch", ".isosch"})
_READS: Final = (
    "It reads ODDs (.odd, .xml), RELAX NG (.rng, .rnc), XSD (.xsd) and Schematron (.sch, .isosch)."
)


class OddFile(click.Path):
    """An ODD, or the name of one that comes with teikit, such as teikit:tei."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the path of the file."""
        name = str(value)
        if name in BUNDLED:
            return schema_path(name, Path())
        return Path(str(super().convert(name, param, ctx)))


class SchemaFile(OddFile):
    """A schema's file, or the name of one that comes with teikit."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """Return the path of the file."""
        path: Path = super().convert(value, param, ctx)
        if path.suffix.lower() not in _SCHEMAS:
            self.fail(f"{value} is no schema that teikit reads. {_READS}", param, ctx)
        return path


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


def show_folded(diagnostics: Iterable[Diagnostic], *, everything: bool) -> None:
    """Print diagnostics beside the output proper, file by file, as `teikit validate` does.

    What repeats itself is folded unless `everything` is asked for.
    """
    files: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        files.setdefault(one.span.source, []).append(one)
    if not files:
        return
    tally = Tally()
    checked = counted((Checked(None, found) for found in files.values()), tally)
    colour = has_colour(sys.stderr.isatty())
    for block in text.report(checked, tally, colour=colour, everything=everything):
        click.echo(block, err=True)


Write: TypeAlias = Callable[[str], None]


@contextmanager
def report_to(path: Path | None) -> Iterator[Write]:
    """Give a function that writes a report: to standard output, or to a file.

    A file is written beside its place and moved there when the report is complete.
    """
    if path is None:
        yield _writer(sys.stdout.buffer, "The report")
        with _written("The report"):
            sys.stdout.buffer.flush()
        return
    with _written(str(path)):
        file, partial = _beside(path)
    try:
        yield _writer(file, str(path))
        with _written(str(path)):
            file.close()
            if partial is not None:
                partial.chmod(0o644)  # what is made beside is private
                partial.replace(path)
    except BaseException:
        with suppress(OSError):
            file.close()
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> tuple[IO[bytes], Path | None]:
    """Return an open file beside a path, and its own path; None for a device, which stays."""
    if path.exists() and not path.is_file():
        return path.open("wb"), None
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    return os.fdopen(handle, "wb"), Path(name)


def _writer(file: IO[bytes], name: str) -> Write:
    # Whatever the terminal's encoding: what programs read is UTF-8.
    def write(piece: str) -> None:
        with _written(name):
            file.write(piece.encode("utf-8", "backslashreplace"))

    return write


@contextmanager
def _written(what: str) -> Iterator[None]:
    """End when something cannot be written: quietly if nobody reads it any more."""
    try:
        yield
    except OSError as error:
        _cannot_write(what, error)


def _cannot_write(what: str, error: OSError) -> NoReturn:
    silence()
    if error.errno in _CLOSED:
        sys.exit(COULD_NOT_RUN)
    fail(f"{what} cannot be written: {error.strerror or error}.")


def silence() -> None:
    """Let what is left for standard output disappear: it has nowhere to go."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextmanager
def saying() -> Iterator[Write]:
    """Give a function that prints blocks of lines on standard output; on a terminal, at once."""
    at_once, beside_progress = sys.stdout.isatty(), sys.stderr.isatty()

    def say(block: str) -> None:
        if beside_progress:
            click.echo("\r\x1b[2K", err=True, nl=False)  # a progress bar makes room
        try:
            if at_once:
                click.echo(block)
            else:
                sys.stdout.write(f"{block}\n")
        except OSError as error:
            _cannot_write("The report", error)

    yield say
    with _written("The report"):
        sys.stdout.flush()


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
