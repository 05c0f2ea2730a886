"""Diagnostics as an editor reads them."""

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.report.text import render, summary
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
