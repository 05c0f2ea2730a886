"""What is written in compact syntax is the schema, readable, and the same every time."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.names import RELAXNG_ANNOTATIONS, SCHEMATRON, TEI, XSD_DATATYPES
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.lex import KEYWORDS
from teikit.relaxng.compact.read import read_compact
from teikit.relaxng.read import read
from teikit.relaxng.writing.compact import write_compact
from teikit.source import SourceFile

XLINK = "http://www.w3.org/1999/xlink"
MY = "http://example.org/my"
RULE = s.ForeignElement(
    SCHEMATRON,
    "rule",
    (s.ForeignAttribute("", "context", 'tei:p[. = "x"]'),),
    (s.ForeignElement(SCHEMATRON, "assert", children=("A paragraph\nsays 'something'",)),),
)
TYPE = s.Attribute(
    s.Name("", "type"),
    s.Choice((s.Value("place", documentation=("a town\nor a river",)), s.Value('a "b"'))),
    default="place",
    documentation=("what it is",),
)
LETTER = s.Grammar(
    (
        s.Start(s.Ref("letter")),
        s.Define(
            "letter",
            s.Element(
                s.Name(TEI, "letter"),
                s.Group((s.Optional(TYPE), s.ZeroOrMore(s.Ref("list")), s.Data("token"))),
                documentation=("a letter",),
            ),
            annotations=s.Annotations(following=(RULE,)),
        ),
        s.Define(
            "list",
            s.Choice(
                (
                    *(s.Ref(f"model.of.many.things.{number}") for number in range(5)),
                    s.Attribute(s.Name(XLINK, "href", prefix="xlink")),
                )
            ),
            "choice",
        ),
        s.Define("short", s.List(s.OneOrMore(s.Data("int", XSD_DATATYPES)))),
    ),
    namespaces=(("tei", TEI), ("unused", "http://example.org/unused")),
    annotations=s.Annotations(initial=(s.Comment(" made here "),)),
    documentation=("the schema of letters",),
)
WRITTEN = f'''default namespace tei = "{TEI}"
namespace a = "{RELAXNG_ANNOTATIONS}"
namespace sch = "{SCHEMATRON}"
namespace unused = "http://example.org/unused"
namespace xlink = "{XLINK}"
datatypes xsd = "{XSD_DATATYPES}"

a:documentation [ "the schema of letters" ]
# made here
start = letter

letter =
  ## a letter
  element letter {{
    ## what it is
    [ a:defaultValue = "place" ]
    attribute type {{
      ## a town
      ## or a river
      "place" |
      'a "b"'
    }}?,
    \\list*,
    token
  }}

sch:rule [
  context = 'tei:p[. = "x"]'
  sch:assert [
    """A paragraph
