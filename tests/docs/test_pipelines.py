"""What others copy into their pipelines calls commands, options and hooks that exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from teikit.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
CALL = re.compile(r"\bteikit ([a-z]\w* .*|[a-z]\w*$)")
CALLS = sorted(
    {
        found[1].rstrip("`.")
        for block in re.findall(r"```\w*\n(.*?)```", PAGE, re.DOTALL)
        for line in block.splitlines()
        if (found := CALL.search(line)) and "pip install" not in line
    }
)


def hooks(field: str) -> list[str]:
    """Return the values of a field of the hooks: the file is plain enough to be read by line."""
    return re.findall(rf"^(?:- |  ){field}: (.*)$", HOOKS, re.MULTILINE)


def options(command: click.Command) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize("call", [*CALLS, *(one.removeprefix("teikit ") for one in hooks("entry"))])
def test_every_call_is_one_of_a_command_with_its_options(call: str) -> None:
    name, *words = shlex.split(call)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert {word for word in words if word.startswith("-")} <= options(command)


def test_some_calls_are_found() -> None:
    assert any("--format sarif" in call for call in CALLS)
    assert any("--baseline" in call for call in CALLS)


def test_the_hooks_have_what_pre_commit_asks_for() -> None:
    names = hooks("id")
    assert names
    for field in ("name", "entry", "language"):
        assert len(hooks(field)) == len(names)
    assert set(hooks("language")) == {"python"}
    assert all(entry.startswith("teikit ") for entry in hooks("entry"))


def test_the_page_names_hooks_that_exist() -> None:
    named = re.findall(r"^ *- id: (.*)$", PAGE, re.MULTILINE)
    assert named
    assert set(named) <= set(hooks("id"))
