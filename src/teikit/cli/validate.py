"""`teikit validate`: documents against their schema."""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from teikit.cli import console
from teikit.diagnostics import Diagnostic, SchemaError
from teikit.edition.tasks import no_documents, tasks_for
from teikit.report import text as text_report
from teikit.validate.work import Result, Task, run_task, run_tasks

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Below this many bytes, starting processes costs more than it saves.
_WORTH_PROCESSES: Final = 8_000_000
_FORMATS: Final = ("text", "json", "sarif", "junit", "github", "csv", "html")


@click.command(name="validate")
@click.argument("paths", nargs=-1, required=True, type=console.Existing, metavar="PATH...")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Validate against this ODD, RELAX NG (.rng, .rnc) or Schematron (.sch) file.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to print what is found: for people (text, html), programs or servers.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Validate N files at a time. [default: 1 for few files, all processors for many]",
)
@click.option(
    "--ids/--no-ids",
    default=True,
    show_default=True,
    help="Check that identifiers are unique and that references within a file find them.",
)
def command(
    paths: tuple[Path, ...],
    schema: Path | None,
    output_format: str,
    jobs: int | None,
    ids: bool,
) -> None:
    r"""Check TEI files against their schema.

    PATH is a file, or a folder whose TEI files are all checked. Without --schema, the schema is
    the one in teikit.toml; if there is none, the one an <?xml-model?> in the file names; if there
    is none, teikit's own schema for letters.

    \b
    Examples:
      teikit validate letter.xml
      teikit validate tei --schema schemas/edition.odd
      teikit validate letters --format json > report.json
      teikit validate submission.xml --format html > report.html

    Exit codes: 0 all valid, 1 errors were found, 2 a schema or file could not be used.
    """
    try:
        tasks = tasks_for(paths, schema, ids=ids)
    except SchemaError as error:
        _report(output_format, [], error.diagnostics)
        sys.exit(console.COULD_NOT_RUN)
    if not tasks:
        _report(output_format, [], [no_documents(path) for path in paths])
        sys.exit(console.COULD_NOT_RUN)
    results = list(_shown(_results(tasks, jobs or _jobs(tasks)), len(tasks), output_format))
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    unusable = _unusable_schemas(results)
    told = found if output_format != "text" else []
    _report(output_format, [task.path for task in tasks], [*unusable, *told], found)
    if unusable or any(result.unreadable for result in results):
        sys.exit(console.COULD_NOT_RUN)
    sys.exit(console.exit_code(found))


def _results(tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    if jobs == 1:
        yield from map(run_task, tasks)
        return
    with _executor(jobs) as executor:
        with _uninterrupted():
            results = run_tasks(tasks, executor, jobs)
        try:
            yield from results
        except BaseException:
            # Ctrl-C ends the run with what is being worked on, not with all that is left.
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def _executor(jobs: int) -> "Executor":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # The same way of starting processes everywhere, Windows included.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C pass the processes by that are started here: it is for their parent alone."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _jobs(tasks: Sequence[Task]) -> int:
    size = 0
    for task in tasks if len(tasks) > 1 else ():
        with suppress(OSError):
            size += task.path.stat().st_size
        if size >= _WORTH_PROCESSES:
            return min(cpu_count() or 1, len(tasks))
    return 1


def _shown(results: Iterable[Result], length: int, output_format: str) -> Iterator[Result]:
    """Pass results on, printing their diagnostics as text as they come."""
    advance, finish = console.progress(length, "Validating")
    for result in results:
        if output_format == "text":
            console.show(result.diagnostics, err=False)
        advance()
        yield result
    finish()


def _unusable_schemas(results: Iterable[Result]) -> list[Diagnostic]:
    """Return the diagnostics of schemas that could not be used, each once."""
    return list(dict.fromkeys(one for result in results for one in result.schema_diagnostics))


def _report(
    output_format: str,
    files: Sequence[Path],
    diagnostics: Sequence[Diagnostic],
    told: Sequence[Diagnostic] = (),
) -> None:
    """Print a report; as text, what was `told` before is only counted."""
    if output_format != "text":
        from teikit.report.formats import FORMATS

        click.echo(FORMATS[output_format](files, diagnostics))
        return
    console.show(diagnostics, err=False)
    click.echo(text_report.summary(len(files), [*diagnostics, *told]))
