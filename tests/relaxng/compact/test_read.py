"""The compact syntax is read as its specification says, and mistakes are found where they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import RELAXNG_ANNOTATIONS, TEI
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.read import read_compact
from teikit.relaxng.load import load
from teikit.relaxng.read import read
from teikit.rules.model import Rule
from teikit.rules.relaxng_compact import RULES
from teikit.source import Position, SourceFile

SUITE = (
    Path(__file__).resolve().parents[4] / "shared" / "conformance" / "relaxng" / "compacttest.xml"
)


def _read(text: str) -> s.Pattern:
    outcome = read_compact(SourceFile("a.rnc", text.encode()))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def _mistake(text: str) -> Diagnostic:
    outcome = read_compact(SourceFile("a.rnc", text.encode()))
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    return diagnostic


# ---------------------------------------------------------------- the test suite


def _cases(kind: str) -> Iterator[object]:
    if not SUITE.exists():
        yield pytest.param(None, marks=pytest.mark.skip(f"{SUITE} is not there"))
        return
    for compact in etree.parse(str(SUITE)).getroot().iterfind(f"testCase/compact/{kind}"):
        yield pytest.param(compact, id=f"line {compact.sourceline}")


def _source(compact: "etree._Element") -> SourceFile:
    return SourceFile("a.rnc", (compact.text or "").encode())


@pytest.mark.parametrize("compact", list(_cases("correct")))
def test_a_correct_schema_means_its_translation(
    compact: "etree._Element", same: Callable[[object], object]
) -> None:
    root = next(
        child
        for child in compact.getparent().getparent().find("xml/correct")  # type: ignore[union-attr]
        if isinstance(child.tag, str)
    )
    expected = read(SourceFile("a.rng", etree.tostring(root, with_tail=False)))
    found = read_compact(_source(compact))
    assert found.diagnostics == ()
    assert same(found.value) == same(expected.value)


@pytest.mark.parametrize("compact", list(_cases("incorrect")))
def test_an_incorrect_schema_is_refused(compact: "etree._Element") -> None:
    outcome = load(_source(compact))
    assert outcome.value is None
    assert outcome.diagnostics


# ---------------------------------------------------------------- places


def test_every_node_knows_its_place() -> None:
    schema = _read("# first\r\n\nstart =\n  element p { a | b* }\na = text\nb = \\x{65}mpty\n")
    assert isinstance(schema, s.Grammar)
    start = schema.content[0]
    assert isinstance(start, s.Start)
    assert isinstance(start.pattern, s.Element)
    assert start.span
    assert start.span.start == Position(3, 1)
    assert start.pattern.span
    assert start.pattern.span.start == Position(4, 3)
    inside = start.pattern.pattern
    assert isinstance(inside, s.Choice)
    places = [each.span.start for each in inside.patterns if each.span]
    assert places == [Position(4, 15), Position(4, 19)]


MISTAKES = {
    "element p { text": ("RNG310", 1, 17),
    "element p { a, b | c }": ("RNG311", 1, 18),
    'element p {\n  "é𝄞" $ }': ("RNG302", 2, 8),
    r'element p { "\x{41}" $ }': ("RNG302", 1, 22),
    "start = element tei:p { text }": ("RNG320", 1, 17),
    "start = p\nlist = text": ("RNG310", 2, 1),
    "start = p\n\n\n  p = element p { elemant q { empty } }": ("RNG310", 4, 27),
    'namespace a = "b"\nnamespace a = "c"\nempty': ("RNG321", 2, 11),
    "datatypes d = 'e'\nempty": ("RNG106", 1, 15),
    'start = empty\nnamespace a = "b"': ("RNG310", 2, 1),
    "": ("RNG310", 1, 1),
    "# nothing\n": ("RNG310", 2, 1),
    "<grammar/>": ("RNG302", 1, 1),
    "start = element p { 'x }": ("RNG303", 1, 21),
    'start = element p { """x }\n\n': ("RNG303", 1, 21),
    "start = a\na = empty >> p": ("RNG310", 2, 14),
    "include 'a' { include 'b' }": ("RNG310", 1, 15),
    "element p { a** }": ("RNG310", 1, 15),
    "x = \x01": ("RNG302", 1, 5),
    "start = \n ## only a comment\n": ("RNG310", 3, 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_has_its_place(text: str) -> None:
    code, line, column = MISTAKES[text]
    found = _mistake(text)
    assert (found.code, found.span.start) == (code, Position(line, column))


def test_a_wrong_byte_has_its_place() -> None:
    outcome = read_compact(SourceFile("a.rnc", "start =\r\n  é".encode() + b"\xe9 }"))
    assert outcome.value is None
    assert [each.code for each in outcome.diagnostics] == ["RNG301"]
    assert outcome.diagnostics[0].span.start == Position(2, 4)


def test_a_keyword_that_is_misspelt_is_guessed() -> None:
    (hint,) = _mistake("start = elemnt p { text }").hints
    assert "“element”" in hint


def test_a_brace_that_is_not_closed_is_shown() -> None:
    (related,) = _mistake("start = element p {\n  text\n").related
    assert related.span.start == Position(1, 19)


@pytest.mark.parametrize(
    "deep",
    [
        "(" * 50_000,
        "element a { " * 50_000,
        "[" + "a [" * 50_000,
        "div {" * 50_000,
        "element " + "(" * 50_000,
        "grammar { start = " * 50_000,
    ],
    ids=["parentheses", "elements", "annotations", "div", "names", "grammars"],
)
def test_deep_nesting_is_refused(deep: str) -> None:
    assert _mistake(deep).code == "RNG312"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.bad], ids=lambda rule: rule.code)
