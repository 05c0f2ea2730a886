import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from teikit.resources import sample_edition, schemas
from teikit.source import SourceFile, as_source
from teikit.transform.html import (
    IndexEntry,
    Link,
    Mention,
    PageOptions,
    document_page,
    index_page,
    mentions_in,
    register_page,
    style_sheet,
)
from teikit.xml.parse import Document, parse_document

SAMPLE = sorted((sample_edition() / "documents").glob("*.xml"))
REGISTERS = sorted((sample_edition() / "registers").glob("*.xml"))
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d1" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title type="main">A &lt;b>bold&lt;/b> letter</title><editor>E. D.</editor></titleStmt>
<publicationStmt><publisher>Press</publisher><availability>
<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
<date when="2026"/></publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>Archive</repository><idno>f. 1</idno></msIdentifier>
</msDesc></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName ref="../registers/persons.xml#a">Anna</persName>
<date when="1920-12-21"/></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><p><persName ref="../registers/persons.xml#a">Anna</persName> and
<persName ref="../registers/persons.xml#a">she</persName> and
<ref target="008.xml#p">no. 8</ref></p></body></text></TEI>"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
<person xml:id="a"><persName>Anna</persName><persName xml:lang="ota-Arab">آننا</persName>
<birth when="1880"/><note>Remark.</note></person><person xml:id="b"><persName>B</persName></person>
</listPerson></standOff></TEI>"""


def read(text: str) -> Document:
    parsed = parse_document(SourceFile("letter.xml", text.encode()))
    assert parsed.value is not None
    return parsed.value


def load(path: Path) -> Document:
    parsed = parse_document(as_source(path))
    assert parsed.value is not None
    return parsed.value


def page(text: str, options: PageOptions | None = None) -> html.HtmlElement:
    outcome = document_page(read(text), options or PageOptions())
    assert outcome.value is not None, outcome.diagnostics
    return html.document_fromstring(outcome.value)


def found(root: html.HtmlElement, path: str) -> list[str]:
    result = root.xpath(path)
    assert isinstance(result, list)
    return [item if isinstance(item, str) else item.text_content() for item in result]


def test_a_single_file_carries_its_style_sheet_and_lets_nothing_else_in() -> None:
    root = page(LETTER, PageOptions(extra_css=":root { --ink: red } </style><script>"))
    assert found(root, "//style")[0].startswith("/* The look")
    assert ":root { --ink: red }" in found(root, "//style")[0]
    assert found(root, "//script") == found(root, "//link[@rel='stylesheet']/@href") == []
    (policy,) = found(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_page_of_a_site_links_its_style_sheets() -> None:
    root = page(LETTER, PageOptions(css_hrefs=["../assets/edition.css", "../assets/own.css"]))
    hrefs = found(root, "//link[@rel='stylesheet']/@href")
    assert hrefs == ["../assets/edition.css", "../assets/own.css"]
    assert found(root, "//style") == []


def test_the_title_is_text_wherever_it_stands() -> None:
    root = page(LETTER, PageOptions(edition_title="Letters"))
    assert found(root, "//title") == ["A <b>bold</b> letter – Letters"]
    assert found(root, "//h1") == ["A <b>bold</b> letter"]
    assert found(root, "//meta[@name='DC.title']/@content") == ["A <b>bold</b> letter"]
    assert found(root, "//b") == []


def test_the_header_says_who_when_and_where_and_how_to_cite() -> None:
    root = page(LETTER, PageOptions(edition_title="Letters"))
    assert found(root, "//dl[@class='essentials']//dt") == ["From", "Date", "Original"]
    assert found(root, "//dl[@class='essentials']//dd") == [
        "Anna",
        "21 December 1920",
        "Archive, f. 1",
    ]
    cite = " ".join(found(root, "//section[@class='cite']/p")[0].split())
    assert cite == (
        "E. D. (ed.): “A <b>bold</b> letter”. In: Letters. Press, 2026. Original: Archive, f. 1."
    )
    assert found(root, "//a[@rel='license']/@href") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert found(root, "//meta[@name='citation_author']/@content") == ["E. D."]


def test_names_and_documents_are_linked_only_where_there_is_a_site() -> None:
    alone = page(LETTER)
    assert found(alone, "//article//div[@class='text']//a/@href") == []
    in_site = page(LETTER, PageOptions(in_site=True))
    assert found(in_site, "//article//div[@class='text']//a/@href") == [
        "../registers/persons.html#a",
        "../registers/persons.html#a",
        "008.html#p",
    ]


def test_mentions_lead_to_the_names_in_the_page() -> None:
    mentions = mentions_in(read(LETTER), "../documents/d1.html", "A letter")
    anchors = ["t-ref-a-1", "t-ref-a-2"]
    assert mentions == [
        Mention("a", f"../documents/d1.html#{anchor}", "A letter") for anchor in anchors
    ]
    assert found(page(LETTER, PageOptions(in_site=True)), "//a/@id") == anchors


def test_navigation_is_there_when_given() -> None:
    links = [Link("home", "../index.html", "Home"), Link("prev", "a.html", "A & B")]
    root = page(LETTER, PageOptions(links=links, edition_title="Letters"))
    assert found(root, "//header[@class='masthead']//a[@rel='home']") == ["Letters"]
    assert found(root, "//nav[@class='neighbours']//a/span[@class='where']") == ["A & B"]


def test_an_entry_of_a_register_shows_its_names_and_where_it_is_mentioned() -> None:
    mentions = [Mention("a", "../documents/1.html#x", "One <1>"), Mention("c", "c.html", "C")]
    outcome = register_page(read(PERSONS), mentions)
    assert outcome.value is not None, outcome.diagnostics
    root = html.document_fromstring(outcome.value)
    assert found(root, "//article/@id") == ["a", "b"]
    assert found(root, "//article[@id='a']//bdi[@lang='ota-Arab'][@dir='rtl']") == ["آننا"]
    assert found(root, "//div[@class='mentions']//a") == ["One <1>"]
    assert found(root, "//div[@class='mentions']//a/@href") == ["../documents/1.html#x"]


def test_the_index_lists_documents_in_the_order_given() -> None:
    entries = [
        IndexEntry(read(LETTER), "documents/b.html", pdf_href="documents/b.pdf"),
        IndexEntry(read(LETTER), "documents/a.html"),
    ]
    introduction = read('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    outcome = index_page(introduction, entries, PageOptions(edition_title="Letters"))
    assert outcome.value is not None, outcome.diagnostics
    root = html.document_fromstring(outcome.value)
    assert found(root, "//h1") == ["Letters"]
    assert found(root, "//ol[@class='documents']//h3/a/@href") == [
        "documents/b.html",
        "documents/a.html",
    ]
    assert found(root, "//ol[@class='documents']//ul[@class='forms']//a/@href") == [
        "documents/b.pdf"
    ]


def test_a_stylesheet_of_the_user_imports_ours_by_its_stable_address(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:t="https://teikit.org/ns">
        <xsl:import href="https://teikit.org/xslt/html/document.xsl"/>
        <xsl:template name="t:footer"><footer>My imprint</footer></xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    root = page(LETTER, PageOptions(stylesheet=own))
    assert found(root, "//footer") == ["My imprint"]
    assert found(root, "//h1") == ["A <b>bold</b> letter"]


def test_a_right_to_left_document_is_a_right_to_left_page() -> None:
    root = page(LETTER.replace('xml:lang="en"', 'xml:lang="ar"'))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_edition_becomes_sound_html(path: Path) -> None:
    assert problems(document_page, path) == []


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_the_sample_registers_become_sound_html(path: Path) -> None:
    assert problems(lambda document, options: register_page(document, [], options), path) == []


def test_the_letter_becomes_sound_html(letter: Path) -> None:
    assert problems(document_page, letter) == []


def test_text_and_links_contrast_with_the_paper() -> None:
    css = style_sheet().read_text(encoding="utf-8")
    for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for ink in ("ink", "muted", "link", "accent"):
            for paper in ("paper", "shade"):
                assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PHRASING = {"p", "span", "a", "em", "q", "bdi", "abbr", "cite", "time", "h1", "h2", "h3", "h4"}
FLOW = {"p", "div", "ul", "ol", "dl", "table", "blockquote", "section", "article", "figure"}


def problems(make: Callable[[Document, PageOptions], object], path: Path) -> list[str]:
    """Return what HTML forbids in the page of a document: ids, headings, nesting, dead anchors."""
    outcome = make(load(path), PageOptions(in_site=True))
    text = getattr(outcome, "value", None)
    assert isinstance(text, str), outcome
    assert text.startswith("<!DOCTYPE")
    root = html.document_fromstring(text)
    ids = found(root, "//@id")
    problems = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    problems += [f"no {target}" for target in found(root, "//a/@href") if dead(target, set(ids))]
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    problems += [] if levels[0] == 1 and levels.count(1) == 1 else ["not one h1"]
    problems += [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
    for element in root.iter(*PHRASING):
        problems += [f"{c.tag} in {element.tag}" for c in element.iterdescendants(*FLOW)]
    problems += [f"{name} attribute" for name in found(root, "//@*[starts-with(name(), 'on')]")]
    return problems


def dead(target: str, ids: set[str]) -> bool:
    return target.startswith("#") and target[1:] not in ids


FRAME = {"TEI", "teiHeader", "text", "front", "body", "back"}
# These stand in the header only, which is shown as a description of the document.
HEADER = {
    "abstract",
    "change",
    "classDecl",
    "correspAction",
    "correspContext",
    "correspDesc",
    "editionStmt",
    "editorialDecl",
    "encodingDesc",
    "fileDesc",
    "handNotes",
    "keywords",
    "langUsage",
    "notesStmt",
    "particDesc",
    "profileDesc",
    "projectDesc",
    "publicationStmt",
    "revisionDesc",
    "seriesStmt",
    "settingDesc",
    "sourceDesc",
    "taxonomy",
    "textClass",
    "titleStmt",
}
WHOLE_HEADER = """<teiHeader><fileDesc><titleStmt><title>Title</title><sponsor>Sponsor</sponsor>
<funder>Funder</funder><principal>Principal</principal><respStmt><resp>encoded by</resp>
<name>Encoder</name></respStmt></titleStmt><editionStmt><edition>Edition</edition></editionStmt>
<extent>Extent</extent><publicationStmt><publisher>Publisher</publisher><idno type="DOI">10.1/Idno
</idno><availability><p>Availability</p></availability></publicationStmt><seriesStmt>
<title>Series</title></seriesStmt><notesStmt><note>Note</note></notesStmt><sourceDesc>
<msDesc><msIdentifier><repository>Repository</repository><altIdentifier><idno>Alternative</idno>
</altIdentifier></msIdentifier><msContents><summary>Summary</summary></msContents><history><origin>
Origin</origin></history></msDesc></sourceDesc></fileDesc><encodingDesc><projectDesc><p>Project</p>
</projectDesc><editorialDecl><correction><p>Correction</p></correction></editorialDecl>
</encodingDesc><profileDesc><abstract><p>Abstract</p></abstract><creation>Creation</creation>
<langUsage><language ident="hy">Armenian</language></langUsage><textClass><keywords><list>
<item>Keyword</item></list></keywords></textClass><correspDesc><correspAction type="forwarded">
<persName>Forwarder</persName></correspAction><correspContext><p>Context</p></correspContext>
</correspDesc><handNotes><handNote>Handnote</handNote></handNotes><particDesc><listPerson>
<person xml:id="p"><persName>Person</persName></person></listPerson></particDesc><settingDesc>
<p>Setting</p></settingDesc></profileDesc><revisionDesc><change when="2026-11-22">Change</change>
</revisionDesc></teiHeader>"""


def test_everything_that_the_header_says_is_told() -> None:
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{WHOLE_HEADER}<text><body/></text></TEI>'
    root = page(tei)
    assert words(etree.fromstring(WHOLE_HEADER)) - words(root) == set()


def words(element: etree._Element) -> set[str]:
    """Return the words of an element that begin with a capital letter."""
    text = " ".join(str(part) for part in element.itertext())
    return set(re.findall(r"[A-Z][a-z]+", text))


def house_elements() -> list[str]:
    odd = etree.parse(str(schemas() / "edition.odd"))
    included = odd.xpath("//*[local-name() = 'moduleRef']/@include")
    assert isinstance(included, list)
    return sorted({name for names in included for name in str(names).split()} - HEADER - FRAME)


@pytest.mark.parametrize("name", house_elements())
def test_every_element_of_the_house_schema_has_a_form(name: str) -> None:
    body = f"<div><{name}>kept <p>words</p></{name}><p>a <{name}>running</{name}> b</p></div>"
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
    outcome = document_page(read(tei))
    assert outcome.value is not None
    assert [d for d in outcome.diagnostics if d.code == "OUT111"] == []
