"""Schemas of ISO Schematron 2025: what a library holds, and parameters with their defaults."""

from pathlib import Path

import pytest

from teikit.schematron import load
from teikit.source import DISK, as_source
from teikit.xml.parse import parse_document

LIBRARY = """<library xmlns="http://purl.oclc.org/dsdl/schematron"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <title>Pages</title>
  <ns prefix="f" uri="urn:f"/>
  <let name="most" value="9"/>
  <rules><rule abstract="true" id="numbered">
    <assert test="f:number(.) &lt; $most" diagnostics="seen">Too many pages.</assert>
  </rule></rules>
  <diagnostics><diagnostic id="seen">It is <value-of select="@number"/>.</diagnostic></diagnostics>
  <xsl:function name="f:number"><xsl:param name="page"/>
    <xsl:sequence select="number($page/@number)"/></xsl:function>
</library>"""
SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <param name="least" value="2" as="xs:integer"/>
  <{} href="library.sch"/>
  <pattern><rule context="page"><extends rule="numbered"/>
    <assert test="@number &gt;= $least">Too few pages.</assert></rule></pattern>
</schema>"""


@pytest.mark.parametrize("way", ["extends", "include"])
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, [("Too few pages.", ())]),
        (2, []),
        (12, [("Too many pages.", ("It is 12.",))]),
    ],
)
def test_a_library_is_used(
    way: str, number: int, expected: list[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    (tmp_path / "library.sch").write_text(LIBRARY, encoding="utf-8")
    path = tmp_path / "schema.sch"
    path.write_text(SCHEMA.format(way), encoding="utf-8")
    outcome = load(DISK.read(path), root=tmp_path)
    assert outcome.value is not None
    assert not outcome.diagnostics
    document = parse_document(as_source(f'<page number="{number}"/>'.encode())).value
    assert document is not None
    found = outcome.value.validate(document)
    assert [(one.message, one.hints) for one in found] == expected
