"""ODDs that no one would write on purpose: each ends in a diagnostic, in good time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teikit.odd import compile_odd
from teikit.relaxng.load import compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import SourceFile

Write = Callable[..., Path]

MODULES = '<moduleRef key="tei"/><moduleRef key="core" include="p hi name list item"/>'


def codes(path: Path) -> list[str]:
    compiled = compile_odd(path)
    found = list(compiled.diagnostics)
    if compiled.value is not None:
        grammar = relaxng(compiled.value)
        found.extend(grammar.diagnostics)
        if grammar.value is not None:
            found.extend(compile_grammar(grammar.value).diagnostics)
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "XML003"),
        (b"Our rules for letters.", "XML001"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "ODD101"),
        (b"<html/>", "ODD101"),
    ],
)
def test_what_is_no_odd_is_no_odd(data: bytes, code: str) -> None:
    outcome = compile_odd(SourceFile("letters.odd", data))
    assert outcome.value is None
    assert outcome.diagnostics[0].span.source == "letters.odd"
    assert [one.code for one in outcome.diagnostics] == [code]


def test_a_content_model_of_many_levels_is_not_followed(odd: Write) -> None:
    deep = "<sequence>" * 900 + "<textNode/>" + "</sequence>" * 900
    change = f'<elementSpec ident="p" mode="change"><content>{deep}</content></elementSpec>'
    assert codes(odd("deep.odd", MODULES + change)) == ["ODD111"]


def test_groups_that_include_one_another_many_times_are_included_once(odd: Write) -> None:
    groups = "".join(
        f'<specGrp xml:id="g{level}">'
        f'<specGrpRef target="#g{level + 1}"/><specGrpRef target="#g{level + 1}"/></specGrp>'
        for level in range(60)
    )
    last = '<specGrp xml:id="g60"><elementSpec ident="hi" mode="delete"/></specGrp>'
    assert (
        codes(odd("many.odd", MODULES + '<specGrpRef target="#g0"/>', outside=groups + last)) == []
    )


def test_an_enormous_number_of_occurrences_is_not_counted_out(odd: Write) -> None:
    many = '<elementRef key="item" minOccurs="100000" maxOccurs="1000000000"/>'
    change = f'<elementSpec ident="list" mode="change"><content>{many}</content></elementSpec>'
    assert codes(odd("many.odd", MODULES + change)) == ["ODD313"]


def test_a_class_that_is_a_member_of_itself_gives_no_attributes(odd: Write) -> None:
    loop = (
        '<classSpec ident="att.a" type="atts"><classes><memberOf key="att.b"/></classes>'
        "</classSpec>"
        '<classSpec ident="att.b" type="atts"><classes><memberOf key="att.a"/></classes>'
        '<attList><attDef ident="b"/></attList></classSpec>'
        '<elementSpec ident="p" mode="change"><classes mode="change"><memberOf key="att.a"/>'
        "</classes></elementSpec>"
    )
    path = odd("loop.odd", MODULES + loop)
    assert codes(path) == []


@pytest.mark.parametrize(
    "loop",
    [
        (
            '<classSpec ident="model.a" type="model"><classes><memberOf key="model.a"/></classes>'
            '</classSpec><elementSpec ident="p" mode="change"><content><classRef key="model.a"/>'
            "</content></elementSpec>"
        ),
        (
            '<macroSpec ident="macro.a"><content><macroRef key="macro.a"/></content></macroSpec>'
            '<elementSpec ident="p" mode="change"><content><macroRef key="macro.a"/>'
            "</content></elementSpec>"
        ),
    ],
)
def test_what_refers_to_itself_is_a_mistake_with_a_place(odd: Write, loop: str) -> None:
    compiled = compile_odd(odd("loop.odd", MODULES + loop))
    assert compiled.value is not None
    grammar = relaxng(compiled.value).value
    assert grammar is not None
    outcome = compile_grammar(grammar)
    assert outcome.value is None
    assert outcome.diagnostics[0].span.source.endswith("loop.odd")
    assert outcome.diagnostics[0].span.start.line == 3
