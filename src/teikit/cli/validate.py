"""`teikit validate`: documents against their schema."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
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
    from contextlib import AbstractContextManager

# Below this many bytes, starting processes costs more than it saves.
_WORTH_PROCESSES: Final = 8_000_000


@click.command(name="validate")
@click.argument("paths", nargs=-1, required=True, type=console.Existing, metavar="PATH...")
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Validate against this ODD, RELAX NG (.rng) or RELAX NG compact (.rnc) file.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print what is found.",
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

    Exit codes: 0 all valid, 1 errors were found, 2 a schema or file could not be used.
    """
    try:
        tasks = tasks_for(paths, schema, ids=ids)
    except SchemaError as error:
        _finish(output_format, 0, error.diagnostics)
        sys.exit(console.COULD_NOT_RUN)
    if not tasks:
        _finish(output_format, 0, [no_documents(path) for path in paths])
        sys.exit(console.COULD_NOT_RUN)
    results = list(_shown(_results(tasks, jobs or _jobs(tasks)), len(tasks), output_format))
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    unusable = _unusable_schemas(results)
    if output_format == "json":
        click.echo(_as_json([*unusable, *found]))
    else:
        console.show(unusable, err=False)
        click.echo(text_report.summary(len(tasks), [*unusable, *found]))
    if unusable or any(result.unreadable for result in results):
        sys.exit(console.COULD_NOT_RUN)
    sys.exit(console.exit_code(found))


def _results(tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    if jobs == 1:
        yield from map(run_task, tasks)
        return
    with _executor(jobs) as executor:
        yield from run_tasks(tasks, executor, jobs)


def _executor(jobs: int) -> "AbstractContextManager[Executor]":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # The same way of starting processes everywhere, Windows included.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


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


def _finish(output_format: str, files: int, diagnostics: Sequence[Diagnostic]) -> None:
    if output_format == "json":
        click.echo(_as_json(diagnostics))
    else:
        console.show(diagnostics, err=False)
        click.echo(text_report.summary(files, diagnostics))


def _as_json(diagnostics: Sequence[Diagnostic]) -> str:
    from teikit.report import json

    return json.render(diagnostics)
