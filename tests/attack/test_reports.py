"""File names and texts that mean something to terminals, spreadsheets, servers and browsers."""

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from tests.attack.harness import letter, teikit, write

NAMES = (
    "a b.xml", "%20.xml", "100%.xml", "-o.xml", "--help.xml", "=cmd|' !A0.xml", "+1.xml",
    "@x.xml", "a,b;c.xml", "a:b::c.xml", "'\"`.xml", "$(id).xml", "`id`.xml",
    "<script>alert(1)<.xml", "&amp;.xml", "]]>.xml", "#x?y.xml", "\U0001f600é.xml", "e\u0301.xml",
    "\u202egpj.xml", "\u2028.xml", "\x1b[2J.xml", "a\nb.xml", "a\rb.xml", "a\tb.xml",
    "\x7f\x80.xml", "{}%s%d.xml", "[a-z]*.xml", "\\x.xml", f"{'x' * 251}.xml",
    "::error file=x::.xml", "x.XML",
)  # fmt: skip
TEXT = (
    '<p><date when="=cmd|&apos; /C calc&apos;!A0">x</date>'
    '<date when="&lt;script&gt;alert(1)&lt;/script&gt;"/>'
    '<date when="&#10;::error file=x::y"/><date when="\u202e\u2028]]&gt;"/><date when="@SUM(1)"/>'
    '<hi rend="x" nonsense="{{7*7}}%s\\u001b[2J">&lt;img src=x onerror=alert(1)&gt;</hi></p>'
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files cannot be called that there")


@pytest.fixture
def named(edition: Path) -> Path:
    """An edition of files with hostile names, each with mistakes."""
    (edition / "letter.xml").unlink()
    for name in NAMES:
        write(edition / name, letter(TEXT))
    with open(os.fsencode(edition) + b"/\xff\xfe.xml", "wb") as file:  # noqa: PTH123 - no text
        file.write(letter(TEXT).encode())
    return edition


def _report(form: str) -> str:
    answer = teikit("validate", ".", "--format", form, "--all")
    assert answer.code == 1, answer.shown
    assert "<script>alert(1)<" not in answer.shown or form not in {"html", "junit"}
    return answer.report


@POSIX
def test_reports_for_terminals_and_servers_show_what_controls_them(named: Path) -> None:
    for form in ("text", "github", "csv"):
        shown = _report(form)
        assert not {one for one in shown if not one.isprintable()} - set("\n\r\ufeff"), form
    lines = _report("github").splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert not any(line.startswith("::error file=x::") for line in lines)


@POSIX
def test_spreadsheets_compute_nothing(named: Path) -> None:
    rows = list(csv.reader(io.StringIO(_report("csv").removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


@POSIX
def test_programs_read_what_they_are_promised(named: Path) -> None:
    findings = json.loads(_report("json"))
    assert len({one["file"] for one in findings}) == len(NAMES) + 1
    sarif = json.loads(_report("sarif"))
    for result in sarif["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(uri) & set(' "<>\\^`{|}\n\r\t')
    tree = etree.fromstring(_report("junit").encode())
    assert len(tree.findall(".//testcase")) >= len(NAMES)


@POSIX
def test_the_page_holds_no_script_of_others(named: Path) -> None:
    page = html.fromstring(_report("html").encode())
    for element in page.iter(etree.Element):
        assert element.tag not in {"img", "iframe", "object", "base"}
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert not str(value).strip().lower().startswith("javascript:")
    scripts = "".join(script.text or "" for script in page.iter("script"))
    assert "alert(1)" not in scripts.replace("\\u003c", "<") or "<script>" not in scripts


@POSIX
def test_names_survive_every_other_command(named: Path) -> None:
    for name in (*NAMES[:12], "a\nb.xml", "\x1b[2J.xml"):
        for command in (
            ("transform", "--to", "text", "-o", "out.txt", "--", name),
            ("validate", "--", name),
        ):
            shown = teikit(*command).shown
            assert not {one for one in shown if not one.isprintable()} - {"\n"}
