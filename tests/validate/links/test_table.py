"""Which attributes are pointers, as a schema says."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from teikit import resources
from teikit.names import TEI, TEI_EXAMPLES, clark
from teikit.source import SourceFile
from teikit.validate.grammar.load import compile_odd
from teikit.validate.grammar.vocabulary import vocabulary_of
from teikit.validate.links import PointerTable, builtin_pointers
from teikit.validate.links.vocabulary import pointer_attributes

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="own" start="TEI" source="tei:current">
 <moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="header"/>
 <moduleRef key="textstructure"/><moduleRef key="analysis"/><moduleRef key="linking"/>
 <dataSpec ident="own.link" mode="add"><content><dataRef key="teidata.pointer"/></content>
 </dataSpec>
 <elementSpec ident="hi" mode="change"><attList>
  <attDef ident="own" ns="http://example.org/" mode="add"><datatype maxOccurs="unbounded">
   <dataRef key="own.link"/></datatype></attDef>
  <attDef ident="ana" mode="change"><valList type="closed" mode="add">
   <valItem ident="emphasis:author"/></valList></attDef>
 </attList></elementSpec>
 <elementSpec ident="p" mode="change"><attList><attDef ident="corresp" mode="delete"/></attList>
 </elementSpec>
 <elementSpec ident="own" ns="http://example.org/" mode="add">
  <classes><memberOf key="model.phrase"/>
  </classes><content><textNode/></content><attList><attDef ident="to" mode="add">
  <datatype><dataRef key="teidata.pointer"/></datatype></attDef></attList></elementSpec>
</schemaSpec></body></text></TEI>"""


def attributes(table: PointerTable, element: str, namespace: str = TEI) -> set[str]:
    return set(table.by_tag[clark(namespace, element)])


@pytest.fixture(scope="module")
def own() -> PointerTable:
    return pointer_attributes(vocabulary_of(SourceFile("own.odd", ODD.encode()))[0])


def test_an_odd_of_ones_own(own: PointerTable) -> None:
    assert "{http://example.org/}own" in attributes(own, "hi")
    assert "ana" in attributes(own, "emph")
    assert "ana" not in attributes(own, "hi")
    assert "corresp" in attributes(own, "hi")
    assert "corresp" not in attributes(own, "p")
    assert attributes(own, "own", "http://example.org/") == {"to"}
    assert attributes(own, "ref") >= {"target", "corresp"}
    assert not attributes(own, "ref", TEI_EXAMPLES)
    assert not attributes(own, "ref", "http://example.org/")


def test_a_table_can_be_kept_as_json(own: PointerTable) -> None:
    again = PointerTable.from_plain(json.loads(json.dumps(own.to_plain())))
    assert attributes(again, "hi") == attributes(own, "hi")


def test_the_table_of_tei() -> None:
    table = builtin_pointers()
    assert attributes(table, "persName") >= {"ref", "corresp", "resp", "ana"}
    assert "key" not in attributes(table, "persName")
    assert "base" not in {name.rpartition("}")[2] for name in attributes(table, "p")}
    house = pointer_attributes(compile_odd(resources.schemas() / "edition.odd"))
    assert "url" in attributes(house, "graphic")


def test_the_frozen_table_is_current() -> None:
    root = Path(__file__).resolve().parents[3]
    spec = spec_from_file_location("write_pointers", root / "tools" / "write_pointers.py")
    assert spec is not None
    assert spec.loader is not None
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    kept = (root / tool.PLACE).read_text(encoding="utf-8")
    assert kept == tool.content(), "run python tools/write_pointers.py"
