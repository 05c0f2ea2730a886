"""The verdicts of jing on real documents, under the schemas of the TEI and of other projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.relaxng.load import CompiledSchema, load
from teikit.source import DISK

SHARED = Path(__file__).parents[3] / "shared"
ODD = SHARED / "conformance" / "odd"
SAMPLE = 25


def tei_schemas() -> Iterator[object]:
    verdicts = ODD / "verdicts.tsv"
    if not verdicts.exists():
        reason = "../shared/conformance/odd is not here"
        yield pytest.param("", [], marks=pytest.mark.skip(reason=reason))
        return
    documents: dict[str, list[list[str]]] = {}
    for line in verdicts.read_text(encoding="utf-8").splitlines()[1:]:
        schema, *rest = line.split("\t")
        documents.setdefault(schema, []).append(rest)
    for number, (schema, rows) in enumerate(documents.items()):
        # All fifty take a minute and a half, so an ordinary run looks at some of them.
        marks = [] if number % SAMPLE == 0 else [pytest.mark.conformance]
        yield pytest.param(schema, rows, id=schema, marks=marks)


def corpora() -> Iterator[object]:
    found = sorted((SHARED / "corpora").glob("*/verdicts--*.tsv"))
    if not found:
        reason = "../shared/corpora is not here"
        yield pytest.param(Path(), Path(), marks=pytest.mark.skip(reason=reason))
    for verdicts in found:
        name = verdicts.name.removeprefix("verdicts--").partition(".rng")[0]
        for wanted in (name, name.replace("_", "/", 1)):
            for schema in verdicts.parent.glob(f"schema/**/{wanted}.rng"):
                yield pytest.param(verdicts, schema, id=f"{verdicts.parent.name}-{verdicts.stem}")


def loaded(path: Path) -> CompiledSchema:
    outcome = load(DISK.read(path))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def errors(schema: CompiledSchema, document: Path, root: Path) -> list[str]:
    found = schema.validate(document, ids=False, root=root)
    return [one.code for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize(("name", "rows"), list(tei_schemas()))
def test_schemas_of_the_tei(name: str, rows: list[list[str]]) -> None:
    schema = loaded(ODD / "rng" / name)
    wrong = []
    for document, verdict, *_ in rows:
        codes = errors(schema, ODD / "documents" / document, ODD / "documents")
        if ("invalid" if codes else "valid") != verdict:
            wrong.append((document, verdict, codes[:3]))
    assert wrong == []


@pytest.mark.parametrize(("verdicts", "path"), list(corpora()))
def test_corpora(verdicts: Path, path: Path) -> None:
    schema = loaded(path)
    folder = verdicts.parent
    wrong, seen = [], 0
    for line in verdicts.read_text(encoding="utf-8").splitlines():
        name, verdict, *_ = line.split("\t")
        if not (folder / name).exists():
            continue
        codes = errors(schema, folder / name, folder)
        # What a document includes was there when jing judged it, but may not be here.
        if "XML015" in codes:
            continue
        seen += 1
        if ("invalid" if codes else "valid") != verdict:
            wrong.append((name, verdict, codes[:3]))
    if not seen:
        pytest.skip("every document includes files that are not in ../shared")
    assert wrong == []
