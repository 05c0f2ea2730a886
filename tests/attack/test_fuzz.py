"""A few hundred inputs of `tools/fuzz.py`, which makes as many as one has patience for."""

from pathlib import Path

import pytest

# by kind, so that the dear ones do not take the time of the others
COUNTS = {
    "document/bytes": 120,
    "document/values": 30,
    "document/soup": 100,
    "edition": 3,
    "fixes": 20,
    "transform": 5,
    "rng": 40,
    "rnc": 40,
    "sch": 5,
    "xsd": 20,
    "odd": 5,
    "toml": 30,
    "baseline": 20,
}


@pytest.mark.parametrize("kind", COUNTS)
def test_nothing_but_answers_comes_out(tmp_path: Path, kind: str) -> None:
    from tools.fuzz import run
    from tools.fuzzing.targets import Place

    report = run(COUNTS[kind], "test", kind, tmp_path / "found", Place.made(tmp_path / "place"))
    stories = [path.read_text(encoding="utf-8") for path in (tmp_path / "found").glob("*.txt")]
    assert not report.faults, "\n".join(stories)
    assert report.given.total() == COUNTS[kind]
