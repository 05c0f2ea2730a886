"""Single constraints are ignored, excused, weighed and selected by their names."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from teikit.cli import cli

NAME = "SCH:att-datable-w3c-when"
LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader><fileDesc>
    <titleStmt><title>A lamp</title></titleStmt>
    <publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc>
  </fileDesc></teiHeader>
  <text><body>{0}
    <p><date when="1902" notBefore="1901">once</date>, <seg subtype="a">said</seg>.</p>
  </body></text>
</TEI>
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with a letter that breaks two constraints."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.xml").write_text(LETTER.format(""), encoding="utf-8")
    return tmp_path


def found(*options: str) -> set[tuple[str, str]]:
    """Return the codes and weights of what constraints find."""
    command = ["validate", "letter.xml", "--schema", "teikit:tei", "--format", "json", *options]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code in (0, 1), result.output
    return {
        (one["code"], one["severity"])
        for one in json.loads(result.stdout)
        if one["code"].startswith("SCH1")
    }


def settings(text: str) -> None:
    Path("teikit.toml").write_text(
        f'[edition]\ntitle = "Lamps"\nschema = "teikit:tei"\ndocuments = ["*.xml"]\n{text}',
        encoding="utf-8",
    )


@pytest.mark.usefixtures("edition")
def test_on_the_command_line() -> None:
    codes = {code for code, _ in found()}
    assert codes == {"SCH101", "SCH102"}
    assert {code for code, _ in found("--ignore", NAME)} == {"SCH101"}
    assert {code for code, _ in found("--select", NAME)} == {"SCH102"}
    # What is more exact counts, wherever it stands.
    assert {code for code, _ in found("--select", f"SCH102,SCH101,{NAME}")} == codes
    assert {code for code, _ in found("--select", NAME, "--ignore", "SCH102")} == {"SCH102"}
    assert {code for code, _ in found("--ignore", "SCH:no-such-constraint")} == codes


def said(*options: str) -> dict[str, tuple[str, int, str, str]]:
    """Return what is said about names: file, line, weight and advice, by message."""
    result = CliRunner().invoke(cli, ["validate", *options, "--format", "json"])
    return {
        one["message"]: (one["file"], one["line"], one["severity"], *one["hints"])
        for one in json.loads(result.stdout)
        if one["code"] == "EDN023"
    }


@pytest.mark.usefixtures("edition")
def test_names_that_no_schema_has() -> None:
    whole = ("letter.xml", "--schema", "teikit:tei")
    wrong = "No constraint is called “att-datable-w3c-wen”."
    meant = f"Did you mean “{NAME}”?"
    assert not said(*whole, "--select", NAME)
    assert said(*whole, "--select", "SCH:att-datable-w3c-wen") == {
        wrong: ("--select", 1, "error", meant)
    }
    assert said(*whole, "--ignore", f"{NAME},SCH:att-datable-w3c-wen") == {
        wrong: ("--ignore", 1, "warning", meant)
    }


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize(
    "text",
    [
        '[rules]\nselect = ["HDR"]\n\nignore = ["{}"]\n',
        '[rules]\nignore = ["HDR"]\n\n[rules.severity]\n# fewer\n"{}" = "info"\n',
        '[rules.severity]\nHDR = "info"\n[rules.files]\n# here\n\n"*.xml" = ["{}"]\n',
    ],
)
def test_names_in_the_settings_that_no_schema_has(text: str) -> None:
    settings(text.format("SCH:lamp-is-lit"))
    for _ in range(2):
        (place, line, weight, _advice) = said(".")["No constraint is called “lamp-is-lit”."]
        assert (place, line, weight) == ("teikit.toml", len(text.splitlines()) + 4, "warning")
    # Another file may have a schema with that constraint.
    assert not said("letter.xml")
    settings(text.format(NAME))
    assert not said(".")


def test_names_of_constraints_that_a_document_brings(edition: Path) -> None:
    (edition / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/">'
        '<assert id="lamp-is-lit" test="false()">It is dark.</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    settings('[rules]\nignore = ["SCH:lamp-is-lit"]\n')
    assert said(".")
    letter = edition / "letter.xml"
    text = letter.read_text(encoding="utf-8")
    named = (
        '<?xml-model href="own.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n<TEI '
    )
    letter.write_text(text.replace("<TEI ", named, 1), encoding="utf-8")
    assert not said(".")


@pytest.mark.usefixtures("edition")
def test_in_the_settings() -> None:
    settings(f'[rules]\nignore = ["{NAME}"]\n')
    assert {code for code, _ in found()} == {"SCH101"}
    settings(f'[rules.files]\n"letter.xml" = ["{NAME}"]\n')
    assert {code for code, _ in found()} == {"SCH101"}
    settings(f'[rules.severity]\nSCH = "error"\n"{NAME}" = "info"\n')
    assert ("SCH102", "info") in found()
    settings('[rules]\nignore = ["SCH:"]\n')
    result = CliRunner().invoke(cli, ["validate", "."])
    assert (result.exit_code, "EDN021" in result.output) == (2, True)


def test_in_a_document(edition: Path) -> None:
    excuse = f'<?teikit ignore="{NAME}" reason="The two sources differ."?>'
    (edition / "letter.xml").write_text(LETTER.format(excuse), encoding="utf-8")
    assert {code for code, _ in found()} == {"SCH101"}


@pytest.mark.usefixtures("edition")
def test_reports_for_programs_say_the_name() -> None:
    command = ["validate", "letter.xml", "--schema", "teikit:tei", "--format", "json"]
    objects = json.loads(CliRunner().invoke(cli, command).stdout)
    names = {one["code"]: one["constraint"] for one in objects}
    assert (names["SCH102"], names.get("HDR102")) == (NAME.removeprefix("SCH:"), None)


@pytest.mark.usefixtures("edition")
def test_the_message_says_the_name() -> None:
    result = CliRunner().invoke(cli, ["validate", "letter.xml", "--schema", "teikit:tei"])
    assert f"ignore {NAME}, or delete it in an ODD." in result.output


def test_rules_of_a_file_are_known_by_their_identifiers(edition: Path) -> None:
    (edition / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
        '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:seg">'
        '<assert id="typed" test="@type">Say what it is.</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    own = ("--schema", "own.sch")
    assert {code for code, _ in found(*own)} == {"SCH101"}
    assert {code for code, _ in found(*own, "--ignore", "SCH:typed")} == set()
