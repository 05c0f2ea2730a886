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


def test_every_rule_is_explained_once_and_led_to() -> None:
    found = [DIAGNOSTICS[0]] * 2 + [DIAGNOSTICS[2]]
    _, page = page_of(found)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert sorted(page.xpath("//section[@class = 'rule']/@id")) == ["rule-IDS101", "rule-TEI101"]
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    assert page.xpath("//section[@id = 'rule-TEI101']/pre")


def test_a_finding_is_marked_in_its_line_between_its_neighbours() -> None:
    one = Diagnostic("TEI101", "x", Span("a.xml", Position(2, 4), Position(2, 9)))
    _, page = page_of([one], ["<p>one</p>", "<p><hii>two</hii>", "</p>"])
    rows = ["".join(row.itertext()) for row in page.xpath("//article/pre/span")]
    assert rows == ["1 <p>one</p>", "2 <p><hii>two</hii>", "3 </p>"]
    assert page.xpath("string(//mark)") == "<hii>"


def test_equal_findings_are_put_together_and_all_counted() -> None:
    found = [Diagnostic("TEI101", f"No “{n}”.", span_at("a.xml", n, 1)) for n in range(1, 31)]
    tally = Tally()
    files = counted([Checked("a.xml", found)], tally)
    page = parsed("".join(report(files, tally, read=lambda _name: ())))
    assert page.xpath("sum(//article/@data-count)") == 30
    assert page.xpath("count(//details//li)") == 27
    assert page.xpath("string(//td[@class = 'number'][1])") == "30"


def test_of_very_many_findings_the_first_have_excerpts() -> None:
    files = [Checked(f"{n}", [Diagnostic("X", "x", span_at(f"{n}", 1, 1))]) for n in range(4000)]
    tally = Tally()
    page = parsed("".join(report(counted(files, tally), tally, read=lambda _name: ["<p/>"])))
    assert page.xpath("count(//article)") == 4000
    assert page.xpath("count(//article/pre)") == 3000
