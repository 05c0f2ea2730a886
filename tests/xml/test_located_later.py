"""Documents whose places are found only when something asks for them."""

from pathlib import Path

from teikit.names import XML, clark
from teikit.source import SourceFile, span_at
from teikit.xml.parse import elements, located_later, parse_document

TEXT = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <p xml:id="a"
     rend='b'>x<hi rend="c"/></p>
</TEI>
"""


def test_places_are_those_of_parsing() -> None:
    source = SourceFile("x.xml", TEXT)
    later = located_later(source)
    parsed = parse_document(source).value
    assert later is not None
    assert parsed is not None
    assert list(later.spans) == list(parsed.spans)
    assert len(later.spans) == 3
    assert later.spans[1:] == parsed.spans[1:]


def test_attribute_places() -> None:
    document = located_later(SourceFile("x.xml", TEXT))
    assert document is not None
    _, paragraph, highlight = elements(document.tree.getroot())
    assert document.attribute_span(paragraph, clark(XML, "id")).start == span_at("x", 2, 6).start
    assert document.attribute_span(paragraph, "rend").start == span_at("x", 3, 6).start
    assert document.attribute_span(highlight, "rend").start == span_at("x", 3, 20).start
    assert document.attribute_span(paragraph, "n") == document.span(paragraph)


def test_a_document_with_includes(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_bytes(b'<q n="1"/>')
    path = tmp_path / "whole.xml"
    path.write_bytes(
        b'<p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.xml"/></p>'
    )
    document = located_later(SourceFile(str(path), path.read_bytes(), path), root=tmp_path)
    assert document is not None
    included = list(elements(document.tree.getroot()))[1]
    place = document.attribute_span(included, "n")
    assert Path(place.source).name == "part.xml"
    assert (place.start.line, place.start.column) == (1, 4)


def test_a_document_libxml2_refuses() -> None:
    assert located_later(SourceFile("x.xml", b"<p>")) is None
