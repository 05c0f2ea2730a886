"""Whatever a file holds: a diagnostic or escaped output, never a traceback or half an output."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from teikit.cli import cli

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader><fileDesc>
    <titleStmt><title>A letter</title></titleStmt>
    <publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>Born digital.</p></sourceDesc>
  </fileDesc></teiHeader>
  <text><body><p>{text}</p></body></text>
</TEI>
"""
ENTITIES = "<!DOCTYPE TEI [<!ENTITY e0 'ha ha ha ha'>{}]>\n".format(
    "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
)
EXTERNAL = '<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n'

# the file's bytes, and the code that both commands report
UNREADABLE = {
    "plain text": (b"Dear friend,\nit snows.", "XML001"),
    "a Word document": (b"PK\x03\x04\x14\x00\x06\x00", "XML001"),
    "nothing": (b"", "XML003"),
    "another encoding": ("<TEI>é</TEI>".encode("latin-1"), "XML002"),
    "an entity bomb": (
        LETTER.format(doctype=ENTITIES, text="&e9;").encode("utf-8"),
        "XML011",
    ),
    "an external entity": (
        LETTER.format(doctype=EXTERNAL, text="&e;").encode("utf-8"),
        "XML010",
    ),
    "100,000 levels": (
        LETTER.format(doctype="", text="<hi>" * 100_000 + "</hi>" * 100_000).encode("utf-8"),
        "XML012",
    ),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", UNREADABLE)
def test_validate_says_what_is_wrong(place: Path, name: str) -> None:
    data, code = UNREADABLE[name]
    (place / "x.xml").write_bytes(data)
    result = run("validate", "x.xml")
    assert result.exit_code == 1, result.output
    assert f"error {code}" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("to", ["html", "pdf", "text"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_transform_says_what_is_wrong_and_leaves_nothing(place: Path, name: str, to: str) -> None:
    data, code = UNREADABLE[name]
    (place / "x.xml").write_bytes(data)
    result = run("transform", "x.xml", "--to", to, "-o", "out/x")
    assert result.exit_code == 1, result.output
    assert f"error {code}" in result.output
    assert [path.name for path in place.iterdir()] == ["x.xml"]


TYPST = (
    '#read("/etc/passwd") $x$ @ref *b* _i_ `raw` <label> = head // no \\u{41} '
    '#import "@preview/x:1"'
)
SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_text_that_looks_like_typst_is_only_text(place: Path) -> None:
    text = TYPST.replace("<", "&lt;")
    (place / "x.xml").write_text(LETTER.format(doctype="", text=text), encoding="utf-8")
    assert run("transform", "x.xml", "--to", "pdf", "-o", "x.pdf").exit_code == 0
    assert (place / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert run("transform", "x.xml", "--to", "text", "-o", "x.txt").exit_code == 0
    shown = " ".join((place / "x.txt").read_text(encoding="utf-8").split())
    assert TYPST in shown


@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        '<ref target="javascript:alert(1)">x</ref>',
        '<ref target=" JaVa&#9;Script:alert(1)">x</ref>',
        '<ref target="data:text/html,x">x</ref>',
        '<ref target="vbscript:x">x</ref>',
        '<hi rend="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</hi>',
        '<p xml:id="x&quot;onload=&quot;alert(1)">x</p>',
        '<graphic url="javascript:alert(1)"/>',
        '<graphic url="file:///etc/passwd"/>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<p style="background:url(javascript:alert(1))" onclick="alert(1)">x</p>',
    ],
)
def test_script_never_reaches_a_page(place: Path, text: str) -> None:
    (place / "x.xml").write_text(LETTER.format(doctype="", text=text), encoding="utf-8")
    result = run("transform", "x.xml", "--to", "html", "-o", "x.html")
    assert "Traceback" not in result.output
    page = html.fromstring((place / "x.html").read_bytes())
    assert not page.xpath("//script[not(@type = 'application/ld+json')]")
    for element in page.iter(etree.Element):
        for attribute, value in element.attrib.items():
            assert not str(attribute).startswith("on")
            if attribute in {"href", "src"}:
                address = "".join(str(value).split()).lower()
                assert not address.startswith(("javascript:", "data:", "vbscript:", "file:"))


def test_a_file_that_is_not_tei_is_said(place: Path) -> None:
    (place / "x.xml").write_text("<html><body/></html>", encoding="utf-8")
    result = run("transform", "x.xml", "--to", "html")
    assert result.exit_code == 1
    assert "OUT301" in result.output
    assert [path.name for path in place.iterdir()] == ["x.xml"]


USER_XSLT = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:import href="https://teikit.org/xslt/html/document.xsl"/>
<xsl:template match="/" priority="9">{}</xsl:template>
</xsl:stylesheet>"""

# the body of the user's template, and a part of what is said
USERS_MISTAKES = {
    "doc() of a missing file": (
        "<x><xsl:sequence select=\"doc('missing.xml')\"/></x>",
        "missing.xml",
    ),
    "a broken XPath": ('<x><xsl:sequence select="1 +"/></x>', "Unexpected token"),
    "an unknown variable": ('<x><xsl:sequence select="$nothing"/></x>', "nothing"),
}


@pytest.mark.parametrize("name", USERS_MISTAKES)
def test_a_mistake_in_a_users_stylesheet_is_a_diagnostic(place: Path, name: str) -> None:
    body, words = USERS_MISTAKES[name]
    (place / "own.xsl").write_text(USER_XSLT.format(body), encoding="utf-8")
    (place / "teikit.toml").write_text(
        '[edition]\ntitle = "L"\ndocuments = ["x.xml"]\n[html]\nxslt = "own.xsl"', encoding="utf-8"
    )
    (place / "x.xml").write_text(LETTER.format(doctype="", text="x"), encoding="utf-8")
    result = run("transform", "x.xml", "--to", "html")
    assert result.exit_code == 1, result.output
    assert "own.xsl:3:" in result.output
    assert words in result.output
    assert run("build", ".", "-o", "out").exit_code == 1
    assert not (place / "out").exists()
    assert not (place / "x.html").exists()


ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="own" {attributes}>
{content}
</schemaSpec></body></text></TEI>"""
MODULES = '<moduleRef key="tei"/><moduleRef key="core"/>'

# attributes and content of a schemaSpec, and a part of what is said
FAULTY_ODDS = {
    "an unknown module": ("", '<moduleRef key="coer"/>', "coer"),
    "an unknown element": ("", f'{MODULES}<elementRef key="persname"/>', "persname"),
    "a missing @source": ('source="missing.odd"', MODULES, "missing.odd"),
    "a chain that loops": ('source="own.odd"', MODULES, "own.odd"),
}


@pytest.mark.parametrize("name", FAULTY_ODDS)
def test_a_faulty_odd_is_a_diagnostic(place: Path, name: str) -> None:
    attributes, content, words = FAULTY_ODDS[name]
    (place / "own.odd").write_text(
        ODD.format(attributes=attributes, content=content), encoding="utf-8"
    )
    result = run("schema", "own.odd", "-o", "out")
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert "own.odd:" in result.output
    assert not (place / "out").exists()
    (place / "x.xml").write_text(LETTER.format(doctype="", text="x"), encoding="utf-8")
    assert run("validate", "x.xml", "--schema", "own.odd").exit_code == 2
