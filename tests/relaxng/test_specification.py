"""The cases of the RELAX NG specification's test suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Diagnostic, Outcome
from teikit.relaxng.load import CompiledSchema, load
from teikit.source import SourceFile, Span

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "relaxng" / "spectest.xml"


def cases() -> Iterator[object]:
    if not SUITE.exists():
        reason = "../shared/conformance/relaxng/spectest.xml is not here"
        yield pytest.param(None, marks=pytest.mark.skip(reason=reason))
        return
    for number, case in enumerate(etree.parse(SUITE).iter("testCase"), 1):
        section = case.findtext("section") or case.xpath("string((ancestor::*/section)[last()])")
        yield pytest.param(case, id=f"{number}-section-{section}")


def markup(element: etree._Element) -> bytes:
    inside = element.find("*")
    if inside is None:
        return (element.text or "").encode()
    return etree.tostring(inside, encoding="unicode", with_tail=False).encode()


def files(case: etree._Element, folder: str = "") -> Iterator[tuple[str, bytes]]:
    for child in case:
        if child.tag == "dir":
            yield from files(child, f"{folder}{child.get('name')}/")
        elif child.tag == "resource":
            yield folder + str(child.get("name")), markup(child)


def compiled(case: etree._Element, kind: str) -> Outcome[CompiledSchema]:
    held = dict(files(case))

    def resolve(uri: str, span: Span) -> Outcome[SourceFile]:
        if uri not in held:
            return Outcome(None, (Diagnostic("RNG120", "There is no such file.", span),))
        return Outcome(SourceFile(uri, held[uri]))

    element = case.find(kind)
    assert element is not None
    return load(SourceFile("schema.rng", markup(element)), resolver=resolve)


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: etree._Element) -> None:
    if case.find("incorrect") is not None:
        outcome = compiled(case, "incorrect")
        assert outcome.value is None, "the schema is wrong, but was accepted"
        assert outcome.diagnostics
        return
    outcome = compiled(case, "correct")
    assert outcome.value is not None, outcome.diagnostics
    for document in case.iterfind("valid"):
        found = outcome.value.validate(SourceFile("valid", markup(document)), ids=False)
        assert not found, markup(document)
    for document in case.iterfind("invalid"):
        found = outcome.value.validate(SourceFile("invalid", markup(document)), ids=False)
        assert found, markup(document)
