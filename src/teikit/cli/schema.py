"""`teikit schema`: an ODD as schema files that any validator reads."""

import sys
from pathlib import Path

import click

from teikit.cli import console
from teikit.diagnostics import Diagnostic, has_errors
from teikit.edition.output import write_file
from teikit.odd import compile_odd
from teikit.relaxng.files import files_under
from teikit.schema.files import WRITERS, checked_grammar


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in WRITERS:
            message = f"“{name}” is no format of a schema. Known are: {', '.join(WRITERS)}."
            raise click.BadParameter(message)
    return names


@click.command(name="schema")
@click.argument("odd", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="ODD")
@click.option(
    "--to",
    "formats",
    default="rng,rnc",
    show_default=True,
    callback=_formats,
    metavar="FORMATS",
    help="Formats, with commas between: rng (RELAX NG), rnc (RELAX NG compact).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder for the files. [default: the current folder]",
)
def command(odd: Path, formats: list[str], output: Path | None) -> None:
    r"""Compile an ODD into RELAX NG, to use in an XML editor.

    The files are named after the ODD. teikit itself needs no such file: it reads ODDs.

    \b
    Examples:
      teikit schema edition.odd
      teikit schema edition.odd --to rng -o schema
    """
    compiled = compile_odd(odd)
    diagnostics: tuple[Diagnostic, ...] = compiled.diagnostics
    if compiled.value is None or has_errors(diagnostics):
        console.fail_with(diagnostics)
    grammar = checked_grammar(compiled.value, files_under(odd.resolve().parent), str(odd))
    diagnostics = (*diagnostics, *grammar.diagnostics)
    if grammar.value is None or has_errors(diagnostics):
        console.fail_with(diagnostics)
    console.show(diagnostics)
    folder = output or Path()
    for name in formats:
        path = folder / f"{odd.stem}.{name}"
        write_file(path, WRITERS[name](grammar.value))
        console.told(f"Wrote {path}")
    sys.exit(console.CLEAN)
