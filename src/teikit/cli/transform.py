"""`teikit transform`: one TEI file as HTML, PDF or text."""

import sys
from pathlib import Path
from typing import get_args

import click

from teikit.cli import console
from teikit.edition.association import edition_root
from teikit.edition.config import TEXT_VARIANTS, find_config, read_config
from teikit.edition.look import look_of
from teikit.edition.output import write_file
from teikit.source import as_source
from teikit.transform.convert import SUFFIXES, Format, convert

_STANDARD_OUTPUT = Path("-")


@click.command(name="transform")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "to",
    type=click.Choice(get_args(Format)),
    required=True,
    help="The format to make.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="OUT",
    help="The file to write, - for standard output. [default: FILE’s name in the current folder]",
)
@click.option(
    "--variant",
    type=click.Choice(TEXT_VARIANTS),
    help="For text: as it reads best, or as it stands in the source.",
)
def command(file: Path, to: Format, output: Path | None, variant: str | None) -> None:
    r"""Turn the TEI document FILE into one HTML page, a PDF or plain text.

    The HTML is a single file that needs no other. In an edition, the look is the one that
    teikit.toml asks for.

    \b
    Examples:
      teikit transform letter.xml --to html
      teikit transform letter.xml --to pdf -o print/letter.pdf
      teikit transform letter.xml --to text --variant diplomatic -o -
    """
    config = None
    config_path = find_config(file.parent)
    if config_path:
        read = read_config(config_path)
        if read.value is None:
            console.fail_with(read.diagnostics)
        config = read.value
    root = config.root if config else edition_root(file, file)
    outcome = convert(as_source(file), to, look_of(config, root, variant))
    console.show(outcome.diagnostics)
    if outcome.value is None:
        sys.exit(console.FINDINGS)
    if output == _STANDARD_OUTPUT:
        click.echo(outcome.value, nl=False)
    else:
        path = output or Path(f"{file.stem}{SUFFIXES[to]}")
        if path.exists() and path.samefile(file):
            console.fail(f"{path} is the document itself; choose another name with -o.")
        write_file(path, outcome.value)
        console.told(f"Wrote {path}")
    sys.exit(console.exit_code(outcome.diagnostics))
