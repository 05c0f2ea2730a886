"""`teikit validate` on files that are not TEI: companions of an edition, files that name an XSD."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import cli

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="page"><xs:complexType>
    <xs:attribute name="number" type="xs:positiveInteger"/>
  </xs:complexType></xs:element>
</xs:schema>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="page">
<assert test="@number &lt; 9">There are eight pages.</assert></rule></pattern></schema>"""
MODEL = '<?xml-model href="page.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>'


def teikit(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with schemas, which is the current one."""
    (tmp_path / "page.xsd").write_text(XSD, encoding="utf-8")
    (tmp_path / "page.sch").write_text(RULES, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "wrong", "code"),
    [("page.xsd", "one", "XSD112"), ("page.sch", "12", "SCH101")],
)
def test_companions_are_held_against_their_schema(schema: str, wrong: str, code: str) -> None:
    write("teikit.toml", f'[edition]\ntitle = "Pages"\n[schemas]\n"pages/*.xml" = "{schema}"\n')
    write("pages/1.xml", '<page number="1"/>')
    assert teikit("validate", ".").output == "1 file checked: no errors.\n"
    write("pages/2.xml", f'<page number="{wrong}"/>')
    result = teikit("validate", ".")
    assert result.exit_code == 1
    assert f"error {code}" in result.output.splitlines()[0]
    assert result.output.splitlines()[-1] == "2 files checked: 1 error in 1 file."


def test_a_companion_is_not_put_right() -> None:
    write("teikit.toml", '[edition]\ntitle = "Pages"\n[schemas]\n"pages/*.xml" = "page.xsd"\n')
    decomposed = '<page number="1"><!-- e\u0301 --></page>'
    write("pages/1.xml", decomposed)
    teikit("validate", ".", "--fix")
    assert Path("pages/1.xml").read_text(encoding="utf-8") == decomposed


def test_a_document_may_name_an_xsd() -> None:
    write("page.xml", f'{MODEL}\n<page number="one"/>')
    result = teikit("validate", "page.xml")
    assert result.exit_code == 1
    assert result.output.startswith("page.xml:2:7: error XSD112\n")
    write("page.xml", f'{MODEL}\n<page number="1"/>')
    assert teikit("validate", "page.xml").exit_code == 0


def test_schema_location_is_not_followed() -> None:
    write(
        "page.xml",
        '<page number="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:noNamespaceSchemaLocation="page.xsd"/>',
    )
    result = teikit("validate", "page.xml")
    assert result.exit_code == 1
    assert "error TEI" in result.output
    assert result.output.startswith("page.xml:1:72: info EDN011\n")
