"""`teikit schema`: an ODD as schema files that any validator reads."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from teikit.cli import console
from teikit.diagnostics import Diagnostic, has_errors
from teikit.edition.output import write_file
from teikit.odd import compile_odd
from teikit.relaxng.files import files_under
from teikit.schema.files import EMITTERS
from teikit.schema.published import published


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in EMITTERS:
            message = f"“{name}” is no format of a schema. Known are: {', '.join(EMITTERS)}."
            raise click.BadParameter(message)
    return names


@click.command(name="schema")
@click.argument("odd", type=console.OddFile(), metavar="ODD")
@click.option(
    "--to",
    "formats",
    default="rng,rnc",
    show_default=True,
    callback=_formats,
    metavar="FORMATS",
    help="Formats, with commas between: rng (RELAX NG), rnc (RELAX NG compact), xsd (XML Schema), "
    "sch (Schematron), json (the vocabulary as data), html (documentation).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder for the files. [default: the current folder]",
)
def command(odd: Path, formats: list[str], output: Path | None) -> None:
    r"""Compile an ODD into schemas for XML editors, data for programs, and documentation.

    The files are named after the ODD. teikit itself needs no such file: it reads ODDs.

    \b
    Examples:
      teikit schema edition.odd
      teikit schema edition.odd --to rng,sch -o schema
      teikit schema edition.odd --to html
      teikit schema teikit:tei --to rng
    """
    compiled = compile_odd(odd)
    if compiled.value is None or has_errors(compiled.diagnostics):
        _end(compiled.diagnostics)
    schema = published(compiled.value, files_under(odd.resolve().parent), str(odd))
    diagnostics: list[Diagnostic] = [*compiled.diagnostics, *schema.diagnostics]
    if schema.value is None or has_errors(diagnostics):
        _end(diagnostics)
    texts: dict[str, str] = {}
    for name in formats:
        emitted = EMITTERS[name](schema.value)
        diagnostics.extend(emitted.diagnostics)
        if emitted.value is None:
            _end(diagnostics)
        texts[name] = emitted.value
    console.show(diagnostics)
    for name, text in texts.items():
        path = (output or Path()) / f"{odd.stem}.{name}"
        write_file(path, text)
        console.told(f"Wrote {path}")


def _end(diagnostics: Sequence[Diagnostic]) -> NoReturn:
    console.show(diagnostics)
    sys.exit(console.FINDINGS)
