"""The places of tags in the bytes are those that the parser tells."""

from pathlib import Path

import pytest

from teikit.source import SourceFile
from teikit.xml.parse import elements, located_later, parse_document
from teikit.xml.scan import tag_places

PLAIN = {
    "tags in lines": b"<a>\n  <b n=\"1\"\n  m='2'/>\n</a>",
    "carriage returns": b'<a>\r\n  <b n="1"\r\n  m="2"/>\r\n</a>',
    "wide characters": '<a>Նախիջևան 𝔎 <b n="ä" m="2"/></a>'.encode(),
    "a byte order mark": '\ufeff<a><b n="1"/></a>'.encode(),
    "what only looks like tags": b'<?xml version="1.0"?><!-- <x> -->'
    b'<a><![CDATA[<y>]]><?z <z>?><b n=">"/></a>',
    "a long tag": b'<a long="' + 3000 * b"x" + b'" n="1"><b/></a>',
    "prefixes": b'<p:a xmlns:p="u" p:n="1" n="2"><p:b n="1" xml:id="i"/></p:a>',
}
OTHERS = {
    "a document type": b'<!DOCTYPE a [<!ENTITY e "<b/>">]><a>&e;</a>',
    "another encoding": '<?xml version="1.0" encoding="iso-8859-1"?><a>ä<b/></a>'.encode("latin-1"),
    "wide units": '<?xml version="1.0" encoding="utf-16"?><a><b/></a>'.encode("utf-16"),
    "lone carriage returns": b"<a>\r<b/></a>",
}


@pytest.mark.parametrize("name", PLAIN | OTHERS)
def test_places_are_those_of_the_parser(name: str) -> None:
    source = SourceFile("x.xml", (PLAIN | OTHERS)[name])
    assert (tag_places(source) is not None) == (name in PLAIN)
    parsed, later = parse_document(source).value, located_later(source)
    assert parsed is not None
    assert later is not None
    pairs = zip(elements(parsed.tree.getroot()), elements(later.tree.getroot()), strict=True)
    for one, other in pairs:
        assert later.span(other) == parsed.span(one)
        for attribute in map(str, one.attrib):
            place = parsed.attribute_span(one, attribute)
            assert later.attribute_span(other, attribute) == place
            assert place.end is not None or name == "a document type"


def test_places_in_a_letter(letter: Path) -> None:
    source = SourceFile("letter.xml", letter.read_bytes())
    parsed, places = parse_document(source).value, tag_places(source)
    assert parsed is not None
    assert places is not None
    assert [places.tag(number) for number in range(len(places))] == list(parsed.spans)


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_places_are_the_same_in_any_order(start: str) -> None:
    text = f"{start}<a><b/>é<b/>\r\n<b>\n <c x=''/></b>\n</a>\n"
    source = SourceFile("a.xml", text.encode())
    parsed, places = parse_document(source).value, tag_places(source)
    assert parsed is not None
    assert places is not None
    for number in (4, 0, 3, 2, 1, 4, 0):
        assert places.tag(number) == parsed.spans[number]
