"""Going on after a mistake: nothing wrong stays untold, and nothing hostile does harm."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teikit.names import TEI
from teikit.relaxng import syntax as s
from teikit.relaxng.load import CompiledSchema, compile_grammar, load
from teikit.relaxng.recover import CODES, Recovery
from teikit.rules import RULES
from teikit.source import DISK, SourceFile

FOLDER = Path(__file__).parent / "messages"
TOLD = ("again", "element", "incomplete", "attribute", "missing_attributes", "text", "value")


@pytest.fixture(scope="module")
def letters() -> CompiledSchema:
    outcome = load(DISK.read(FOLDER / "letters.rnc"))
    assert outcome.value is not None
    return outcome.value


def mutants(count: int) -> Iterator[bytes]:
    """Yield the valid letter with a few random changes each, the same ones every time."""
    chance = random.Random(1920)  # noqa: S311 - not a secret
    original = (FOLDER / "valid.xml").read_bytes()
    for _ in range(count):
        root = etree.fromstring(original)
        for _ in range(chance.randint(1, 3)):
            elements = list(root.iter())
            one, other = chance.choice(elements), chance.choice(elements)
            match chance.randrange(7):
                case 0 if one.getparent() is not None:
                    one.getparent().remove(one)  # type: ignore[union-attr]
                case 1:
                    one.tag = other.tag
                case 2:
                    one.tag = f"{{{TEI}}}{chance.choice(['x', 'nam', 'Place', 'itemm'])}"
                case 3:
                    one.set(chance.choice(["n", "when", "key", "to", "unit"]), "a b")
                case 4 if one.attrib:
                    one.attrib.pop(chance.choice(list(one.keys())))
                case 5:
                    one.text = "words"
                case _:
                    one.insert(0, etree.fromstring(etree.tostring(other, with_tail=False)))
        yield etree.tostring(root)


def test_whatever_is_wrong_is_told(
    letters: CompiledSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    for name in TOLD:
        original = getattr(Recovery, name)

        def told(self: Recovery, *args: object, name: str = name, original: object = original):  # type: ignore[no-untyped-def]
            called.append(name)
            return original(self, *args)  # type: ignore[operator]

        monkeypatch.setattr(Recovery, name, told)
    reached = set()
    for mutant in mutants(400):
        called.clear()
        found = letters.validate(SourceFile("mutant", mutant), ids=False)
        assert bool(called) == bool(found), mutant
        reached.update(called)
    assert reached == set(TOLD)


def test_every_code_is_explained() -> None:
    assert {code: RULES[code].name for code in CODES.values()} == {
        code: name for name, code in CODES.items()
    }


def element(name: str, pattern: s.Pattern) -> s.Element:
    return s.Element(s.Name("", name), pattern)


def valid(schema: s.Pattern, document: str) -> bool:
    outcome = compile_grammar(schema)
    assert outcome.value is not None, outcome.diagnostics
    return not outcome.value.validate(SourceFile("document", document.encode()))


def test_choice_of_ten_thousand() -> None:
    members = tuple(element(f"e{n}", s.Empty()) for n in range(10_000))
    schema = element("root", s.ZeroOrMore(s.Choice(members)))
    assert valid(schema, "<root><e9999/><e0/></root>")
    assert not valid(schema, "<root><e10000/></root>")


def test_group_of_three_thousand_optional() -> None:
    members = tuple(s.Optional(element(f"e{n}", s.Empty())) for n in range(3000))
    schema = element("root", s.Group(members))
    assert valid(schema, "<root><e0/><e7/><e2999/></root>")
    assert not valid(schema, "<root><e7/><e0/></root>")


def test_ambiguous_contents_are_tracked_together() -> None:
    inner = [element("b", s.Group((element(x, s.Empty()), element("y", s.Empty())))) for x in "pq"]
    schema = element(
        "a",
        s.Choice((s.Group((inner[0], element("c", s.Empty()))), s.Group((inner[1], s.Empty())))),
    )
    assert valid(schema, "<a><b><p/><y/></b><c/></a>")
    assert valid(schema, "<a><b><q/><y/></b></a>")
    assert not valid(schema, "<a><b><p/><y/></b></a>")
    assert not valid(schema, "<a><b><q/><y/></b><c/></a>")


def test_an_attribute_value_decides_about_the_content() -> None:
    kinds = [
        s.Group((s.Attribute(s.Name("", "type"), s.Value(x)), element(x, s.Empty()))) for x in "pq"
    ]
    schema = element("a", s.Choice(tuple(kinds)))
    assert valid(schema, '<a type="p"><p/></a>')
    assert valid(schema, '<a type="q"><q/></a>')
    assert not valid(schema, '<a type="p"><q/></a>')
    assert not valid(schema, '<a type="r"><q/></a>')


def test_qualified_names_are_compared_by_namespace() -> None:
    value = s.Value(
        "x:n",
        "QName",
        "http://www.w3.org/2001/XMLSchema-datatypes",
        namespaces=(("x", "urn:one"),),
    )
    schema = element("a", s.OneOrMore(element("b", value)))
    assert valid(schema, '<a xmlns:y="urn:one"><b>y:n</b><b xmlns="" xmlns:z="urn:one">z:n</b></a>')
    assert not valid(schema, '<a xmlns:y="urn:two"><b>y:n</b></a>')
    assert not valid(schema, '<a><b xmlns:y="urn:one">y:n</b><b>y:n</b></a>')


def test_a_schema_nested_too_deeply_is_told() -> None:
    pattern: s.Pattern = s.Text()
    for _ in range(5000):
        pattern = s.Optional(s.Group((pattern, element("e", s.Empty()))))
    outcome = compile_grammar(element("a", pattern))
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["RNG160"]


def test_a_file_nested_too_deeply_is_told() -> None:
    inside = "<optional>" * 400 + "<empty/>" + "</optional>" * 400
    schema = f'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">{inside}</element>'
    outcome = load(SourceFile("deep.rng", schema.encode()))
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["RNG160"]


def test_a_long_chain_of_definitions_is_told() -> None:
    definitions = [s.Define(f"d{n}", s.Ref(f"d{n + 1}")) for n in range(2000)]
    last = s.Define("d2000", element("a", s.Empty()))
    outcome = compile_grammar(s.Grammar((s.Start(s.Ref("d0")), *definitions, last)))
    assert outcome.value is None
    assert {one.code for one in outcome.diagnostics} == {"RNG160"}


def test_files_are_read_from_the_folder_of_the_schema_only(tmp_path: Path) -> None:
    (tmp_path / "secret.rng").write_text("<x/>", encoding="utf-8")
    folder = tmp_path / "schema"
    folder.mkdir()
    for href, code in [
        ("../secret.rng", "RNG121"),
        ("https://example.org/x.rng", "RNG121"),
        ("missing.rng", "RNG120"),
        ("main.rng", "RNG122"),
    ]:
        main = folder / "main.rng"
        rng = "http://relaxng.org/ns/structure/1.0"
        main.write_text(f'<externalRef xmlns="{rng}" href="{href}"/>', encoding="utf-8")
        outcome = load(DISK.read(main))
        assert outcome.value is None
        assert [one.code for one in outcome.diagnostics] == [code]
