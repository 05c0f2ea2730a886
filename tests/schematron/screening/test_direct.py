"""What libxml2 finds itself is what SaxonC finds: the same list, to the last white space."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teikit import resources
from teikit.odd import compile_odd
from teikit.schema.schematron import located
from teikit.schematron import CompiledSchematron, load, load_document
from teikit.schematron.screening import direct as stage
from teikit.schematron.screening.direct import Direct
from teikit.schematron.screening.exact import direct_of
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.screen import has_declarations
from teikit.schematron.screening.screened import rules_of
from teikit.source import DISK, SourceFile
from teikit.xml.parse import Document, elements, located_later, parse_document

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="urn:t"/>'
    '<let name="word" value="\'x\'"/><let name="items" value="/t:r/t:a"/>'
)
NOTES = (
    '<diagnostics><diagnostic id="d">Look at <value-of select="@n"/> in <name path=".."/>.'
    '</diagnostic><diagnostic id="e"> </diagnostic></diagnostics>'
    '<properties><property id="p"><value-of select="@m"/></property></properties>'
)


def rule(context: str, inside: str, attributes: str = "") -> str:
    return f'<rule context="{context}"{attributes}>{inside}</rule>'


def report(text: str, test: str = "true()", attributes: str = "") -> str:
    return f'<report test="{test}"{attributes}>{text}</report>'


def value_of(xpath: str) -> str:
    return f'[<value-of select="{xpath}"/>]'


def texts(*pieces: str) -> str:
    return rule("t:b", report(" | ".join(pieces)))


DIRECT = {
    "names": texts("<name/>", '<name path=".."/>', '<name path="t:c[1]"/>', value_of("name()")),
    "strings": texts(value_of("@n"), value_of("."), value_of("normalize-space()"), value_of("'y'")),
    "what is not there": texts(value_of("@q"), '<name path="t:q[1]"/>', value_of("t:q")),
    "several items": texts(value_of("t:c"), value_of("@n | @m"), value_of("ancestor::*/@n")),
    "items with others inside": texts(value_of("ancestor-or-self::t:*[@n][1]"), value_of("*")),
    "numbers": texts(value_of("count(t:c)"), value_of("string-length(@n)")),
    "variables": rule(
        "t:b",
        '<let name="own" value="t:c[@n = $word]"/>'
        + report(value_of("$own") + value_of("$word") + value_of("$items/@n"), "$own or @m"),
    ),
    "phrases": texts('<emph> <name/> </emph><dir>a </dir><span class="x"> b</span> ', "<emph/>"),
    "comments between": texts(f"a <!--x--> {value_of('@n')} <?x?> b<!--y--> "),
    "no text": rule("t:b", report("") + report("  ") + report(value_of("@q"))),
    "roles": rule(
        "t:b",
        report("a", attributes=' role="info"')
        + report("b")
        + report("c", attributes=' severity="error" role="info"')
        + report("d", attributes=' role="editor"'),
        ' role="warning"',
    ),
    "subjects": rule(
        "t:b",
        report("a", attributes=' subject="@n"')
        + report("b", attributes=' subject="t:c"')
        + report("c", attributes=' subject="ancestor::t:*[@m][1]/@m"')
        + report("d"),
        ' subject=".."',
    ),
    "diagnostics": rule("t:b", report("a", attributes=' diagnostics="d e d" properties="p"')),
    "the first rule that matches": rule("t:b[@n]", report("a"))
    + rule("t:b | t:c", report("b", "@m"))
    + rule("*", report("c")),
    "rules without assertions": rule("t:b", "") + rule("t:*", report("a")),
    "several assertions": rule("t:*", report("a", "@n") + report("b", "@m") + report("c", "*")),
    "attributes": rule("t:b/@n", report("<name/> " + value_of("."), "../@m")),
    "attributes of many elements": rule("t:a//@n | @m", report(value_of("name()"))),
    "attributes of all elements": rule("//@n[. = 'x']", report(value_of("../t:b[1]"), ". = 'x'")),
    "the first rule for an attribute": rule("t:a/@n", report("a")) + rule("@n | t:b", report("b")),
    "variables of an attribute": rule(
        "@n",
        '<let name="v" value="normalize-space()"/><let name="p" value=".."/>'
        + report(value_of("$v") + value_of("$p/@m"), "$v = $word or $p/@m"),
    ),
    "the subject of an attribute": rule("@n", report("a", attributes=' subject=".."')),
    "the context item inside": rule("t:b", report(value_of("current()/@n"), "current()/@m")),
}

NOT_DIRECT = {
    "the document": rule("/", report("a")),
    "texts": rule("text()", report("a")),
    "nodes of any kind": rule("node()", report("a")),
    "a test that is not understood": rule("t:b", report("a", "matches(@n, 'x')")),
    "a test that may fail": rule("t:b", report("a", "t:c eq 'x'")),
    "a text that may fail": rule("t:b", report(value_of("string(t:c)"))),
    "a text that is not understood": rule("t:b", report(value_of("string-join(t:c, ', ')"))),
    "items in an order of their own": rule("t:b", report(value_of("(t:d, t:c)"))),
    "an XSLT instruction": rule("t:b", report('<xsl:copy-of select="."/>')),
    "a role that is computed": rule("t:b", report("a", attributes=' role="{@n}"')),
    "a flag that may fail": rule("t:b", report("a", attributes=' flag="{xs:date(@n)}"')),
    "a property that may fail": rule("t:b", report("a", attributes=' properties="q"')),
    "each of something": rule("t:b", report("a"), ' visit-each="t:c"'),
    "a rule beside": rule("t:b", report("a")) + rule("t:c[matches(@n, 'x')]", report("a")),
}


def loaded(text: str) -> CompiledSchematron:
    outcome = load(SourceFile("rules.sch", text.encode()))
    assert not outcome.diagnostics
    assert outcome.value is not None
    return outcome.value


def parsed(text: str) -> Document:
    document = located_later(SourceFile("doc.xml", text.encode()))
    assert document is not None
    return document


def documents(number: int) -> Iterator[Document]:
    """Yield small documents, always the same ones."""
    chance = random.Random(5)  # noqa: S311 - no secret
    for _ in range(number):
        yield parsed(f'<?x?><t:r xmlns:t="urn:t"\n>{content(chance, 0)}</t:r>')


def content(chance: random.Random, depth: int) -> str:
    parts = []
    for _ in range(chance.randrange(4) if depth < 4 else 0):
        name = chance.choice(("t:a", "t:b", "t:c", "t:d", "a"))
        attributes = "".join(
            f'\n {one}="{chance.choice(("x", "y", "x&#10;y", "", " x ", "&lt;&#xa0;"))}"'
            for one in chance.sample(("n", "m"), chance.randrange(3))
        )
        text = chance.choice(("", "x", " y\n", "<!--x-->", "<?x y?>", "<![CDATA[<x]]>", "&#x2003;"))
        parts.append(f"<{name}{attributes}>{text}{content(chance, depth + 1)}</{name}>{text}")
    return "".join(parts)


def by_both(compiled: CompiledSchematron) -> tuple[Direct, Rules]:
    """Return the direct patterns of a schema, and rules that run these and no others."""
    direct, rules = direct_of(compiled.plan, compiled.compiled.without), rules_of(compiled)
    patterns = frozenset(direct.patterns)
    rules._programs.clear()
    rules._programs[patterns] = rules._compiled(patterns)
    return direct, rules


def compare(direct: Direct, rules: Rules, document: Document) -> int:
    """Let both check a document; return how much they find."""
    patterns = frozenset(direct.patterns)
    found = direct.check(document, patterns, rules.legend)
    assert found == rules.run(document, patterns), document.source.name
    return len(found)


def schema(body: str, notes: str = NOTES) -> str:
    return f"{HEAD}<pattern>{body}</pattern>{notes}</schema>"


@pytest.mark.parametrize("body", DIRECT.values(), ids=list(DIRECT))
def test_a_pattern_without_saxon(body: str) -> None:
    direct, rules = by_both(loaded(schema(body)))
    assert direct.patterns.keys() == {0}
    assert sum(compare(direct, rules, document) for document in documents(40)) > 20


@pytest.mark.parametrize("body", NOT_DIRECT.values(), ids=list(NOT_DIRECT))
def test_a_pattern_that_needs_saxon(body: str) -> None:
    notes = '<properties><property id="q"><value-of select="xs:date(@n)"/></property></properties>'
    compiled = loaded(schema(body, notes))
    assert not direct_of(compiled.plan).patterns


WHOLE = {
    "templates of the schema's own": '<xsl:template match="t:a" mode="#all"/>',
    "a phase that starts elsewhere": '<phase id="f" from="t:a"><active pattern="f"/></phase>',
}


@pytest.mark.parametrize("more", WHOLE.values(), ids=list(WHOLE))
def test_a_schema_that_needs_saxon(more: str) -> None:
    body = more + f'<pattern id="f">{rule("t:b", report("a"))}</pattern>'
    phase = "f" if "phase" in more else None
    outcome = load(SourceFile("rules.sch", f"{HEAD}{body}</schema>".encode()), phase=phase)
    assert outcome.value is not None
    assert not direct_of(outcome.value.plan).patterns


def test_the_terms_of_xpath_1() -> None:
    compiled = loaded(schema(DIRECT["strings"]).replace('"xslt2"', '"xslt"'))
    assert not direct_of(compiled.plan).patterns


def test_a_group_applies_all_its_rules() -> None:
    body = rule("t:b", report("a")) + rule("*", report("b")) + rule("@n", report("c"))
    text = schema(body).replace("pattern>", "group>")
    direct, rules = by_both(loaded(text))
    assert sum(compare(direct, rules, document) for document in documents(10)) > 20


def test_what_is_left_out_is_left_out() -> None:
    body = rule("t:b", report("a", "@n") + report("b", "@")) + rule("t:c[", report("c"))
    outcome = load(SourceFile("rules.sch", schema(body).encode()))
    assert outcome.value is not None
    assert {one.code for one in outcome.diagnostics} == {"SCH207"}
    direct, rules = by_both(outcome.value)
    assert sum(compare(direct, rules, document) for document in documents(10)) > 5


def test_entities_in_the_document_need_saxon() -> None:
    compiled = loaded(schema(rule("t:a", report("a", "text()[2]"))))
    direct, rules = by_both(compiled)
    text = '<!DOCTYPE r [<!ENTITY e "y">]><t:r xmlns:t="urn:t"><t:a>x&e;z</t:a></t:r>'
    document = parse_document(SourceFile("doc.xml", text.encode())).value
    assert document is not None
    assert direct.check(document, frozenset({0}), rules.legend) is None


PLAIN = '<t:r xmlns:t="urn:t">\n<t:b n="ä" m="x"/><t:b/>\n<!--x--><t:a m="1"\n n="2"/></t:r>'
BYTES = {
    "a mark": PLAIN.encode("utf-8-sig"),
    "two bytes a letter": PLAIN.encode("utf-16"),
    "another encoding": b'<?xml version="1.0" encoding="iso-8859-1"?>' + PLAIN.encode("latin-1"),
    "returns": PLAIN.replace("\n", "\r").encode(),
    "returns and line feeds": PLAIN.replace("\n", "\r\n").encode(),
    "a document type": b"<!DOCTYPE r>" + PLAIN.encode(),
}


@pytest.mark.parametrize("data", BYTES.values(), ids=list(BYTES))
def test_places_in_documents_of_every_kind(data: bytes) -> None:
    body = rule("t:*", report("a", "@m")) + rule("@n", report("b"))
    direct, rules = by_both(loaded(schema(body)))
    document = located_later(SourceFile("doc.xml", data))
    assert document is not None
    assert compare(direct, rules, document) == 4


def test_places_in_included_files(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text(PLAIN, encoding="utf-8")
    main = (
        '<t:r xmlns:t="urn:t" xmlns:xi="http://www.w3.org/2001/XInclude"><t:b n="1"/>'
        '<xi:include href="part.xml"/><t:b m="1"/></t:r>'
    )
    (tmp_path / "main.xml").write_text(main, encoding="utf-8")
    body = rule("t:*", report("a", "@m")) + rule("@n", report("b"))
    direct, rules = by_both(loaded(schema(body)))
    document = located_later(DISK.read(tmp_path / "main.xml"), root=tmp_path)
    assert document is not None
    assert compare(direct, rules, document) == 6
    found = direct.check(document, frozenset({0}), rules.legend) or []
    assert len({one.span.source for one in found}) == 2


def test_saxon_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    body = rule("t:b", report("a"))
    rules = rules_of(loaded(f"{HEAD}<pattern>{body}</pattern></schema>"))
    monkeypatch.setattr(Rules, "run", lambda *_: pytest.fail("SaxonC is started"))
    assert len(rules.check(parsed(PLAIN))) == 2


def test_one_pattern_that_needs_saxon_brings_all_to_it() -> None:
    patterns = [rule("t:b", report("a")), rule("t:b", report("b", "matches(@n, 'ä')"))]
    text = "".join(f"<pattern>{one}</pattern>" for one in patterns)
    compiled = loaded(f"{HEAD}{text}</schema>")
    rules, document = rules_of(compiled), parsed(PLAIN)
    assert rules.direct.patterns.keys() == {0}
    assert rules.check(document) == compiled.validate(document)
    assert [one.message for one in rules.check(document)] == ["a", "b", "a"]


def test_what_would_take_libxml2_too_long_is_left_to_saxon() -> None:
    test = "//*[//*[//*[//*[//*[@n = 'x']]]]]"
    direct, rules = by_both(loaded(schema(rule("t:b", report("a", test)))))
    assert direct.patterns.keys() == {0}
    long = parsed(PLAIN.replace("<t:b/>", "<t:b/>" * 500))
    assert direct.check(long, frozenset({0}), rules.legend) is None


# ---------------------------------------------------------------- real rules and documents


@cache
def tei() -> tuple[Direct, Rules]:
    """The TEI's own constraints."""
    vocabulary = compile_odd(DISK.read(resources.schemas() / "tei-p5.odd")).value
    assert vocabulary is not None
    constraints = located(vocabulary).value
    assert constraints is not None
    compiled = load_document(constraints).value
    assert compiled is not None
    return by_both(compiled)


