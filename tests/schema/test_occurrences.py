"""How often an element may occur, from none to more than can be counted."""

import pytest

from teikit.diagnostics import Diagnostic
from teikit.odd import compile_odd
from teikit.relaxng.load import CompiledSchema, compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import SourceFile

TEI = "http://www.tei-c.org/ns/1.0"
ODD = f"""<TEI xmlns="{TEI}"><teiHeader/><text><body><schemaSpec ident="x" start="p">
<moduleRef key="tei"/>
<elementSpec ident="p" module="core" mode="add"><content>
  <elementRef key="q" minOccurs="%s" maxOccurs="%s"/></content></elementSpec>
<elementSpec ident="q" module="core" mode="add"><content><empty/></content></elementSpec>
</schemaSpec></body></text></TEI>"""


def schema(minimum: str, maximum: str) -> CompiledSchema:
    odd = ODD % (minimum, maximum)
    vocabulary = compile_odd(SourceFile("x.odd", odd.encode("utf-8"))).value
    assert vocabulary is not None
    grammar = relaxng(vocabulary).value
    assert grammar is not None
    compiled = compile_grammar(grammar)
    assert compiled.value is not None, compiled.diagnostics
    return compiled.value


def found(compiled: CompiledSchema, times: int) -> list[Diagnostic]:
    document = f'<p xmlns="{TEI}">{"<q/>" * times}</p>'
    return compiled.validate(SourceFile("x.xml", document.encode("utf-8")))


@pytest.mark.parametrize(
    ("minimum", "maximum"),
    [(0, 1), (0, 2), (1, 3), (0, 24), (0, 25), (0, 26), (2, 60), (0, 300), (100, 500), (500, 500)],
)
def test_a_number_is_counted_exactly(minimum: int, maximum: int) -> None:
    compiled = schema(str(minimum), str(maximum))
    some = {minimum, minimum + 1, (minimum + maximum) // 2, maximum - 1, maximum} & set(
        range(minimum, maximum + 1)
    )
    assert not any(found(compiled, times) for times in some)
    assert found(compiled, maximum + 1)
    assert minimum == 0 or found(compiled, minimum - 1)


@pytest.mark.parametrize("minimum", [0, 1, 3])
def test_a_very_large_number_is_left_open(minimum: int) -> None:
    compiled = schema(str(minimum), "501")
    assert not any(found(compiled, times) for times in (minimum, 501, 1000))
    assert minimum == 0 or found(compiled, minimum - 1)


MEMBERS = f"""<TEI xmlns="{TEI}"><teiHeader/><text><body><schemaSpec ident="x" start="p">
<moduleRef key="tei"/>
<classSpec ident="model.two" module="core" type="model" mode="add"/>
<elementSpec ident="p" module="core" mode="add"><content>
  <classRef key="model.two" expand="sequence"/></content></elementSpec>
<elementSpec ident="q" module="core" mode="add"><classes><memberOf key="model.two" %s/></classes>
  <content><empty/></content></elementSpec>
</schemaSpec></body></text></TEI>"""


@pytest.mark.parametrize(
    ("stated", "least", "most"),
    [
        ("", 1, 1),
        ('min="2" max="4"', 2, 4),
        ('min="2"', 2, 2),
        ('max="3"', 1, 3),
        ('min="0"', 0, 1),
        ('min="3" max="2"', 3, 3),
        (f'min="few" max="{"9" * 5000}"', 1, 1),
    ],
)
def test_a_member_says_how_often_a_sequence_has_it(stated: str, least: int, most: int) -> None:
    vocabulary = compile_odd(SourceFile("x.odd", (MEMBERS % stated).encode())).value
    assert vocabulary is not None
    grammar = relaxng(vocabulary).value
    assert grammar is not None
    compiled = compile_grammar(grammar).value
    assert compiled is not None
    accepted = [times for times in range(6) if not found(compiled, times)]
    assert accepted == list(range(least, most + 1))
