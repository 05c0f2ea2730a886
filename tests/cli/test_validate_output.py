"""Where the report of `teikit validate` goes: a file, a pipe, a full disk; and what is known."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import cli
from teikit.cli.console import COULD_NOT_RUN
from teikit.validate.lines import read_lines

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader><fileDesc>
    <titleStmt><title>A letter</title><editor>A. Holm</editor></titleStmt>
    <publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>Born digital.</p></sourceDesc>
  </fileDesc></teiHeader>
  <text><body>
{}
  </body></text>
</TEI>
"""
WRONG = '<p>It <date when="x">snows</date>.</p>\n'


def validate(*arguments: str | Path) -> Result:
    read_lines.cache_clear()
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)])


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("wrong.xml")
    path.write_text(LETTER.format(WRONG), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["text", "json", "sarif", "junit", "github", "csv", "html"])
def test_a_report_can_be_written_to_a_file(wrong: Path, name: str) -> None:
    printed = validate(wrong, "--format", name)
    result = validate(wrong, "--format", name, "-o", "report")
    assert result.exit_code == printed.exit_code == 1
    assert result.stdout == ""
    assert "Wrote report" in result.stderr
    assert Path("report").read_bytes() == printed.stdout_bytes
    assert sorted(path.name for path in Path().iterdir()) == ["report", "wrong.xml"]


def test_a_report_never_takes_the_place_of_a_document(wrong: Path) -> None:
    result = validate(".", "-o", wrong)
    assert result.exit_code == COULD_NOT_RUN
    assert "one of the files" in result.output
    assert wrong.read_text(encoding="utf-8") == LETTER.format(WRONG)


def test_a_report_into_a_folder_that_is_not_there_is_said(wrong: Path) -> None:
    result = validate(wrong, "-o", "nowhere/report.txt")
    assert result.exit_code == COULD_NOT_RUN
    assert "cannot be written" in result.output


COMMAND = (sys.executable, "-c", "from teikit.cli import main; main()", "validate")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_a_full_disk_is_said(wrong: Path, name: str) -> None:
    to_file = validate(wrong, "--format", name, "-o", "/dev/full")
    assert to_file.exit_code == COULD_NOT_RUN
    assert "/dev/full cannot be written: No space left" in to_file.output
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*COMMAND, wrong, "--format", name], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == COULD_NOT_RUN
    assert run.stderr.decode() == "teikit: The report cannot be written: No space left on device.\n"


@pytest.mark.parametrize("name", ["text", "json"])
def test_a_closed_pipe_ends_quietly(wrong: Path, name: str) -> None:
    wrong.write_text(LETTER.format(WRONG * 2000), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [*COMMAND, wrong, "--format", name, "--all"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (COULD_NOT_RUN, b"")


def test_a_baseline_leaves_out_what_was_there(wrong: Path) -> None:
    result = validate(wrong, "--write-baseline", "known.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Wrote known.json: 1 finding in 1 file." in result.stderr
    result = validate(wrong, "--baseline", "known.json")
    assert (result.exit_code, result.stdout) == (0, "1 file checked: no errors.\n")
    assert result.stderr == "1 finding not shown: known from known.json.\n"


def test_a_baseline_shows_what_is_new_and_says_what_is_gone(wrong: Path) -> None:
    validate(wrong, "--write-baseline", "known.json")
    wrong.write_text(LETTER.format('<p>New <date when="y">snow</date>.</p>'), encoding="utf-8")
    result = validate(wrong, "--baseline", "known.json", "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)] == ["TEI112"]
    assert "1 of those in known.json is gone" in result.stderr
    assert "--write-baseline known.json" in result.stderr


def test_what_is_no_baseline_is_left_alone(wrong: Path) -> None:
    before = wrong.read_bytes()
    for option in ("--baseline", "--write-baseline"):
        result = validate(wrong, option, wrong)
        assert result.exit_code != 0
        assert "is no baseline" in str(result.exception)
    assert wrong.read_bytes() == before


def test_no_baseline_is_written_when_a_schema_cannot_be_used(wrong: Path) -> None:
    Path("s.rng").write_text("<grammar>", encoding="utf-8")
    result = validate(wrong, "--schema", "s.rng", "--write-baseline", "known.json")
    assert result.exit_code == COULD_NOT_RUN
    assert not Path("known.json").exists()


def test_a_diff_shows_what_a_fix_would_change_and_changes_nothing(wrong: Path) -> None:
    decomposed = LETTER.format("<p>A cafe\u0301.</p>")
    wrong.write_text(decomposed, encoding="utf-8")
    shown = validate(wrong, "--fix", "--diff")
    assert shown.exit_code == 1
    assert "+<p>A caf\u00e9.</p>" in shown.stdout
    assert wrong.read_text(encoding="utf-8") == decomposed
    fixed = validate(wrong, "--fix")
    assert fixed.exit_code == 0
    assert fixed.stdout == "1 file checked: no errors.\n"
    assert wrong.read_text(encoding="utf-8") == LETTER.format("<p>A caf\u00e9.</p>")


def test_addresses_on_the_web_are_looked_up_only_when_asked_for(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_CACHE", "no-results")
    text = '<p>See <ref target="http://localhost:9/">there</ref>.</p>'
    wrong.write_text(LETTER.format(text), encoding="utf-8")
    assert validate(wrong).stdout == "1 file checked: no errors.\n"
    asked = validate(wrong, "--external", "--format", "json")
    assert [one["code"] for one in json.loads(asked.stdout)] == ["LNK702"]
