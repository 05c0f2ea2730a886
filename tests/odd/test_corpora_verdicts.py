"""Schemas compiled from the ODDs of real projects give jing's verdicts under the published ones.

Only ODDs are compared that say the same as the RELAX NG published with them: compiled ones, one
chained on a compiled one, and one for the TEI release that ships with teikit.
"""

import csv
from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.odd import compile_odd
from teikit.relaxng.load import CompiledSchema, compile_grammar
from teikit.schema.relaxng import relaxng

HERE = Path(__file__).resolve().parent
PAIRS = [
    ("msdesc/schema/msdesc.compiled.xml", "msdesc/verdicts--msdesc.rng.tsv"),
    ("msdesc/schema/msdesc.compiled.xml", "msdesc/verdicts--msdesc.rng--docs-invalid.tsv"),
    ("msdesc/schema/msdesc-mmol.odd", "msdesc/verdicts--msdesc-mmol.rng.tsv"),
    ("epidoc/schema/9.0/tei-epidoc.compiled.xml", "epidoc/verdicts--9.0_tei-epidoc.rng.tsv"),
    ("epidoc/schema/9.7/tei-epidoc.compiled.xml", "epidoc/verdicts--9.7_tei-epidoc.rng.tsv"),
    ("epidoc/schema/9.8/tei-epidoc.compiled.xml", "epidoc/verdicts--9.8_tei-epidoc.rng.tsv"),
    ("pta/schema/tei-pta.odd", "pta/verdicts--tei-pta.rng.tsv"),
]


def known_differences() -> dict[tuple[str, str], str]:
    path = HERE / "reference_differences.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["schema"], row["document"]): row["ours"] for row in rows}


def compiled(odd: Path) -> CompiledSchema:
    vocabulary = compile_odd(odd).value
    assert vocabulary is not None
    grammar = relaxng(vocabulary).value
    assert grammar is not None
    outcome = compile_grammar(grammar, name=odd.name)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


@pytest.mark.conformance
@pytest.mark.parametrize(("odd", "verdicts"), PAIRS, ids=[Path(pair[1]).stem for pair in PAIRS])
def test_documents_get_the_verdict_of_the_published_schema(
    odd: str, verdicts: str, shared: Path
) -> None:
    corpora = shared / "corpora"
    schema = compiled(corpora / odd)
    differences = known_differences()
    differing, seen = [], 0
    for line in (corpora / verdicts).read_text(encoding="utf-8").splitlines():
        document, verdict, _ = line.split("\t")
        path = corpora / Path(odd).parts[0] / document
        if not path.is_file():
            continue  # verdicts cover more than is kept
        seen += 1
        found = schema.validate(path, ids=False, root=path.parent)
        ours = "invalid" if any(one.severity is Severity.ERROR for one in found) else "valid"
        if ours != differences.get((odd, document), verdict):
            differing.append(document)
    assert seen > 0
    assert differing == []
