"""What an XSD finds: code, place, sentence and hints, for mistakes of every kind."""

from pathlib import Path
from typing import NamedTuple

import pytest

from teikit.diagnostics import Diagnostic
from teikit.rules.model import Rule
from teikit.rules.xsd_documents import RULES
from teikit.validate.xsd import XsdSchema, load_xsd

SCHEMAS = Path(__file__).parent / "schemas"
LINES = '<lines xmlns="urn:example:lines">\n{}</lines>'
BLOCK = LINES.format('<Page ID="p"><TextBlock><TextLine>\n{}</TextLine></TextBlock></Page>\n')


class Case(NamedTuple):
    document: str
    expected: str


CASES = {
    "capitals count": Case(
        LINES.format("<page/>"),
        "2:1 XSD101 The schema has no element <page>. Did you mean <Page>?",
    ),
    "an element in the wrong place": Case(
        LINES.format('<Page ID="p"><TextBlock/><Styles/></Page>'),
        "2:26 XSD102 <Styles> is not allowed here inside <Page>; <Page> may hold <TableBlock> and "
        "<TextBlock>. <Styles> is allowed in <lines>.",
    ),
    "an element that only others stand for": Case(
        LINES.format('<Page ID="p"><Block/></Page>'),
        "2:14 XSD102 <Block> cannot be used itself; here can stand <TableBlock> or <TextBlock>.",
    ),
    "an element in no namespace": Case(
        LINES.format('<Page ID="p"><TextBlock/><TextBlock xmlns=""/></Page>'),
        "2:26 XSD105 <TextBlock> is not in the namespace “urn:example:lines”. It is in no "
        'namespace. Write <TextBlock xmlns="urn:example:lines">.',
    ),
    "a prefix of the document": Case(
        '<l:lines xmlns:l="urn:example:lines"><l:Page ID="p"/></l:lines>',
        "1:38 XSD103 <l:Page> ends too early: it still needs <l:TableBlock> or <l:TextBlock>.",
    ),
    "an attribute on a line of its own": Case(
        BLOCK.format('<String CONTENT="x"\n   WC="2"/>'),
        "4:4 XSD112 @WC of <String> cannot be “2”: it must be a number like 12.5, at least 0.0, "
        "at most 1.0.",
    ),
    "a required attribute": Case(
        BLOCK.format("<String/>"), "3:1 XSD113 <String> needs the attribute @CONTENT."
    ),
    "every reference of a list": Case(
        BLOCK.format('<String ID="a" CONTENT="x" STYLES="a b c"/>'),
        "3:28 XSD131 No element of this document has the identifier “b”. | "
        "3:28 XSD131 No element of this document has the identifier “c”.",
    ),
    "each of several references": Case(
        BLOCK.format('<String CONTENT="x" STYLES="b"/>\n<String CONTENT="x" STYLES="b"/>'),
        "3:21 XSD131 No element of this document has the identifier “b”. | "
        "4:21 XSD131 No element of this document has the identifier “b”.",
    ),
    "an identifier given twice": Case(
        BLOCK.format('<String ID="p" CONTENT="x"/>'),
        "3:9 XSD130 The identifier “p” is given to two elements. Give one of them another "
        "identifier.",
    ),
    "text between elements": Case(
        BLOCK.format("<SP/>Lyon"),
        "2:25 XSD120 Text is not allowed here inside <TextLine>: “Lyon”. "
        "<TextLine> may hold <String> and <SP>.",
    ),
    "a comment and a processing instruction": Case(BLOCK.format("<!--c--><?p?><SP/>"), ""),
    "a schemaLocation is not followed": Case(
        LINES.replace(
            " xmlns",
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="urn:example:lines http://127.0.0.1:9/x.xsd" xmlns',
        ).format('<Page ID="p"><TextBlock/></Page>'),
        "",
    ),
    "an entity bomb": Case(
        "<!DOCTYPE lines [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{i} '{f'&a{i - 1 or str()};' * 30}'>" for i in range(1, 9))
        + "]><lines>&a8;</lines>",
        "1:1 XML011",
    ),
}


@pytest.fixture(scope="module")
def lines() -> XsdSchema:
    return load_xsd(SCHEMAS / "lines.xsd")


@pytest.fixture(scope="module")
def page() -> XsdSchema:
    return load_xsd(SCHEMAS / "page.xsd")


def told(found: list[Diagnostic]) -> str:
    return " | ".join(
        " ".join(
            (
                f"{one.span.start.line}:{one.span.start.column}",
                one.code,
                one.message,
                *one.hints,
            )
        )
        for one in found
    )


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_document(case: Case, lines: XsdSchema, tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(case.document, encoding="utf-8")
    found = told(lines.validate(path, ids=True, root=tmp_path))
    if case.expected.endswith("XML011"):
        assert "XML011" in found
    else:
        assert found == case.expected


DOCUMENT_RULES = [rule for rule in RULES if rule.bad and rule.code < "XSD2"]


@pytest.mark.parametrize("rule", DOCUMENT_RULES, ids=lambda rule: rule.code)
def test_an_example_shows_its_rule(rule: Rule, page: XsdSchema, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.xml", tmp_path / "good.xml"
    bad.write_text(rule.bad, encoding="utf-8")
    good.write_text(rule.good, encoding="utf-8")
    found = page.validate(bad, ids=True, root=tmp_path)
    assert rule.code in {one.code for one in found}
    assert not page.validate(good, ids=True, root=tmp_path)


def test_a_date_of_another_form(page: XsdSchema, tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text('<page><line date="21.12.1920" hand="autor"/></page>', encoding="utf-8")
    first, second = page.validate(path, ids=True, root=tmp_path)
    assert first.hints == ("Write 1920-12-21.",)
    assert second.hints == ("Did you mean “author”?",)
    assert second.expected[0] == "author"


def test_without_identifiers(lines: XsdSchema, tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(BLOCK.format('<String ID="p" CONTENT="x" STYLES="q"/>'), encoding="utf-8")
    assert lines.validate(path, ids=False, root=tmp_path) == []


def test_very_many_mistakes_end_with_a_note(page: XsdSchema, tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text("<page>" + '<line width="x"/>' * 12_000 + "</page>", encoding="utf-8")
    found = page.validate(path, ids=True, root=tmp_path)
    assert len(found) == 10_001
    assert found[-1].code == "XSD150"


def test_elements_nested_too_deeply(tmp_path: Path) -> None:
    schema = tmp_path / "s.xsd"
    schema.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a">'
        '<xs:complexType><xs:sequence><xs:element ref="a" minOccurs="0"/></xs:sequence>'
        "</xs:complexType></xs:element></xs:schema>",
        encoding="utf-8",
    )
    path = tmp_path / "d.xml"
    path.write_text("<a>" * 900 + "</a>" * 900, encoding="utf-8")
    found = load_xsd(schema).validate(path, ids=True, root=tmp_path)
    assert [one.code for one in found] == ["XSD151"]


def test_the_house_schema_finds_nothing_in_the_sample_edition() -> None:
    from teikit import resources

    schema = load_xsd(resources.schemas() / "edition.xsd")
    documents = sorted((resources.sample_edition() / "documents").glob("*.xml"))[:3]
    assert documents
    for path in documents:
        assert schema.validate(path, ids=True, root=resources.sample_edition()) == []
