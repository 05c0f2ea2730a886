"""`teikit validate` from the user's side: what it prints, and its exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit import resources
from teikit.cli import cli

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title><editor>A. Holm</editor></titleStmt>
      <publicationStmt><p>Unpublished.</p></publicationStmt>
      <sourceDesc><p>Born digital.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body><p>Dear friend, <date when="1920-12-21">today</date> it snows.</p></body></text>
</TEI>
"""


def validate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)])


@pytest.fixture
def valid(tmp_path: Path) -> Path:
    path = tmp_path / "letter.xml"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def invalid(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.xml"
    path.write_text(LETTER.replace("1920-12-21", "21.12.1920"), encoding="utf-8")
    return path


def test_the_commissioning_letter_is_valid(letter: Path) -> None:
    result = validate(letter)
    assert result.exit_code == 0, result.output
    assert result.output == "1 file checked: no errors.\n"


def test_a_mistake_is_shown_with_its_place_and_line(invalid: Path) -> None:
    result = validate(invalid)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == f"{invalid}:10:37: error TEI112"
    assert "“21.12.1920”" in lines[1]
    assert lines[2].startswith("  10 │ <text><body>")
    assert lines[-1] == "1 file checked: 1 error in 1 file."


def test_json_has_the_documented_fields(invalid: Path) -> None:
    result = validate(invalid, "--format", "json")
    (found,) = json.loads(result.output)
    assert result.exit_code == 1
    assert {"code", "severity", "message", "file", "line", "column", "expected", "hints"} <= set(
        found
    )
    assert (found["code"], found["severity"], found["line"]) == ("TEI112", "error", 10)
    assert found["file"] == str(invalid)


def test_json_of_a_valid_file_is_an_empty_list(valid: Path) -> None:
    result = validate(valid, "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, [])


def test_a_folder_is_searched_for_tei(valid: Path, invalid: Path) -> None:
    (valid.parent / "mets.xml").write_text("<mets/>", encoding="utf-8")
    (valid.parent / "notes.txt").write_text("TEI", encoding="utf-8")
    result = validate(valid.parent)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "2 files checked: 1 error in 1 file."


def test_several_processes_say_the_same_in_the_same_order(tmp_path: Path) -> None:
    for number in range(6):
        text = LETTER if number % 2 else LETTER.replace("<p>", f"<p><x{number}/>", 2)
        (tmp_path / f"{number}.xml").write_text(text, encoding="utf-8")
    alone = validate(tmp_path, "--jobs", "1")
    together = validate(tmp_path, "--jobs", "2")
    assert alone.output == together.output
    assert together.exit_code == 1


GRAMMARS = {
    "own.rng": """<element name="note" xmlns="http://relaxng.org/ns/structure/1.0">
      <attribute name="n"/><text/></element>""",
    "own.rnc": "element note { attribute n { text }, text }",
}


@pytest.mark.parametrize("name", GRAMMARS)
@pytest.mark.parametrize(("document", "code"), [('<note n="1">x</note>', 0), ("<note/>", 1)])
def test_a_relax_ng_schema_can_be_named(
    tmp_path: Path, name: str, document: str, code: int
) -> None:
    (tmp_path / name).write_text(GRAMMARS[name], encoding="utf-8")
    path = tmp_path / "note.xml"
    path.write_text(document, encoding="utf-8")
    assert validate(path, "--schema", tmp_path / name).exit_code == code


def test_ids_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "twice.xml"
    path.write_text(
        LETTER.replace("<body>", '<body xml:id="a">').replace("<p>Dear", '<p xml:id="a">Dear'),
        encoding="utf-8",
    )
    assert validate(path).exit_code == 1
    assert validate(path, "--no-ids").exit_code == 0


def test_teikit_toml_names_the_schema(tmp_path: Path) -> None:
    (tmp_path / "teikit.toml").write_text(
        '[edition]\ntitle = "Notes"\nschema = "own.rng"\ndocuments = ["*.xml"]', encoding="utf-8"
    )
    (tmp_path / "own.rng").write_text(GRAMMARS["own.rng"], encoding="utf-8")
    (tmp_path / "note.xml").write_text('<note n="1"/>', encoding="utf-8")
    result = validate(tmp_path)
    assert (result.exit_code, result.output) == (0, "1 file checked: no errors.\n")


NAMES_NO_SCHEMA = '[edition]\ntitle = "x"\nschema = "no.odd"\ndocuments = ["a.xml"]'

# files, arguments, the code that is shown
CANNOT_RUN: dict[str, tuple[dict[str, str], list[str], str]] = {
    "a folder without TEI": ({"readme.txt": "hello"}, ["."], "EDN006"),
    "a schema that is no ODD": (
        {"a.xml": LETTER, "s.odd": LETTER},
        ["a.xml", "--schema", "s.odd"],
        "ODD",
    ),
    "a schema that is not XML": (
        {"a.xml": LETTER, "s.rng": "<grammar>"},
        ["a.xml", "--schema", "s.rng"],
        "XML004",
    ),
    "a broken teikit.toml": ({"a.xml": LETTER, "teikit.toml": "[edition"}, ["."], "EDN001"),
    "a missing schema in teikit.toml": (
        {"a.xml": LETTER, "teikit.toml": NAMES_NO_SCHEMA},
        ["."],
        "EDN005",
    ),
    "patterns that find nothing": (
        {"a.xml": LETTER, "teikit.toml": '[edition]\ntitle = "x"\ndocuments = ["b/*.xml"]'},
        ["."],
        "EDN006",
    ),
    "TEI instead of RELAX NG": (
        {"a.xml": LETTER, "tei.rng": LETTER},
        ["a.xml", "--schema", "tei.rng"],
        "RNG101",
    ),
}


@pytest.mark.parametrize("name", CANNOT_RUN)
@pytest.mark.parametrize("output_format", ["text", "json"])
def test_what_keeps_it_from_running_is_a_diagnostic(
    name: str, output_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, arguments, code = CANNOT_RUN[name]
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = validate(*arguments, "--format", output_format)
    assert result.exit_code == 2, result.output
    assert code in result.output
    if output_format == "json":
        assert json.loads(result.output)[0]["code"].startswith(code)


def test_what_is_no_schema_is_said(tmp_path: Path, valid: Path) -> None:
    path = tmp_path / "letters.dtd"
    path.write_text("<!ELEMENT letter ANY>", encoding="utf-8")
    result = validate(valid, "--schema", path)
    assert result.exit_code == 2
    assert "letters.dtd is no schema that teikit reads." in result.output


def test_all_of_tei_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "play.xml"
    speech = "<sp><speaker>A.</speaker><p>Yes.</p></sp>"
    path.write_text(LETTER.replace("<body>", f"<body>{speech}"), encoding="utf-8")
    assert validate(path).exit_code == 1
    assert validate(path, "--schema", "teikit:tei").exit_code == 0


def test_many_errors_without_a_schema_raise_the_question_which(tmp_path: Path) -> None:
    path = tmp_path / "play.xml"
    speeches = "<sp><speaker>A.</speaker><p>Yes.</p></sp>" * 30
    path.write_text(LETTER.replace("<body>", f"<body>{speeches}"), encoding="utf-8")
    assert "--schema teikit:tei" in validate(path).output


def test_a_path_that_does_not_exist_is_said(tmp_path: Path) -> None:
    result = validate(tmp_path / "nothing.xml")
    assert result.exit_code == 2
    assert "does not exist" in result.output


@pytest.mark.parametrize("output_format", ["sarif", "junit", "github", "csv", "html"])
def test_every_format_tells_the_mistake(output_format: str, valid: Path, invalid: Path) -> None:
    result = validate(valid, invalid, "--format", output_format)
    assert result.exit_code == 1
    assert "TEI112" in result.output
    assert invalid.name in result.output


def test_schematron_rules_can_be_named(tmp_path: Path, valid: Path) -> None:
    rules = tmp_path / "rules.sch"
    rules.write_text(
        """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
        <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
        <pattern><rule context="tei:date"><assert test="@calendar">Name the calendar.</assert>
        </rule></pattern></schema>""",
        encoding="utf-8",
    )
    result = validate(valid, "--schema", rules)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == f"{valid}:10:31: error SCH101"
    assert "Name the calendar." in lines[1]


# what is asked for, and the codes that are reported of a file with TEI112 and TEI113
SELECTIONS = {
    "--select TEI112": {"TEI112"},
    "--select tei112,TEI113": {"TEI112", "TEI113"},
    "--select attribute-value": {"TEI112"},
    "--select TEI --ignore TEI113": {"TEI112"},
    "--ignore TEI11": set(),
    "--ignore TEI112 --ignore TEI113": set(),
    "--select IDS": set(),
}


@pytest.fixture
def two_faults(tmp_path: Path) -> Path:
    path = tmp_path / "two.xml"
    faulty = '<date when="x">today</date> <ptr/><app><lem/></app><graphic/>'
    text = LETTER.replace('<date when="1920-12-21">today</date>', faulty)
    path.write_text(text, encoding="utf-8")
    return path


def codes(result: Result) -> set[str]:
    return {one["code"] for one in json.loads(result.stdout)}


@pytest.mark.parametrize("asked", SELECTIONS)
def test_rules_can_be_selected_and_ignored(two_faults: Path, asked: str) -> None:
    tei = ["--schema", str(resources.schemas() / "tei-p5.odd"), "--format", "json"]
    everything = codes(validate(two_faults, *tei, "--select", "TEI"))
    assert {"TEI112", "TEI113"} <= everything
    result = validate(two_faults, *tei, *asked.split(), "--ignore", "LNK,HDR,IDS")
    found = codes(result) & {"TEI112", "TEI113"}
    assert found == SELECTIONS[asked]


def test_an_edition_selects_rules_and_the_command_line_too(two_faults: Path) -> None:
    (two_faults.parent / "teikit.toml").write_text(
        '[edition]\ntitle = "x"\ndocuments = ["*.xml"]\n[rules]\nignore = ["TEI113"]\n'
        '[rules.severity]\nTEI112 = "warning"\n',
        encoding="utf-8",
    )
    folder = two_faults.parent
    found = json.loads(validate(folder, "--format", "json", "--select", "TEI112").stdout)
    assert {(one["code"], one["severity"]) for one in found} == {("TEI112", "warning")}
    assert "TEI113" not in codes(validate(folder, "--format", "json"))


@pytest.mark.parametrize(
    ("option", "name", "words"),
    [
        ("--select", "TEX112", "There is no rule “TEX112”"),
        ("--ignore", "nothing", "There is no rule “nothing”"),
        ("--ignore", "XML001", "cannot be ignored"),
    ],
)
def test_a_selection_that_cannot_be_is_said(
    valid: Path, option: str, name: str, words: str
) -> None:
    result = validate(valid, option, name)
    assert result.exit_code == 2
    assert words in result.output
