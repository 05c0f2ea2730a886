"""The files of an XSD: read from its own folder, and nothing from elsewhere."""

from pathlib import Path

import pytest

from teikit.diagnostics import SchemaError
from teikit.rules.model import Rule
from teikit.rules.xsd_documents import RULES
from teikit.validate.xsd import load_xsd

SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{}>\n{}</xs:schema>'
XLINK = "http://www.w3.org/1999/xlink"


def write(folder: Path, name: str, content: str, attributes: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SCHEMA.format(attributes, content), encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(SchemaError) as error:
        load_xsd(path)
    return " | ".join(
        f"{Path(one.span.source).name}:{one.span.start.line}:{one.span.start.column} "
        f"{one.code} {one.message}"
        for one in error.value.diagnostics
    )


def test_an_included_file_beside_the_schema(tmp_path: Path) -> None:
    write(tmp_path / "parts", "b.xsd", '<xs:element name="b" type="xs:date"/>')
    path = write(tmp_path, "a.xsd", '<xs:include schemaLocation="parts/b.xsd"/>')
    document = tmp_path / "d.xml"
    document.write_text("<b>x</b>", encoding="utf-8")
    found = load_xsd(path).validate(document, ids=True, root=tmp_path)
    assert [one.code for one in found] == ["XSD121"]


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("none.xsd", "there is no such file"),
        ("../outside.xsd", "it lies outside the schema’s folder"),
        ("file:///etc/passwd", "it lies outside the schema’s folder"),
        ("https://example.org/part.xsd", "nothing is fetched over the network"),
        ("//example.org/part.xsd", "nothing is fetched over the network"),
    ],
)
def test_a_file_from_elsewhere(location: str, why: str, tmp_path: Path) -> None:
    write(tmp_path, "outside.xsd", "")
    path = write(tmp_path / "in", "a.xsd", f'<xs:include schemaLocation="{location}"/>')
    expected = f"a.xsd:2:13 XSD203 The schema needs “{location}”, which is not used: {why}."
    assert refused(path) == expected


@pytest.mark.parametrize("beside", [True, False])
def test_xlink_by_its_address_on_the_network(beside: bool, tmp_path: Path) -> None:
    if beside:
        write(
            tmp_path,
            "xlink.xsd",
            '<xs:attribute name="href" type="xs:integer"/>',
            f' targetNamespace="{XLINK}"',
        )
    path = write(
        tmp_path,
        "files.xsd",
        f'<xs:import namespace="{XLINK}" schemaLocation="http://example.org/files/xlink.xsd"/>'
        '<xs:element name="file"><xs:complexType><xs:attribute ref="x:href" use="required"/>'
        "</xs:complexType></xs:element>",
        f' xmlns:x="{XLINK}"',
    )
    document = tmp_path / "d.xml"
    document.write_text(f'<file xmlns:x="{XLINK}" x:href="a.jpg"/>', encoding="utf-8")
    found = load_xsd(path).validate(document, ids=True, root=tmp_path)
    # The file beside the schema comes first, even before the usual definition.
    assert [one.code for one in found] == (["XSD112"] if beside else [])


def test_mistakes_are_where_they_are_made(tmp_path: Path) -> None:
    write(tmp_path, "b.xsd", '<!-- c -->\n<xs:element name="b" type="xs:dat"/>')
    path = write(tmp_path, "a.xsd", '<xs:include schemaLocation="b.xsd"/>')
    assert refused(path) == "b.xsd:3:1 XSD202 The schema has a mistake: unknown type “xs:dat”."


@pytest.mark.parametrize(
    "content",
    ["<p/>", "<p", "", "\0", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"],
)
def test_what_is_no_schema(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xsd"
    path.write_text(content, encoding="utf-8")
    assert refused(path)


def test_a_file_that_includes_itself(tmp_path: Path) -> None:
    path = write(tmp_path, "a.xsd", '<xs:include schemaLocation="a.xsd"/><xs:element name="a"/>')
    assert load_xsd(path).diagnostics == ()


SCHEMA_RULES = [rule for rule in RULES if rule.bad and rule.code > "XSD2"]


@pytest.mark.parametrize("rule", SCHEMA_RULES, ids=lambda rule: rule.code)
def test_an_example_shows_its_rule(rule: Rule, tmp_path: Path) -> None:
    path = tmp_path / "a.xsd"
    path.write_text(rule.bad, encoding="utf-8")
    assert rule.code in refused(path)
    path.write_text(rule.good, encoding="utf-8")
    load_xsd(path)
