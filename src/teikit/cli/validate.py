"""`teikit validate`: documents against their schema."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from teikit.cli import console
from teikit.cli.repeating import report_or_repeat
from teikit.cli.reporting import Reporter, known_findings, record, tell_known, unknown
from teikit.cli.workers import Processes
from teikit.diagnostics import Diagnostic, SchemaError
from teikit.edition.association import HOUSE_SCHEMA, schema_path
from teikit.edition.tasks import Asked, no_documents, tasks_for
from teikit.report.checked import Checked
from teikit.validate.kept import Kept
from teikit.validate.run import Result, validated
from teikit.validate.work import Task, standards_of

if TYPE_CHECKING:
    from teikit.validate.links.external import External

# With so many errors, a document was probably written for another schema.
_MANY: Final = 20
_OUR_CHOICE: Final = (
    "Where no schema is named, teikit’s own for letters is used. For other texts, name theirs "
    "with --schema; --schema teikit:tei allows all of TEI."
)
_FORMATS: Final = ("text", "json", "sarif", "junit", "github", "csv", "html")


@click.command(name="validate")
@click.argument("paths", nargs=-1, required=True, type=console.Existing, metavar="PATH...")
@click.option(
    "--schema",
    type=console.SchemaFile(),
    metavar="FILE",
    help="Validate against this ODD, RELAX NG (.rng, .rnc), XSD or Schematron (.sch) file; "
    "teikit:tei allows all of TEI.",
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
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report to this file instead of printing it.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every message in full, also those that are alike.",
)
@click.option(
    "--select",
    "selected",
    multiple=True,
    metavar="CODES",
    help="Apply only these rules: codes, or beginnings of codes, with commas between.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="CODES",
    help="Do not apply these rules.",
)
@click.option(
    "--external",
    is_flag=True,
    help="Look up addresses on the web, too. Nothing else makes teikit use the network.",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Report only what is new since this file was written by --write-baseline.",
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Report nothing; write what is found to this file, for --baseline.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Before validating, put right what is certain, in the files themselves.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="With --fix: show what would change, and change nothing.",
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
    help="Check that identifiers of a file are unique and that references in it find them.",
)
def command(  # noqa: PLR0913 - one parameter an option
    *,
    paths: tuple[Path, ...],
    schema: Path | None,
    output_format: str,
    output: Path | None,
    everything: bool,
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    external: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    diff: bool,
    jobs: int | None,
    ids: bool,
) -> None:
    r"""Check TEI files: schema and constraints, links, and what archives and journals ask for.

    PATH is a file, or a folder whose TEI files are all checked. Without --schema, the schema is
    the one in teikit.toml; if there is none, the one an <?xml-model?> in the file names; if there
    is none, teikit's own schema for letters (teikit:edition). “teikit rules” lists what is looked
    at; teikit.toml says what of it counts.

    \b
    Examples:
      teikit validate letter.xml
      teikit validate tei --schema schemas/edition.odd
      teikit validate play.xml --schema teikit:tei
      teikit validate letters --format json -o report.json
      teikit validate submission.xml --format html -o report.html
      teikit validate letters --select LNK,IDS
      teikit validate letters --ignore HDR
      teikit validate letters --fix --diff
      teikit validate old-letters --write-baseline known.json
      teikit validate old-letters --baseline known.json

    Exit codes: 0 no errors, 1 errors were found, 2 a schema or file could not be used.
    """
    if baseline is not None and write_baseline is not None:
        raise click.UsageError("Use either --baseline or --write-baseline.")
    if diff and (output or baseline or write_baseline or output_format != "text"):
        raise click.UsageError("--diff shows what --fix would change, and makes no report.")
    known = known_findings(baseline) if baseline is not None else None
    reporter = Reporter(output_format, output, everything=everything)
    try:
        asked = Asked(schema, ids, _codes("--select", selected), _codes("--ignore", ignored))
        if fix or diff:
            _fix(paths, asked, diff=diff)
    except SchemaError as error:
        reporter.cannot_run(error.diagnostics)
    run = _Run()
    # Processes end with the command, whatever it ends by.
    with Processes(jobs) as processes:
        tasks = _listed(paths, asked, processes, reporter)
        with Kept(len(tasks)) as kept:
            workers = processes.workers(len(tasks))
            results = validated(tasks, kept, workers, external=_web() if external else None)
            files = _and_names(run.watched(results, len(tasks)), paths, tasks, kept)
            if write_baseline is not None:
                record(known_findings(write_baseline), write_baseline, files, run.failed)
            elif baseline is not None and known is not None:
                reporter.report(unknown(known, files))
                tell_known(known, baseline)
            elif external:
                reporter.report(files)
            else:
                report_or_repeat(reporter, files, tasks, kept, run.failed)
    if run.failed():
        sys.exit(console.COULD_NOT_RUN)
    if reporter.errors > _MANY and _is_our_choice(tasks, asked):
        console.told(_OUR_CHOICE)
    sys.exit(console.FINDINGS if reporter.errors else console.CLEAN)


def _listed(
    paths: Sequence[Path], asked: Asked, processes: Processes, reporter: Reporter
) -> list[Task]:
    """Return what there is to do; ends where there is nothing."""
    try:
        tasks = list(processes.watching(tasks_for(paths, asked)))
    except SchemaError as error:
        reporter.cannot_run(error.diagnostics)
    if not tasks:
        reporter.cannot_run([no_documents(path) for path in paths])
    reporter.spare(task.path for task in tasks)
    return tasks


def _and_names(
    files: Iterable[Checked], paths: Sequence[Path], tasks: Sequence[Task], kept: Kept
) -> Iterator[Checked]:
    """Pass files on; then yield what is wrong with the names of constraints that are given."""
    yield from files
    if any(one.selection.names_constraints for one in standards_of(tasks)):
        from teikit.edition.constraint_names import unknown_constraints

        found = unknown_constraints(paths, tasks)
        if found:
            kept.look_at(None)  # where they stand may change
            yield Checked(None, found)


def _is_our_choice(tasks: Sequence[Task], asked: Asked) -> bool:
    """Return whether nobody has named a schema: no option, no teikit.toml, not the documents."""
    ours = schema_path(HOUSE_SCHEMA, Path())
    standards = standards_of(tasks) if asked.schema is None else ()
    return any(one.schema == ours and not one.edition for one in standards)


def _codes(option: str, lists: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that an option names; raises `SchemaError` where there is no such rule."""
    if not lists:
        return ()
    from teikit.validate.rule_names import option_codes

    outcome = option_codes(",".join(lists), option)
    if outcome.value is None:
        raise SchemaError(outcome.diagnostics)
    return outcome.value


