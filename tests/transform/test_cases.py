"""Snippets of TEI and what becomes of them; `TEIKIT_UPDATE=1` writes the expectations anew.

Beside `cases/NAME.xml` stand `NAME.html` (the text of the page and its footnotes),
`NAME.reading.txt` and `NAME.diplomatic.txt`, and `NAME.codes` where there are diagnostics.
"""

import os
import re
from pathlib import Path

import pytest
from lxml import etree, html

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile
from teikit.transform.html import document_page
from teikit.transform.text import TextOptions, Variant, document_text
from teikit.xml.parse import Document, parse_document

CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))
FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt></fileDesc></teiHeader><text>{}</text></TEI>"""
BLOCK = re.compile(r"(?=<(?:p|div|section|h\d|blockquote|[uo]l|dl|li|table|tr|figure|img)[ >])")


def document(case: Path) -> Document:
    text = FRAME.format(case.read_text(encoding="utf-8").strip())
    parsed = parse_document(SourceFile(case.name, text.encode()))
    assert parsed.value is not None, parsed.diagnostics
    return parsed.value


def page_text(page: str) -> str:
    root = html.document_fromstring(page)
    text = "".join(
        etree.tostring(part, encoding="unicode", method="html", with_tail=False)
        for part in _parts(root)
    )
    return BLOCK.sub("\n", re.sub(r"\s+", " ", text)).strip() + "\n"


def _parts(root: html.HtmlElement) -> list[html.HtmlElement]:
    found = root.xpath('//article/div[@class="text"] | //section[@class="footnotes"]')
    assert isinstance(found, list)
    return [part for part in found if isinstance(part, html.HtmlElement)]


def results(case: Path) -> dict[str, str]:
    page = document_page(document(case))
    assert page.value is not None, page.diagnostics
    found = {".html": page_text(page.value), ".codes": codes(page.diagnostics)}
    for variant in Variant:
        text = document_text(document(case), TextOptions(variant=variant, width=60))
        assert text.value is not None, text.diagnostics
        found[f".{variant}.txt"] = text.value.removeprefix("T\n").lstrip("\n")
    return found


def codes(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "".join(f"{d.span.start.column} {d.code} {d.message}\n" for d in diagnostics)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_snippet_becomes_what_stands_beside_it(case: Path) -> None:
    for ending, found in results(case).items():
        beside = case.with_name(case.stem + ending)
        if os.environ.get("TEIKIT_UPDATE"):
            if found:
                beside.write_text(found, encoding="utf-8", newline="\n")
            continue
        expected = beside.read_text(encoding="utf-8") if beside.exists() else ""
        assert found == expected


def test_every_case_has_its_expectations() -> None:
    assert CASES
    for case in CASES:
        for ending in (".html", ".reading.txt", ".diplomatic.txt"):
            assert case.with_name(case.stem + ending).is_file()
