"""The TEI vocabulary that ships with teikit is what the tool makes of the TEI's own source."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from teikit import resources
from teikit.names import TEI

ROOT = Path(__file__).resolve().parents[2]
COUNTED = {
    "elementSpec": 588,
    "classSpec": 212,
    "macroSpec": 8,
    "dataSpec": 35,
    "moduleSpec": 22,
    "attDef": 544,
    "valItem": 1050,
    "memberOf": 2366,
    "content": 631,
    "constraintSpec": 130,
}
PROSE = ("desc", "remarks", "exemplum", "listRef", "equiv", "egXML", "versionDate")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("distil_p5", ROOT / "tools" / "distil_p5.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def p5subset(shared: Path) -> bytes:
    return (shared / "tei-p5" / "p5subset.xml").read_bytes()


@pytest.fixture
def distilled() -> bytes:
    return (resources.schemas() / "tei-p5.odd").read_bytes()


def count(source: bytes, name: str) -> int:
    return sum(1 for _ in etree.fromstring(source).iter(f"{{{TEI}}}{name}"))


def test_the_committed_vocabulary_is_what_the_tool_makes(
    tool: ModuleType, p5subset: bytes, distilled: bytes
) -> None:
    assert tool.distil(p5subset) == distilled


@pytest.mark.parametrize("name", COUNTED)
def test_nothing_is_lost_on_the_way(name: str, p5subset: bytes, distilled: bytes) -> None:
    assert count(distilled, name) == count(p5subset, name) == COUNTED[name]


@pytest.mark.parametrize("name", COUNTED)
def test_the_vocabulary_is_complete(name: str, distilled: bytes) -> None:
    assert count(distilled, name) == COUNTED[name]


@pytest.mark.parametrize("name", PROSE)
def test_prose_stays_behind(name: str, distilled: bytes) -> None:
    body = distilled.partition(b"<schemaSpec")[2]
    assert f"<{name}".encode() not in body
    assert f" {name}=".encode() not in body


def test_the_file_says_where_it_comes_from(distilled: bytes) -> None:
    head = distilled.partition(b"<TEI")[0].decode("utf-8")
    assert re.search(r"TEI P5 vocabulary, edition 4\.10\.0\b", head)
    assert "Creative Commons Attribution 3.0" in head
    assert "BSD-2-Clause" in head


@pytest.mark.parametrize(
    ("name", "gloss", "spelt_out"),
    [
        ("lb", "line beginning", True),
        ("msDesc", "manuscript description", True),
        ("TEI", "TEI document", False),
        ("seg", "arbitrary segment", False),
        ("name", "name", False),
        ("p", "marks paragraphs in prose, where there are any", False),
    ],
)
def test_a_gloss_is_kept_where_it_spells_out_the_name(
    tool: ModuleType, name: str, gloss: str, spelt_out: bool
) -> None:
    assert tool.spells_out(name, gloss) is spelt_out
