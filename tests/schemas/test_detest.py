"""teikit finds every error in the TEI's test of errors that its logs expect."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest
from tools.compare_constraints import OURS, Rules, compiled, rules_of

from teikit.diagnostics import Diagnostic
from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.relaxng.load import compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import DISK
from teikit.xml.parse import parse_document


class Entry(TypedDict, total=False):
    """What a log expects."""

    line: int
    code: str
    found: int
    says: str
    constraint: str
    lines: list[int]
    count: int
    reason: str


DATA: Mapping[str, list[Entry]] = tomllib.loads(
    (Path(__file__).parent / "detest.toml").read_text(encoding="utf-8")
)
LOGS = {"document": "detest_xml_schematron.log", "odd": "detest_odd_schematron.log"}


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "conformance" / "odd" / "detest"


@cache
def vocabulary(odd: Path) -> Vocabulary:
    # The ODD is wrong on purpose as well: it takes charName from a release that still had it.
    outcome = compile_odd(odd)
    assert [one.code for one in outcome.diagnostics if one.severity == "error"] == ["ODD202"]
    assert outcome.value is not None
    return outcome.value


@cache
def grammar_findings(folder: Path) -> list[Diagnostic]:
    grammar = relaxng(vocabulary(folder / "detest.odd")).value
    assert grammar is not None
    schema = compile_grammar(grammar).value
    assert schema is not None
    return schema.validate(DISK.read(folder / "detest.xml"))


def logged(path: Path) -> list[str]:
    """Return the entries of a log of Schematron; each ends with the test, in brackets."""
    text = path.read_text(encoding="utf-8").replace("[xslt]", "")
    return re.findall(r"(?s)\S.*?\)$", text, re.MULTILINE)


def test_the_grammar_log_has_no_entry_that_is_not_looked_for(folder: Path) -> None:
    log = (folder / "expected-results" / "detest_xml_relaxng.log").read_text(encoding="utf-8")
    lines = re.findall(r"^detest\.xml:(\d+):\d+: error:", log, re.MULTILINE)
    assert [int(line) for line in lines] == [entry["line"] for entry in DATA["grammar"]]


@pytest.mark.parametrize("entry", DATA["grammar"], ids=lambda entry: str(entry["line"]))
def test_the_grammar_finds_what_the_log_expects(entry: Entry, folder: Path) -> None:
    line = entry.get("found", entry["line"])
    said = [
        one.message
        for one in grammar_findings(folder)
        if (one.span.start.line, one.code) == (line, entry["code"])
    ]
    assert any(entry["says"] in message for message in said)


def test_the_grammar_finds_errors_on_no_other_line(folder: Path) -> None:
    found = {one.span.start.line for one in grammar_findings(folder)}
    assert found == {entry.get("found", entry["line"]) for entry in DATA["grammar"]}


@pytest.mark.parametrize("name", LOGS)
def test_each_entry_of_the_log_is_looked_for(name: str, folder: Path) -> None:
    entries = logged(folder / "expected-results" / LOGS[name])
    for expected in DATA[name]:
        matching = [entry for entry in entries if expected["says"] in " ".join(entry.split())]
        assert len(matching) == expected.get("count", len(expected.get("lines", ()))), expected
        assert "count" not in expected or expected["reason"]
        entries = [entry for entry in entries if entry not in matching]
    assert entries == []


@pytest.mark.parametrize("name", LOGS)
def test_the_constraints_find_what_the_log_expects(name: str, folder: Path) -> None:
    rules = {
        "document": lambda: compiled(vocabulary(folder / "detest.odd")),
        "odd": lambda: rules_of(OURS),
    }[name]()
    assert found_by(rules, folder / {"document": "detest.xml", "odd": "detest.odd"}[name]) == {
        (line, entry["constraint"]): times
        for entry in DATA[name]
        for line, times in Counter(entry.get("lines", ())).items()
    }


def found_by(rules: Rules, path: Path) -> dict[tuple[int, str], int]:
    """Return how often a line breaks a constraint."""
    document = parse_document(DISK.read(path)).value
    assert document is not None
    found: Counter[tuple[int, str]] = Counter()
    idents = [entry["constraint"] for name in LOGS for entry in DATA[name] if "constraint" in entry]
    for one in rules.find(document):
        ident = next((ident for ident in idents if one.constraint.endswith(f"-{ident}")), "?")
        found[one.line, ident] += 1
    return found
