"""`teikit new`: an edition to start from."""

from pathlib import Path

import click

from teikit.cli import console
from teikit.edition.starter import new_edition


@click.command(name="new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    r"""Make a working edition in the new folder DIR.

    It holds one letter, registers of persons and places, and teikit.toml with the settings; each
    file explains itself.

    \b
    Example:
      teikit new my-letters
      teikit validate my-letters
      teikit build my-letters
    """
    try:
        files = new_edition(folder)
    except FileExistsError:
        console.fail(f"{folder} exists and is not empty. Choose another name.")
    for path in files:
        console.told(f"  {path}")
    console.told(f"Made a new edition in {folder}. Next: teikit build {folder}")
