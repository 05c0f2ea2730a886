"""The reference is complete: what exists is documented, and what is documented exists."""

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import teikit
from teikit import resources
from teikit.cli import cli
from teikit.cli.console import CLEAN, COULD_NOT_RUN, FINDINGS
from teikit.diagnostics import Diagnostic
from teikit.edition.config import KEYS, TEXT_VARIANTS
from teikit.report.json import as_object
from teikit.rules import RULES
from teikit.source import span_at
from teikit.xml.stylesheet_modules import STABLE_URI

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    """Return the part of a page under a heading."""
    found = re.search(
        rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |^### |\Z)", page, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no section {title}"
    return found[2]


def first_column(part: str) -> set[str]:
    """Return the names in the first column of a table."""
    rows = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w-]+)", row)}


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        yield inner.command_path, command
        if isinstance(command, click.Group):
            yield from commands(command, inner)


COMMANDS = dict(commands(cli, click.Context(cli, info_name="teikit")))


def test_the_written_pages_are_current() -> None:
    tool = ROOT / "tools" / "write_reference.py"
    result = subprocess.run(
        [sys.executable, "-X", "utf8", tool, "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_every_command_is_documented_and_no_other() -> None:
    assert re.findall(r"^## (teikit .*)$", text("commands.md"), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_is_documented_and_no_other(path: str) -> None:
    shown = set(re.findall(r"(?<![\w`-])`(--?[\w-]+)[ `]", section(text("commands.md"), path)))
    real = {
        name
        for parameter in COMMANDS[path].params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    assert shown == real


def test_every_message_is_documented_and_no_other() -> None:
    listed = re.findall(r"^\| \[([A-Z]{3}\d{3}) ", text("rules.md"), re.MULTILINE)
    explained = [
        code
        for page in (ROOT / "docs" / "rules").glob("*.md")
        for code in re.findall(r"^## ([A-Z]{3}\d{3}) ", page.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(listed) == sorted(explained) == sorted(RULES)


@pytest.mark.parametrize("table", KEYS)
def test_every_setting_is_documented_and_no_other(table: str) -> None:
    assert first_column(section(text("reference.md"), f"[{table}]")) == set(KEYS[table])


def test_every_table_of_settings_is_documented_and_no_other() -> None:
    assert re.findall(r"^### \[(\w+)\]$", text("reference.md"), re.MULTILINE) == list(KEYS)


def test_every_variant_of_the_text_is_documented() -> None:
    assert all(f'`"{variant}"`' in text("reference.md") for variant in TEXT_VARIANTS)


def test_every_key_of_the_json_is_documented_and_no_other() -> None:
    keys = as_object(Diagnostic("XML001", "Not well-formed.", span_at("a.xml", 1, 1)))
    assert first_column(section(text("reference.md"), "JSON")) == set(keys)


def test_every_exit_code_is_documented_and_no_other() -> None:
    rows = re.findall(r"^\| (\d) \|", section(text("reference.md"), "Exit codes"), re.MULTILINE)
    assert [int(code) for code in rows] == [CLEAN, FINDINGS, COULD_NOT_RUN]


def test_every_public_name_is_documented_and_no_other() -> None:
    assert first_column(section(text("reference.md"), "Python")) == set(teikit.__all__)


def test_every_documented_parameter_is_one_of_a_stylesheet() -> None:
    part = section(text("reference.md"), "Parameters of stylesheets")
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", part, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    declared = {
        name
        for path in resources.xslt().rglob("*.xsl")
        for name in re.findall(r'<xsl:param name="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert names
    assert names <= declared


def test_every_documented_stylesheet_exists() -> None:
    addresses = re.findall(rf"`({re.escape(STABLE_URI)}[\w/-]+\.xsl)`", text("reference.md"))
    assert addresses
    for address in addresses:
        assert (resources.xslt() / address.removeprefix(STABLE_URI)).is_file(), address


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = page.parent / unquote(path) if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page: of its headings, as GitHub makes them, and its own."""
    content = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", content, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', content))


def test_transform_can_be_called_once_its_package_is_imported() -> None:
    importlib.import_module("teikit.transform.convert")
    letter = resources.sample_edition() / "documents" / "007-legran-to-chicherin.xml"
    assert "LEGRAN" in teikit.transform(letter, to="text").upper()