class _Run:
    """Turns results into what is reported; remembers whether something could not be used."""

    def __init__(self) -> None:
        self._failed = False
        self._told: set[Diagnostic] = set()

    def failed(self) -> bool:
        """Return whether a schema or a file could not be used."""
        return self._failed

    def watched(self, results: Iterable[Result], length: int) -> Iterator[Checked]:
        """Yield what was found in each file; what is wrong with a schema comes once."""
        advance, finish = console.progress(length, "Validating")
        try:
            for result in results:
                said = (*result.unusable, *result.notes)
                about_schema = [one for one in said if one not in self._told]
                self._told.update(about_schema)
                self._failed = self._failed or bool(result.unusable) or result.unreadable
                # Without a schema, the file was not checked.
                name = None if result.unusable else result.name
                yield Checked(name, (*about_schema, *result.diagnostics))
                advance()
        finally:
            finish()  # it hides the cursor


def _fix(paths: Sequence[Path], asked: Asked, *, diff: bool) -> None:
    """Fix files before they are validated, or show what would be fixed and end."""
    from teikit.cli.fix import fix_files

    code = fix_files(paths, asked, diff=diff)
    if diff or code == console.COULD_NOT_RUN:
        sys.exit(code)


def _web() -> "External":
    from teikit.validate.links.external import External

    return External()
