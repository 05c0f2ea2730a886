"""What becomes of a grammar as XML Schema: what it accepts, and what it says it cannot check."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import xmlschema

from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.read import read_compact
from teikit.relaxng.load import compile_grammar
from teikit.schema.published import Published
from teikit.schema.xsd import emit
from teikit.source import SourceFile

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
Xerces = Callable[[Mapping[Path, Iterable[Path]]], dict[Path, dict[Path, str]]]
ODD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><schemaSpec ident="none" '
    'start="p"><moduleRef key="tei"/><moduleRef key="core" include="p"/></schemaSpec></body>'
    "</text></TEI>"
)


@dataclass(frozen=True)
class Case:
    name: str
    grammar: str
    accepts: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    laxer: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def contents(self) -> dict[str, bool]:
        """Each content, and whether the XSD accepts it."""
        accepted = dict.fromkeys((*self.accepts, *self.laxer), True)
        return {**accepted, **dict.fromkeys(self.rejects, False)}


def case_of(stated: dict[str, object]) -> Case:
    lists = {key: tuple(one) for key, one in stated.items() if isinstance(one, list)}
    return Case(str(stated["name"]), str(stated["grammar"]), **lists)


EACH = [case_of(stated) for stated in CASES["case"]]
each_case = pytest.mark.parametrize("case", EACH, ids=[case.name for case in EACH])


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    compiled = compile_odd(SourceFile("none.odd", ODD.encode("utf-8"))).value
    assert compiled is not None
    return compiled


def grammar_of(case: Case) -> s.Grammar:
    pattern = read_compact(SourceFile("case.rnc", case.grammar.encode("utf-8")), "").value
    assert pattern is not None
    return pattern if isinstance(pattern, s.Grammar) else s.Grammar((s.Start(pattern),))


def document(content: str) -> str:
    attributes, bar, inside = content.rpartition("|")
    return f"<r {attributes}>{inside}</r>" if bar else f"<r>{content}</r>"


@each_case
def test_the_case_itself_is_right(case: Case) -> None:
    schema = compile_grammar(grammar_of(case)).value
    assert schema is not None
    for content in case.contents():
        found = schema.validate(SourceFile("x", document(content).encode("utf-8")), ids=True)
        assert (found == []) == (content in case.accepts), content


@each_case
def test_xmlschema_agrees(case: Case, vocabulary: Vocabulary) -> None:
    emitted = emit(Published("case", vocabulary, grammar_of(case)))
    assert {one.code for one in emitted.diagnostics} == set(case.lost)
    assert emitted.value is not None
    schema = xmlschema.XMLSchema10(emitted.value)
    for content, accepted in case.contents().items():
        assert schema.is_valid(document(content)) == accepted, content


def test_xerces_agrees(vocabulary: Vocabulary, xerces: Xerces, tmp_path: Path) -> None:
    expected: dict[Path, dict[Path, bool]] = {}
    for number, case in enumerate(EACH):
        path = tmp_path / f"{number}.xsd"
        path.write_text(
            emit(Published("case", vocabulary, grammar_of(case))).value or "", encoding="utf-8"
        )
        expected[path] = {path: True}
        for count, (content, accepted) in enumerate(case.contents().items()):
            instance = tmp_path / f"{number}-{count}.xml"
            instance.write_text(document(content), encoding="utf-8")
            expected[path][instance] = accepted
    said = xerces({path: [one for one in each if one != path] for path, each in expected.items()})
    wrong = [
        (EACH[int(schema.stem)].name, instance.read_text(encoding="utf-8"), said[schema][instance])
        for schema, each in expected.items()
        for instance, accepted in each.items()
        if (said[schema][instance] == "ok") != accepted
    ]
    assert wrong == []


def test_content_that_is_nested_too_deeply_is_a_diagnostic(vocabulary: Vocabulary) -> None:
    inner: s.Pattern = s.Empty()
    for number in range(1000):
        inner = s.Optional(s.Group((s.Element(s.Name("", f"e{number}"), s.Empty()), inner)))
    grammar = s.Grammar((s.Start(s.Element(s.Name("", "r"), inner)),))
    emitted = emit(Published("deep", vocabulary, grammar))
    assert emitted.value is None
    assert [one.code for one in emitted.diagnostics] == ["RNG160"]


def test_content_that_has_no_small_automaton_is_loosened(vocabulary: Vocabulary) -> None:
    letters = "(element a { empty } | element b { empty })"
    case = Case(
        "", f"element r {{ {letters}*, element a {{ empty }}, {', '.join([letters] * 12)} }}"
    )
    emitted = emit(Published("wide", vocabulary, grammar_of(case)))
    assert {one.code for one in emitted.diagnostics} == {"ODD402"}


def test_elements_of_no_namespace_stay_so(vocabulary: Vocabulary) -> None:
    grammar = "namespace t = 'urn:t' element t:r { element a { element t:b { empty } }* }"
    emitted = emit(Published("none", vocabulary, grammar_of(Case("", grammar))))
    assert emitted.diagnostics == ()
    assert emitted.value is not None
    schema = xmlschema.XMLSchema10(emitted.value)
    assert schema.is_valid('<t:r xmlns:t="urn:t"><a><t:b/></a></t:r>')
    assert not schema.is_valid('<r xmlns="urn:t"><a><b/></a></r>')


def test_a_root_of_another_namespace_is_reported(vocabulary: Vocabulary) -> None:
    roots = "element t:r { empty } | element t:s { empty } | element x { empty }"
    grammar = f"namespace t = 'urn:t' start = {roots}"
    emitted = emit(Published("roots", vocabulary, grammar_of(Case("", grammar))))
    assert [one.code for one in emitted.diagnostics] == ["ODD409"]
    assert "<x>" in emitted.diagnostics[0].message
