"""The screen misses nothing in real documents, and in such as nobody has written."""

import random
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.schematron import CompiledSchematron, load
from teikit.schematron.screening.screen import ATTRIBUTE, SEVERAL, Screen
from teikit.schematron.screening.screened import rules_of
from teikit.source import DISK, SourceFile
from teikit.xml.parse import Document, parse_document

SCHEMAS = (
    "conformance/odd/schematron/tei_all.sch",
    "conformance/odd/schematron/tei_jtei.sch",
    "corpora/pta/schema/tei-pta.sch",
    "corpora/openarabicpe/schema/schema/tei_periodical.sch",
    "corpora/teisimple/schema/teisimple.isosch",
    "corpora/schnitzler-briefe/schema/data/meta/schnitzler-briefe-schematron.sch",
)
DOCUMENTS = 10
MUTANTS = 2
LARGEST = 100_000
VALUES = ("", "x", " ", "#a", "a b", "2020-01-01", "1", "gloss", "delete", "edition", "true")


@pytest.mark.parametrize("name", SCHEMAS, ids=[Path(name).stem for name in SCHEMAS])
def test_what_is_found_is_let_through(shared: Path, name: str) -> None:
    path = shared / name
    outcome = load(DISK.read(path), root=path.parent)
    assert outcome.value is not None
    screen = rules_of(outcome.value).screen
    assert len(screen.always) <= 1
    chance = random.Random(name)  # noqa: S311 - no secret
    found = 0
    for document in sample(shared, screen, chance):
        speaking = patterns_speaking(outcome.value, document)
        assert speaking <= screen.candidates(document)
        found += len(speaking)
    assert found


def patterns_speaking(compiled: CompiledSchematron, document: Document) -> set[int]:
    results, _ = compiled._runner.run(compiled.compiled.program, document, everything=False)
    assert not isinstance(results, Diagnostic)
    rules = [compiled.plan.assertions[one.assertion].rule for one in results.findings]
    faults = [one for one in results.faults if not one.code.endswith("broken")]
    rules += [
        compiled.plan.assertions[one.assertion].rule for one in faults if one.assertion is not None
    ]
    return {one.place for one in rules}


def sample(shared: Path, screen: Screen, chance: random.Random) -> list[Document]:
    """Return some documents, each with mutants that have what the schema's rules are about."""
    paths = [
        path
        for path in sorted(shared.glob("corpora/*/docs/*.xml"))
        if path.stat().st_size < LARGEST
    ]
    names = sorted({one.lstrip(SEVERAL) for probe in screen.probes for one in probe.needs})
    found = []
    for path in chance.sample(paths, DOCUMENTS):
        original = parse_document(DISK.read(path), root=path.parent).value
        if original is not None:
            found.append(original)
            found += [mutant(original, names, chance) for _ in range(MUTANTS)]
    return found


def mutant(document: Document, names: list[str], chance: random.Random) -> Document:
    root = deepcopy(document.tree).getroot()
    places = list(root.iter(etree.Element))
    elements = [name for name in names if not name.startswith(ATTRIBUTE)]
    attributes = [name.removeprefix(ATTRIBUTE) for name in names if name.startswith(ATTRIBUTE)]
    for _ in range(chance.choice((1, 2, 4, 12))):
        change(chance.choice(places), chance, elements, attributes or ["n"])
    data = etree.tostring(root)
    parsed = parse_document(SourceFile("mutant.xml", data)).value
    assert parsed is not None
    return parsed


def change(
    place: etree._Element, chance: random.Random, elements: list[str], attributes: list[str]
) -> None:
    """Change an element, its attributes or what is in it."""
    match chance.randrange(5):
        case 0:
            place.set(chance.choice(attributes), chance.choice(VALUES))
        case 1:
            place.attrib.clear()
        case 2:
            place.tag = chance.choice(elements)
        case 3:
            added = etree.SubElement(place, chance.choice(elements))
            added.set(chance.choice(attributes), chance.choice(VALUES))
        case _:
            place.text = chance.choice(VALUES)
