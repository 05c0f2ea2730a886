"""Typst source holds a document's text as strings only, and Typst's reports find their places."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teikit import resources
from teikit.diagnostics import Severity
from teikit.source import SourceFile, span_at
from teikit.transform.pdf import document_typst
from teikit.transform.typst import Job, set_pages, template_path
from teikit.xml.parse import Document, parse_document

NAMESPACE = "http://www.tei-c.org/ns/1.0"
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r'\\u\{([0-9a-f]+)\}|\\(["\\])')
ORIGIN = span_at("letter.xml", 1, 1)

HOSTILE = {
    "a call": '#read("/etc/passwd")',
    "a formula": "$x^2$",
    "a reference": "@ref",
    "strong": "*bold*",
    "emphasis": "_x_",
    "raw": "`raw` ```raw```",
    "a label": "<label>",
    "a heading": "= heading",
    "an escape": r"\u{41} \n \" \\",
    "a quotation mark and a bracket": '"); #panic("x',
    "a comment": "// gone /* gone */",
    "a list": "- item + item / term: x",
    "a bidi override": "a\u202eb\u202cc\u2066d",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "a line separator": "a\u2028b\u0085c",
    "shorthands": "~ -- --- ... -?",
    "brackets": "]] ) } { ( [[",
}


def document(body: str, title: str = "T", text_attributes: str = "") -> Document:
    """A TEI document with this body."""
    data = (
        f'<TEI xmlns="{NAMESPACE}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>{title}'
        f"</title></titleStmt></fileDesc></teiHeader><text{text_attributes}><body>{body}</body>"
        "</text></TEI>"
    )
    outcome = parse_document(SourceFile("letter.xml", data.encode("utf-8")))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def typst_of(body: str) -> str:
    """The Typst source of a document with this body."""
    outcome = document_typst(document(body))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def code(source: str) -> str:
    """What is left of Typst source without what its strings hold."""
    return LITERAL.sub('""', source)


def strings(source: str) -> list[str]:
    """What the strings of Typst source say."""

    def character(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else match[2]

    return [ESCAPE.sub(character, literal) for literal in LITERAL.findall(source)]


def everywhere(text: str) -> str:
    """A body that has a text in every kind of place."""
    element = etree.Element("x")
    element.text = text
    escaped = etree.tostring(element, encoding="unicode")[3:-4]
    quoted = escaped.replace('"', "&quot;").replace("\n", " ")
    return (
        f"<p>{escaped}</p><p>a <hi>{escaped}</hi></p><p>b<note>{escaped}</note></p>"
        f'<list><item>{escaped}</item></list><p><pb n="{quoted}"/><gap reason="{quoted}"/></p>'
        f"<table><row><cell>{escaped}</cell></row></table><eg>{escaped}</eg>"
        f'<figure><graphic url="{quoted}"/><figDesc>{escaped}</figDesc></figure>'
        f'<p><ref target="https://example.org/&quot;)#x">{escaped}</ref></p>'
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_text_is_never_code(text: str) -> None:
    source = typst_of(everywhere(text))
    assert code(source) == code(typst_of(everywhere("x")))
    assert text in strings(source)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_set(text: str) -> None:
    outcome = set_pages(Job(typst_of(everywhere(text)), ORIGIN))
    assert outcome.value is not None, outcome.diagnostics
    assert outcome.value.startswith(b"%PDF-")


# What XML can hold, without white space at the ends, which becomes a value of its own.
TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zs"], blacklist_characters="\ufffe\uffff"),
    min_size=1,
)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_is_a_string(text: str) -> None:
    source = typst_of(everywhere(text))
    assert code(source) == code(typst_of(everywhere("x")))
    assert text in strings(source)


CASES = {
    "a paragraph": ("<p>A b.</p>", 'tei-p("A b.", )'),
    "spaces between words": (
        "<p>A <hi>b</hi>\n c</p>",
        'tei-p("A", sp, tei-hi(rend: "italic", "b", ), sp, "c", )',
    ),
    "the look of emphasis": (
        '<p><hi rend="spaced">b</hi></p>',
        'tei-p(tei-hi(rend: "spaced", "b", ), )',
    ),
    "a footnote": ("<p>A<note>n</note></p>", 'tei-p("A", tei-footnote("n", ), )'),
    "a note in a note": (
        "<p>A<note>n<note>m</note></note></p>",
        'tei-footnote("n [m]", )',
    ),
    "a label of the archive": (
        '<div><p>A</p><note type="archival" subtype="label">Seen.</note></div>',
        'tei-note(label: "Label on the document", "Seen.", )',
    ),
    "a statement about emphasis": (
        '<div><p>A</p><note type="emphasis">Ours.</note></div>',
        'tei-emphasis("Ours.", )',
    ),
    "quotation marks of a language": (
        '<p xml:lang="ru"><quote>Да</quote></p>',
        'tei-q(open: "«", close: "»", "Да", )',
    ),
    "quotation marks that are there": ("<p><quote>“Yes”</quote></p>", 'tei-p("“Yes”", )'),
    "Arabic in a sentence": (
        '<p>A <foreign xml:lang="fa">ب</foreign></p>',
        r'tei-p("A \u{2067}", tei-lang(lang: "fa", "ب", ), "\u{2069}"',
    ),
    "a paragraph from right to left": (
        '<p xml:lang="fa-Arab-IR">ب</p>',
        'tei-p(tei-lang(lang: "fa", region: "IR", script: "arab", dir: "rtl", "ب", ), )',
    ),
    "a tag that is no language": ('<p xml:lang="x-klingon">Q</p>', 'tei-p("Q", )'),
    "an address that is refused": (
        '<p><ref target="javascript:alert(1)">x</ref></p>',
        'tei-p("x", )',
    ),
    "a table": (
        '<table><row role="label"><cell>A</cell></row><row><cell cols="2">b</cell></row></table>',
        'tei-row(kind: "data", tei-cell(cols: "2", rows: "1", kind: "data", "b", ), ), )',
    ),
    "a list whose items have numbers": (
        '<list rend="numbered"><item>a</item><item n="5">b</item><item n="c)">d</item></list>',
        'tei-item(n: "", "a", ), tei-item(n: "5", "b", ), tei-item(n: "", "c) d", ), )',
    ),
    "a break within a word": ('<p>a <!--x--><lb break="no"/> b</p>', 'tei-p("ab", )'),
    "a line of prose": ("<p>a<lb/>b</p>", 'tei-p("a b", )'),
    "a line of an inscription": ("<ab>a<lb/>b</ab>", 'tei-p("a", tei-lb(), "b", )'),
    "roles": (
        "<castList><castItem>a</castItem></castList>",
        'tei-lines(tei-line("a", ), )',
    ),
    "a list of terms": (
        "<list><label>A</label><item>b</item></list>",
        'tei-list(kind: "gloss", tei-item(n: "", label: pieces("A", ), "b", ), )',
    ),
    "an empty date": ('<p><date when="1920-12-02"/></p>', 'tei-p("2 December 1920", )'),
    "headings without gaps": (
        "<div><div><head>A</head></div></div>",
        'tei-head(level: "2", "A", )',
    ),
    "an unknown element": ('<p><x xmlns="urn:x">b</x></p>', 'tei-p("b", )'),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=list(CASES))
def test_tei_becomes_calls(body: str, expected: str) -> None:
    assert expected in typst_of(body)


def test_every_call_is_a_function_of_the_template() -> None:
    folder = resources.xslt() / "typst"
    template = (folder / "template.typ").read_text(encoding="utf-8")
    stylesheets = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.xsl"))
    called = set(re.findall(r"<typ:([A-Za-z-]+)[\s/>]", stylesheets)) - {"setup", "with", "strings"}
    assert called - {"item"} <= set(re.findall(r"tei-([A-Za-z-]+)", template))


USER = '#import "/teikit/template.typ": *\n'
TEMPLATES = {
    "a bracket left open": ('#let setup = setup.with(paper: "a5"', "OUT201", 2, 24),
    "a sum that cannot be": ('#let a = 1\n#let b = a + "x"', "OUT201", 3, 10),
    "a file outside": ('#let x = read("/etc/passwd")', "OUT201", 2, 15),
    "a file above": ('#let x = read("../../secret")', "OUT201", 2, 15),
    "a file beside that it may not use": ('#let x = read("mine.xml")', "OUT201", 2, 15),
    "a package": ('#import "@preview/droplet:0.3.1": dropcap', "OUT202", 2, 9),
    "a package in a string": ('#let x = eval("import \\"@local/a:1.0.0\\": b")', "OUT202", 2, 24),
    "a heading too low": (
        "#let tei-p(..it) = heading(level: 5, joined(it))",
        "OUT205",
        2,
        20,
    ),
    "a font that is not there": ('#let setup = setup.with(fonts: "Nonesuch")', "OUT207", 2, 33),
    "setup that takes nothing": ("#let setup(body) = body", "OUT201", 1, 1),
}


@pytest.mark.parametrize(
    ("text", "number", "line", "column"), TEMPLATES.values(), ids=list(TEMPLATES)
)
def test_a_report_has_its_place_in_the_template(
    text: str, number: str, line: int, column: int, tmp_path: Path
) -> None:
    template = tmp_path / "mine.typ"
    template.write_text(USER + text + "\n", encoding="utf-8")
    (tmp_path / "mine.xml").write_text("<private/>", encoding="utf-8")
    source = typst_of("<p>A</p>").replace(template_path(None), template_path(template))
    outcome = set_pages(Job(source, ORIGIN, template=template))
    first = outcome.diagnostics[0]
    assert (first.code, first.span) == (number, span_at(str(template), line, column))
    assert (outcome.value is None) == (first.severity is Severity.ERROR)
    assert "teikit-" not in first.message


def test_a_template_changes_the_look(tmp_path: Path) -> None:
    template = tmp_path / "mine.typ"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "size.typ").write_text("#let size = 8pt\n", encoding="utf-8")
    template.write_text(
        USER + '#import "parts/size.typ": size\n#let setup = setup.with(paper: "a5", size: size)\n',
        encoding="utf-8",
    )
    source = typst_of("<p>A</p>").replace(template_path(None), template_path(template))
    outcome = set_pages(Job(source, ORIGIN, template=template))
    assert outcome.diagnostics == ()
    assert b"419.527" in (outcome.value or b"")  # the width of A5 in points


def test_a_mistake_in_a_file_that_the_template_imports(tmp_path: Path) -> None:
    template = tmp_path / "mine.typ"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.typ").write_text('\n#let b = 1 + "x"\n', encoding="utf-8")
    template.write_text(USER + '#import "parts/a.typ": *\n', encoding="utf-8")
    source = typst_of("<p>A</p>").replace(template_path(None), template_path(template))
    [said] = set_pages(Job(source, ORIGIN, template=template)).diagnostics
    assert said.span == span_at(str(tmp_path / "parts" / "a.typ"), 2, 10)


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    outcome = set_pages(Job("", ORIGIN, template=tmp_path / "none.typ"))
    assert [each.code for each in outcome.diagnostics] == ["OUT204"]


def test_a_folder_of_fonts_that_is_not_there(tmp_path: Path) -> None:
    outcome = set_pages(Job(typst_of("<p>A</p>"), ORIGIN, font_paths=(tmp_path / "none",)))
    assert [each.code for each in outcome.diagnostics] == ["OUT210"]
    assert outcome.value is not None


def test_too_many_levels() -> None:
    source = typst_of("<p>" + "<hi>" * 90 + "x" + "</hi>" * 90 + "</p>")
    outcome = set_pages(Job(source, ORIGIN))
    assert [each.code for each in outcome.diagnostics] == ["OUT206"]


def test_the_same_source_gives_the_same_bytes() -> None:
    job = Job(typst_of("<p>A</p>"), ORIGIN)
    assert set_pages(job) == set_pages(job)
