"""Diagnostics as an editor reads them."""

from collections.abc import Iterator

import pytest

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report.checked import Checked, Tally, counted
from teikit.report.text import render, report, summary, width
from teikit.source import span_at

SOURCE = "<TEI>\n\t<p>Where is\x1b[2J it?</p>\n" + " " * 4 + "<x>" + "y" * 400 + "<z/></x>\n</TEI>"


def shown(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    return "\n".join(render([diagnostic], colour=colour, read=lambda _name: SOURCE.split("\n")))


def test_a_block_has_place_sentence_excerpt_hint_and_related_place() -> None:
    diagnostic = Diagnostic(
        "TEI101",
        "<p> is not allowed here.",
        span_at("a.xml", 1, 2),
        hints=("Move it.",),
        related=(Related(span_at("a.xml", 4, 1), "The parent ends here."),),
    )
    assert shown(diagnostic).splitlines() == [
        "a.xml:1:2: error TEI101",
        "  <p> is not allowed here.",
        "  1 │ <TEI>",
        "    │  ^",
        "  → Move it.",
        "  • a.xml:4:1: The parent ends here.",
    ]


def test_document_text_cannot_control_the_terminal() -> None:
    block = shown(Diagnostic("TEI101", "x\x1b[31m\u202e", span_at("a\x07.xml", 2, 5)))
    assert "\x1b" not in block
    assert "\x07" not in block
    assert "\u202e" not in block
    assert r"\x1b[2J" in block


def test_a_long_line_is_cut_around_the_place() -> None:
    lines = shown(Diagnostic("TEI101", "x", span_at("a.xml", 3, 408))).splitlines()
    excerpt, caret = lines[2], lines[3]
    assert len(excerpt) < 200
    assert excerpt[caret.index("^")] == "<"


def test_a_place_outside_the_file_needs_no_excerpt() -> None:
    assert len(shown(Diagnostic("TEI101", "x", span_at("a.xml", 99, 1))).splitlines()) == 2


def test_colour_is_by_severity() -> None:
    block = shown(Diagnostic("X", "x", span_at("a", 1, 1), Severity.WARNING), colour=True)
    assert "\x1b[33;1mwarning X\x1b[0m" in block


def test_the_summary_counts() -> None:
    error = Diagnostic("X", "x", span_at("a", 1, 1))
    warning = Diagnostic("X", "x", span_at("b", 1, 1), Severity.WARNING)
    assert summary(1, []) == "1 file checked: no errors."
    assert summary(3, [error, warning]) == "3 files checked: 1 error and 1 warning in 2 files."
    assert summary(3, [warning]) == "3 files checked: no errors and 1 warning in 1 file."


def many(number: int, message: str = "@when cannot be “{}”.", source: str = "a.xml") -> Checked:
    found = [
        Diagnostic("TEI112", message.format(n), span_at(source, n, 1)) for n in range(1, number + 1)
    ]
    return Checked(source, found)


def reported(*files: Checked, everything: bool = False) -> list[str]:
    tally = Tally()
    blocks = report(
        counted(files, tally), tally, colour=False, everything=everything, read=lambda _name: ()
    )
    return "\n".join(blocks).splitlines()


def test_equal_findings_of_a_file_are_folded_with_their_lines() -> None:
    lines = reported(many(30))
    assert sum(line.endswith("error TEI112") for line in lines) == 3
    more = "  … and 27 more of the same, in lines 4, 5, 6, 7, 8, 9, 10, 11, … (--all shows all)"
    assert more in lines
    assert lines[-4:] == [
        "error   TEI112  attribute-value  30 in 1 file",
        "",
        "What a message means and what to do: teikit explain TEI112",
        "1 file checked: 30 errors in 1 file.",
    ]


def test_all_shows_everything() -> None:
    lines = reported(many(30), everything=True)
    assert sum(line.endswith("error TEI112") for line in lines) == 30
    assert not any("more of the same" in line for line in lines)


@pytest.mark.parametrize("number", range(1, 5))
def test_a_few_are_not_folded(number: int) -> None:
    assert reported(many(number))[-3] == f"  @when cannot be “{number}”."
    assert not any("more of the same" in line for line in reported(many(number)))


def test_different_findings_are_not_folded() -> None:
    found = [*many(3).diagnostics, *many(3, "Another {}.").diagnostics]
    lines = reported(Checked("a.xml", found))
    assert not any("more of the same" in line for line in lines)


def test_what_is_in_every_file_is_shown_in_a_line_each_after_a_while() -> None:
    files = [many(1, source=f"{number}.xml") for number in range(40)]
    lines = reported(*files)
    assert lines[0] == "0.xml:1:1: error TEI112"
    assert "39.xml:1:1: error TEI112 @when cannot be “1”." in lines
    assert "error   TEI112  attribute-value  40 in 40 files" in lines


def test_the_report_comes_as_the_files_come() -> None:
    taken = []

    def files() -> Iterator[Checked]:
        for name in "ab":
            taken.append(name)
            yield many(1, source=name)

    tally = Tally()
    blocks = report(counted(files(), tally), tally, colour=False, read=lambda _name: ())
    assert next(blocks).startswith("a:1:1")
    assert taken == ["a"]


def test_errors_come_first_in_the_table() -> None:
    tally = Tally()
    warnings = [Diagnostic("W", "w", span_at("a", 1, 1), Severity.WARNING)] * 5
    tally.add(Checked("a", [*warnings, Diagnostic("E", "e", span_at("a", 1, 1))]))
    assert [one.code for one in tally.rules()] == ["E", "W"]


def test_names_of_files_do_not_keep_what_is_the_same_apart() -> None:
    lines = reported(many(30, "The identifier “n{0}” is also used in tei/{0}.xml."))
    assert sum(line.endswith("error TEI112") for line in lines) == 3


@pytest.mark.parametrize("before", ["abc", "e\u0301e\u0301", "日本", "\tü", "\x07"])
def test_the_caret_stands_below_its_character(before: str) -> None:
    line = f"<p>{before}<x/>"
    diagnostic = Diagnostic("TEI101", "x", span_at("a.xml", 1, line.index("<x") + 1))
    block = "\n".join(render([diagnostic], colour=False, read=lambda _name: [line]))
    excerpt, caret = block.splitlines()[2:4]
    assert width(caret[: caret.index("^")]) == width(excerpt[: excerpt.index("<x/>")])
