"""Schematron holds every constraint of an ODD, and any processor can use it."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teikit import resources
from teikit.odd import compile_odd
from teikit.odd.model import Vocabulary
from teikit.rules import Rule
from teikit.rules.odd_constraints import RULES
from teikit.schema.schematron import located, schematron

isoschematron = pytest.importorskip("lxml.isoschematron")

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:my="urn:my">'
    "<teiHeader><encodingDesc>{declaration}</encodingDesc></teiHeader><text><body>\n"
    '<schemaSpec ident="example" start="TEI" {attributes}>\n'
    '<moduleRef key="tei"/>\n<moduleRef key="header"/>\n<moduleRef key="core"/>\n'
    '<moduleRef key="textstructure"/>\n'
)
TAIL = "\n</schemaSpec></body></text></TEI>\n"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
TEI_ALL = resources.schemas() / "tei-p5.odd"


def written(folder: Path, inner: str, declaration: str = "", attributes: str = "") -> Vocabulary:
    path = folder / "example.odd"
    head = HEAD.format(declaration=declaration, attributes=attributes)
    path.write_text(head + inner + TAIL, encoding="utf-8")
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    return vocabulary


def schema_of(vocabulary: Vocabulary) -> etree._Element:
    text = schematron(vocabulary).value
    assert text is not None
    return etree.fromstring(text.encode())


def own(root: etree._Element) -> etree._Element:
    """Return a schema without what the TEI states."""
    for pattern in list(root.iter(SCH + "pattern")):
        if pattern.get("id") in of_the_tei():
            root.remove(pattern)
    return root


@cache
def of_the_tei() -> frozenset[str]:
    vocabulary = compile_odd(TEI_ALL).value
    assert vocabulary is not None
    return frozenset(one.get("id", "") for one in schema_of(vocabulary).iter(SCH + "pattern"))


def constraint(inner: str, ident: str = "c", more: str = "") -> str:
    return (
        f'<constraintSpec ident="{ident}" scheme="schematron" mode="add">{more}'
        f"<constraint>{inner}</constraint></constraintSpec>"
    )


ASSERT = '<sch:assert test="@n">It is numbered.</sch:assert>'

# where the constraint stands, and the contexts its assertion gets
CONTEXTS = {
    "an element": (
        f'<elementSpec ident="p" mode="change">{constraint(ASSERT)}</elementSpec>',
        "tei:p",
    ),
    "a renamed element": (
        (
            '<elementSpec ident="p" mode="change"><altIdent>para</altIdent>'
            f"{constraint(ASSERT)}</elementSpec>"
        ),
        "tei:para",
    ),
    "an element of another namespace": (
        (
            f'<elementSpec ident="box" ns="urn:my" mode="add">{constraint(ASSERT)}'
            "<content><textNode/></content></elementSpec>"
        ),
        "my:box",
    ),
    "an attribute": (
        (
            '<elementSpec ident="p" mode="change"><attList><attDef ident="rend" mode="change">'
            f"{constraint(ASSERT)}</attDef></attList></elementSpec>"
        ),
        "tei:p/@rend",
    ),
    "an attribute of xml": (
        (
            '<elementSpec ident="p" mode="change"><attList><attDef ident="xml:id" mode="change">'
            f"{constraint(ASSERT)}</attDef></attList></elementSpec>"
        ),
        "tei:p/@xml:id",
    ),
    "a class": (
        (
            '<classSpec ident="model.lLike" type="model" mode="change">'
            f"{constraint(ASSERT)}</classSpec>"
        ),
        "tei:l",
    ),
    "an attribute of a class": (
        (
            '<classSpec ident="att.sortable" type="atts" mode="change"><attList>'
            f'<attDef ident="sortKey" mode="change">{constraint(ASSERT)}</attDef></attList>'
            "</classSpec>"
        ),
        "tei:bibl/@sortKey | ",
    ),
    "a macro": (
        f'<macroSpec ident="macro.limitedContent" mode="change">{constraint(ASSERT)}</macroSpec>',
        "tei:desc | ",
    ),
    "a datatype": (
        f'<dataSpec ident="teidata.language" mode="change">{constraint(ASSERT)}</dataSpec>',
        "@xml:lang",
    ),
    "the schema": (constraint(ASSERT), "/*"),
    "a rule of its own": (
        (
            f'<elementSpec ident="p" mode="change">{constraint(f"<sch:rule>{ASSERT}</sch:rule>")}'
            "</elementSpec>"
        ),
        "tei:p",
    ),
    "a rule that says where": (
        '<elementSpec ident="p" mode="change">'
        + constraint(f"<sch:rule context=\"tei:p[@n  =  'a  b']\">{ASSERT}</sch:rule>")
        + "</elementSpec>",
        "tei:p[@n = 'a  b']",
    ),
}


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_constraint_looks_where_it_belongs(name: str, tmp_path: Path) -> None:
    inner, context = CONTEXTS[name]
    root = own(schema_of(written(tmp_path, inner)))
    (found,) = root.iter(SCH + "assert")
    rule = found.getparent()
    assert rule is not None
    assert context in rule.get("context", "")
    assert context.endswith("| ") or context[0] == "@" or rule.get("context") == context


def rules(*tests: str) -> str:
    return "".join(f'<sch:rule context="tei:p">{test}</sch:rule>' for test in tests)


FULL = (
    constraint('<sch:ns prefix="m" uri="urn:my"/>', "names")
    + constraint(
        '<sch:pattern><xsl:key name="k" match="tei:p" use="@n"/>'
        '<sch:let name="all" value="\'x\'"/></sch:pattern>',
        "shared",
    )
    + constraint(
        '<sch:let name="local" value="1"/>'
        + rules(
            '<sch:report test="m:x" role="warning" diagnostics="d">Too <sch:name/>.</sch:report>'
        )
        + '<sch:diagnostics><sch:diagnostic id="d">See there.</sch:diagnostic></sch:diagnostics>',
        "one",
        "<desc>Why.</desc>",
    )
    + constraint(
        rules('<sch:assert test="my:y" diagnostics="d">Again.</sch:assert>')
        + '<sch:diagnostics><sch:diagnostic id="d">Another.</sch:diagnostic></sch:diagnostics>',
        "one",
    ).replace('ident="one"', 'ident="two"')
    + constraint(
        '<sch:pattern abstract="true" id="numbered"><sch:rule context="$e">'
        '<sch:assert test="@n">n</sch:assert></sch:rule></sch:pattern>'
        '<sch:pattern is-a="numbered"><sch:param name="e" value="tei:l"/></sch:pattern>',
        "abstract",
    )
)


def test_the_parts_of_a_constraint_go_where_schematron_has_them(tmp_path: Path) -> None:
    root = schema_of(written(tmp_path, FULL))
    assert isoschematron.schematron_schema_valid(root)
    names = [etree.QName(child).localname for child in root]
    assert list(dict.fromkeys(names)) == ["title", "ns", "key", "let", "pattern", "diagnostics"]
    bound = {ns.get("prefix"): ns.get("uri") for ns in root.iter(SCH + "ns")}
    assert bound["m"] == bound["my"] == "urn:my"
    assert [let.get("name") for let in root.findall(SCH + "let")] == ["all"]
    one = root.find(f"{SCH}pattern[@id='one']")
    assert one is not None
    assert one.findtext(SCH + "title") == "Why."
    assert [let.get("name") for let in one.findall(SCH + "let")] == ["local"]
    report = one.find(f"{SCH}rule/{SCH}report")
    assert report is not None
    assert report.get("role") == "warning"
    assert [one.get("id") for one in root.iter(SCH + "diagnostic")] == ["d", "d-2"]
    again = root.find(f".//{SCH}assert[@test='my:y']")
    assert again is not None
    assert again.get("diagnostics") == "d-2"


@pytest.mark.parametrize(
    "deleted",
    [
        '<classSpec ident="att.declarable" type="atts" mode="delete"/>',
        (
            '<classSpec ident="att.declarable" type="atts" mode="change">'
            '<constraintSpec ident="att-declarable" scheme="schematron" mode="delete"/></classSpec>'
        ),
    ],
)
def test_what_rests_on_a_deleted_rule_goes_with_it(deleted: str, tmp_path: Path) -> None:
    whole = schema_of(written(tmp_path, ""))
    vocabulary = written(tmp_path, deleted)
    assert not schematron(vocabulary).diagnostics
    schema = schema_of(vocabulary)
    there = {one.get("is-a") for one in whole.iter(SCH + "pattern")}
    assert "declarable" in there
    left = {one.get("is-a") or one.get("id") for one in schema.iter(SCH + "pattern")}
    assert "declarable" not in left


def test_identifiers_are_unique_and_stay_the_same(tmp_path: Path) -> None:
    vocabulary = written(tmp_path, FULL + constraint(ASSERT, "one"))
    root = schema_of(vocabulary)
    idents = Counter(one.get("id") for one in root.iter(SCH + "pattern"))
    assert max(idents.values()) == 1
    assert schematron(vocabulary).value == schematron(vocabulary).value


def test_a_prefix_with_two_meanings_is_told_apart(tmp_path: Path) -> None:
    inner = constraint(rules("<sch:assert test=\"my:y or . = 'my:y'\">y</sch:assert>"), "mine")
    house = HEAD.format(declaration="", attributes="").replace("urn:my", "urn:theirs")
    (tmp_path / "house.odd").write_text(house + inner + TAIL, encoding="utf-8")
    mine = constraint(rules('<sch:assert test="my:z">z</sch:assert>'), "own")
    ns = constraint('<sch:ns prefix="my" uri="urn:my"/>', "names")
    root = schema_of(written(tmp_path, ns + mine, attributes='source="house.odd"'))
    bound = {ns.get("prefix"): ns.get("uri") for ns in root.iter(SCH + "ns")}
    tests = [one.get("test") for one in own(root).iter(SCH + "assert")]
    assert bound["my"] == "urn:my"
    assert bound["my2"] == "urn:theirs"
    assert tests == ["my2:y or . = 'my:y'", "my:z"]


BINDINGS = {
    "": "xslt2",
    '<constraintDecl scheme="schematron" queryBinding="xslt3"/>': "xslt3",
    '<constraintDecl scheme="schematron" queryBinding="xslt"/>': "xslt2",  # what the TEI needs
}


@pytest.mark.parametrize("declaration", BINDINGS)
def test_the_query_binding_is_enough_for_all(declaration: str, tmp_path: Path) -> None:
    root = schema_of(written(tmp_path, constraint(ASSERT), declaration))
    assert root.get("queryBinding") == BINDINGS[declaration]


def test_a_processor_finds_what_a_constraint_forbids(tmp_path: Path) -> None:
    binding = '<constraintDecl scheme="schematron" queryBinding="xslt"/>'
    inner = f'<elementSpec ident="p" mode="change">{constraint(ASSERT)}</elementSpec>'
    schema = own(schema_of(written(tmp_path, inner, binding)))
    schema.set("queryBinding", "xslt")  # the TEI's constraints, left out here, need more than this
    check = isoschematron.Schematron(schema)
    good, bad = (
        '<p xmlns="http://www.tei-c.org/ns/1.0" n="1"/>',
        '<p xmlns="http://www.tei-c.org/ns/1.0"/>',
    )
    assert check.validate(etree.fromstring(good))
    assert not check.validate(etree.fromstring(bad))


def test_what_is_deprecated_is_a_warning(tmp_path: Path) -> None:
    inner = '<elementSpec ident="p" mode="change" validUntil="2020-01-01"/>'
    (report,) = own(schema_of(written(tmp_path, inner))).iter(SCH + "report")
    assert report.get("role") == "warning"
    assert "2020-01-01" in (report.text or "")


def test_an_odd_without_constraints_gives_a_schema(tmp_path: Path) -> None:
    assert isoschematron.schematron_schema_valid(schema_of(written(tmp_path, "")))


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_an_example_shows_its_rule(rule: Rule, tmp_path: Path) -> None:
    head = HEAD.format(declaration="", attributes="").partition("<moduleRef")[0]
    for example, expected in ((rule.bad, {rule.code}), (rule.good, set())):
        path = tmp_path / "example.odd"
        path.write_text(head + example + TAIL, encoding="utf-8")
        vocabulary = compile_odd(path).value
        assert vocabulary is not None
        assert {one.code for one in schematron(vocabulary).diagnostics} == expected


def test_the_house_schema_keeps_its_constraints() -> None:
    path = resources.schemas() / "edition.odd"
    source = etree.parse(str(path))
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    root = schema_of(vocabulary)
    wanted = Counter(" ".join(one.get("test", "").split()) for one in source.iter(SCH + "assert"))
    assert Counter(one.get("test") for one in own(root).iter(SCH + "assert")) == wanted


# Assertions that the reference makes of other parts of an ODD than constraints.
NOT_CONSTRAINTS = ("true()", "@name=")
SAMPLE = ("tei_jtei", "testdrama")
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.mark.parametrize("name", SAMPLE)
def test_the_reference_has_no_assertion_that_ours_lacks(
    name: str, shared: Path, tmp_path: Path
) -> None:
    parser = etree.XMLParser(collect_ids=False)  # one of them has an identifier twice
    tree = etree.parse(str(shared / "conformance" / "odd" / "source" / f"{name}.odd"), parser)
    for spec in tree.iter(TEI + "schemaSpec"):
        spec.set("source", str(shared / "tei-p5" / "p5subset.xml"))
    tree.write(str(tmp_path / "example.odd"))
    vocabulary = compile_odd(tmp_path / "example.odd").value
    assert vocabulary is not None
    reference = etree.parse(str(shared / "conformance" / "odd" / "schematron" / f"{name}.sch"))
    deleted = {"tei_jtei": {"@target", "@schemeandnot(@scheme='free')"}}.get(name, set())
    missing = {
        test
        for test in _tests(reference.getroot()) - _tests(schema_of(vocabulary))
        if not test.startswith(NOT_CONSTRAINTS)
    }
    assert missing <= deleted


def _tests(root: etree._Element) -> set[str]:
    return {
        "".join(one.get("test", "").split()) for one in root.iter(SCH + "assert", SCH + "report")
    }


ALL = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "odd" / "schematron"


@pytest.mark.conformance
@pytest.mark.parametrize("name", sorted(path.stem for path in ALL.glob("*.sch")))
def test_no_schema_of_the_reference_has_an_assertion_that_ours_lacks(
    name: str, shared: Path, tmp_path: Path
) -> None:
    test_the_reference_has_no_assertion_that_ours_lacks(name, shared, tmp_path)


@pytest.mark.parametrize(("language", "words"), [("en", "where it ends"), ("fr", "où il se")])
def test_what_is_said_in_two_languages_is_said_once(
    language: str, words: str, tmp_path: Path
) -> None:
    inner = '<moduleRef key="transcr" include="delSpan"/>'
    attributes = f'targetLang="{language}"'
    root = schema_of(written(tmp_path, inner, attributes=attributes))
    (found,) = (one for one in root.iter(SCH + "assert") if one.get("test") == "@spanTo")
    assert words in (found.text or "") + "".join(str(one.tail) for one in found)


def test_a_located_schema_leads_to_the_lines_of_the_odd(tmp_path: Path) -> None:
    inner = constraint(
        f'\n{ASSERT}\n<sch:assert test="@n[">?</sch:assert>',
    )
    vocabulary = written(
        tmp_path, f'<elementSpec ident="p" mode="change">\n{inner}\n</elementSpec>'
    )
    document = located(vocabulary).value
    assert document is not None
    odd = (tmp_path / "example.odd").read_text(encoding="utf-8").splitlines()
    found = [
        (element, span)
        for element in document.tree.iter(SCH + "assert")
        if (span := document.span(element)).source != str(TEI_ALL)
    ]
    assert len(found) == 2
    for element, span in found:
        assert span.source.endswith("example.odd")
        assert f'test="{element.get("test")}"' in odd[span.start.line - 1]
