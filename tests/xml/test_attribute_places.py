"""The place of an attribute inside its tag."""

import pytest

from teikit.source import Position, SourceFile
from teikit.xml.events import drive
from teikit.xml.handler import Handler
from teikit.xml.locator import Locator

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

# document, the attribute, line, column
TAGS = {
    "in the line of the tag": ('<a><b n="1" when="x"/></a>', "when", 1, 13),
    "in a line of its own": ('<a>\n  <b n="1"\n     when="x"/></a>', "when", 3, 6),
    "with a prefix": ('<a id="1" xml:id="x"/>', f"{XML} id", 1, 11),
    "without a prefix": ('<a xml:id="x" id="1"/>', "id", 1, 15),
    "behind a value with markup": ('<a n="&lt;b when=\'y\'>" when="x"/>', "when", 1, 24),
    "in apostrophes, with spaces": ("<a n = '\"' when\n=\n'x'/>", "when", 1, 12),
    "behind wide characters": ('<a n="Նախիջևան 𝔎" when="x"/>', "when", 1, 19),
    "that is not there": ('<a n="1"/>', "when", 1, 1),
}


class Recorder:
    def __init__(self, locator: Locator, name: str) -> None:
        self.locator = locator
        self.name = name
        self.places: list[Position] = []

    def start(self, _name: str, _attributes: list[str]) -> None:
        self.places.append(self.locator.attribute(self.name).start)

    def end(self, _name: str) -> None: ...
    def text(self, _data: str) -> None: ...
    def namespace(self, _prefix: str | None, _uri: str | None) -> None: ...
    def depth(self) -> int:
        return 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", TAGS)
def test_an_attribute_has_its_place(name: str, encoding: str) -> None:
    document, attribute, line, column = TAGS[name]
    if encoding == "utf-16-le":
        document = f'<?xml version="1.0" encoding="utf-16"?>\n{document}'
        line += 1
    recorders: list[Recorder] = []

    def connect(locator: Locator) -> Handler:
        recorders.append(Recorder(locator, attribute))
        return recorders[0]

    assert not drive(SourceFile("x.xml", document.encode(encoding)), connect)
    assert recorders[0].places[-1] == Position(line, column)


# a document, and where the tag of its last element ends
TAG_ENDS = {
    "<a><b n=\">\"\n  m='/>'/>text</a>": Position(2, 11),
    "<a><b>x</b></a>": Position(1, 7),
    "<a><Нахичевань/></a>": Position(1, 17),
}


@pytest.mark.parametrize("document", TAG_ENDS)
def test_a_tag_has_its_end(document: str) -> None:
    class TagRecorder(Recorder):
        def start(self, _name: str, _attributes: list[str]) -> None:
            end = self.locator.tag().end
            assert end is not None
            self.places.append(end)

    recorders: list[TagRecorder] = []

    def connect(locator: Locator) -> Handler:
        recorders.append(TagRecorder(locator, ""))
        return recorders[0]

    assert not drive(SourceFile("x.xml", document.encode("utf-8")), connect)
    assert recorders[0].places[-1] == TAG_ENDS[document]
