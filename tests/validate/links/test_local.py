"""Links and identity inside a document."""

from dataclasses import replace
from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic, Severity
from teikit.source import SourceFile, span_at
from teikit.validate.links import builtin_pointers, facts_of, local_findings
from teikit.xml.parse import elements, located_later

from .conftest import TEI, Look, codes, tei

CLEAN = {
    "a pointer to an element before it": '<p xml:id="a"/><ref target="#a"/>',
    "several pointers": '<p xml:id="a"/><p xml:id="b"/><ptr target="#a  #b"/>',
    "the document itself": '<ref target=""/>',
    "the document by its name": '<p xml:id="a"/><ref target="doc.xml#a"/><ref target="doc.xml"/>',
    "a fragment with escapes": '<p xml:id="ä"/><ref target="#%C3%A4"/>',
    "a pointer of the TEI's own schemes": '<p xml:id="a"/><p xml:id="b"/>'
    '<ref target="#xpath(//p)"/><ref target="#range(a,b)"/><ref target="#match(a,\'(c,d)\')"/>',
    "a place in a target that would be of another kind": '<place xml:id="a"/>'
    '<persName ref="#string-range(a,0,3)"/>',
    "an address on the web": '<ref target="https://example.org/#x"/>',
    "other addresses": '<ref target="mailto:a@example.org"/><ref target="urn:cts:x:y"/>'
    '<ref target="doi:10.1/x"/><ref target="HTTP://example.org"/>',
    "an address with a query": '<ref target="search.html?q=x"/>',
    "what is no pointer": '<p n="#a" key="#b" rend="#c"/>',
    "an example": '<egXML xmlns="http://www.tei-c.org/ns/Examples">'
    '<p xml:id="a"/><p xml:id="a"/><ref target="#b"/></egXML>',
    "an example that is pointed at": '<egXML xmlns="http://www.tei-c.org/ns/Examples">'
    '<p xml:id="a"/></egXML><ref target="#a"/>',
    "an identifier that is also that of an example": '<p xml:id="a"/>'
    '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p xml:id="a"/><p xml:id="b"/></egXML>'
    '<p xml:id="b"/><ref target="#a #b"/>',
    "an identifier that is empty, twice": '<p xml:id=""/><p xml:id=""/>',
    "a target of the right kind": '<person xml:id="a"/><persName ref="#a"/><sp who="#a"/>',
    "a target of any kind": '<p xml:id="a"/><rs ref="#a"/><p corresp="#a" ana="#a"/>',
    "an entry in a list": '<item xml:id="a"/><persName ref="#a"/>',
    "a span that ends after it begins": '<delSpan spanTo="#a"/><anchor xml:id="a"/>',
    "other vocabularies": '<svg xmlns="http://www.w3.org/2000/svg" target="#x"/>',
}

