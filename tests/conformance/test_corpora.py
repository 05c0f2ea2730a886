"""The schemas of real projects: what is published, and what teikit makes of their ODDs.

A published schema gives every document jing's verdict. An ODD gives the verdict of the schema that
was published with it: to the project's documents, to documents made from that schema alone, and
to mutants of both. What differs is in differences.toml, with its reason.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tools.mutation.compare import mutants_of
from tools.mutation.seeds import SchemaCase, seeds_of

from teikit import Schema, SchemaError, load_schema
from teikit.diagnostics import Diagnostic, Severity
from teikit.source import as_source

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parents[2] / "shared" / "corpora"
KNOWN = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))
NOT_HERE = pytest.mark.skip(reason="the corpora are not beside the project (../shared/corpora)")
MISSING = "XML015"  # a document includes a file that was there when jing judged it, and is not here
EVERY = 8  # an ordinary run takes so many documents fewer,
FEW, MANY = 40, 400  # and so many mutants

# An ODD, the schema published with it, the folder of documents.
PAIRS = [
    ("msdesc/schema/msdesc.odd", "msdesc/schema/msdesc.rng", "msdesc/docs"),
    ("msdesc/schema/msdesc.compiled.xml", "msdesc/schema/msdesc.rng", "msdesc/docs"),
    ("msdesc/schema/msdesc.compiled.xml", "msdesc/schema/msdesc.rng", "msdesc/docs-invalid"),
    ("msdesc/schema/msdesc-mmol.odd", "msdesc/schema/msdesc-mmol.rng", "msdesc/docs"),
    *(
        (f"epidoc/schema/{one}/tei-epidoc.compiled.xml", f"epidoc/schema/{one}/tei-epidoc.rng",
         "epidoc/docs")
        for one in ("9.0", "9.7", "9.8")
    ),
    ("pta/schema/tei-pta.odd", "pta/schema/tei-pta.rng", "pta/docs"),
    ("pta/schema/tei-pta_linguistic.odd", "pta/schema/tei-pta_linguistic.rng", "pta/docs"),
    ("openarabicpe/schema/schema/tei_periodical.odd",
     "openarabicpe/schema/schema/tei_periodical.rng", "openarabicpe/docs"),
    *(
        (f"wega/schema/compiled-ODD/guidelines-de-{one}.compiled.xml",
         f"wega/schema/schema/en/{one}.rng", "")
        for one in ("wegaDocuments", "wegaLetters", "wegaPersons", "wegaPlaces")
    ),
    *(
        (f"wega/schema/src/Specs/schemaSpec-{one}.odd.xml",
         f"wega/schema/schema/en/wega{one[0].upper()}{one[1:]}.rng", "")
        for one in (
            "biblio", "diaries", "documents", "letters", "news", "orgs", "persons", "places",
            "sourcesTEI", "thematicCommentaries", "var", "writings",
        )
    ),
    ("wega/schema/src/Specs/schemaSpec-wega_all.odd.xml", "wega/schema/schema/en/wega_all.rng", ""),
]  # fmt: skip
SAMPLE = {"msdesc-mmol.odd", "schemaSpec-places.odd.xml", "tei-pta.odd"}


def published() -> Iterator[object]:
    found = sorted(CORPORA.glob("*/verdicts--*.tsv"))
    if not found:
        yield pytest.param(Path(), Path(), marks=NOT_HERE)
    for verdicts in found:
        name = verdicts.name.removeprefix("verdicts--").partition(".rng")[0]
        for wanted in (name, name.replace("_", "/", 1)):
            for schema in sorted(verdicts.parent.glob(f"schema/**/{wanted}.rng")):
                yield pytest.param(verdicts, schema, id=f"{verdicts.parent.name}-{verdicts.stem}")


def errors(schema: Schema, document: Path | bytes, root: Path = CORPORA) -> list[Diagnostic]:
    source = as_source(document)
    found = schema.grammar.validate(source, ids=False, root=root)
    return [one for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize(("verdicts", "schema"), list(published()))
@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.conformance)])
def test_published_schema_gives_the_verdict_of_jing(
    verdicts: Path, schema: Path, every: int
) -> None:
    loaded = load_schema(schema)
    rows = [line.split("\t") for line in verdicts.read_text(encoding="utf-8").splitlines()]
    present = [(verdicts.parent / name, verdict) for name, verdict, *_ in rows]
    present = [(path, verdict) for path, verdict in present if path.is_file()]
    assert present
    differing = []
    for path, verdict in present[::every]:
        found = errors(loaded, path, verdicts.parent)
        missing = any(one.code == MISSING for one in found)
        if not missing and ("invalid" if found else "valid") != verdict:
            differing.append((path.name, verdict, found[:1]))
    assert differing == []


def pairs() -> Iterator[object]:
    for pair in PAIRS:
        if Path(pair[0]).name in SAMPLE:
            yield pytest.param(*pair, FEW)
        yield pytest.param(*pair, MANY, marks=pytest.mark.conformance)


@pytest.mark.parametrize(("odd", "schema", "documents", "count"), list(pairs()))
def test_odd_gives_the_verdict_of_the_schema_published_with_it(
    odd: str, schema: str, documents: str, count: int, shared: Path
) -> None:
    assert shared / "corpora" == CORPORA
    paths = sorted((CORPORA / documents).glob("*.xml")) if documents else []
    ours, theirs = load_schema(CORPORA / odd), load_schema(CORPORA / schema)
    differing: list[tuple[str, str]] = []
    chosen: list[Path | bytes] = [
        *paths[:: 1 if count == MANY else EVERY],
        *made(schema, paths, theirs, count),
    ]
    for document in chosen:
        mine, other = errors(ours, document), errors(theirs, document)
        if bool(mine) != bool(other):
            stricter = "odd" if mine else "published"
            differing += [(stricter, one.message) for one in mine or other]
    unexplained = {one for one in differing if not is_known(odd, *one)}
    assert unexplained == set()


def made(schema: str, documents: list[Path], loaded: Schema, count: int) -> Iterator[bytes]:
    """Yield valid documents and mutants of them; the same ones in every run."""
    random = Random(schema)  # noqa: S311 - chance that repeats itself
    case = SchemaCase(schema, CORPORA / schema, tuple(documents))
    seeds = seeds_of(case, random, lambda data: errors(loaded, data))
    assert seeds
    for mutant in mutants_of(seeds, count, random, CORPORA / schema):
        yield mutant.data


def is_known(odd: str, stricter: str, message: str) -> bool:
    return any(
        odd in one["odds"] and one["stricter"] == stricter and re.search(one["message"], message)
        for one in KNOWN["difference"]
    )


@pytest.mark.parametrize("known", KNOWN["unusable"], ids=lambda one: Path(one["odd"]).name)
def test_odd_that_cannot_be_used_says_why(known: dict[str, str], shared: Path) -> None:
    with pytest.raises(SchemaError) as caught:
        load_schema(CORPORA / known["odd"])
    assert known["code"] in {one.code for one in caught.value.diagnostics}


def test_every_difference_has_a_reason() -> None:
    odds = {pair[0] for pair in PAIRS}
    for one in KNOWN["difference"]:
        assert one["reason"]
        assert set(one["odds"]) <= odds
