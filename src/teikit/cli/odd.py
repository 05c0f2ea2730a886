"""`teikit odd`: questions about an ODD, and what is wrong with it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from teikit.cli import console
from teikit.diagnostics import Severity, has_errors
from teikit.edition.association import HOUSE_SCHEMA, schema_path
from teikit.edition.config import find_config, read_config
from teikit.odd import compile_odd
from teikit.odd.lint import lint
from teikit.odd.why import layers_of, suggestions, why
from teikit.relaxng.files import files_under
from teikit.report import answer as answer_report
from teikit.report import json as json_report
from teikit.report import text as text_report
from teikit.schema.published import published
from teikit.source import DISK

_Odd: Final = console.OddFile()
_Format: Final = click.Choice(["text", "json"])


@click.group(name="odd")
def command() -> None:
    r"""Ask why a schema is as it is, and check an ODD.

    \b
    Examples:
      teikit odd why hi/@rend
      teikit odd lint schema/letters.odd
    """


@command.command(name="why")
@click.argument("name")
@click.option(
    "--odd",
    "path",
    type=_Odd,
    metavar="FILE",
    help="The ODD to ask. [default: the schema in teikit.toml, or teikit's own for letters]",
)
@click.option(
    "--format",
    "output_format",
    type=_Format,
    default="text",
    show_default=True,
    help="How to print the answer.",
)
def why_command(name: str, path: Path | None, output_format: str) -> None:
    r"""Say why NAME is as it is in a schema, or why it is not there.

    NAME is an element, a class, a macro or a datatype; an attribute of an element, such as
    hi/@rend; or an attribute wherever it is, such as @rend. The answer goes through the layers,
    from the TEI release through every ODD that the schema builds on, and gives file and line.

    \b
    Examples:
      teikit odd why persName
      teikit odd why teiCorpus --odd schema/letters.odd
      teikit odd why date/@when --format json

    Exit codes: 0 answered, 2 no layer knows the name or the ODD could not be used.
    """
    odd = path or _usual_odd()
    compiled = compile_odd(odd)
    if compiled.value is None or has_errors(compiled.diagnostics):
        console.fail_with(compiled.diagnostics)
    layers = layers_of(DISK.read(odd), compiled.value)
    found = why(name, layers)
    if found is None:
        near = suggestions(name, layers)
        advice = f" Did you mean {' or '.join(near)}?" if near else ""
        console.fail(f"Neither {odd.name} nor what it builds on knows “{name}”.{advice}")
    if output_format == "json":
        click.echo(answer_report.as_json(found))
        return
    for line in answer_report.as_text(found, colour=console.has_colour(sys.stdout.isatty())):
        click.echo(line)


@command.command(name="lint")
@click.argument("odd", type=_Odd, metavar="ODD")
@click.option(
    "--format",
    "output_format",
    type=_Format,
    default="text",
    show_default=True,
    help="How to print what is found.",
)
def lint_command(odd: Path, output_format: str) -> None:
    r"""Check an ODD: what is wrong with it, and what could be better.

    Reported are names that mean nothing, declarations and references without effect, classes
    without members, elements that no document can hold, content that cannot be satisfied or
    allows something twice, what the TEI deprecates, and what is not described.

    \b
    Examples:
      teikit odd lint schema/letters.odd
      teikit odd lint schema/letters.odd --format json

    Exit codes: 0 nothing but remarks, 1 errors or warnings, 2 the ODD could not be used.
    """
    source = DISK.read(odd)
    compiled = compile_odd(source)
    found = list(compiled.diagnostics)
    if compiled.value is not None:
        schema = published(compiled.value, files_under(odd.resolve().parent), str(odd))
        found.extend(one for one in schema.diagnostics if one not in found)
        found.extend(lint(source, compiled.value, today=datetime.now(tz=UTC).date()))
    found.sort(key=lambda one: (one.span.source != str(odd), one.span.source, one.span.start))
    if output_format == "json":
        click.echo(json_report.render(found))
    else:
        console.show(found, err=False)
        click.echo(text_report.summary(1, found))
    if compiled.value is None:
        sys.exit(console.COULD_NOT_RUN)
    serious = any(one.severity is not Severity.INFO for one in found)
    sys.exit(console.FINDINGS if serious else console.CLEAN)


def _usual_odd() -> Path:
    """Return the ODD of the edition around the current folder, or the house ODD."""
    config = find_config(Path.cwd())
    if config is None:
        return schema_path(HOUSE_SCHEMA, Path.cwd())
    outcome = read_config(config)
    if outcome.value is None:
        console.fail_with(outcome.diagnostics)
    path = schema_path(outcome.value.schema, outcome.value.root)
    if path.suffix.lower() in {".rng", ".rnc"}:
        console.fail(
            f"The schema of this edition, {path.name}, is no ODD. Name its ODD with --odd."
        )
    if not path.is_file():
        console.fail(f"The schema of this edition, {path}, does not exist.")
    return path
