"""The formats for other programs: complete, well-formed, and safe with any text."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report import github
from teikit.report.checked import Checked, Tally, counted
from teikit.report.formats import FORMATS
from teikit.report.json import render
from teikit.report.text import visible
from teikit.source import Position, Span, span_at

NASTY = '=cmd|"x", <b>&\n::error::\x1b[2J\u2028'
DIAGNOSTICS = [
    Diagnostic("TEI101", "The schema has no element <hii>.", span_at("a b/ü.xml", 3, 7),
               hints=("Did you mean <hi>?",), expected=("<hi>", "<p>")),
    Diagnostic("XML014", NASTY, span_at("-c\udcff.xml", 1, 1), Severity.WARNING, hints=(NASTY,)),
    Diagnostic("IDS101", "Twice.", Span("a b/ü.xml", Position(9, 1), Position(9, 4)),
               related=(Related(span_at("a b/ü.xml", 2, 1), "First here."),)),
]  # fmt: skip


def written(name: str, found: Sequence[Diagnostic] = DIAGNOSTICS, *files: str) -> str:
    """Return a report as it reaches a file."""
    tally = Tally()
    checked = [*map(Checked, files), *(Checked(one.span.source, [one]) for one in found)]
    text = "".join(FORMATS[name](counted(checked, tally), tally))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings_is_complete(name: str) -> None:
    text = written(name, [], "a.xml")
    assert text.endswith("\n") or not text
    if name == "json":
        assert json.loads(text) == []


def test_json_has_every_field() -> None:
    first, second, third = json.loads(written("json"))
    assert first["expected"] == ["<hi>", "<p>"]
    assert (first["line"], first["column"], first["severity"]) == (3, 7, "error")
    assert second["message"] == NASTY
    assert third["related"][0]["line"] == 2


def test_json_in_pieces_is_laid_out_as_a_whole() -> None:
    assert render(DIAGNOSTICS) == json.dumps(
        json.loads(render(DIAGNOSTICS)), ensure_ascii=False, indent=2
    )


def test_junit_fails_the_files_with_errors() -> None:
    root = etree.fromstring(written("junit", DIAGNOSTICS, "fine.xml").encode("utf-8"))
    (suite,) = root
    for element in (root, suite):
        assert (element.get("tests"), element.get("failures")) == ("3", "1")
    fine, failed, warned = suite
    assert (fine.get("name"), len(fine)) == ("fine.xml", 0)
    assert failed.find("failure") is not None
    assert warned.find("failure") is None
    assert warned.findtext("system-out", "").startswith("1:1 XML014")


@pytest.mark.parametrize("one", DIAGNOSTICS, ids=[one.code for one in DIAGNOSTICS])
def test_github_makes_one_line_and_one_command(one: Diagnostic) -> None:
    (line,) = github.render([one])
    assert "\n" not in line
    assert line.startswith(("::error ", "::warning "))


def test_csv_reads_back_and_holds_no_formula() -> None:
    text = written("csv")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert head[0] == "file"
    assert len(rows) == len(DIAGNOSTICS)
    assert rows[1][5] == f"'{visible(NASTY)}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_github_knows_files_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one = Diagnostic("TEI101", "x", span_at(str(tmp_path / "tei" / "a.xml"), 1, 1))
    assert next(github.render([one])).startswith("::error file=tei/a.xml,line=1,col=1,")
