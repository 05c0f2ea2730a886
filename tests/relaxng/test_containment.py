"""Where elements and attributes are allowed, in the order of the schema."""

import pytest

from teikit.relaxng.containment import Containment
from teikit.relaxng.load import load
from teikit.relaxng.pattern import ATTRIBUTE, ELEMENT
from teikit.source import SourceFile

SCHEMA = b"""
start = element body { attribute n { text }?, (p | element div { p+ })+ }
p = element p { mixed { (hi | note)* } }
hi = element hi | emph { attribute n { text }?, attribute rend { text }, (text | note)* }
note = element note { p* }
"""


@pytest.fixture(scope="module")
def containment() -> Containment:
    schema = load(SourceFile("schema.rnc", SCHEMA)).value
    assert schema is not None
    return Containment(schema.automaton.core.elements)


@pytest.mark.parametrize(
    ("kind", "name", "holders"),
    [
        (ELEMENT, "p", "body div note"),
        (ELEMENT, "note", "p hi emph"),
        (ELEMENT, "emph", "p"),
        (ELEMENT, "body", ""),
        (ELEMENT, "other", ""),
        (ATTRIBUTE, "n", "body hi emph"),
        (ATTRIBUTE, "rend", "hi emph"),
        (ATTRIBUTE, "p", ""),
    ],
)
def test_holders(containment: Containment, kind: int, name: str, holders: str) -> None:
    assert " ".join(containment.holders(kind, name)) == holders
