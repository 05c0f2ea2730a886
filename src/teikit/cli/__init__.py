"""The command line: one module a command, imported only when it is used."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from types import MappingProxyType
from typing import Any, Final

import click

from teikit import __version__
from teikit.cli.console import STOPPED, fail, silence
from teikit.errors import TeikitError

_DEBUG: Final = "TEIKIT_DEBUG"

COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new": "Make a working edition to start from.",
        "validate": "Check TEI files: schema, constraints, links and more.",
        "build": "Publish an edition as a website, PDF and text.",
        "transform": "Turn one TEI file into HTML, PDF or text.",
        "schema": "Compile an ODD into schemas and documentation.",
        "odd": "Ask why a schema is as it is, and check an ODD.",
        "explain": "Explain the code of a message.",
        "rules": "List the rules that files are checked by.",
        "p5": "Show or add releases of the TEI vocabulary.",
    }
)


class _Commands(click.Group):
    """The commands, in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"teikit.cli.{cmd_name}").command
        return _with_examples(command) if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nteikit: stopped.", err=True)
            ctx.exit(STOPPED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        # The list comes from here, so that --help imports no command.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            ctx.fail(f"There is no command “{args[0]}”. Known are: {', '.join(COMMANDS)}.")


def _with_examples(command: click.Command) -> click.Command:
    """Return a command whose raw docstring keeps the lines of its examples, as click asks."""
    if command.help:
        command.help = command.help.replace(r"\b", "\b")
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _with_examples(inner)
    return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing to object, 1 something was found, 2 teikit could not run, "
    "130 it was stopped by Ctrl-C.",
)
@click.version_option(__version__, prog_name="teikit")
def cli() -> None:
    """Digital editions in TEI-XML, from one ODD: schema, validation, publication.

    Start with “teikit new my-edition”, then “teikit validate my-edition” and “teikit build
    my-edition”.
    """


def main() -> None:
    """Run the command line; nothing a user does ends in a traceback."""
    gc.freeze()  # what has been brought in stays, and need not be searched for garbage
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe of few characters shows the others as escapes.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(standalone_mode=True)
    except TeikitError as error:
        fail(str(error))
    except OSError as error:
        silence()
        fail(_system_error(error))
    except RecursionError:
        fail("The input is nested too deeply to be processed.")
    except MemoryError:
        fail("There is not enough memory for this.")
    except Exception as error:
        if _DEBUG in os.environ:
            raise
        fail(
            f"This is a fault in teikit itself, not in your files: {type(error).__name__}: {error} "
            f"(set {_DEBUG}=1 to see where, and please report it)"
        )


def _system_error(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"
