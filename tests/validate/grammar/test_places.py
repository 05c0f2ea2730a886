"""Diagnostics about text point at the text, not at the tag after it."""

from pathlib import Path

import pytest

import teikit

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="a"><zeroOrMore><element name="b"><data type="date"/></element></zeroOrMore>
</element></start></grammar>"""

# document, line, column
TEXTS = {
    "in the middle of a line": ("<a>\n<b>1920-12-21</b> loose <b>1920-12-21</b></a>", 2, 19),
    "on a line of its own": ("<a>\n <b>1920-12-21</b>\n   loose\n\n</a>", 3, 4),
    "after a comment": ("<a><!-- a\nb -->loose</a>", 2, 6),
    "from an entity": ("<!DOCTYPE a [<!ENTITY e 'loose'>]>\n<a> &e;</a>", 2, 5),
    "in a CDATA section": ("<a>\n<![CDATA[ loose]]></a>", 2, 11),
    "of the wrong value": ("<a>\n <b> December</b></a>", 2, 6),
    "behind wide characters": ("<a><!--Նախիջևան 𝔎-->loose</a>", 1, 21),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_has_its_own_place(name: str, tmp_path: Path) -> None:
    grammar = tmp_path / "grammar.rng"
    grammar.write_text(GRAMMAR, encoding="utf-8")
    document, line, column = TEXTS[name]
    found = teikit.load_schema(grammar).validate(document.encode("utf-8"))
    assert [(one.span.start.line, one.span.start.column) for one in found] == [(line, column)]
    assert found[0].code in {"TEI120", "TEI121"}
