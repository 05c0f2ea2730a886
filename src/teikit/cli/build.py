"""`teikit build`: an edition as a website, PDF and text."""

import sys
from pathlib import Path

import click

from teikit.cli import console
from teikit.diagnostics import Diagnostic
from teikit.edition.build import build
from teikit.edition.config import CONFIG_NAME, read_config
from teikit.report import text
from teikit.source import span_at


@click.command(name="build")
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="[DIR]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="OUT",
    help="The folder for the finished edition; it is replaced as a whole.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every message in full, also those that are alike.",
)
def command(folder: Path, output: Path, *, everything: bool) -> None:
    r"""Publish the edition in DIR (default: the current folder).

    DIR holds teikit.toml. The result is a website with an index, one page for each document and
    register, a PDF and a plain text of each document, and one PDF of the whole edition. It opens
    in a browser as it is, and any web server can publish it. If a file of the edition is not
    valid, the messages say so and nothing is published.

    \b
    Examples:
      teikit build tei
      teikit build my-letters -o public
    """
    config_path = folder / CONFIG_NAME
    if not config_path.is_file():
        console.fail_with([_no_configuration(folder)])
    config = read_config(config_path)
    if config.value is None:
        console.fail_with(config.diagnostics)
    outcome = build(config.value, output, console.status)
    console.status("")
    found = (*config.diagnostics, *outcome.diagnostics)
    console.show_folded(found, everything=everything)
    if outcome.value is None:
        console.told("Nothing was published.")
        sys.exit(console.FINDINGS)
    built = outcome.value
    console.told(
        f"Published {text.count(built.documents, 'document')} and "
        f"{text.count(built.registers, 'register')}. "
        f"Open {built.folder / 'index.html'}"
    )
    sys.exit(console.exit_code(outcome.diagnostics))


def _no_configuration(folder: Path) -> Diagnostic:
    return Diagnostic(
        "EDN005",
        f"There is no {CONFIG_NAME} in this folder.",
        span_at(str(folder), 1, 1),
        hints=("Start with “teikit new my-edition”, or name the folder of an edition.",),
    )
