"""Rules in annotations of grammars in compact syntax: found, applied, told with their place."""

from pathlib import Path

import pytest

from teikit.source import DISK
from teikit.validate.constraints import constraints_of
from teikit.xml.parse import located_later

OUTER = """namespace s = "http://purl.oclc.org/dsdl/schematron"
namespace t = "urn:t"
default namespace = "urn:t"

include "inner.rnc"
start = page
page =
  [ s:rule [ context = "t:page"
      s:report [ test = "@number > 7"
        "There is no page " s:value-of [ select = "@number" ] "." ] ] ]
  element page { attribute number { text }, line* }
s:pattern [
  s:rule [ context = "t:line" s:assert [ test = "@name" "A line is named." ] ]
  # s:rule [ context = "t:line" s:report [ test = "true()" "Left out." ] ]
]
"""
INNER = """namespace s = "http://purl.oclc.org/dsdl/schematron"
default namespace = "urn:t"
line = element line { attribute name { text }?, [
    s:assert [ test = "not(@name = 'x')" "No line is called x." ] ] empty }
"""
DOCUMENT = '<page xmlns="urn:t" number="9">\n<line/>\n<line name="x"/></page>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two grammars, a document and nothing in the cache."""
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "outer.rnc").write_text(OUTER, encoding="utf-8")
    (tmp_path / "inner.rnc").write_text(INNER, encoding="utf-8")
    (tmp_path / "page.xml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def check(folder: Path) -> list[tuple[int, str, str, int]]:
    """Return the line of each finding, its message, and where the rule is."""
    constraints = constraints_of(folder / "outer.rnc")
    assert not constraints.diagnostics
    document = located_later(DISK.read(folder / "page.xml"), root=folder)
    assert document is not None
    found = constraints.check(document)
    places = [one.related[0].span for one in found]
    return [
        (one.span.start.line, one.message, Path(place.source).name, place.start.line)
        for one, place in zip(found, places, strict=True)
    ]


def test_rules_are_applied_wherever_they_stand(folder: Path) -> None:
    found = check(folder)
    assert found == [
        (1, "There is no page 9.", "outer.rnc", 9),
        (2, "A line is named.", "outer.rnc", 13),
        (3, "No line is called x.", "inner.rnc", 4),
    ]
    assert check(folder) == found, "the same from the cache"


def test_rules_of_an_included_grammar_are_read_anew(folder: Path) -> None:
    before = len(check(folder))
    (folder / "inner.rnc").write_text(INNER.replace("'x'", "'y'"), encoding="utf-8")
    assert len(check(folder)) == before - 1


def test_a_mistake_in_a_rule_is_told_at_its_place(folder: Path) -> None:
    (folder / "outer.rnc").write_text(OUTER.replace("@number >", "@number gt gt"), encoding="utf-8")
    (found,) = constraints_of(folder / "outer.rnc").diagnostics
    assert (found.code, found.span.start.line, found.span.start.column) == ("SCH207", 9, 7)


@pytest.mark.parametrize(
    "text",
    [
        "element page { text }",
        'namespace s = "http://purl.oclc.org/dsdl/schematron"\nelement page { text }',
        'include "inner.rnc" start = gone',
        'include "outer.rnc" include "missing.rnc"',
        "element page {",
    ],
)
def test_a_grammar_without_rules_has_no_constraints(folder: Path, text: str) -> None:
    (folder / "inner.rnc").write_text("line = empty", encoding="utf-8")
    (folder / "outer.rnc").write_text(text, encoding="utf-8")
    assert constraints_of(folder / "outer.rnc").rules is None
