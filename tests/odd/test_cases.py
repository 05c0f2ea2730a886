"""Small customizations, each in a file of its own whose name says what it shows.

The file is the ODD, and holds the documents that must be valid or invalid under it. A mistake in
the ODD is announced on its own line: `<!-- ODD205 -->`.
"""

import re
from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Severity
from teikit.names import TEI
from teikit.odd import compile_odd
from teikit.relaxng.load import CompiledSchema, compile_grammar
from teikit.schema.relaxng import relaxng
from teikit.source import SourceFile

CASES = sorted((Path(__file__).resolve().parent / "cases").glob("*.xml"))
ANNOUNCED = re.compile(r"<!-- (ODD\d{3}) -->")


def announced(case: Path) -> set[tuple[int, str]]:
    lines = case.read_text(encoding="utf-8").splitlines()
    return {
        (number, code)
        for number, line in enumerate(lines, start=1)
        for code in ANNOUNCED.findall(line)
    }


def documents(case: Path, kind: str) -> list[bytes]:
    found = etree.parse(case).getroot().findall(f"{{{TEI}}}{kind}")
    return [etree.tostring(child, with_tail=False) for holder in found for child in holder]


def schema_of(case: Path) -> CompiledSchema:
    compiled = compile_odd(case)
    assert {(one.span.start.line, one.code) for one in compiled.diagnostics} == announced(case)
    assert compiled.value is not None
    grammar = relaxng(compiled.value)
    assert grammar.diagnostics == ()
    assert grammar.value is not None
    schema = compile_grammar(grammar.value)
    assert schema.value is not None, schema.diagnostics
    return schema.value


def is_valid(schema: CompiledSchema, document: bytes) -> bool:
    found = schema.validate(SourceFile("document.xml", document), ids=False)
    return not any(one.severity is Severity.ERROR for one in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    schema = schema_of(case)
    valid, invalid = documents(case, "valid"), documents(case, "invalid")
    assert valid or invalid, "a case without an expectation proves nothing"
    assert [one for one in valid if not is_valid(schema, one)] == []
    assert [one for one in invalid if is_valid(schema, one)] == []
