from pathlib import Path

from teikit.source import SourceFile
from teikit.transform.stylesheet import Pass, bundled, run_passes
from teikit.xml.parse import Document, parse_document

OPEN = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:param name="add" select="\'\'"/><xsl:template match="/">'
)
CLOSE = "</xsl:template></xsl:stylesheet>"
APPEND = '<a><xsl:value-of select="concat(., $add)"/></a>'


def document(text: str) -> Document:
    parsed = parse_document(SourceFile("d.xml", text.encode()))
    assert parsed.value is not None
    return parsed.value


def stylesheet(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(OPEN + body + CLOSE, encoding="utf-8")
    return path


def test_passes_run_in_order_on_the_result_of_the_one_before(tmp_path: Path) -> None:
    append = stylesheet(tmp_path, "append.xsl", APPEND)
    recipe = [Pass("one", append, {"add": "1"}), Pass("two", append, {"add": "2"})]
    outcome = run_passes(document("<a>ы</a>"), recipe)
    assert outcome.value is not None
    assert outcome.value.endswith("<a>ы12</a>")
    assert outcome.diagnostics == ()


def test_a_recipe_stops_at_the_first_pass_that_fails(tmp_path: Path) -> None:
    append = stylesheet(tmp_path, "append.xsl", APPEND)
    broken = stylesheet(tmp_path, "broken.xsl", '<xsl:value-of select="1 div 0"/>')
    outcome = run_passes(document("<a/>"), [Pass("one", broken), Pass("two", append)])
    assert outcome.value is None
    assert [(d.code, d.span.source) for d in outcome.diagnostics] == [("OUT103", str(broken))]


def test_a_pass_that_gives_no_xml_cannot_be_followed(tmp_path: Path) -> None:
    text = stylesheet(tmp_path, "text.xsl", "no element")
    outcome = run_passes(document("<a/>"), [Pass("plain", text), Pass("two", text)])
    assert outcome.value is None
    assert [d.span.source for d in outcome.diagnostics] == ["d.xml <plain>"]


def test_bundled_stylesheets_are_there() -> None:
    for name in ("html/document.xsl", "html/index.xsl", "html/register.xsl", "text/document.xsl"):
        assert bundled(name).is_file()
