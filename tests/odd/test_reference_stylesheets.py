"""The ODD tests of the TEI Stylesheets: their instances get their verdicts, their schemas agree.

The expected schemas were made with another TEI release than the one teikit has, one of them so old
that only its verdicts are of use. Every difference has its reason in schema_differences.tsv.
"""

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from teikit.diagnostics import Diagnostic, Severity
from teikit.relaxng.load import CompiledSchema

Unexplained = Callable[[str, CompiledSchema, CompiledSchema], list[object]]

WITH_INSTANCES = ("testAttValQuant", "testNonTeiOdd1", "testPure1")
COMPACT = {
    "test-pure": "test-pure",
    "test-pure2": "test-pure2",
    "test15": "test15.odd",
    "test21": "test21.odd",
    "test30": "test30",
    "test33": "test33",
    "test34": "test34",
    "test35": "test35",
    "testClass": "testClass",
}

# jing starts an element anew after a mistake in it and then reports what follows from that;
# line 107 is the fourth publisher that the reference allows by mistake.
FOLLOWING = {"testPure1": {115, 117, 142, 143}}
OURS_ALONE = {"testPure1": {107}}


@pytest.fixture
def folder(shared: Path) -> Path:
    found = shared / "conformance" / "stylesheets-tests"
    if not found.is_dir():
        pytest.skip("the tests of the TEI Stylesheets are not beside the project")
    return found


@pytest.fixture
def schema(
    request: pytest.FixtureRequest, folder: Path, compare_schemas: ModuleType
) -> CompiledSchema:
    name = request.node.callspec.params["name"]
    opened: CompiledSchema = compare_schemas.open_schema(
        folder / "Test2" / "inputFiles" / f"{name}.odd"
    )
    return opened


def found_in(schema: CompiledSchema, folder: Path, name: str, kind: str) -> list[Diagnostic]:
    path = folder / "Test2" / "inputFiles" / f"{kind.lower()}Instances"
    found = schema.validate(path / f"{name}{kind}Instance.xml", ids=False)
    return [one for one in found if one.severity is Severity.ERROR]


def lines_expected(folder: Path, name: str) -> set[int]:
    path = folder / "Test2" / "expected-results" / f"{name}InvalidInstanceRngMessages.txt"
    text = path.read_text(encoding="utf-8")
    return {int(line) for line in re.findall(r"\.xml:(\d+):\d+: error", text)}


@pytest.mark.parametrize("name", WITH_INSTANCES)
def test_the_valid_instance_is_valid(name: str, schema: CompiledSchema, folder: Path) -> None:
    assert found_in(schema, folder, name, "Valid") == []


@pytest.mark.parametrize("name", WITH_INSTANCES)
def test_mistakes_are_found_on_the_lines_expected(
    name: str, schema: CompiledSchema, folder: Path
) -> None:
    expected = lines_expected(folder, name) - FOLLOWING.get(name, set())
    assert expected
    lines = {one.span.start.line for one in found_in(schema, folder, name, "Invalid")}
    assert lines == expected | OURS_ALONE.get(name, set())


@pytest.mark.parametrize("name", WITH_INSTANCES)
def test_the_schema_allows_what_the_expected_one_allows(
    name: str,
    schema: CompiledSchema,
    folder: Path,
    compare_schemas: ModuleType,
    unexplained: Unexplained,
) -> None:
    expected = compare_schemas.open_schema(folder / "Test2" / "expected-results" / f"{name}.rng")
    assert unexplained(f"stylesheets/{name}", schema, expected) == []


@pytest.mark.parametrize("name", ["testSpecificationDescription1"])
def test_an_odd_whose_expected_schema_is_too_old_is_usable(
    name: str, schema: CompiledSchema, folder: Path
) -> None:
    expected = folder / "Test2" / "expected-results" / f"{name}.rng"
    assert b'name="att.cmc.attributes"' not in expected.read_bytes()
    assert len(schema.automaton.core.elements) > 200


@pytest.mark.conformance
@pytest.mark.parametrize("name", COMPACT)
def test_the_older_tests_agree_with_the_expected_compact_schemas(
    name: str, folder: Path, compare_schemas: ModuleType, unexplained: Unexplained
) -> None:
    ours = compare_schemas.open_schema(folder / "Test" / f"{name}.odd")
    theirs = compare_schemas.open_schema(
        folder / "Test" / "expected-results" / f"{COMPACT[name]}.rnc"
    )
    assert unexplained(f"stylesheets/{name}", ours, theirs) == []


@pytest.mark.conformance
def test_the_older_tests_agree_with_the_expected_schema(
    folder: Path, compare_schemas: ModuleType, unexplained: Unexplained
) -> None:
    ours = compare_schemas.open_schema(folder / "Test" / "test.odd")
    theirs = compare_schemas.open_schema(folder / "Test" / "expected-results" / "test.rng")
    assert unexplained("stylesheets/test", ours, theirs) == []
