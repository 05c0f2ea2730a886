"""`why` names the layers that made something what it is, with the exact place of each."""

from pathlib import Path

import pytest

from teikit import resources
from teikit.odd import compile_odd
from teikit.odd.why import Answer, layers_of, suggestions, why
from teikit.odd.why_layers import Layers
from teikit.source import DISK

HOUSE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="house" start="TEI">
<moduleRef key="tei"/>
<moduleRef key="header"/>
<moduleRef key="core" except="binaryObject"/>
<moduleRef key="textstructure" include="TEI text body div"/>
<elementSpec ident="hi" mode="change">
  <attList>
    <attDef ident="rend" mode="change" usage="req">
      <valList type="closed" mode="add"><valItem ident="bold"/></valList>
    </attDef>
  </attList>
</elementSpec>
<classSpec ident="att.global.rendition" type="atts" mode="change">
  <attList><attDef ident="style" mode="delete"/></attList>
</classSpec>
</schemaSpec></body></text></TEI>
"""
LETTERS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="letters" start="TEI" source="house.odd">
<moduleRef key="tei"/>
<moduleRef key="header"/>
<moduleRef key="core"/>
<moduleRef key="textstructure"/>
<elementSpec ident="hi" mode="change">
  <classes mode="change"><memberOf key="model.pLike"/></classes>
  <attList>
    <attDef ident="rend" mode="change">
      <valList mode="change"><valItem ident="red" mode="add"/></valList>
    </attDef>
  </attList>
</elementSpec>
<elementSpec ident="said" mode="delete"/>
<elementSpec ident="p" mode="change"><altIdent>para</altIdent></elementSpec>
</schemaSpec></body></text></TEI>
"""


@pytest.fixture
def letters(tmp_path: Path) -> Layers:
    (tmp_path / "house.odd").write_text(HOUSE, encoding="utf-8")
    path = tmp_path / "letters.odd"
    path.write_text(LETTERS, encoding="utf-8")
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    return layers_of(DISK.read(path), vocabulary)


def told(answer: Answer | None) -> list[str]:
    """Layer, line and sentence of every statement of the ODDs, and the verdict."""
    assert answer is not None
    lines = [
        f"{one.layer}:{statement.span.start.line} {statement.sentence}"
        for one in answer.layers
        for statement in one.statements
    ]
    return [*answer.verdict, *lines]


# name, whether it is there, and what must be among what is said (in this order)
ANSWERS: dict[str, tuple[bool, list[str]]] = {
    "hi": (
        True,
        [
            "<hi> is part of this schema (module “core”).",
            "letters.odd was the last to change it",
            "TEI P5 4.10.0:",
            "house.odd:5 Includes the module “core”, and <hi> with it.",
            "house.odd:7 Changes <hi>.",
            "house.odd:9 Changes @rend: it is required; only these values are allowed: “bold”.",
            "house.odd:14 Changes att.global.rendition, which gives <hi> attributes: @style.",
            "letters.odd:8 Makes it a member of the class model.pLike.",
            "letters.odd:10 Changes @rend: the values “red” are added or changed.",
        ],
    ),
    "hi/@rend": (
        True,
        [
            "<hi> has the attribute @rend",
            "It is required.",
            "Only these values are allowed: “bold”, “red”.",
            "TEI P5 4.10.0:",
            "house.odd:9 On <hi>: changes @rend",
            "letters.odd:10 On <hi>: changes @rend",
        ],
    ),
    "hi@style": (
        False,
        [
            "<hi> has no attribute @style in this schema.",
            "house.odd deletes it from the class att.global.rendition",
            "house.odd:15 On att.global.rendition: deletes @style.",
        ],
    ),
    "said": (
        False,
        [
            "<said> is not part of this schema.",
            "letters.odd deletes it",
            "letters.odd:15 Deletes <said>.",
        ],
    ),
    "<binaryObject>": (
        False,
        [
            "<binaryObject> is not part of this schema.",
            "house.odd leaves it out of the module “core” (except)",
            "To have it, take binaryObject out of @except.",
            "house.odd:5 Includes the module “core” except <binaryObject>.",
        ],
    ),
    "front": (
        False,
        [
            "house.odd includes the module “textstructure”, but does not name it there",
            "house.odd:6 Includes the module “textstructure”, but <front> is not among",
        ],
    ),
    "persName": (
        False,
        [
            "house.odd does not use its module, “namesdates”",
            'To have it, add <elementRef key="persName"/>',
            "house.odd:2 Does not use the module “namesdates”, nor <persName> by itself.",
        ],
    ),
    "para": (True, ["<p> is part of this schema", "letters.odd:16 Renames it to para."]),
    "model.pLike": (True, ["Its members are <p>", "house.odd:3 Includes the module “tei”"]),
    "@style": (
        False,
        [
            "No element of this schema has an attribute @style.",
            "These elements are part of the schema, but have lost it: <",
            "house.odd:15 On att.global.rendition: deletes @style.",
        ],
    ),
    "macro.paraContent": (True, ["macro.paraContent is part of this schema"]),
    "teidata.pointer": (True, ["teidata.pointer is part of this schema"]),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_goes_through_the_layers(name: str, letters: Layers) -> None:
    present, expected = ANSWERS[name]
    answer = why(name, letters)
    lines = iter(told(answer))
    assert answer is not None
    assert answer.present is present
    for start in expected:
        assert any(line.startswith(start) for line in lines), start


UNKNOWN = {
    "persNme": "persName",
    "@rendd": "@rend",
    "hi/@rnd": "hi/@rend",
    "hii/@rend": "hi/@rend",
    "att.globl": "att.global",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_is_met_with_its_neighbours(name: str, letters: Layers) -> None:
    assert why(name, letters) is None
    assert UNKNOWN[name] in suggestions(name, letters)


def test_every_name_of_the_house_schema_has_an_answer() -> None:
    path = resources.schemas() / "edition.odd"
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    layers = layers_of(DISK.read(path), vocabulary)
    for ident in (*vocabulary.elements, *vocabulary.classes, *vocabulary.removed_elements):
        answer = why(ident, layers)
        assert answer is not None
        assert answer.present == (ident not in vocabulary.removed_elements)
        assert answer.layers


def test_what_a_reference_takes_from_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "other.odd").write_text(
        HOUSE.replace("house", "other").replace(
            "</schemaSpec>",
            '<elementSpec ident="slip" mode="add"><content><textNode/></content></elementSpec>\n'
            "</schemaSpec>",
        ),
        encoding="utf-8",
    )
    path = tmp_path / "letters.odd"
    path.write_text(
        HOUSE.replace("</schemaSpec>", '<elementRef key="slip" source="other.odd"/></schemaSpec>'),
        encoding="utf-8",
    )
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    lines = told(why("slip", layers_of(DISK.read(path), vocabulary)))
    assert "other.odd:17 Declares <slip>." in lines
    assert "letters.odd:17 Includes <slip> by itself, from other.odd." in lines
