"""Our schema of every ODD of the TEI's own tests allows what the reference's schema allows.

The schemas are compared as the languages they are, so this holds for every document there could
be. Each difference has its reason in schema_differences.tsv.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from teikit.relaxng.load import CompiledSchema

Unexplained = Callable[[str, CompiledSchema, CompiledSchema], list[object]]

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "odd" / "rng"
SCHEMAS = sorted(path.stem for path in FOLDER.glob("*.rng"))
EPIDOC = "epidoc/schema"
SAMPLE = ("isofs", "testAlien", "tei_bare", "testoucs", "testmathml", "testplace")


@pytest.mark.parametrize("name", SAMPLE)
def test_a_sample_of_schemas_allows_what_the_reference_allows(
    name: str,
    shared: Path,
    reference_odd: Callable[[str], Path],
    compare_schemas: ModuleType,
    unexplained: Unexplained,
) -> None:
    assert compared(name, shared, reference_odd, compare_schemas, unexplained) == []


@pytest.mark.conformance
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_allows_what_the_reference_allows(
    name: str,
    shared: Path,
    reference_odd: Callable[[str], Path],
    compare_schemas: ModuleType,
    unexplained: Unexplained,
) -> None:
    assert compared(name, shared, reference_odd, compare_schemas, unexplained) == []


def compared(
    name: str,
    shared: Path,
    reference_odd: Callable[[str], Path],
    tool: ModuleType,
    unexplained: Unexplained,
) -> list[object]:
    ours = tool.open_schema(reference_odd(name))
    theirs = tool.open_schema(shared / "conformance" / "odd" / "rng" / f"{name}.rng")
    return unexplained(f"odd/{name}", ours, theirs)


@pytest.mark.conformance
@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("msdesc-mmol", ("msdesc/schema/msdesc-mmol.odd", "msdesc/schema/msdesc-mmol.rng")),
        ("epidoc-9.0", (f"{EPIDOC}/9.0/tei-epidoc.compiled.xml", f"{EPIDOC}/9.0/tei-epidoc.rng")),
        ("epidoc-9.7", (f"{EPIDOC}/9.7/tei-epidoc.compiled.xml", f"{EPIDOC}/9.7/tei-epidoc.rng")),
        ("epidoc-9.8", (f"{EPIDOC}/9.8/tei-epidoc.compiled.xml", f"{EPIDOC}/9.8/tei-epidoc.rng")),
    ],
)
def test_schemas_of_projects_allow_what_the_published_ones_allow(
    name: str,
    files: tuple[str, str],
    shared: Path,
    compare_schemas: ModuleType,
    unexplained: Unexplained,
) -> None:
    ours, theirs = (compare_schemas.open_schema(shared / "corpora" / file) for file in files)
    assert unexplained(f"corpora/{name}", ours, theirs) == []
