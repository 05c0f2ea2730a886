"""The examples of the rules show what they say: the bad one is found, the good one is fine."""

import functools

import pytest

from teikit import resources
from teikit.relaxng.load import load
from teikit.rules import Rule, grammar, identity, relaxng
from teikit.source import SourceFile
from teikit.validate.grammar.load import Schema, load_schema

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
BODY = "<text><body>{}</body></text>"


@functools.cache
def tei_all() -> Schema:
    return load_schema(resources.schemas() / "tei-p5.odd")


def whole(example: str) -> SourceFile:
    """Return an example as a document: some are whole documents with parts left out."""
    text = example
    if not example.startswith(("<TEI", "<text")):
        text = f"<TEI {TEI}>{HEADER}{BODY.format(example)}</TEI>"
    text = text.replace("<teiHeader>…</teiHeader>", HEADER)
    text = text.replace("<text>…</text>", BODY.format("<p/>"))
    return SourceFile("example.xml", text.encode())


DOCUMENTS = [rule for rule in (*grammar.RULES, *identity.RULES) if rule.bad]
SCHEMAS = [rule for rule in relaxng.RULES if rule.bad]


@pytest.mark.parametrize("rule", DOCUMENTS, ids=[rule.code for rule in DOCUMENTS])
def test_example_of_a_document(rule: Rule) -> None:
    found = tei_all().validate(whole(rule.bad))
    assert [one.code for one in found] == [rule.code]
    assert tei_all().validate(whole(rule.good)) == []


@pytest.mark.parametrize("rule", SCHEMAS, ids=[rule.code for rule in SCHEMAS])
def test_example_of_a_schema(rule: Rule) -> None:
    bad = load(SourceFile("example", rule.bad.encode()))
    assert bad.value is None
    assert {one.code for one in bad.diagnostics} == {rule.code}
    good = load(SourceFile("example", rule.good.encode()))
    assert good.value is not None, good.diagnostics
