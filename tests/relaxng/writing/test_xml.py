"""What is written in XML syntax is the schema, readable, and the same every time."""

from collections.abc import Callable, Mapping

import pytest

from teikit.names import RELAXNG_ANNOTATIONS, TEI, XSD_DATATYPES
from teikit.relaxng import syntax as s
from teikit.relaxng.read import read
from teikit.relaxng.writing.xml import write_xml
from teikit.source import SourceFile

XLINK = "http://www.w3.org/1999/xlink"
TYPE = s.Attribute(
    s.Name("", "type"),
    s.Choice(
        (
            s.Value("place", documentation=("a town or a river",)),
            s.Value("a <b> & c"),
            s.Data("NCName", XSD_DATATYPES, (s.Param("pattern", "[a-z]+"),)),
        )
    ),
    default="place",
)
LETTER = s.Grammar(
    (
        s.Start(s.Ref("letter")),
        s.Define(
            "letter",
            s.Element(
                s.Name(TEI, "letter"),
                s.Group((s.Optional(TYPE), s.ZeroOrMore(s.Ref("p")), s.Data("token"))),
                documentation=("a letter",),
            ),
        ),
        s.Define(
            "p",
            s.Element(
                s.Name(TEI, "p"),
                s.Mixed(s.Attribute(s.Name(XLINK, "href"), s.Text(), documentation=("where",))),
            ),
        ),
    ),
    namespaces=(("tei", TEI), ("unused", "http://example.org/unused")),
    annotations=s.Annotations(initial=(s.Comment(" made -- here "),)),
)
WRITTEN = f"""<?xml version="1.0" encoding="UTF-8"?>
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         xmlns:a="{RELAXNG_ANNOTATIONS}"
         xmlns:ns1="{XLINK}"
         xmlns:tei="{TEI}"
         xmlns:unused="http://example.org/unused"
         ns="{TEI}"
         datatypeLibrary="{XSD_DATATYPES}">
  <!-- made - - here -->
  <start>
    <ref name="letter"/>
  </start>
  <define name="letter">
    <element name="letter">
      <a:documentation>a letter</a:documentation>
      <optional>
        <attribute name="type" a:defaultValue="place">
          <choice>
            <value>place</value>
            <a:documentation>a town or a river</a:documentation>
            <value>a &lt;b&gt; &amp; c</value>
            <data type="NCName">
              <param name="pattern">[a-z]+</param>
            </data>
          </choice>
        </attribute>
      </optional>
      <zeroOrMore>
        <ref name="p"/>
      </zeroOrMore>
      <data type="token" datatypeLibrary=""/>
    </element>
  </define>
  <define name="p">
    <element name="p">
      <mixed>
        <attribute name="ns1:href">
          <a:documentation>where</a:documentation>
        </attribute>
      </mixed>
    </element>
  </define>
</grammar>
"""


def _read(text: str) -> s.Pattern:
    outcome = read(SourceFile("a.rng", text.encode()))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def test_a_schema_is_written_to_be_read() -> None:
    assert write_xml(LETTER) == WRITTEN


def test_what_is_written_says_the_same(
    xml_schemas: list[SourceFile], same: Callable[[object], object]
) -> None:
    for source in xml_schemas:
        schema = read(source).value
        assert schema is not None, source.name
        written = write_xml(schema)
        again = _read(written)
        assert same(again) == same(schema), source.name
        assert write_xml(again) == written, source.name


OPEN = s.Name(None, "p")
PATTERNS: Mapping[str, s.Pattern] = {
    "a name that inherits beside one that does not": s.Element(
        OPEN, s.Element(s.Name(TEI, "q"), s.Element(OPEN, s.Empty()))
    ),
    "an element in no namespace": s.Element(
        s.Name(TEI, "p"), s.Element(s.Name("", "q"), s.Element(s.Name(TEI, "r"), s.Empty()))
    ),
    "an element in no namespace where others inherit": s.Element(
        s.Name("", "p"), s.Element(OPEN, s.Empty())
    ),
    "an attribute that inherits": s.Element(OPEN, s.Attribute(s.Name(None, "n"), s.Text())),
    "an attribute in the namespace of elements": s.Element(
        s.Name(TEI, "p"), s.Attribute(s.Name(TEI, "n"), s.Text())
    ),
    "all names but some": s.Element(
        s.AnyName(s.NameChoice((s.NsName(TEI), s.NsName(""), s.Name(XLINK, "a")))), s.Text()
    ),
    "a namespace but one name": s.Element(s.NsName(TEI, s.Name(TEI, "p")), s.Text()),
    "a name with a prefix as value": s.Element(
        s.Name(TEI, "p"),
        s.Choice(
            (
                s.Value("x:a", "QName", XSD_DATATYPES, namespaces=(("x", XLINK),)),
                s.Value("x:a", "QName", XSD_DATATYPES, namespaces=(("x", "http://example.org"),)),
                s.Value("a", "QName", XSD_DATATYPES, namespace=TEI),
                s.Value("a", "QName", XSD_DATATYPES, namespace=""),
            )
        ),
    ),
    "two datatype libraries": s.List(
        s.Group((s.Data("int", XSD_DATATYPES), s.Data("x", "http://example.org"), s.Value("a")))
    ),
    "exceptions": s.Data("token", excepted=s.Choice((s.Value("a"), s.Value("b", "string")))),
    "white space in values": s.Value(" a\n\tb\r ", "string"),
    "notes on values, names and parameters": s.Element(
        s.NameChoice((s.Name("", "p", documentation=("n",)), s.Name("", "q"))),
        s.Data(
            "string", XSD_DATATYPES, (s.Param("length", "1"),), s.Value("a", documentation=("v",))
        ),
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_nothing_is_lost(name: str, same: Callable[[object], object]) -> None:
    pattern = PATTERNS[name]
    assert same(_read(write_xml(pattern))) == same(pattern)
