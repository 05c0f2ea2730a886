"""The web page for the author: complete, and safe with any text."""

from collections.abc import Sequence

from lxml.html import HtmlElement
from lxml.html import document_fromstring as parse_html

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report.checked import Checked, Tally, counted
from teikit.report.html import report
from teikit.source import Position, Span, span_at

NASTY = '=cmd|"x", <b>&\n::error::\x1b[2J'
DIAGNOSTICS = [
    Diagnostic("TEI101", "The schema has no element <hii>.", span_at("a b/ü.xml", 3, 7)),
    Diagnostic("XML014", NASTY, span_at("-c.xml", 1, 1), Severity.WARNING, hints=(NASTY,)),
    Diagnostic("IDS101", "Twice.", Span("a b/ü.xml", Position(9, 1), Position(9, 4)),
               related=(Related(span_at("a b/ü.xml", 2, 1), "First here."),)),
]  # fmt: skip


def parsed(text: str) -> HtmlElement:
    return parse_html(text)


def page_of(found: Sequence[Diagnostic], lines: Sequence[str] = ()) -> tuple[str, HtmlElement]:
    tally = Tally()
    files = counted((Checked(one.span.source, [one]) for one in found), tally)
    text = "".join(report(files, tally, read=lambda _name: lines))
    return text, parsed(text)


def test_the_page_shows_everything_and_runs_nothing_of_a_document() -> None:
    text, page = page_of(DIAGNOSTICS, ["<script>", "<b onclick='x'>"])
    assert page.xpath("count(//article)") == len(DIAGNOSTICS)
    assert page.xpath("count(//script)") == 1
    assert not page.xpath("//b | //*[@onclick] | //*[@src]")
    assert "\x1b" not in text
    policy = str(page.xpath("string(//meta[@http-equiv]/@content)"))
    assert policy.startswith("default-src 'none'")
    files = page.xpath("//section/@data-file")
    assert files == ["a b/ü.xml", "-c.xml"]


def test_the_page_without_findings_says_so() -> None:
    tally = Tally()
    files = counted((Checked(f"{number}.xml") for number in range(3)), tally)
    page = parsed("".join(report(files, tally)))
    assert "3 files checked: no errors." in page.text_content()
    assert not page.xpath("//form")
