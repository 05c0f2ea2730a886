"""The house ODD: what it accepts, and what it refuses."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from teikit import resources
from teikit.diagnostics import Diagnostic
from teikit.odd.compile import compile_odd
from teikit.relaxng.load import CompiledSchema, compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import SourceFile, as_source

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("house_odd.toml").read_text(encoding="utf-8")
)["case"]
EDITION = resources.sample_edition()
STARTER = Path(resources.__file__).parent / "edition" / "starter_files"
FILES = [*sorted(EDITION.rglob("*.xml")), *sorted(STARTER.rglob("*.xml"))]
POINTERS = ("ref", "target", "resp", "corresp", "who")
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>t</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""


@cache
def house() -> CompiledSchema:
    vocabulary = compile_odd(resources.schemas() / "edition.odd")
    assert vocabulary.value is not None
    assert vocabulary.diagnostics == ()
    grammar = relaxng(vocabulary.value)
    assert grammar.value is not None
    schema = compile_grammar(grammar.value)
    assert schema.value is not None
    return schema.value


def told(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{each.span.start.line}: {each.code} {each.message}" for each in diagnostics]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_fragment(case: dict[str, Any]) -> None:
    text = DOCUMENT.format(body=case["body"])
    found = house().validate(SourceFile("case.xml", text.encode()))
    assert [each.code for each in found] == case["codes"], told(found)


def test_the_commissioning_letter_is_valid(letter: Path) -> None:
    assert told(house().validate(as_source(letter))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_texts_are_valid(path: Path) -> None:
    assert told(house().validate(as_source(path))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_pointer_of_our_own_texts_leads_somewhere(path: Path) -> None:
    elements = etree.parse(path).iter("{*}*")
    values = [element.get(name, "") for element in elements for name in POINTERS]
    pointers = [one for value in values for one in value.split()]
    assert [one for one in pointers if not leads_somewhere(path, one)] == []


def leads_somewhere(path: Path, pointer: str) -> bool:
    if pointer.startswith("https://"):
        return True
    name, _, fragment = pointer.partition("#")
    target = path.parent / name if name else path
    return target.is_file() and (not fragment or fragment in identifiers(target.resolve()))


@cache
def identifiers(path: Path) -> set[str]:
    return {element.get(XML_ID, "") for element in etree.parse(path).iter("{*}*")}
