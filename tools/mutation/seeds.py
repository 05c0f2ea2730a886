"""The schemas and documents that mutants come from, out of the reference material."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree
from tools.mutation.edits import Element, elements, elements_in, take_out
from tools.mutation.generate import Generator
from tools.mutation.mend import Validate, mended

from teikit.names import XINCLUDE

# Schemas of the reference, and the folders whose documents may be valid under them.
_ODD: Final = "conformance/odd"
_CORPORA: Final = (
    ("epidoc/schema/9.0/tei-epidoc.rng", ("epidoc/docs",)),
    ("epidoc/schema/9.7/tei-epidoc.rng", ("epidoc/docs",)),
    ("epidoc/schema/9.8/tei-epidoc.rng", ("epidoc/docs",)),
    ("msdesc/schema/msdesc.rng", ("msdesc/docs",)),
    ("msdesc/schema/msdesc-mmol.rng", ("msdesc/docs",)),
    ("openarabicpe/schema/schema/tei_periodical.rng", ("openarabicpe/docs",)),
    ("pta/schema/tei-pta.rng", ("pta/docs",)),
    ("pta/schema/tei-pta_linguistic.rng", ("pta/docs",)),
    ("teisimple/schema/teisimple.rng", ("teisimple/docs",)),
    ("teisimple/schema/tei-pm.rng", ("teisimple/docs",)),
    ("teisimple/schema/tei_all.rng", ("dracor/docs", "schnitzler-briefe/docs", "cmif/docs")),
)
_TEI: Final = (
    "tei_all", "tei_bare", "tei_corpus", "tei_drama", "tei_enrich", "tei_jtei", "tei_lite",
    "tei_minimal", "tei_ms", "tei_simplePrint", "tei_speech", "tei_tite", "isofs", "testAlien",
    "testdocbook1", "testdocbook5", "testmathml", "testplace-kml", "testjustfs", "testspoken",
    "testnames", "testfand3", "torture",
)  # fmt: skip
_LONG: Final = 24_000  # bytes: longer documents are cut, so that many mutants are judged soon
_CUTS: Final = 60
_SEEDS: Final = 12  # documents a schema,
_GENERATED: Final = 4  # and so many made from the schema alone; all, where it has no documents


@dataclass(frozen=True, slots=True)
class SchemaCase:
    """A schema of the reference material, and documents to try under it."""

    name: str
    schema: Path
    documents: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """A valid document to make mutants of."""

    name: str
    root: Element


def schema_cases(shared: Path) -> Iterator[SchemaCase]:
    """Yield the schemas that are there, those of projects first."""
    corpora, odd = shared / "corpora", shared / _ODD
    for name, folders in _CORPORA:
        if (corpora / name).is_file():
            found = [path for each in folders for path in sorted((corpora / each).glob("*.xml"))]
            yield SchemaCase(name.replace("/schema", ""), corpora / name, tuple(found))
    for path in sorted(corpora.glob("wega/schema/schema/en/*.rng")):
        yield SchemaCase(f"wega/{path.name}", path, ())
    documents = tuple(sorted((odd / "documents").glob("*.xml")))
    for name in _TEI:
        if (odd / "rng" / f"{name}.rng").is_file():
            yield SchemaCase(f"odd/{name}.rng", odd / "rng" / f"{name}.rng", documents)


def seeds_of(case: SchemaCase, random: Random, validate: Validate) -> list[Seed]:
    """Return some valid documents: long ones are cut down, invalid ones mended, others made up."""
    made = Generator(case.schema)
    seeds: list[Seed] = []
    for path in random.sample(case.documents, len(case.documents)):
        if len(seeds) == _SEEDS - _GENERATED:
            break
        root = _plain(path)
        root = None if root is None else mended(_shortened(root, random), validate)
        if root is not None:
            seeds.append(Seed(path.name, root))
    wanted = _GENERATED if seeds else _SEEDS
    generated = (made.document(random) for _ in range(wanted))
    seeds.extend(Seed("generated", root) for root in generated if root is not None)
    return seeds


def data_of(root: Element) -> bytes:
    """Return a tree as a file: each tag on one line."""
    return etree.tostring(root, encoding="utf-8", with_tail=False) + b"\n"


def _plain(path: Path) -> Element | None:
    # No inclusions: what is judged must be in the file itself.
    parser = etree.XMLParser(no_network=True, load_dtd=False, huge_tree=True, collect_ids=False)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError:
        return None
    for element in list(root.iter(f"{{{XINCLUDE}}}include")):
        take_out(element)
    return root


def _shortened(root: Element, random: Random) -> Element:
    for _ in range(_CUTS):
        if len(data_of(root)) <= _LONG:
            break
        wide = sorted(elements(root), key=lambda each: -len(elements_in(each)))[:12]
        children = elements_in(random.choice(wide))
        for child in children[random.randint(1, max(1, len(children) // 2)) :]:
            take_out(child)
    return root