says 'something'"""
  ]
]

\\list |=
  model.of.many.things.0
  | model.of.many.things.1
  | model.of.many.things.2
  | model.of.many.things.3
  | model.of.many.things.4
  | attribute xlink:href {{ text }}

short = list {{ xsd:int+ }}
'''


def _read(text: str) -> s.Pattern:
    outcome = read_compact(SourceFile("a.rnc", text.encode()))
    assert outcome.value is not None, (text, outcome.diagnostics)
    return outcome.value


def test_a_schema_is_written_to_be_read() -> None:
    assert write_compact(LETTER) == WRITTEN


def test_what_is_written_says_the_same(
    xml_schemas: list[SourceFile], same: Callable[[object], object]
) -> None:
    for source in xml_schemas:
        schema = read(source).value
        assert schema is not None, source.name
        written = write_compact(schema)
        again = _read(written)
        assert same(again) == same(schema), source.name
        assert write_compact(again) == written, source.name


A, B, C = s.Ref("a"), s.Ref("b"), s.Ref("c")
NOTE = s.ForeignElement(MY, "note", (s.ForeignAttribute("", "n", "1"),), ("a", s.Comment(" c ")))
NOTED = s.Annotations((s.ForeignAttribute(MY, "n", "1"),), (NOTE,))
FOLLOWED = s.Annotations(following=(NOTE, NOTE))
PATTERNS: Mapping[str, s.Pattern] = {
    "operators in operators": s.Group(
        (s.Choice((A, B)), s.Interleave((s.Group((A, B)), C)), s.Group((A, C)))
    ),
    "repeats of repeats": s.OneOrMore(s.Optional(s.ZeroOrMore(s.Choice((A, B))))),
    "documentation inside and outside of a repeat": s.Group(
        (
            s.Optional(s.Text(documentation=("inside",)), documentation=("outside",)),
            s.Optional(s.Text(documentation=("inside",))),
        )
    ),
    "several documentations": s.Text(documentation=("one\n  two", "", "three\\x{41}\n")),
    "documentation that looks like more": s.Text(documentation=("# a", " b ", "\ttab\r")),
    "annotations on operators": s.Group(
        (
            s.Choice((A, B), annotations=NOTED),
            s.Choice((A, B), annotations=FOLLOWED),
            replace(A, annotations=FOLLOWED),
            s.ZeroOrMore(replace(A, annotations=FOLLOWED), annotations=FOLLOWED),
            s.ZeroOrMore(replace(A, annotations=NOTED), annotations=NOTED),
        )
    ),
    "exceptions": s.Group(
        (
            s.Data("token", excepted=s.Choice((s.Value("a"), s.Value("b", "string")))),
            s.ZeroOrMore(s.Data("token", excepted=s.Value("a", annotations=FOLLOWED))),
            s.Data("token", excepted=s.Data("string", excepted=s.Value("a"))),
            s.Data("token", excepted=s.Value("a"), annotations=NOTED),
            s.Data("token", excepted=s.Value("a"), annotations=FOLLOWED),
        )
    ),
    "name classes": s.Choice(
        (
            s.Element(s.AnyName(s.NameChoice((s.NsName(TEI), s.NsName("")))), A),
            s.Element(s.NameChoice((s.Name(TEI, "p"), s.NsName(MY, s.Name(MY, "p")))), A),
            s.Element(s.NsName(TEI, s.Name(TEI, "p", documentation=("d",))), A),
            s.Element(s.AnyName(annotations=NOTED), A),
            s.Element(s.Name(TEI, "element"), A),
            s.Attribute(s.NameChoice((s.Name("", "a"), s.AnyName(annotations=FOLLOWED))), A),
            s.Attribute(s.Name(TEI, "n"), A),
        )
    ),
    "names that inherit": s.Element(
        s.Name(None, "p"),
        s.Group((s.Attribute(s.Name(None, "n"), A), s.Element(s.Name("", "q"), A))),
    ),
    "notes on values, names and parameters": s.Element(
        s.NameChoice((s.Name("", "p", documentation=("n",)), s.Name("", "q"))),
        s.Data(
            "string",
            XSD_DATATYPES,
            (
                s.Param("length", "1", annotations=FOLLOWED),
                s.Param("pattern", "\\x{2}\\d", documentation=("p",)),
            ),
            s.Value("a", documentation=("v",), annotations=FOLLOWED),
        ),
    ),
    "names in values": s.Element(
        s.Name(TEI, "p"),
        s.Choice(
            (
                s.Value("x:a", "QName", XSD_DATATYPES, namespaces=(("x", XLINK),)),
                s.Value("a", "QName", XSD_DATATYPES, namespace=TEI),
            )
        ),
    ),
    "other datatypes": s.List(
        s.Group((s.Data("int", XSD_DATATYPES), s.Data("x", MY), s.Value("a", "y", MY + "/2")))
    ),
    "grammars in patterns": s.Grammar(
        (
            s.Div(
                (
                    s.Start(s.Grammar((s.Start(s.ParentRef("start")),), documentation=("in",))),
                    s.Include("b.rnc", (s.Define("start", A, "interleave"),), MY),
                ),
                annotations=replace(NOTED, following=(NOTE,)),
            ),
            s.Define("x", s.ExternalRef("c.rnc", MY), documentation=("x",)),
            s.Define("y", s.Grammar(())),
            s.Div(()),
        ),
        annotations=s.Annotations(initial=(NOTE,)),
    ),
    "a grammar with an attribute": s.Grammar(
        (s.Start(A),), annotations=NOTED, documentation=("d",)
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_nothing_is_lost(name: str, same: Callable[[object], object]) -> None:
    pattern = PATTERNS[name]
    written = write_compact(pattern)
    assert same(_read(written)) == same(pattern)
    assert max(map(len, written.splitlines())) <= 100
    assert not any(line != line.rstrip() for line in written.splitlines() if "#" not in line)


def test_a_prefix_in_a_value_is_declared_somehow() -> None:
    clash = (
        s.Value("x:a", "QName", XSD_DATATYPES, namespaces=(("x", XLINK),)),
        s.Value("x:a", "QName", XSD_DATATYPES, namespaces=(("x", MY),)),
    )
    written = write_compact(s.Choice(clash))
    assert f'namespace x = "{XLINK}"' in written
    assert f'namespace ns1 = "{MY}"' in written
    assert 'xsd:QName "ns1:a"' in written


CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"
)
TEXTS = st.text(
    st.sampled_from("\"'\\x{41}\n\r\t #~[]é𝄞\u200c")
    | CHARACTERS.filter(lambda char: char >= " " or char in "\t\n\r")
)


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    note = s.ForeignElement(MY, "note", (s.ForeignAttribute(MY, "n", text),), (text,) * bool(text))
    annotations = s.Annotations(initial=(note,))
    pattern = s.Data(
        "string", params=(s.Param("x", text),), excepted=s.Value(text), annotations=annotations
    )
    again = _read(write_compact(pattern))
    assert isinstance(again, s.Data)
    assert again.params[0].value == text
    assert isinstance(again.excepted, s.Value)
    assert again.excepted.value == text
    assert again.annotations == annotations


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_all_documentation_comes_back(texts: list[str]) -> None:
    assert _read(write_compact(s.Text(documentation=tuple(texts)))).documentation == tuple(texts)


@given(st.sampled_from(sorted(KEYWORDS)) | st.from_regex(r"[a-zé_][a-z0-9é._\-]*", fullmatch=True))
def test_every_name_comes_back(name: str) -> None:
    schema = s.Grammar(
        (
            s.Define(
                name, s.Element(s.Name(None, name), s.Choice((s.Ref(name), s.ParentRef(name))))
            ),
            s.Define(name, s.Attribute(s.Name("", name), s.Data("a", MY, (s.Param(name, ""),)))),
        ),
        annotations=s.Annotations(initial=(s.ForeignElement("", name),)),
    )
    assert _read(write_compact(schema)) == schema
