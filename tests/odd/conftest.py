"""A folder of ODDs to build on one another, and the schemas that the reference makes of ODDs."""

import csv
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from teikit.names import RELAXNG, TEI
from teikit.relaxng.load import CompiledSchema

HERE = Path(__file__).resolve().parent
TOOL = HERE.parents[1] / "tools" / "compare_schemas.py"
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "\n</body></text></TEI>\n"


@pytest.fixture
def odd(tmp_path: Path) -> Callable[..., Path]:
    """Write an ODD: what stands in its schemaSpec, and the attributes of that."""

    def write(name: str, content: str, attributes: str = "", outside: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        start = f'<schemaSpec ident="{path.stem}" start="p" {attributes}>\n'
        text = f"{HEAD}{start}{content}\n</schemaSpec>{outside}{TAIL}"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def reference_odd(shared: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Copy an ODD of the TEI's own tests to where the external grammars are that it asks for.

    The reference embeds those grammars (MathML, DocBook, KML), which are not beside the ODDs;
    they are taken out of its schema.
    """
    reference = shared / "conformance" / "odd"

    def copy(name: str) -> Path:
        odd = tmp_path / f"{name}.odd"
        odd.write_bytes((reference / "source" / odd.name).read_bytes())
        put_external_grammars(odd, reference / "rng" / f"{name}.rng")
        return odd

    return copy


def put_external_grammars(odd: Path, schema: Path) -> None:
    parser = etree.XMLParser(collect_ids=False)
    modules = etree.parse(odd, parser).iter(f"{{{TEI}}}moduleRef")
    urls = [str(module.get("url")) for module in modules if module.get("url")]
    if not urls:
        return
    grammars = etree.parse(schema, parser).getroot().findall(f"{{{RELAXNG}}}div")
    for url, grammar in zip(urls, grammars, strict=True):
        grammar.tag = f"{{{RELAXNG}}}grammar"
        (odd.parent / url).write_bytes(etree.tostring(grammar))


@dataclass(frozen=True)
class Known:
    """A difference from the reference that has its reason."""

    schema: str
    element: str
    difference: str

    def covers(self, schema: str, found: tuple[str, str]) -> bool:
        return (
            fnmatchcase(schema, self.schema)
            and fnmatchcase(found[0], self.element)
            and fnmatchcase(found[1], self.difference)
        )


def known_differences() -> list[Known]:
    with (HERE / "schema_differences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(row["reason"] for row in rows)
    return [Known(row["schema"], row["element"], row["difference"]) for row in rows]


@pytest.fixture(scope="session")
def compare_schemas() -> ModuleType:
    """The tool that compares schemas without documents."""
    spec = importlib.util.spec_from_file_location("compare_schemas", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def unexplained(
    compare_schemas: ModuleType,
) -> Callable[[str, CompiledSchema, CompiledSchema], list[object]]:
    """Find the differences of two schemas that have no reason on record.

    Also finds the reasons given for this schema in particular that nothing needs any more.
    """
    known = known_differences()

    def find(name: str, ours: CompiledSchema, theirs: CompiledSchema) -> list[object]:
        found: list[tuple[str, str]] = compare_schemas.differences(ours, theirs)
        new = [one for one in found if not any(reason.covers(name, one) for reason in known)]
        stale = [
            reason
            for reason in known
            if reason.schema == name and not any(reason.covers(name, one) for one in found)
        ]
        return [*new, *stale]

    return find
