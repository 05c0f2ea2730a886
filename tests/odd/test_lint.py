"""`lint` finds what its rules say, at the exact place, and nothing in an ODD without fault."""

import datetime
from pathlib import Path

import pytest

from teikit import resources
from teikit.diagnostics import Diagnostic, Severity
from teikit.odd import compile_odd
from teikit.odd.lint import lint
from teikit.rules import Rule
from teikit.rules.odd_lint import RULES
from teikit.source import DISK

TODAY = datetime.date(2026, 6, 1)
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
    '<schemaSpec ident="example" start="TEI">\n'
)
TAIL = "\n</schemaSpec></body></text></TEI>\n"
MODULES = (
    '<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core"/>'
    '<moduleRef key="textstructure"/>\n'
)
# Modules bring classes and elements that others need: said once, as a remark.
HARMLESS = {"ODD322", "ODD323"}


def found_in(path: Path, today: datetime.date = TODAY) -> list[Diagnostic]:
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    return lint(DISK.read(path), vocabulary, today=today)


def written(folder: Path, inner: str) -> Path:
    path = folder / "example.odd"
    path.write_text(HEAD + inner + TAIL, encoding="utf-8")
    return path


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_an_example_shows_its_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in {one.code for one in found_in(written(tmp_path, rule.bad))}
    clean = [
        one
        for one in found_in(written(tmp_path, rule.good))
        if one.code not in HARMLESS or one.severity is not Severity.INFO
    ]
    assert not clean


def element(inner: str, ident: str = "p") -> str:
    return f'<elementSpec ident="{ident}" mode="change">\n{inner}\n</elementSpec>'


def attribute(inner: str, more: str = "") -> str:
    definition = f'<attDef ident="rend" mode="change"{more}>{inner}</attDef>'
    return element(f"<attList>\n{definition}</attList>")


# what stands on line 4 and on, then line, column and code of each finding and words of its message
CASES: dict[str, tuple[str, list[tuple[int, int, str, str]]]] = {
    "an empty change of an attribute": (
        attribute(""),
        [(6, 1, "ODD320", "@rend of <p>")],
    ),
    "a usage that is so anyway": (
        attribute("", ' usage="opt"'),
        [(6, 1, "ODD320", "@rend of <p>")],
    ),
    "a usage that is not": (attribute("", ' usage="req"'), []),
    "the content it has anyway": (
        element('<content><macroRef key="macro.paraContent"/></content>'),
        [(5, 1, "ODD320", "the one it has anyway")],
    ),
    "a membership there is": (
        element('<classes mode="change">\n<memberOf key="model.pLike"/></classes>'),
        [(6, 1, "ODD320", "is a member of model.pLike anyway")],
    ),
    "a membership to delete that is none": (
        element('<classes mode="change">\n<memberOf key="model.lLike" mode="delete"/></classes>'),
        [(6, 1, "ODD320", "is no member of model.lLike anyway")],
    ),
    "a class of two elements in one choice": (
        element(
            "<content><alternate>\n"
            '<classRef key="model.hiLike"/>\n<elementRef key="hi"/></alternate></content>'
        ),
        [(7, 1, "ODD325", "allows <hi> twice")],
    ),
    "a required class without members": (
        element(
            "<content><sequence><textNode/>\n"
            '<classRef key="model.formPart"/></sequence></content>'
        ),
        [],  # the class does not exist here, and is left out with a warning of the compiler's
    ),
    "a class that a deletion emptied": (
        '<elementSpec ident="l" mode="delete"/>'
        + element('<content><sequence>\n<classRef key="model.lLike"/></sequence></content>'),
        [
            (6, 1, "ODD324", "it needs model.lLike"),
        ],
    ),
    "values that say nothing": (
        attribute('\n<valList type="closed" mode="add">\n<valItem ident="a"/></valList>'),
        [(8, 1, "ODD328", "1 value of @rend of p is not described: “a”")],
    ),
    "an old scheme": (
        element(
            '<constraintSpec ident="c" scheme="isoschematron" mode="add"><desc>…</desc>'
            "</constraintSpec>"
        ),
        [(5, 1, "ODD327", "isoschematron")],
    ),
    "a new attribute that is deprecated": (
        element('<attList><attDef ident="k" mode="add" validUntil="2020-01-01"><desc>…</desc>'
                "</attDef></attList>"),
        [(4, 1, "ODD326", "it was valid until 2020-01-01")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_finding_has_its_place(name: str, tmp_path: Path) -> None:
    inner, expected = CASES[name]
    found = [
        one
        for one in found_in(written(tmp_path, MODULES + inner))
        if one.code not in HARMLESS or one.severity is not Severity.INFO
    ]
    places = [(one.span.start.line, one.span.start.column, one.code) for one in found]
    assert sorted(places) == sorted(one[:3] for one in expected)
    messages = " ".join(one.message for one in found)
    assert all(words in messages for *_, words in expected)


@pytest.mark.parametrize(("year", "severity"), [(2025, "info"), (2028, "warning")])
def test_what_is_deprecated_weighs_more_once_its_day_has_passed(
    year: int, severity: str, tmp_path: Path
) -> None:
    path = written(tmp_path, MODULES + '<elementRef key="superEntry"/>')
    (found,) = (one for one in found_in(path, datetime.date(year, 1, 1)) if one.code == "ODD326")
    assert (found.severity, found.span.start.line) == (severity, 4)


def test_what_a_lower_odd_does_is_not_reported_again(tmp_path: Path) -> None:
    (tmp_path / "house.odd").write_text(
        HEAD + MODULES + element('<attList><attDef ident="k" mode="add"/></attList>') + TAIL,
        encoding="utf-8",
    )
    path = tmp_path / "letters.odd"
    text = HEAD.replace('start="TEI"', 'start="TEI" source="house.odd"') + MODULES + TAIL
    path.write_text(text, encoding="utf-8")
    assert {one.code for one in found_in(path)} <= HARMLESS
    assert "ODD328" in {one.code for one in found_in(tmp_path / "house.odd")}


def test_the_house_schema_is_clean() -> None:
    found = found_in(resources.schemas() / "edition.odd")
    assert {(one.code, one.severity) for one in found} == {("ODD323", Severity.INFO)}


def test_odds_of_others_are_read_to_the_end(shared: Path) -> None:
    found = found_in(shared / "corpora" / "msdesc" / "schema" / "msdesc.odd")
    assert "ODD327" in {one.code for one in found}
