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
from teikit.relaxng.compact import read_compact
from teikit.relaxng.load import compile_grammar
from teikit.schema.published import Published
from teikit.schema.xsd import emit
from teikit.source import SourceFile

CASES = tomllib.loads((Path(__file__).parent / "xsd" / "cases.toml").read_text(encoding="utf-8"))
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
