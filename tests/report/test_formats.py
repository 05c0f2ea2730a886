"""The formats for other programs: complete, well-formed, and safe with any text."""

import csv
import io
import json

import pytest
from lxml import etree
from lxml.html import HtmlElement
from lxml.html import document_fromstring as parse_html

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report import csv as csv_report
from teikit.report import github, html, junit, sarif
from teikit.report import json as json_report
from teikit.source import Position, Span, span_at

NASTY = '=cmd|"x", <b>&\n::error::\x1b[2J'
DIAGNOSTICS = [
    Diagnostic("TEI101", "The schema has no element <hii>.", span_at("a b/ü.xml", 3, 7),
               hints=("Did you mean <hi>?",), expected=("<hi>", "<p>")),
    Diagnostic("XML014", NASTY, span_at("-c.xml", 1, 1), Severity.WARNING, hints=(NASTY,)),
    Diagnostic("IDS101", "Twice.", Span("a b/ü.xml", Position(9, 1), Position(9, 4)),
               related=(Related(span_at("a b/ü.xml", 2, 1), "First here."),)),
]  # fmt: skip


def test_json_has_every_field() -> None:
    first, second, third = json.loads(json_report.render(DIAGNOSTICS))
    assert first["expected"] == ["<hi>", "<p>"]
    assert (first["line"], first["column"], first["severity"]) == (3, 7, "error")
    assert second["message"] == NASTY
    assert third["related"][0]["line"] == 2


def test_sarif_has_results_with_rules_and_places() -> None:
    log = json.loads(sarif.render(DIAGNOSTICS, version="1.0"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, diagnostic in zip(run["results"], DIAGNOSTICS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] == diagnostic.span.start.line
    assert [one["level"] for one in run["results"]] == ["error", "warning", "error"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%C3%BC.xml"
    assert run["results"][2]["relatedLocations"][0]["message"]["text"] == "First here."


def test_junit_fails_the_files_with_errors() -> None:
    suite = etree.fromstring(junit.render(DIAGNOSTICS, []).encode("utf-8"))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failed, warned = suite
    assert failed.find("failure") is not None
    assert warned.find("failure") is None
    assert warned.findtext("system-out", "").startswith("1:1 XML014")


@pytest.mark.parametrize("one", DIAGNOSTICS, ids=[one.code for one in DIAGNOSTICS])
def test_github_makes_one_line_and_one_command(one: Diagnostic) -> None:
    (line,) = github.render([one])
    assert "\n" not in line
    assert line.startswith(("::error ", "::warning "))


def test_csv_reads_back_and_holds_no_formula() -> None:
    head, *rows = csv.reader(io.StringIO(csv_report.render(DIAGNOSTICS), newline=""))
    assert head[0] == "file"
    assert len(rows) == len(DIAGNOSTICS)
    assert rows[1][5] == f"'{NASTY}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def parse(text: str) -> HtmlElement:
    return parse_html(text)


def test_the_page_shows_everything_and_runs_nothing_of_a_document() -> None:
    text = html.render(2, DIAGNOSTICS, read=lambda _name: ["<script>", "<b onclick='x'>"])
    page = parse(text)
    assert page.xpath("count(//article)") == len(DIAGNOSTICS)
    assert page.xpath("count(//script)") == 1
    assert not page.xpath("//b | //*[@onclick] | //*[@src]")
    assert "\x1b" not in text
    policy = str(page.xpath("string(//meta[@http-equiv]/@content)"))
    assert policy.startswith("default-src 'none'")
    files = page.xpath("//section/@data-file")
    assert files == ["a b/ü.xml", "-c.xml"]


def test_the_page_without_findings_says_so() -> None:
    page = parse(html.render(3, []))
    assert "3 files checked: no errors." in page.text_content()
    assert not page.xpath("//form")
