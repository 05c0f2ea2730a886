"""A new schema is compiled once for all processes; where that fails, nothing is said here."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from teikit.validate import loaded
from teikit.validate.cache import files
from teikit.validate.prepare import prepare
from teikit.validate.selection import Selection
from teikit.validate.standard import Standard
from teikit.validate.work import Workers

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<teiHeader/><text><body><schemaSpec ident="own" start="p"><moduleRef key="tei"/>
<moduleRef key="core" include="p"/></schemaSpec></body></text></TEI>"""
RNG = '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="a">
<report test="@b">It has.</report></rule></pattern></schema>"""
XSD = '<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="r"/></schema>'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, of a teikit that nobody is editing."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(files.FOLDER_VARIABLE, str(folder))
    monkeypatch.setattr(files, "_sources", tuple)
    loaded.loaded.cache_clear()
    return folder


@pytest.fixture
def workers() -> Iterator[Workers]:
    with ThreadPoolExecutor(2) as executor:
        yield Workers(lambda: executor, 2)


def nobody() -> Executor:
    raise AssertionError


def standard(tmp_path: Path, name: str, text: str) -> Standard:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Standard(path, tmp_path)


@pytest.mark.parametrize(("name", "text"), [("own.odd", ODD), ("own.rng", RNG)])
def test_both_parts_are_in_the_cache(
    tmp_path: Path, cache: Path, workers: Workers, name: str, text: str
) -> None:
    own = standard(tmp_path, name, text)
    prepare(own, workers)
    assert len(list(cache.glob("*.json"))) == 2
    prepare(own, Workers(nobody, 2))


@pytest.mark.parametrize(
    ("name", "text", "entries"),
    [("own.sch", RULES, 1), ("own.xsd", XSD, 0), ("own.odd", "<TEI/>", 0), ("own.rng", "<", 1)],
)
def test_other_schemas_do_no_harm(  # noqa: PLR0917
    tmp_path: Path, cache: Path, workers: Workers, name: str, text: str, entries: int
) -> None:
    prepare(standard(tmp_path, name, text), workers)
    assert len(list(cache.glob("*.json"))) == entries


def test_a_schema_that_is_not_there_does_no_harm(tmp_path: Path) -> None:
    prepare(Standard(tmp_path / "none.odd", tmp_path), Workers(nobody, 2))


def test_a_cache_that_cannot_be_written_does_no_harm(
    tmp_path: Path, cache: Path, workers: Workers
) -> None:
    cache.write_text("a file", encoding="utf-8")
    prepare(standard(tmp_path, "own.odd", ODD), workers)
    assert cache.is_file()


def test_without_constraints_each_compiles_for_itself(tmp_path: Path) -> None:
    own = standard(tmp_path, "own.odd", ODD)
    grammar = Standard(own.schema, tmp_path, selection=Selection(only=("TEI",)))
    prepare(grammar, Workers(nobody, 2))
