"""What is rarer in an XSD: keys, fixed values, unions, lists, wildcards, conditions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.source import SourceFile
from teikit.validate.xsd import XsdSchema, load_xsd

SCHEMA = Path(__file__).parent / "schemas" / "dossier.xsd"
CASES = {
    "a condition": (
        '<dossier letters="7"><letter key="1">1920</letter></dossier>',
        (
            "1:1 XSD140 <dossier> does not fulfil a condition of the schema: “not(@letters) or "
            "@letters < 5”."
        ),
    ),
    "a condition that asks for a document": (
        '<dossier letters="3"><letter key="1">1920</letter></dossier>',
        (
            "1:1 XSD140 <dossier> does not fulfil a condition of the schema: “not(@letters = 3) or "
            "doc('http://127.0.…”."
        ),
    ),
    "a key given twice": (
        '<dossier><letter key="1">1920</letter><letter key="1">1921</letter></dossier>',
        "1:39 XSD130 The value “1” is given to two elements that must have different ones.",
    ),
    "a key that is missing": (
        "<dossier><letter>1920</letter></dossier>",
        "1:10 XSD113 <letter> needs the attribute @key, which tells it from the others.",
    ),
    "a reference to no key": (
        '<dossier><letter key="1">1920</letter><answer to="2"/></dossier>',
        "1:47 XSD131 In <dossier> something refers to “2”, which does not exist there.",
    ),
    "a union": (
        '<dossier><letter key="1">21.12.1920</letter></dossier>',
        (
            "1:10 XSD121 The text of <letter> cannot be “21.12.1920”: it must be “undated”, a date "
            "like 1920-12-21 or a year like 1920."
        ),
    ),
    "a list": (
        '<dossier><letter key="1" kinds="undated undatd">1920</letter></dossier>',
        (
            "1:26 XSD112 @kinds of <letter> cannot be “undated undatd”: it must be words with "
            "spaces between, each “undated”."
        ),
    ),
    "a fixed attribute": (
        '<dossier><letter key="1" unit="year">1920</letter></dossier>',
        "1:26 XSD112 @unit of <letter> cannot be “year”: it must be “day”.",
    ),
    "a fixed text": (
        '<dossier><letter key="1">1920</letter><state>lost</state></dossier>',
        "1:39 XSD121 The text of <state> cannot be “lost”: it must be “complete”.",
    ),
    "an element that is not empty": (
        (
            '<dossier><letter key="1" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" '
            'x:nil="true">1920</letter></dossier>'
        ),
        "1:78 XSD112 <letter> cannot be marked as empty with @xsi:nil as it stands.",
    ),
    "an element among text": (
        '<dossier><letter key="1">1920<q/></letter></dossier>',
        "1:30 XSD102 <q> is not allowed here: <letter> holds only text.",
    ),
    "too many of an element": (
        "<dossier>" + "".join(f"<letter key='{n}'>1920</letter>" for n in "1234") + "</dossier>",
        (
            "1:97 XSD102 <letter> is allowed in <dossier>, but not here or not again; <dossier> "
            "may hold <letter>, <answer> and <state>."
        ),
    ),
    "an attribute of an unknown namespace": (
        '<dossier><letter key="1">1920</letter><answer xmlns:o="urn:o" o:x="1"/></dossier>',
        "1:63 XSD110 @o:x is not allowed on <answer>.",
    ),
    "an element of an unknown namespace": (
        '<dossier><letter key="1">1920</letter><x xmlns="urn:o"/></dossier>',
        (
            "1:39 XSD101 The schema has no element <x>; <dossier> may hold <letter>, <answer> and "
            "<state>."
        ),
    ),
}


@pytest.fixture(scope="module")
def dossier() -> XsdSchema:
    return load_xsd(SCHEMA)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_document(case: tuple[str, str], dossier: XsdSchema, tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(case[0], encoding="utf-8")
    told = [
        f"{one.span.start.line}:{one.span.start.column} {one.code} {one.message}"
        for one in dossier.validate(path, ids=True, root=tmp_path)
    ]
    assert told == [case[1]]


@pytest.mark.parametrize("unseen", ["<!-- -->", "<?p q?>"])
def test_comments_and_instructions_are_not_seen(unseen: str, dossier: XsdSchema) -> None:
    text = f'{unseen}<dossier>{unseen}<letter key="1">19{unseen}%s</letter>{unseen}</dossier>'
    good, bad = (SourceFile("d.xml", (text % year).encode()) for year in ("20", "x"))
    assert dossier.validate(good, ids=True, root=None) == []
    (wrong,) = dossier.validate(bad, ids=True, root=None)
    assert wrong.span.start.column == 1 + len(f"{unseen}<dossier>{unseen}")
    assert "“19x”" in wrong.message


PIECES = st.sampled_from(
    (
        "<dossier>", "</dossier>", "<letter key='1'>", "<letter>", "</letter>", "<answer to='1'/>",
        "<answer o:x='1'/>", "<state/>", "<o:x/>", "1920", "text", "<!--c-->", "<?p?>",
        "<letter unit='x' kinds='a' n='2'>", "<answer xml:id='a'/>", "<o:y>", "</o:y>",
        "<letter i:nil='true'/>", "<letter i:nil='x' i:type='none'/>", "<answer i:type='xs:date'/>",
    )
)  # fmt: skip
ROOT = (
    "<dossier xmlns:o='urn:o' xmlns:xs='http://www.w3.org/2001/XMLSchema' "
    "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>"
)


_SCHEMA = load_xsd(SCHEMA)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_documents_of_any_kind_are_told_about(pieces: list[str]) -> None:
    source = SourceFile("d.xml", f"{ROOT}{''.join(pieces)}</dossier>".encode())
    for one in _SCHEMA.validate(source, ids=True, root=None):
        assert one.message.endswith(".")
        assert "xmlschema" not in one.message
