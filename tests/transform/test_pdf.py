"""PDF of documents and editions: tagged, complete, and never without saying what is missing."""

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from teikit import resources
from teikit.diagnostics import Severity
from teikit.source import SourceFile, as_source
from teikit.transform.pdf import (
    PdfOptions,
    TitlePage,
    document_pdf,
    document_typst,
    edition_pdf,
    edition_typst,
)
from teikit.xml.parse import Document, parse_document

NAMESPACE = "http://www.tei-c.org/ns/1.0"
IMAGE = re.compile(rb"/Subtype\s*/Image\b")
TITLE_PAGE = TitlePage("Letters", "A calendar", licence="CC BY 4.0")


def read(path: Path) -> Document:
    outcome = parse_document(as_source(path))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def write(path: Path, body: str, *, title: str = "T", lang: str = "en") -> Document:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (
        f'<TEI xmlns="{NAMESPACE}" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title></titleStmt></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )
    path.write_text(text, encoding="utf-8")
    return read(path)


def objects(pdf: bytes) -> bytes:
    """The PDF with its compressed streams opened, so that its dictionaries can be read."""
    return pdf + b"".join(_streams(pdf))


def _streams(pdf: bytes) -> Iterator[bytes]:
    for piece in pdf.split(b"stream\n")[1:]:
        try:
            yield zlib.decompressobj().decompress(piece)
        except zlib.error:
            continue


def picture() -> bytes:
    """A PNG of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00\x80")
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_the_letter_is_a_tagged_pdf(letter: Path) -> None:
    outcome = document_pdf(read(letter))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.startswith(b"%PDF-")
    pdf = objects(outcome.value)
    for part in (b"/StructTreeRoot", b"/Lang", b"/Outlines", b"<pdfuaid:part>1<", b"/Marked true"):
        assert part in pdf


def test_a_title_and_a_language_are_in_the_pdf(tmp_path: Path) -> None:
    outcome = document_pdf(write(tmp_path / "a.xml", "<p>Да</p>", title="Letter", lang="ru"))
    pdf = objects(outcome.value or b"")
    assert b"Letter" in pdf
    assert b"/Lang (ru)" in pdf or b"/Lang(ru)" in pdf


def test_scripts_of_the_caucasus_need_no_other_fonts(tmp_path: Path) -> None:
    words = "Карабах Ղարաբաղ ყარაბაღი قره‌باغ قرہ باغ گ چ پ ژ ڭ قَرَه Qarabağ ə Ἀρμενία ירושלים नागरी"
    outcome = document_pdf(write(tmp_path / "a.xml", f"<p>{words} <hi>{words}</hi></p>"))
    assert outcome.diagnostics == ()


def test_characters_without_a_font_are_named_at_their_place(tmp_path: Path) -> None:
    outcome = document_pdf(write(tmp_path / "a.xml", "<p>A</p>\n<p>\n<hi>ܐܒ</hi></p>"))
    [said] = outcome.diagnostics
    assert (said.code, said.severity, said.span.start.line) == ("OUT203", Severity.WARNING, 3)
    assert "“ܐ” (U+0710 SYRIAC LETTER ALAPH)" in said.message
    assert any("Noto Sans Syriac" in hint for hint in said.hints)
    assert (outcome.value or b"").startswith(b"%PDF-")


PICTURES = {
    "a picture beside": ("good.png", ""),
    "a picture in a folder": ("pictures/good.png", ""),
    "a picture with a wrong suffix": ("good.jpg", ""),
    "none there": ("none.png", "does not exist"),
    "above the folder": ("../outside.png", "outside the folder"),
    "an absolute path": ("/etc/passwd", "outside the folder"),
    "written in another way": ("%2e%2e/outside.png", "outside the folder"),
    "on the web": ("https://example.org/a.png", "not a file beside the document"),
    "a file by its address": ("file:///etc/passwd", "not a file beside the document"),
    "no picture": ("text.png", "is not a PNG"),
    "a broken picture": ("broken.png", "cannot be read"),
    "no address": ("", "not a file beside the document"),
    "a folder": (".", "does not exist"),
    "a path of Typst": ("/main.typ", "outside the folder"),
}


@pytest.mark.parametrize(("url", "problem"), PICTURES.values(), ids=list(PICTURES))
def test_pictures(url: str, problem: str, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    body = (
        f'<figure><graphic url="{url}" xmlns:t="https://teikit.org/ns/typst" t:path="/main.typ"/>'
    )
    document = write(folder / "a.xml", f"{body}<figDesc>A seal</figDesc></figure>")
    (folder / "pictures").mkdir()
    for name in ("good.png", "good.jpg", "pictures/good.png", "../outside.png"):
        (folder / name).write_bytes(picture())
    (folder / "text.png").write_text("text", encoding="utf-8")
    (folder / "broken.png").write_bytes(picture()[:40])
    outcome = document_pdf(document)
    assert (outcome.value or b"").startswith(b"%PDF-")
    assert [each.code for each in outcome.diagnostics] == (["OUT208"] if problem else [])
    assert all(problem in each.message for each in outcome.diagnostics)
    assert (IMAGE.search(objects(outcome.value or b"")) is not None) is not bool(problem)


def test_pictures_of_the_edition_lie_inside_its_root(tmp_path: Path) -> None:
    document = write(tmp_path / "documents" / "a.xml", '<graphic url="../pictures/a.png"/>')
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(picture())
    assert document_pdf(document).diagnostics[0].code == "OUT208"
    assert document_pdf(document, options=PdfOptions(root=tmp_path)).diagnostics == ()


def test_what_is_no_tei_is_not_set(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<letter/>", encoding="utf-8")
    outcome = document_pdf(read(path))
    assert (outcome.value, [each.code for each in outcome.diagnostics]) == (None, ["OUT209"])


def test_a_document_without_a_title_is_untitled(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<TEI xmlns="{NAMESPACE}"><teiHeader/><text/></TEI>', encoding="utf-8")
    outcome = document_pdf(read(path))
    assert outcome.diagnostics == ()
    assert outcome.value is not None


def test_a_stylesheet_of_the_user(tmp_path: Path) -> None:
    stylesheet = tmp_path / "mine.xsl"
    stylesheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        f' xmlns:typ="https://teikit.org/ns/typst" xpath-default-namespace="{NAMESPACE}">'
        '<xsl:import href="https://teikit.org/xslt/typst/document.xsl"/>'
        '<xsl:template match="hi" mode="typ:typeset"><typ:hi rend="bold">#x<xsl:apply-templates'
        ' mode="typ:typeset"/></typ:hi></xsl:template></xsl:stylesheet>',
        encoding="utf-8",
    )
    document = write(tmp_path / "a.xml", "<p><hi>b</hi></p>")
    outcome = document_typst(document, options=PdfOptions(stylesheet=stylesheet))
    assert 'tei-hi(rend: "bold", "#xb", )' in (outcome.value or "")
    parts = {"document": [document, write(tmp_path / "b.xml", "<p><hi>c</hi></p>")]}
    whole = edition_typst(parts, title_page=TITLE_PAGE, options=PdfOptions(stylesheet=stylesheet))
    assert 'tei-hi(rend: "bold", "#xc", )' in (whole.value or "")


def edition(folder: Path) -> dict[str, list[Document]]:
    name = '<p><persName ref="../registers/persons.xml#legran">Legran</persName></p>'
    see = '<p>See <ref target="02-b.xml">the next</ref>.</p>'
    person = (
        '<listPerson><person xml:id="legran"><persName>Legran, Boris</persName>'
        '<persName xml:lang="ru">Легран</persName><birth when="1884"/><death when="1936"/>'
        "<note>Diplomat.</note></person></listPerson>"
    )
    return {
        "introduction": [write(folder / "introduction.xml", "<p>I</p>", title="Introduction")],
        "document": [
            write(folder / "documents" / "01-a.xml", name + see, title="First"),
            write(folder / "documents" / "02-b.xml", name, title="Second"),
        ],
        "register": [write(folder / "registers" / "persons.xml", person, title="Persons")],
    }


def test_an_edition_is_one_pdf(tmp_path: Path) -> None:
    parts = edition(tmp_path)
    outcome = edition_pdf(
        parts["document"],
        parts["register"],
        title_page=TITLE_PAGE,
        introduction=parts["introduction"][0],
        options=PdfOptions(root=tmp_path),
    )
    assert outcome.diagnostics == ()
    pdf = objects(outcome.value or b"")
    # Title page, contents, introduction, two documents, the register.
    assert b"/Count 6" in pdf


def test_names_and_registers_of_an_edition_are_linked(tmp_path: Path) -> None:
    source = edition_typst(edition(tmp_path), title_page=TITLE_PAGE).value or ""
    assert source.count('tei-persName(key: "persons#legran", target: "persons#legran"') == 2
    assert 'tei-entry(key: "persons#legran", ' in source
    assert 'tei-ref(target: "02-b", "the next", )' in source
    assert ", 1884–1936. " in source


def test_the_sample_edition_has_nothing_to_complain_of() -> None:
    folder = resources.sample_edition()
    documents = [read(path) for path in sorted((folder / "documents").glob("*.xml"))]
    registers = [read(path) for path in sorted((folder / "registers").glob("*.xml"))]
    outcome = edition_pdf(
        documents, registers, title_page=TITLE_PAGE, options=PdfOptions(root=folder)
    )
    assert outcome.diagnostics == ()
    assert outcome.value is not None


def test_an_edition_without_documents() -> None:
    outcome = edition_pdf([], title_page=TITLE_PAGE)
    assert (outcome.value or b"").startswith(b"%PDF-")


def test_a_document_made_in_memory_has_no_pictures() -> None:
    data = (
        f'<TEI xmlns="{NAMESPACE}"><teiHeader/><text><body><figure><graphic url="a.png"/></figure>'
        "</body></text></TEI>"
    )
    document = parse_document(SourceFile("<bytes>", data.encode("utf-8"))).value
    assert document is not None
    assert [each.code for each in document_pdf(document).diagnostics] == ["OUT208"]
