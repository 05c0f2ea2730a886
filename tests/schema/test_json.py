"""The JSON of a vocabulary says what docs/vocabulary-json.md promises, and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teikit import resources
from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.schema.json import vocabulary_json

HOUSE = resources.schemas() / "edition.odd"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "vocabulary-json.md"
SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="small" start="TEI">
<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core"/>
<moduleRef key="textstructure" except="floatingText"/>
<elementSpec ident="record" mode="add" module="own" validUntil="2030-01-01">
  <altIdent>Record</altIdent>
  <gloss xml:lang="de">Satz</gloss>
  <desc xml:lang="en">a   record</desc>
  <classes><memberOf key="model.pLike"/></classes>
  <content>
    <sequence preserveOrder="false">
      <elementRef key="head" minOccurs="0"/>
      <classRef key="model.pLike" minOccurs="2" maxOccurs="unbounded" except="p"/>
      <alternate><textNode/><dataRef name="date"/><anyElement/></alternate>
      <valList type="closed"><valItem ident="x"/></valList>
    </sequence>
  </content>
  <attList org="choice">
    <attDef ident="a" usage="req"><datatype maxOccurs="unbounded"><dataRef key="teidata.word"/>
      </datatype><defaultVal>z</defaultVal>
      <valList type="closed"><valItem ident="z"><desc>the last</desc></valItem></valList></attDef>
    <attDef ident="b"/>
  </attList>
</elementSpec>
<elementSpec ident="hi" mode="change">
  <attList><attDef ident="rend" mode="delete"/></attList></elementSpec>
<elementSpec ident="head" mode="change">
  <content><rng:text xmlns:rng="http://relaxng.org/ns/structure/1.0"/></content></elementSpec>
</schemaSpec></body></text></TEI>
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("json") / "small.odd"
    path.write_text(SMALL, encoding="utf-8")
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    loaded: dict[str, Any] = json.loads(vocabulary_json(vocabulary))
    return loaded


@pytest.fixture(scope="module")
def house() -> Vocabulary:
    vocabulary = compile_odd(HOUSE).value
    assert vocabulary is not None
    return vocabulary


def named(things: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in things if one["name"] == name)


def test_an_element_is_told_in_full(small: dict[str, Any]) -> None:
    record = dict(named(small["elements"], "record"))
    (place,) = record.pop("provenance")
    assert place == {"layer": "small.odd", "file": "small.odd", "line": 5, "column": 1}
    attributes = {one["name"]: one for one in record.pop("attributes")}
    parts = record.pop("content")["parts"]
    record.pop("children")
    record.pop("parents")
    assert record == {
        "name": "record",
        "module": "own",
        "gloss": {"de": "Satz"},
        "description": {"en": "a record"},
        "validUntil": "2030-01-01",
        "documentName": "Record",
        "namespace": "http://www.tei-c.org/ns/1.0",
        "classes": ["model.pLike"],
        "attributeChoices": [["a", "b"]],
    }
    assert attributes["a"]["usage"] == "req"
    assert attributes["a"]["datatype"] == {
        "text": "teidata.word+",
        "minOccurs": 1,
        "maxOccurs": "unbounded",
        "part": {"type": "datatype", "name": "teidata.word"},
    }
    assert attributes["a"]["default"] == "z"
    assert attributes["a"]["values"]["type"] == "closed"
    assert attributes["a"]["values"]["items"][0]["description"] == {"": "the last"}
    assert parts == [
        {
            "type": "sequence",
            "unordered": True,
            "members": [
                {"type": "element", "name": "head", "minOccurs": 0, "maxOccurs": 1},
                {
                    "type": "class",
                    "name": "model.pLike",
                    "except": ["p"],
                    "minOccurs": 2,
                    "maxOccurs": "unbounded",
                },
                {
                    "type": "alternate",
                    "members": [
                        {"type": "text"},
                        {"type": "datatype", "xsd": "date"},
                        {"type": "anyElement"},
                    ],
                },
                {"type": "values", "values": ["x"]},
            ],
        }
    ]


def test_what_is_inherited_names_its_class(small: dict[str, Any]) -> None:
    attributes = named(small["elements"], "p")["attributes"]
    assert named(attributes, "n") == {"name": "n", "from": "att.global"}
    assert "datatype" in named(named(small["classes"], "att.global")["attributes"], "n")


def test_what_is_gone_says_where_and_how(small: dict[str, Any]) -> None:
    rend = named(small["removed"]["attributes"], "rend")
    assert (rend["elements"], rend["how"]) == (["hi"], "deleted")
    assert rend["provenance"][0]["line"] == 26
    assert named(small["removed"]["elements"], "floatingText")["how"] == "excepted"
    assert named(small["removed"]["elements"], "persName")["via"] == "namesdates"


def test_families_go_both_ways(small: dict[str, Any]) -> None:
    elements = {one["name"]: one for one in small["elements"]}
    for name, element in elements.items():
        for child in element.get("children", []):
            assert name in elements[child]["parents"]


def test_the_same_odd_gives_the_same_bytes(house: Vocabulary) -> None:
    again = compile_odd(HOUSE).value
    assert again is not None
    text = vocabulary_json(house)
    assert text == vocabulary_json(again)
    assert str(resources.schemas()) not in text


def keys_of(value: object) -> Iterator[str]:
    """Yield the keys that are names, without those that are languages."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            if key not in {"gloss", "description", "remarks", "facets"}:
                yield from keys_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one)


def test_every_key_is_documented(house: Vocabulary, small: dict[str, Any]) -> None:
    documented = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    used = set(keys_of(json.loads(vocabulary_json(house)))) | set(keys_of(small))
    assert used <= documented