def test_nearly_all_of_the_teis_constraints_need_no_saxon() -> None:
    direct, rules = tei()
    assert len(direct.patterns) > 0.9 * len(rules.legend.patterns)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let libxml2 take as long as it likes."""
    monkeypatch.setattr(stage, "too_much", lambda *_: False)


def broken(path: Path, seed: int) -> Document | None:
    """Return a document with some of its tags' names and attributes moved about.

    None where it is for SaxonC alone.
    """
    chance = random.Random(f"{path.name} {seed}")  # noqa: S311 - no secret
    document = located_later(DISK.read(path))
    if document is None or has_declarations(document):
        return None
    if seed == 0:
        return document
    nodes = list(elements(document.tree.getroot()))
    for one in chance.sample(nodes, min(len(nodes), 40)):
        other = chance.choice(nodes)
        if chance.random() < 0.5:
            one.tag = other.tag
        else:
            exchange_attributes(one, other)
    return parsed(etree.tostring(document.tree.getroot(), encoding="unicode"))


def exchange_attributes(one: etree._Element, other: etree._Element) -> None:
    own, theirs = list(one.items()), list(other.items())
    for element, values in ((one, theirs), (other, own)):
        element.attrib.clear()
        for name, value in values:
            element.set(name, value)


CORPORA = sorted((SHARED / "corpora").rglob("*.xml")) if SHARED.is_dir() else []
SMALL = [path for path in CORPORA if path.stat().st_size < 40_000]
SCHEMAS = sorted(SHARED.rglob("*.sch")) if SHARED.is_dir() else []


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("path", SMALL[::12], ids=[path.stem for path in SMALL[::12]])
def test_a_document_of_a_corpus(path: Path) -> None:
    for seed in range(3):
        document = broken(path, seed)
        if document is not None:
            compare(*tei(), document)


@pytest.mark.usefixtures("patient")
@pytest.mark.conformance
@pytest.mark.parametrize("path", CORPORA, ids=[path.stem for path in CORPORA])
def test_every_document_of_the_corpora(path: Path) -> None:
    for seed in range(8 if path.stat().st_size < 100_000 else 2):
        document = broken(path, seed)
        if document is not None:
            compare(*tei(), document)


@pytest.mark.usefixtures("patient")
@pytest.mark.conformance
@pytest.mark.parametrize("path", SCHEMAS, ids=[path.stem for path in SCHEMAS])
def test_every_schema(path: Path) -> None:
    outcome = load(DISK.read(path), root=path.parent)
    assert outcome.value is not None
    direct, rules = by_both(outcome.value)
    for number, one in enumerate(SMALL):
        document = broken(one, number % 2)
        if document is not None:
            compare(direct, rules, document)
