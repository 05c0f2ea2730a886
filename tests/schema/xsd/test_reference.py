"""XSDs of whole ODDs load, accept what is valid, and reject nearly all of what is not."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from teikit import resources
from teikit.names import RELAXNG, TEI
from teikit.odd import compile_odd
from teikit.relaxng.files import files_under
from teikit.schema.published import published
from teikit.schema.xsd import emit

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT.parent / "shared" / "conformance" / "odd"
DIFFERENCES = ROOT / "tests" / "odd" / "reference_differences.tsv"
SAMPLE = 7  # every seventh schema, with every seventh document

Xerces = Callable[[Mapping[Path, Iterable[Path]]], dict[Path, dict[Path, str]]]


def xsd_of(odd: Path, folder: Path) -> Path:
    vocabulary = compile_odd(odd).value
    assert vocabulary is not None
    schema = published(vocabulary, files_under(odd.parent), odd.name).value
    assert schema is not None
    text = emit(schema).value
    assert text is not None
    path = folder / f"{odd.stem}.xsd"
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- the house ODD


@pytest.fixture(scope="module")
def house_schema(house: Path) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(house)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return xsd_of(resources.schemas() / "edition.odd", tmp_path_factory.mktemp("house"))


def edition() -> list[Path]:
    return sorted((ROOT / "tei").rglob("*.xml"))


def test_the_house_schema_accepts_the_edition(house_schema: xmlschema.XMLSchema10) -> None:
    assert edition()
    assert [path for path in edition() if not house_schema.is_valid(path)] == []


def test_the_house_schema_accepts_the_letter(
    house_schema: xmlschema.XMLSchema10, letter: Path
) -> None:
    assert house_schema.is_valid(letter)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<p>", "<paragraph/><p>"),
        ("<p>", "<p colour='red'>"),
        ("<fileDesc>", "<fileDesc>text"),
        ("</teiHeader>", "</teiHeader><teiHeader/>"),
    ],
)
def test_the_house_schema_rejects_mistakes(
    house_schema: xmlschema.XMLSchema10, right: str, wrong: str
) -> None:
    text = edition()[0].read_text(encoding="utf-8").partition("?>")[2].strip()
    changed = text.replace(right, wrong, 1)
    assert changed != text
    assert not house_schema.is_valid(changed)


def test_the_house_schema_rejects_other_roots(house_schema: xmlschema.XMLSchema10) -> None:
    assert not house_schema.is_valid(f'<p xmlns="{TEI}"/>')


def test_xerces_accepts_the_edition(house: Path, xerces: Xerces) -> None:
    said = xerces({house: edition()})[house]
    assert {path: what for path, what in said.items() if what != "ok"} == {}


def test_the_same_odd_gives_the_same_bytes(house: Path, tmp_path: Path) -> None:
    again = xsd_of(resources.schemas() / "edition.odd", tmp_path)
    assert again.read_bytes() == house.read_bytes()


# ---------------------------------------------------------------- the reference


def verdicts() -> dict[str, dict[Path, bool]]:
    """For each schema, the documents and whether our RELAX NG accepts them."""
    differing = {(row["schema"], row["document"]): row["ours"] for row in rows(DIFFERENCES)}
    found: dict[str, dict[Path, bool]] = defaultdict(dict)
    for row in rows(REFERENCE / "verdicts.tsv"):
        schema, document = row["schema"], row["document"]
        path = REFERENCE / "documents" / document
        if b"XInclude" not in path.read_bytes():
            found[schema][path] = differing.get((schema, document), row["verdict"]) == "valid"
    return found


def rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


VERDICTS = verdicts()
SCHEMAS = sorted(VERDICTS)


def reference_xsd(schema: str, folder: Path) -> Path:
    """Write the XSD of a reference ODD; grammars it embeds are those the reference embeds."""
    name = schema.removesuffix(".rng")
    inside = folder / name
    inside.mkdir()
    odd = inside / f"{name}.odd"
    odd.write_bytes((REFERENCE / "source" / f"{name}.odd").read_bytes())
    parser = etree.XMLParser(collect_ids=False)
    modules = etree.parse(odd, parser).iter(f"{{{TEI}}}moduleRef")
    urls = [str(module.get("url")) for module in modules if module.get("url")]
    grammars = (
        etree.parse(REFERENCE / "rng" / schema, parser).getroot().findall(f"{{{RELAXNG}}}div")
    )
    for url, grammar in zip(urls, grammars, strict=False):
        grammar.tag = f"{{{RELAXNG}}}grammar"
        (inside / url).write_bytes(etree.tostring(grammar))
    return xsd_of(odd, inside)


def compare(
    found: Mapping[Path, Mapping[Path, str]], expected: Mapping[Path, Mapping[Path, bool]]
) -> None:
    """Check that schemas load, reject nothing valid, and accept hardly anything that is not."""
    said = {(schema, one): what for schema, each in found.items() for one, what in each.items()}
    assert {one: what for one, what in said.items() if one[0] == one[1] and what != "ok"} == {}
    counted: Counter[tuple[bool, bool]] = Counter()
    rejected = []
    for schema, each in expected.items():
        for document, valid in each.items():
            what = said[schema, document]
            counted[valid, what == "ok"] += 1
            if valid and what != "ok":
                rejected.append((schema.stem, document.name, what))
    assert rejected == []
    assert counted[False, False] > 0.99 * counted[False, True] + 0.99 * counted[False, False]


def test_xerces_agrees_on_a_sample(xerces: Xerces, shared: Path, tmp_path: Path) -> None:
    expected = {
        reference_xsd(schema, tmp_path): dict(
            list(VERDICTS[schema].items())[number % SAMPLE :: SAMPLE]
        )
        for number, schema in enumerate(SCHEMAS[::SAMPLE])
    }
    compare(xerces(expected), expected)


@pytest.mark.conformance
def test_xerces_agrees(xerces: Xerces, shared: Path, tmp_path: Path) -> None:
    expected = {reference_xsd(schema, tmp_path): VERDICTS[schema] for schema in SCHEMAS}
    compare(xerces(expected), expected)


@pytest.mark.conformance
@pytest.mark.parametrize("schema", SCHEMAS)
def test_xmlschema_agrees(schema: str, shared: Path, tmp_path: Path) -> None:
    path = reference_xsd(schema, tmp_path)
    loaded = xmlschema.XMLSchema10(path)
    valid = [document for document, verdict in VERDICTS[schema].items() if verdict]
    found: dict[Path, str] = {path: "ok"}
    for document in valid:
        error = next(loaded.iter_errors(document), None)
        found[document] = "ok" if error is None else str(error.reason)
    assert {one.name: what for one, what in found.items() if what != "ok"} == {}
