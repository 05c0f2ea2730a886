"""`teikit odd` from the user's side: what it prints, and its exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import cli

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "</body></text></TEI>\n"
SMALL = (
    HEAD
    + """<schemaSpec ident="small" start="TEI">
<moduleRef key="tei"/>
<moduleRef key="header" include="teiHeader fileDesc"/>
<moduleRef key="core" include="p hi title"/>
<moduleRef key="textstructure" include="TEI text body"/>
</schemaSpec>
"""
    + TAIL
)


def odd(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["odd", *map(str, arguments)])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.odd"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_why_says_where_an_element_was_left_out(small: Path) -> None:
    result = odd("why", "note", "--odd", small)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("<note> is not part of this schema.\n")
    assert f"{small}:5: Includes the module “core”, but <note> is not among" in result.output


def test_why_asks_the_house_schema_where_no_edition_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = odd("why", "hi/@rend")
    assert result.exit_code == 0, result.output
    assert "edition.odd" in result.output


def test_why_asks_the_schema_of_the_edition(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small.parent / "teikit.toml").write_text(
        '[edition]\ntitle = "Notes"\nschema = "small.odd"\n', encoding="utf-8"
    )
    monkeypatch.chdir(small.parent)
    assert "small.odd" in odd("why", "note").output


def test_why_as_json_has_the_places(small: Path) -> None:
    answer = json.loads(odd("why", "hi", "--odd", small, "--format", "json").output)
    assert (answer["name"], answer["kind"], answer["present"]) == ("hi", "element", True)
    assert answer["layers"][1]["layer"] == "small.odd"
    assert answer["layers"][1]["statements"][0]["line"] == 5


def test_an_unknown_name_ends_with_advice(small: Path) -> None:
    result = odd("why", "persNam", "--odd", small)
    assert result.exit_code == 2
    assert "Did you mean persName" in result.output


def test_an_odd_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    path = tmp_path / "no.odd"
    path.write_text("<TEI/>", encoding="utf-8")
    result = odd("why", "hi", "--odd", path)
    assert result.exit_code == 2
    assert "ODD101" in result.output


# what the schemaSpec holds beyond the modules, the exit code, and what is printed
LINTED = {
    "nothing but remarks": ("", 0, "remark"),
    "a warning": ('<elementRef key="hi"/>', 1, "ODD321"),
    "a name that means nothing": ('<elementSpec ident="hii" mode="change"/>', 1, "ODD204"),
}


@pytest.mark.parametrize("name", LINTED)
def test_lint_says_what_could_be_better(name: str, small: Path) -> None:
    inner, code, words = LINTED[name]
    text = SMALL.replace("</schemaSpec>", inner + "</schemaSpec>")
    small.write_text(text, encoding="utf-8")
    result = odd("lint", small)
    assert (result.exit_code, words in result.output) == (code, True), result.output


def test_lint_as_json_has_the_places(small: Path) -> None:
    small.write_text(SMALL.replace("</schemaSpec>", '<elementRef key="p"/></schemaSpec>'), "utf-8")
    found = json.loads(odd("lint", small, "--format", "json").output)
    (twice,) = (one for one in found if one["code"] == "ODD321")
    assert (twice["line"], twice["column"], twice["related"][0]["line"]) == (7, 1, 5)


def test_lint_of_what_is_no_odd_cannot_run(tmp_path: Path) -> None:
    path = tmp_path / "no.odd"
    path.write_text("<TEI/>", encoding="utf-8")
    result = odd("lint", path)
    assert result.exit_code == 2
    assert "ODD101" in result.output
