"""ODDs from strangers: nothing is fetched, odd files and names are mistakes with a place."""

from collections.abc import Callable
from pathlib import Path

import pytest

import teikit
from teikit.diagnostics import Diagnostic, SchemaError, has_errors
from teikit.odd import compile_odd
from teikit.schema.relaxng import relaxng

Write = Callable[..., Path]

MODULES = '<moduleRef key="tei"/><moduleRef key="core" include="p hi name list item"/>\n'
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
ITS = f"""<grammar {RNG}>
<define name="its_att.dir.attributes"><optional><attribute name="dir"><text/></attribute></optional>
</define></grammar>"""


def found_in(path: Path) -> list[Diagnostic]:
    try:
        return list(teikit.load_schema(path).diagnostics)
    except SchemaError as error:
        return list(error.diagnostics)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        msg = "something was to be fetched"
        raise AssertionError(msg)

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/schema",
        "ftp://example.org/schema",
        "file://server/share/schema",
        "//server/share/schema",
        "\\\\server\\share\\schema",
    ],
)
@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('ATTR source="{}"', "ODD104", 2),
        ('<moduleRef key="tei" source="{}"/>', "ODD104", 3),
        ('<specGrpRef target="{}#letters"/>', "ODD104", 3),
        ('<moduleRef url="{}"/>', "ODD110", 3),
    ],
)
def test_what_is_on_the_network_is_refused_where_it_is_named(
    odd: Write, address: str, content: str, code: str, line: int
) -> None:
    content, attributes = content.format(address), ""
    if content.startswith("ATTR "):
        content, attributes = "", content.removeprefix("ATTR ")
    found = found_in(odd("letters.odd", content + "\n" + MODULES, attributes))
    assert [(one.code, one.span.start.line) for one in found] == [(code, line)]


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", ["http://example.org/x.rng", "file:///etc/passwd"])
def test_relax_ng_in_a_content_model_reads_nothing_outside(odd: Write, address: str) -> None:
    content = f'<content>\n<externalRef {RNG} href="{address}"/></content>'
    change = f'<elementSpec ident="p" mode="change">{content}</elementSpec>'
    found = found_in(odd("letters.odd", MODULES + change))
    assert [(one.code, one.span.start.line) for one in found] == [("RNG121", 5)]


@pytest.mark.parametrize("name", ["a%00b", "a" * 5000, ".", "/dev/zero", "nothing.odd"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<moduleRef key="tei" source="{}"/>', "ODD103"),
        ('<specGrpRef target="{}#letters"/>', "ODD108"),
        ('<moduleRef url="{}"/>', "ODD110"),
    ],
)
def test_what_is_no_file_is_said_where_it_is_named(
    odd: Write, name: str, content: str, code: str
) -> None:
    found = found_in(odd("letters.odd", content.format(name) + "\n" + MODULES))
    assert [(one.code, one.span.start.line) for one in found] == [(code, 3)]


def test_a_grammar_of_the_network_is_taken_from_beside_the_odd(odd: Write) -> None:
    attributes = '<attList><attRef name="its_att.dir.attributes"/></attList>'
    path = odd(
        "letters.odd",
        MODULES
        + '<moduleRef url="https://www.example.org/its.rng"/>'
        + f'<elementSpec ident="p" mode="change">{attributes}</elementSpec>',
    )
    (path.parent / "its.rng").write_text(ITS, encoding="utf-8")
    schema = teikit.load_schema(path)
    assert schema.diagnostics == ()
    tei = "http://www.tei-c.org/ns/1.0"
    assert schema.validate(f'<p xmlns="{tei}" dir="rtl"/>'.encode()) == []
    assert schema.validate(f'<p xmlns="{tei}" dri="rtl"/>'.encode()) != []


