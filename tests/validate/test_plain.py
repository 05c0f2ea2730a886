"""What was found in a file, as text: the same when it is read again."""

import json
from dataclasses import replace

import pytest

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.source import Position, Span, span_at
from teikit.validate.plain import NOTHING, as_text, from_plain, received, sent
from teikit.validate.standard import Examined

NAME = "letters/1.xml"
MISTAKE = Diagnostic(
    "TEI101",
    "The schema has no element <persname>. “\ud800”",
    Span(NAME, Position(3, 5), Position(3, 9)),
    Severity.ERROR,
    hints=("Did you mean <persName>?",),
    expected=("persName", "p"),
    related=(Related(span_at("schema.odd", 12, 1), "Removed here."),),
)
REMARK = Diagnostic("EDN010", "The schema is not used.", span_at("schema.odd", 1, 1), Severity.INFO)
FOUND = (
    Examined(),
    Examined(rests_on={}, content=b"key"),
    Examined((MISTAKE, replace(MISTAKE, code="TEI102")), content=b"key"),
    Examined((MISTAKE,), (REMARK,), facts=[1, ["a", None]], rests_on={"a.xml": "digest"}),
    Examined(unusable=(REMARK,)),
    Examined((MISTAKE,), unreadable=True),
)


@pytest.mark.parametrize("found", FOUND)
def test_another_process_hears_what_was_found(found: Examined) -> None:
    heard = received(sent(found, NAME), NAME)
    assert replace(heard, text=None) == found
    assert as_text(heard, NAME) == as_text(found, NAME)


def test_a_file_may_have_another_name_later() -> None:
    text = as_text(Examined((MISTAKE,)), NAME)
    (again,) = from_plain(json.loads(text), "elsewhere/1.xml").diagnostics
    assert again.span == replace(MISTAKE.span, source="elsewhere/1.xml")
    assert again.related == MISTAKE.related


def test_nothing_is_said_in_the_same_words_always() -> None:
    assert as_text(Examined(), NAME) == as_text(Examined(rests_on={}), "") == NOTHING
    assert as_text(Examined(rests_on={"a.xml": "digest"}), NAME) != NOTHING
    assert as_text(Examined(facts=[]), NAME) != NOTHING
