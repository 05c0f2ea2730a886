"""Every case of the Schematron conformance suite, with its assertions about the SVRL report."""

from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Diagnostic, has_errors
from teikit.schematron import load
from teikit.source import SourceFile
from teikit.xml.parse import parse_document

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "conformance" / "schematron"
T = "{https://doi.org/10.5281/zenodo.5679629#}"
CASES = [
    path
    for path in sorted(FOLDER.rglob("*.xml"))
    if etree.parse(str(path)).getroot().tag == T + "testcase"
]


def test_the_suite_is_there() -> None:
    if not FOLDER.is_dir():
        pytest.skip("the conformance suite is not beside the project (../shared)")
    assert len(CASES) == 94


@pytest.mark.parametrize("path", CASES, ids=[case.stem for case in CASES])
def test_a_case(path: Path, tmp_path: Path) -> None:
    case = etree.parse(str(path)).getroot()
    for file in case.iter(T + "document"):
        write(tmp_path / file.get("filename", ""), file)
    main = parse_document(SourceFile("document.xml", *read(tmp_path / "document.xml"))).value
    assert main is not None
    schemas = case.find(T + "schemas")
    assert schemas is not None
    for number, schema in enumerate(schemas):
        name = tmp_path / f"schema-{number}.sch"
        name.write_bytes(etree.tostring(schema, with_tail=False))
        outcome = load(SourceFile(name.name, *read(name)), phase=case.get("phase"), root=tmp_path)
        if case.get("expect") == "error":
            assert has_errors(outcome.diagnostics)
            continue
        assert not outcome.diagnostics
        assert outcome.value is not None
        found = outcome.value.validate(main)
        assert not {"SCH103", "SCH104", "SCH105"} & {one.code for one in found}
        assert bool(found) == (case.get("expect") == "invalid")
        report = outcome.value.report(main)
        assert not isinstance(report, Diagnostic)
        for assertion in case.iter(T + "assertion"):
            assert holds(report, assertion), etree.tostring(report)


def write(path: Path, holder: etree._Element) -> None:
    path.write_bytes(etree.tostring(holder[0], with_tail=False))


def read(path: Path) -> tuple[bytes, Path]:
    return path.read_bytes(), path


def holds(report: etree._Element, assertion: etree._Element) -> bool:
    namespaces = {prefix: uri for prefix, uri in assertion.nsmap.items() if prefix}
    test = f"boolean({assertion.get('assert')})"
    return bool(etree.ElementTree(report).xpath(test, namespaces=namespaces))
