"""The rules that our own stylesheets keep."""

import re
from pathlib import Path

import pytest
from lxml import etree

from teikit.names import XSLT
from teikit.resources import xslt

MODULES = sorted(xslt().rglob("*.xsl"))
READING = re.compile(r"\b(doc|document|unparsed-text(-lines)?|json-doc|collection|transform)\s*\(")


def root(path: Path) -> etree._Element:
    return etree.parse(str(path)).getroot()


def each(path: Path, *names: str) -> list[etree._Element]:
    return list(root(path).iter(*(f"{{{XSLT}}}{name}" for name in names)))


@pytest.fixture(params=MODULES, ids=lambda path: str(path.relative_to(xslt())))
def module(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_parameters_and_functions_have_types(module: Path) -> None:
    untyped = [e.get("name") for e in each(module, "param", "function") if e.get("as") is None]
    assert untyped == []


def test_modes_say_what_happens_without_a_match(module: Path) -> None:
    assert [m.get("name") for m in each(module, "mode") if m.get("on-no-match") is None] == []


def test_no_module_reads_a_file(module: Path) -> None:
    values = [str(value) for element in root(module).iter() for value in element.attrib.values()]
    assert [value for value in values if READING.search(value)] == []


def test_nothing_escapes_being_escaped(module: Path) -> None:
    assert "disable-output-escaping" not in module.read_text(encoding="utf-8")


def test_a_module_has_one_job(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300