def test_an_example_shows_its_rule(rule: Rule) -> None:
    assert _mistake(rule.bad).code == rule.code
    _read(rule.good)


# ---------------------------------------------------------------- single constructs


def test_a_default_namespace_is_for_elements_only() -> None:
    schema = _read(f'default namespace tei = "{TEI}"\nelement p {{ attribute n {{ text }} }}')
    assert schema == s.Element(s.Name(TEI, "p"), s.Attribute(s.Name("", "n"), s.Text()))


def test_without_default_the_namespace_is_left_open() -> None:
    assert _read("element p { empty }") == s.Element(s.Name(None, "p"), s.Empty())


def test_documentation_of_a_value_follows_it() -> None:
    documentation = s.ForeignElement(
        RELAXNG_ANNOTATIONS, "documentation", children=("what\nit means",)
    )
    notes = s.Annotations(following=(documentation,))
    assert _read('## what\n## it means\n"x"') == s.Value("x", namespace=None, annotations=notes)


def test_annotations_of_parentheses_and_of_what_is_inside_stay_apart() -> None:
    schema = _read("## outer\n(## inner\ntext)")
    inner = s.Text(documentation=("inner",))
    assert schema == s.Group((inner,), documentation=("outer",))


def test_an_include_inherits_and_replaces() -> None:
    schema = _read('namespace a = "b"\ninclude "c.rnc" inherit = a { start &= d }')
    start = s.Start(s.Ref("d"), "interleave")
    assert schema == s.Grammar((s.Include("c.rnc", (start,), "b"),))


def test_files_are_relative_to_the_schema() -> None:
    outcome = read_compact(SourceFile("a.rnc", b'external "b.rnc"'), "file:///c/a.rnc")
    assert outcome.value == s.ExternalRef("b.rnc", base="file:///c/a.rnc")


def test_utf_16_is_read() -> None:
    outcome = read_compact(SourceFile("a.rnc", '"ե"'.encode("utf-16")))
    assert outcome.value == s.Value("ե", namespace=None)


WORDS = """element attribute start = |= { } ( ) [ ] , | & * + ? - ~ >> p a:b a:* x [ ] = ' 'y'
\\x{7B} \\x{ \\list include grammar div text token xsd:int inherit parent datatypes default"""
LINES = ["## y\n", "# z\n", "\n", "namespace a = 'b'\n"]


@given(st.lists(st.sampled_from([*WORDS.split(), *LINES]), max_size=40))
def test_nothing_is_read_without_an_answer(pieces: list[str]) -> None:
    outcome = read_compact(SourceFile("a.rnc", " ".join(pieces).encode()))
    assert (outcome.value is None) == bool(outcome.diagnostics)


@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    outcome = read_compact(SourceFile("a.rnc", data))
    assert (outcome.value is None) == bool(outcome.diagnostics)
