"""`teikit p5`: the releases of the TEI vocabulary that ODDs can build on."""

import sys
from pathlib import Path

import click

from teikit.cli import console
from teikit.odd.additions import add_release, releases
from teikit.odd.releases import BUNDLED


@click.group(name="p5", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    r"""Show or add releases of the TEI vocabulary.

    An ODD names the release it builds on: source="tei:4.9.0". The bundled release serves for
    tei:current and for releases that are not at hand.

    \b
    Examples:
      teikit p5                       list the releases at hand
      teikit p5 add p5subset.xml      add another one
    """
    if context.invoked_subcommand is None:
        for version in releases():
            click.echo(f"tei:{version}{'  (bundled)' if version == BUNDLED else ''}")


@command.command(name="add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(file: Path) -> None:
    """Add the release in FILE, the p5subset.xml of a TEI release, to those at hand."""
    outcome = add_release(file)
    console.show(outcome.diagnostics)
    if outcome.value is None:
        sys.exit(console.COULD_NOT_RUN)
    console.told(f'Added TEI P5 {outcome.value}. An ODD names it as source="tei:{outcome.value}".')