WRONG = {
    "a pointer to nothing": ('<ref target="#a"/>', "LNK201", "“#a” leads nowhere"),
    "the end of a range": (
        '<p xml:id="a"/><ref target="#range(left(a),right(b))"/>',
        "LNK201",
        "“#range(left(a),right(b))” leads nowhere: no element of this document has the xml:id “b”.",
    ),
    "one of several pointers": ('<p xml:id="a"/><ref target="#a #b"/>', "LNK201", "“#b”"),
    "an identifier twice": ('<p xml:id="a"/>\n<p xml:id="a"/>', "LNK101", "taken in line 1"),
    "nothing but a number sign": ('<persName ref="#"/>', "LNK203", "names no element"),
    "a person that is a place": (
        '<place xml:id="a"/><persName ref="#a"/>',
        "LNK501",
        "“#a” leads to <place>, but @ref of <persName> should lead to a person.",
    ),
    "a hand that is a person": (
        '<person xml:id="a"/><add hand="#a"/>',
        "LNK501",
        "should lead to a handNote",
    ),
    "a span that ends before it begins": (
        '<anchor xml:id="a"/><delSpan spanTo="#a"/>',
        "LNK502",
        "comes earlier",
    ),
    "a path out of the folder": ('<ref target="../x.xml#a"/>', "LNK303", "is not followed"),
    "a path that hides its way out": ('<ref target="a/%2E%2E/../x.xml"/>', "LNK303", "“a/%2E"),
    "a path from the root of the disk": ('<graphic url="/etc/passwd"/>', "LNK303", "/etc/passwd"),
    "a path of Windows": ('<graphic url="C:\\x.jpg"/>', "LNK303", "C:"),
    "a file scheme": ('<graphic url="file:///etc/passwd"/>', "LNK303", "file:"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_wrong_with(name: str, look: Look) -> None:
    assert not look({"doc.xml": CLEAN[name]})


@pytest.mark.parametrize("name", WRONG)
def test_something_is_wrong_with(name: str, look: Look) -> None:
    content, code, message = WRONG[name]
    ((_name, found),) = look({"doc.xml": content})
    assert found.code == code
    assert message in found.message


@pytest.mark.parametrize(
    ("attribute", "severity", "declaration"),
    [
        ('calendar="#Gregorian"', Severity.WARNING, '<calendar xml:id="Gregorian">'),
        ('rendition="#spaced"', Severity.ERROR, '<rendition xml:id="spaced">'),
        ('hand="#pencil"', Severity.ERROR, '<handNote xml:id="pencil">'),
        ('ana="#irony"', Severity.ERROR, '<interp xml:id="irony">'),
    ],
)
def test_what_is_declared_nowhere_is_said_once(
    look: Look, attribute: str, severity: Severity, declaration: str
) -> None:
    element = "date" if "calendar" in attribute else "add"
    ((_name, found),) = look({"doc.xml": f"<{element} {attribute}/>\n" * 3})
    assert (found.code, found.severity, found.span.start.line) == ("LNK201", severity, 1)
    assert found.message.endswith("It is used 3 times.")
    assert declaration in found.hints[0]


def test_the_place_is_the_attribute_and_the_hint_the_nearest_identifier(look: Look) -> None:
    ((_name, found),) = look({"doc.xml": '\n<p xml:id="legran"/>\n<ref n="1" target="#legrand"/>'})
    assert found.span.start == span_at("doc.xml", 3, 12).start
    assert found.severity is Severity.ERROR
    assert found.hints == ("Did you mean “#legran”?",)


def test_the_same_dead_pointer_again_and_again_is_told_at_each_place(look: Look) -> None:
    found = look({"doc.xml": '<ref target="#a"/>\n' * 250})
    assert codes(found) == ["LNK201"] * 250
    assert [one.span.start.line for _name, one in found] == list(range(1, 251))


def test_many_dead_pointers_of_a_kind_are_told_once(look: Look) -> None:
    many = "".join(f'<ref target="#bib{number}"/>' for number in range(300))
    ((_name, found),) = look({"doc.xml": many})
    assert "299 more values of @target that begin with “#bib”" in found.message
    one_alive = f'<p xml:id="bib7"/>{many}'
    assert len(look({"doc.xml": one_alive})) == 299


def test_many_names_whose_register_is_elsewhere_are_one_warning(look: Look) -> None:
    names = "".join(f'<persName ref="#pmb{number}"/>' for number in range(300))
    ((_name, found),) = look({"doc.xml": names})
    assert (found.code, found.severity) == ("LNK201", Severity.WARNING)
    assert "name it before the #" in found.hints[0]


def test_what_the_grammar_has_reported_is_not_reported_again(tmp_path: object) -> None:
    source = SourceFile("x.xml", tei('<p xml:id="a"/><p xml:id="a"/><p xml:id="a"/>'))
    document = located_later(source)
    assert document is not None
    facts = facts_of(document, builtin_pointers(), Path("x.xml"), Path())
    found = local_findings(document, facts)
    assert [one.code for one in found] == ["LNK101", "LNK101"]
    reported = [replace(found[0], code="IDS101")]
    assert local_findings(document, facts, reported) == found[1:]


def test_what_a_constraint_has_said_of_a_span_is_not_said_again() -> None:
    source = SourceFile("x.xml", tei('<anchor xml:id="a"/><delSpan spanTo="#a"/>'))
    document = located_later(source)
    assert document is not None
    facts = facts_of(document, builtin_pointers(), Path("x.xml"), Path())
    ((found),) = local_findings(document, facts)
    assert found.code == "LNK502"
    place = document.span(list(elements(document.tree.getroot()))[2])
    said = Diagnostic("SCH101", "This delSpan ends where @spanTo points to.", place)
    assert not local_findings(document, facts, [said])


def test_of_two_spans_with_one_end_only_the_one_after_it_is_wrong(look: Look) -> None:
    spans = ("\n<delSpan spanTo='#a'/>", "\n<anchor xml:id='a'/>", "\n<delSpan spanTo='#a'/>")
    ((_name, found),) = look({"doc.xml": "".join(spans)})
    assert (found.code, found.span.start.line) == ("LNK502", 4)


BASES = {
    "on the web": ('xml:base="https://example.org/"', '<ref target="x.xml"/>', []),
    "on the web, and a local pointer": (
        'xml:base="https://a.b/"',
        '<ref target="#x"/>',
        ["LNK201"],
    ),
    "a folder": ('xml:base="sub/"', '<ref target="there.xml#a"/>', []),
    "a folder, wrongly": ('xml:base="sub/"', '<ref target="doc.xml"/>', ["LNK301"]),
    "up and down": ('xml:base="sub/"', '<ref target="../doc.xml"/>', []),
    "another file": ('xml:base="sub/there.xml"', '<ref target="there.xml"/>', []),
    "deeper": (
        "",
        (
            '<ref target="sub/there.xml"/><div xml:base="sub/"><div xml:base="deep/">'
            '<ref target="../there.xml"/></div></div>'
        ),
        [],
    ),
    "on the element itself": ("", '<ref target="there.xml" xml:base="sub/"/>', []),
    "back from the web": (
        'xml:base="https://example.org/"',
        '<div xml:base="x/"><ref target="y.xml"/></div>',
        [],
    ),
    "out": ('xml:base="../"', '<ref target="y.xml"/>', ["LNK303"]),
}


@pytest.mark.parametrize("name", BASES)
def test_a_base(name: str, look: Look) -> None:
    attributes, content, expected = BASES[name]
    files = {"doc.xml": tei(content, attributes), "sub/there.xml": '<p xml:id="a"/>'}
    assert codes(look(files)) == expected


def test_included_parts_have_their_own_base_and_common_identifiers(look: Look) -> None:
    files = {
        "whole.xml": '<xi:include href="parts/one.xml"/><ref target="#a parts/two.xml"/>',
        "parts/one.xml": '<p xml:id="a"/><ref target="#b two.xml#b"/>',
        "parts/two.xml": '<p xml:id="b"/>',
    }
    found = look(files, only=("whole.xml",))
    assert [(one.code, one.message[:4]) for _name, one in found] == [("LNK201", "“#b”")]
    assert found[0][1].span.source.endswith("one.xml")


def test_encodings_other_than_utf_8(look: Look) -> None:
    text = TEI.format("", '<p xml:id="ä"/><ref target="#ä #ö"/>')
    data = f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")
    ((_name, found),) = look({"doc.xml": data})
    assert found.message.startswith("“#ö”")
