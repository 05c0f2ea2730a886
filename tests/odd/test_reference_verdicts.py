"""Our schema of every ODD of the TEI's own tests gives the verdicts that jing gives with theirs."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.odd import compile_odd
from teikit.relaxng.load import CompiledSchema, compile_grammar
from teikit.schema.relaxng import relaxng

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parents[2] / "shared" / "conformance" / "odd"
EVERY = 15  # a sample takes each 15th document of each third schema


@dataclass(frozen=True)
class Verdict:
    schema: str
    document: str
    verdict: str


def read_verdicts() -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    path = REFERENCE / "verdicts.tsv"
    if path.is_file():
        for row in rows(path):
            found[row["schema"]].append(Verdict(row["schema"], row["document"], row["verdict"]))
    return found


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


VERDICTS = read_verdicts()
SCHEMAS = sorted(VERDICTS)
DIFFERENCES = {
    (row["schema"], row["document"]): row["ours"]
    for row in rows(HERE / "reference_differences.tsv")
}


def compiled(odd: Path) -> CompiledSchema:
    vocabulary = compile_odd(odd).value
    assert vocabulary is not None
    grammar = relaxng(vocabulary).value
    assert grammar is not None
    outcome = compile_grammar(grammar, name=odd.name)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def differing(schema: str, verdicts: list[Verdict], odd: Path) -> list[Verdict]:
    ours = compiled(odd)
    documents = REFERENCE / "documents"
    found = []
    for case in verdicts:
        diagnostics = ours.validate(documents / case.document, ids=False, root=documents)
        invalid = any(one.severity is Severity.ERROR for one in diagnostics)
        expected = DIFFERENCES.get((schema, case.document), case.verdict)
        if invalid != (expected == "invalid"):
            found.append(case)
    return found


@pytest.mark.parametrize("schema", SCHEMAS[1::3])
def test_a_sample_of_documents_gets_the_reference_verdict(
    schema: str, reference_odd: Callable[[str], Path]
) -> None:
    offset = SCHEMAS.index(schema) * 7 % EVERY
    assert (
        differing(schema, VERDICTS[schema][offset::EVERY], reference_odd(Path(schema).stem)) == []
    )


@pytest.mark.conformance
@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_document_gets_the_reference_verdict(
    schema: str, reference_odd: Callable[[str], Path]
) -> None:
    assert differing(schema, VERDICTS[schema], reference_odd(Path(schema).stem)) == []


def test_the_reference_is_complete(shared: Path) -> None:
    assert sum(map(len, VERDICTS.values())) == 3750
    assert all(one.verdict in {"valid", "invalid"} for case in VERDICTS.values() for one in case)
