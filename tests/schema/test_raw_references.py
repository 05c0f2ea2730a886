"""References of pure ODD inside RELAX NG mean what they mean in pure ODD."""

import pytest

from teikit.odd import compile_odd
from teikit.relaxng.load import compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import SourceFile

TEI = "http://www.tei-c.org/ns/1.0"
ODD = f"""<TEI xmlns="{TEI}" xmlns:rng="http://relaxng.org/ns/structure/1.0"><teiHeader/>
<text><body><schemaSpec ident="x" start="p"><moduleRef key="tei"/>
<elementSpec ident="p" module="core" mode="add"><content><rng:group>
  <rng:attribute name="when"><dataRef name="date"/></rng:attribute>
  <rng:attribute name="n"><datatype><dataRef key="teidata.count"/></datatype></rng:attribute>
  <rng:oneOrMore><rng:choice><elementRef key="q"/><textNode/></rng:choice></rng:oneOrMore>
</rng:group></content></elementSpec>
<elementSpec ident="q" module="core" mode="add"><content><rng:group><empty/></rng:group></content>
</elementSpec></schemaSpec></body></text></TEI>"""

# the attributes and content of <p>, and the codes that are reported
DOCUMENTS = {
    'when="1920-12-21" n="3"><q/>text': [],
    'when="1920" n="3"><q/>': ["TEI112"],
    'when="1920-12-21" n="x"><q/>': ["TEI112"],
    'when="1920-12-21" n="3"><z/>text': ["TEI101"],
    'when="1920-12-21" n="3"><q>text</q>': ["TEI120"],
}


@pytest.mark.parametrize("inside", DOCUMENTS)
def test_references_are_enforced(inside: str) -> None:
    outcome = compile_odd(SourceFile("x.odd", ODD.encode("utf-8")))
    assert outcome.value is not None
    grammar = relaxng(outcome.value).value
    assert grammar is not None
    schema = compile_grammar(grammar).value
    assert schema is not None
    document = f'<p xmlns="{TEI}" {inside}</p>'.encode()
    found = schema.validate(SourceFile("x.xml", document))
    assert [one.code for one in found] == DOCUMENTS[inside]
