"""The documentation page is whole, leads nowhere into the void, and lets no text act as HTML."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from teikit import resources
from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.schema.docs import documentation

SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples"
  xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small &lt;script&gt;</title>
<title type="sub">a test</title></titleStmt></fileDesc></teiHeader>
<text><body><head>Small</head>
<div xml:id="about"><head>About &amp; more</head>
<p>See <gi>record</gi>, <gi>nothing</gi>, <att>type</att>, <ref target="#about">this</ref>,
  <ref target="#none">that</ref>, <ref target="javascript:alert(1)">click</ref>,
  <ref target="https://example.org/">there is <gi>p</gi></ref>.</p>
<p>A list in a paragraph: <list><item>one</item><item><p>two</p></item></list> and on.</p>
<list type="gloss"><label>a</label><item>first</item></list>
<eg:egXML><eg:p rend="&quot;x&quot;">a &lt; b <eg:lb/><!-- note --></eg:p></eg:egXML>
<table><row role="label"><cell>A</cell></row><row><cell>1</cell></row></table>
<specGrp xml:id="g"><p>Prose of a group.</p>
<elementSpec ident="hi" mode="change"><attList><attDef ident="rend" mode="delete"/></attList>
</elementSpec></specGrp></div>
<schemaSpec ident="small" start="TEI">
<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core" except="said"/>
<moduleRef key="textstructure"/><specGrpRef target="#g"/>
<elementSpec ident="record" mode="add" validUntil="2030-01-01">
  <gloss>record &lt;img src=x onerror=alert(1)&gt;</gloss>
  <desc>A <gi>p</gi> of its own.</desc>
  <classes><memberOf key="model.pLike"/></classes>
  <content><sequence><elementRef key="head"/><textNode/></sequence></content>
  <attList><attDef ident="kind" usage="req"><desc>Which kind.</desc>
    <valList type="closed"><valItem ident="&lt;b&gt;"><desc>bold</desc></valItem></valList>
  </attDef></attList>
  <exemplum><eg:egXML><eg:record kind="x">Hello</eg:record></eg:egXML><p>That was it.</p></exemplum>
  <remarks><p>Remarkable.</p></remarks>
</elementSpec>
</schemaSpec></body></text></TEI>
"""


def parsed(vocabulary: Vocabulary) -> etree._Element:
    """The page as a tree: it is well-formed XML, but for its script."""
    page = documentation(vocabulary).partition("\n")[2]
    return etree.fromstring(re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL).encode())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    path = tmp_path_factory.mktemp("docs") / "small.odd"
    path.write_text(SMALL, encoding="utf-8")
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    return parsed(vocabulary)


@pytest.fixture(scope="module")
def house() -> etree._Element:
    vocabulary = compile_odd(resources.schemas() / "edition.odd").value
    assert vocabulary is not None
    return parsed(vocabulary)


def words(element: etree._Element | None) -> str:
    assert element is not None
    return " ".join("".join(map(str, element.itertext())).split())


def section(page: etree._Element, ident: str) -> etree._Element:
    (found,) = (one for one in page.iter("section") if one.get("id") == ident)
    return found


@pytest.mark.parametrize("name", ["small", "house"])
def test_identifiers_are_unique_and_links_arrive(name: str, request: pytest.FixtureRequest) -> None:
    page: etree._Element = request.getfixturevalue(name)
    idents = Counter(one.get("id") for one in page.iter() if one.get("id"))
    assert max(idents.values()) == 1
    inside = {one.get("href", "") for one in page.iter("a") if one.get("href", "#")[:1] == "#"}
    assert {href[1:] for href in inside} <= set(idents)
    assert not page.findall(".//a//a")
    assert not page.findall(".//p//p")
    assert not page.findall(".//p//ul")


@pytest.mark.parametrize("name", ["small", "house"])
def test_headings_go_down_one_step_at_a_time(name: str, request: pytest.FixtureRequest) -> None:
    page: etree._Element = request.getfixturevalue(name)
    levels = [int(str(one.tag)[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_of_the_house_schema_has_a_section(house: etree._Element) -> None:
    vocabulary = compile_odd(resources.schemas() / "edition.odd").value
    assert vocabulary is not None
    idents = {one.get("id") for one in house.iter("section")}
    assert {f"element-{key}" for key in vocabulary.elements} <= idents
    assert {f"class-{key}" for key in vocabulary.classes} <= idents
    assert {f"datatype-{key}" for key in vocabulary.datatypes} <= idents


def test_text_is_never_markup(small: etree._Element) -> None:
    assert words(small.find(".//h1")) == "Small <script>"
    assert "onerror=alert(1)>" in words(section(small, "element-record"))
    assert not list(small.iter("img"))
    addresses = {one.get("href") for one in small.iter("a")}
    assert "https://example.org/" in addresses
    assert not any("javascript" in (href or "") for href in addresses)


def test_an_element_is_told_in_full(small: etree._Element) -> None:
    told = section(small, "element-record")
    text = words(told)
    for part in (
        "<record>", "added here", "A <p> of its own.", "(head, text)", "@kind required",
        "Which kind.", "One of:", "<b> – bold", '<record kind="x">Hello</record>', "That was it.",
        "Remarkable.", "Deprecated: valid until 2030-01-01.", "small.odd, line 20 of small.odd",
    ):  # fmt: skip
        assert part in text


def test_what_the_odd_changed_is_told(small: etree._Element) -> None:
    text = words(section(small, "element-hi"))
    assert "changed here" in text
    assert "Attributes were taken away: @rend." in text
    left_out = words(section(small, "left-out"))
    assert "Excepted from the module core (small.odd, line 18)<said>" in left_out


def test_the_prose_of_the_odd_is_there(small: etree._Element) -> None:
    prose = section(small, "text")
    text = words(prose)
    assert "About & more" in text
    assert "Prose of a group." in text
    assert '<p rend="&quot;x&quot;">a &lt; b <lb/><!-- note --></p>' in text
    links = {one.get("href"): words(one) for one in prose.iter("a")}
    assert links == {
        "#element-record": "<record>",
        "#element-hi": "<hi>",
        "#text-about": "this",
        "https://example.org/": "there is <p>",
    }
    assert not [one for one in prose.iter("p") if one.find(".//ul") is not None]


def test_the_page_needs_nothing_beside_it_and_no_script(house: etree._Element) -> None:
    assert not list(house.iter("link", "img", "iframe"))
    assert "url(" not in words(house.find(".//style"))
    search = house.find(".//div[@id='search']")
    assert search is not None
    assert search.get("hidden")
    assert len(house.findall(".//nav//li")) > 300


SAMPLE = ("torture", "testmathml")


@pytest.mark.parametrize("name", SAMPLE)
def test_odds_of_others_are_documented(name: str, shared: Path) -> None:
    vocabulary = compile_odd(shared / "conformance" / "odd" / "source" / f"{name}.odd").value
    assert vocabulary is not None
    page = parsed(vocabulary)
    assert len(list(page.iter("section"))) > len(vocabulary.elements)