def test_a_change_to_that_grammar_is_noticed(
    odd: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_CACHE", str(tmp_path / "cache"))
    attributes = '<attList><attRef name="its_att.dir.attributes"/></attList>'
    module = '<moduleRef url="https://www.example.org/its.rng"/>'
    change = f'<elementSpec ident="p" mode="change">{attributes}</elementSpec>'
    path = odd("letters.odd", MODULES + module + change)
    document = b'<p xmlns="http://www.tei-c.org/ns/1.0" dir="rtl"/>'
    (path.parent / "its.rng").write_text(ITS, encoding="utf-8")
    assert teikit.load_schema(path).validate(document) == []
    (path.parent / "its.rng").write_text(ITS.replace('"dir"', '"way"'), encoding="utf-8")
    assert teikit.load_schema(path).validate(document) != []


def test_what_an_inclusion_names_is_not_read_outside(odd: Write) -> None:
    inclusion = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/dev/zero"/>'
    found = found_in(odd("letters.odd", MODULES + inclusion))
    assert [(one.code, one.span.start.line) for one in found] == [("XML015", 4)]


@pytest.mark.parametrize("name", ["a b", "1st", "my:name", ""])
@pytest.mark.parametrize(
    "declaration",
    [
        '<elementSpec ident="{}"/>',
        '<classSpec type="atts" ident="{}"/>',
        '<macroSpec ident="{}"/>',
        '<dataSpec ident="{}"/>',
    ],
)
def test_a_declaration_needs_a_name(odd: Write, name: str, declaration: str) -> None:
    compiled = compile_odd(odd("letters.odd", MODULES + declaration.format(name)))
    found = [(one.code, one.span.start.line) for one in compiled.diagnostics]
    assert found == [("ODD315", 4)]


@pytest.mark.parametrize(("name", "wrong"), [("xml:id", False), ("a b", True), ("", True)])
def test_an_attribute_needs_a_name_that_may_have_a_prefix(
    odd: Write, name: str, wrong: bool
) -> None:
    change = f'<elementSpec ident="p" mode="change"><attList>\n<attDef ident="{name}"/>'
    compiled = compile_odd(odd("letters.odd", MODULES + change + "</attList></elementSpec>"))
    found = [(one.code, one.span.start.line) for one in compiled.diagnostics]
    assert found == ([("ODD315", 5)] if wrong else [])


def test_a_prefix_must_be_the_start_of_a_name(odd: Write) -> None:
    compiled = compile_odd(odd("letters.odd", MODULES, 'prefix="1 "'))
    assert [one.code for one in compiled.diagnostics] == ["ODD315"]


@pytest.mark.parametrize(
    "content",
    [
        '<sequence>\n<dataRef name="string"/><elementRef key="hi"/></sequence>',
        '\n<dataRef name="integer" maxOccurs="5"/>',
        '<sequence preserveOrder="false">\n<textNode/><textNode/></sequence>',
        f'\n<data {RNG} type="strong"/>',
        f'\n<dat {RNG} type="string"/>',
        f'\n<ref {RNG} href="string"/>',
        f'<oneOrMore {RNG}>\n<attribute name="x"/><attribute name="y"/></oneOrMore>',
        f'\n<grammar {RNG}><start><ref name="y"/></start></grammar>',
        '\n<dataRef name="string" restriction="[a-"/>',
        '\n<dataRef name="integer"><dataFacet name="maxInclusive" value="many"/></dataRef>',
    ],
)
def test_an_unusable_content_model_is_named_in_the_odd(odd: Write, content: str) -> None:
    change = f'<elementSpec ident="p" mode="change"><content>{content}</content></elementSpec>'
    path = odd("letters.odd", MODULES + change)
    with pytest.raises(SchemaError) as caught:
        teikit.load_schema(path)
    for found in caught.value.diagnostics:
        assert found.span.source == str(path)
        assert found.span.start.line in {4, 5}


def test_attributes_that_clash_are_named_in_the_odd(odd: Write) -> None:
    renamed = '<attDef ident="look"><altIdent>rend</altIdent></attDef>'
    change = f'<elementSpec ident="p" mode="change"><attList>{renamed}</attList></elementSpec>'
    path = odd("letters.odd", MODULES + change)
    with pytest.raises(SchemaError) as caught:
        teikit.load_schema(path)
    assert [(one.code, one.span.start.line) for one in caught.value.diagnostics] == [("RNG156", 4)]


@pytest.mark.parametrize("name", ["letters.xml", "letters.odd.xml", "letters"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1"])
def test_an_odd_may_have_any_name_and_encoding(odd: Write, name: str, encoding: str) -> None:
    path = odd(name, MODULES + '<elementSpec ident="hi" mode="delete"/>')
    declared = encoding.removesuffix("-be")
    mark = "\ufeff" if encoding.endswith("-be") else ""
    text = f'{mark}<?xml version="1.0" encoding="{declared}"?>{path.read_text(encoding="utf-8")}'
    path.write_bytes(text.encode(encoding))
    schema = teikit.load_schema(path)
    assert schema.diagnostics == ()
    assert "hi" not in teikit.compile_odd(path).elements


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ('minOccurs="some" maxOccurs="2"', "ODD312"),
        ('maxOccurs="many"', "ODD312"),
        ('maxOccurs="-1"', "ODD312"),
        ('maxOccurs="²"', "ODD312"),
        (f'maxOccurs="{"9" * 6000}"', "ODD312"),
        ('maxOccurs="501"', "ODD313"),
        ('minOccurs="501" maxOccurs="unbounded"', "ODD313"),
    ],
)
def test_occurrences_that_cannot_be_counted_are_named_in_the_odd(
    odd: Write, value: str, code: str
) -> None:
    item = f'<content>\n<elementRef key="item" {value}/></content>'
    change = f'<elementSpec ident="list" mode="change">{item}</elementSpec>'
    found = found_in(odd("letters.odd", MODULES + change))
    assert [(one.code, one.span.start.line) for one in found] == [(code, 5)]
    assert not has_errors(found)


def test_words_of_a_value_that_cannot_be_counted_are_named_in_the_odd(odd: Write) -> None:
    datatype = '<datatype maxOccurs="lots">\n<dataRef key="teidata.word"/></datatype>'
    attributes = f'<attList><attDef ident="n" mode="change">{datatype}</attDef></attList>'
    change = f'<elementSpec ident="p" mode="change">{attributes}</elementSpec>'
    compiled = compile_odd(odd("letters.odd", MODULES + change))
    assert [(one.code, one.span.start.line) for one in compiled.diagnostics] == [("ODD312", 4)]


def test_many_declarations_end_in_good_time(odd: Write) -> None:
    members = '<classes><memberOf key="model.pLike"/></classes>'
    many = "".join(f'<elementSpec ident="e{n}">{members}</elementSpec>' for n in range(3000))
    compiled = compile_odd(odd("many.odd", MODULES + many))
    assert compiled.value is not None
    assert len(compiled.value.elements) == 3005
    assert relaxng(compiled.value).value is not None


TWICE = 'minOccurs="2" maxOccurs="2"'
DOUBLED = "".join(
    f'<macroSpec ident="m{n}"><content><macroRef key="m{n + 1}" {TWICE}/></content></macroSpec>'
    for n in range(40)
)
MEMBERS = "".join(
    f'<classSpec type="model" ident="model.{n}{side}"><classes><memberOf key="model.{n + 1}a"/>'
    f'<memberOf key="model.{n + 1}b"/></classes></classSpec>'
    for n in range(40)
    for side in "ab"
).replace('"model.', '"model.c')


@pytest.mark.parametrize(
    "content",
    [
        f"<sequence {TWICE}>" * 40 + '<elementRef key="hi"/>' + "</sequence>" * 40,
        '<sequence maxOccurs="400"><elementRef key="hi" maxOccurs="400"/></sequence>',
    ],
)
def test_numbers_that_multiply_are_named_in_the_odd(odd: Write, content: str) -> None:
    change = f'<elementSpec ident="p" mode="change"><content>{content}</content></elementSpec>'
    found = found_in(odd("letters.odd", MODULES + change))
    assert [(one.code, one.span.start.line) for one in found] == [("ODD316", 4)]


def test_macros_that_double_one_another_are_named_in_the_odd(odd: Write) -> None:
    last = '<macroSpec ident="m40"><content><elementRef key="hi"/></content></macroSpec>'
    found = found_in(odd("letters.odd", MODULES + DOUBLED + last))
    assert {(one.code, one.span.start.line) for one in found} == {("ODD316", 4)}


def test_classes_that_are_members_by_many_ways_are_followed_once(odd: Write) -> None:
    last = (
        '<classSpec type="model" ident="model.c40a"/><classSpec type="model" ident="model.c40b"/>'
    )
    change = (
        '<elementSpec ident="hi" mode="change"><classes mode="change">'
        '<memberOf key="model.c0a"/></classes></elementSpec>'
        '<elementSpec ident="p" mode="change"><content><sequence>'
        '<classRef key="model.c40a"/><classRef key="model.c40b" expand="sequence"/>'
        "</sequence></content></elementSpec>"
    )
    schema = teikit.load_schema(odd("letters.odd", MODULES + MEMBERS + last + change))
    tei = "http://www.tei-c.org/ns/1.0"
    assert schema.validate(f'<p xmlns="{tei}"><hi/><hi/></p>'.encode()) == []
    assert schema.validate(f'<p xmlns="{tei}"><hi/></p>'.encode()) != []
