"""The screen lets through whatever SaxonC would find, and little else."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pytest

from teikit.diagnostics import Diagnostic
from teikit.schematron import CompiledSchematron, load
from teikit.schematron.screening.expressions import NotUnderstood, Prefixes, parse
from teikit.schematron.screening.nodes import OverBudgetError
from teikit.schematron.screening.screen import Screen
from teikit.schematron.screening.screened import rules_of
from teikit.schematron.screening.translate import Translator
from teikit.source import SourceFile
from teikit.xml.parse import Document, parse_document

HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="urn:t"/>'
    '<ns prefix="f" uri="urn:f"/><let name="a-word" value="\'x\'"/><let name="items" '
    'value="/t:r/t:a"/><let name="first" value="t:r/t:a[1]"/>'
    '<xsl:function name="f:odd"><xsl:param name="n"/>'
    '<xsl:sequence select="count($n) mod 2 eq 1"/></xsl:function>'
)

# Context, test: what the screen understands wholly, so that it is never asked in vain.
UNDERSTOOD = (
    ("t:a", "t:b"),
    ("t:a", "not(t:b) and @n"),
    ("t:a", "t:b or (t:c, t:d)"),
    ("t:a[@n]", "t:b[@m]/t:c"),
    ("t:a[@n = 'x']", "true()"),
    ("t:a[not(@n)]", "@m"),
    ("t:a//t:b", "ancestor::t:c"),
    ("t:a/t:b", "following-sibling::t:b"),
    ("t:a | t:b[@n]", "parent::t:a | preceding-sibling::*"),
    ("(t:a | t:b)/t:c", "true()"),
    ("t:*[@n]", "@m"),
    ("t:*", "@n and @m"),
    ("*:a", "*:b"),
    ("t:a/@n", "../t:b"),
    ("@n", ". = 'x'"),
    ("@n[. = ('x', 'y')]", "parent::t:a"),
    ("/", "t:r/t:a[2]/t:b"),
    ("/t:r", "count(t:a) > 2"),
    ("/*", "count(.//t:b) ne 1"),
    ("t:a[1]", "t:b[last()]/@n"),
    ("t:b", "count(*) = 1 or count(t:c | t:d) >= 2"),
    ("t:b", "count(t:c) < 1 and 1 < count(@*)"),
    ("t:b", "@n = @m"),
    ("t:b", "@n != 'x'"),
    ("t:b", "@n eq 'x' and @m ne 'y'"),
    ("t:b", "@n = ('x', 'y')"),
    ("t:b", "t:c = 'x'"),
    ("t:b", "t:c != t:d"),
    ("t:b", "normalize-space() = ''"),
    ("t:b", "normalize-space(.)"),
    ("t:b", "string-length(normalize-space(@n)) gt 1"),
    ("t:b", "contains(@n, 'x')"),
    ("t:b", "starts-with(@n, 'x') or ends-with(@m, 'y')"),
    ("t:b", "starts-with(@n, '')"),
    ("t:b", "substring-after(@n, 'x') = 'y'"),
    ("t:b", "translate(@n, 'x', 'y') = 'yy'"),
    ("t:b", "concat(@n, '-', @m) = 'x-y'"),
    ("t:b", "name() = 't:b' and local-name(..) = 'a'"),
    ("t:b", "exists(@n) and empty(t:c)"),
    ("t:b", "boolean(t:c) and not(empty(t:d))"),
    ("t:b", "if (@n) then t:c else t:d"),
    ("t:b", "text()[normalize-space()]"),
    ("text()[normalize-space()]", "parent::t:a"),
    ("t:c", "ancestor-or-self::t:*[@n][1]/@m"),
    ("t:c", "preceding::t:b[@n = 'x']"),
    ("t:c[preceding::t:c]", "@n"),
    ("t:c[t:c or following-sibling::t:c/@n]", "@n"),
    ("t:c[t:c or following-sibling::t:b]", "@n"),
    ("t:c[ancestor-or-self::t:c]", "@n"),
    ("t:c[../t:c[@n]]", "ancestor::t:c"),
    ("t:c", "(ancestor::t:a | ancestor::t:b)[@m]"),
    ("t:c", "current()[@n]/.."),
    ("t:c", "./@n and self::t:c and self::node()"),
    ("t:c", "$items[@n]"),
    ("t:c", "@n = $a-word"),
    ("t:d", "/t:r/t:a[@n = 'x']"),
    ("t:d", "//t:c"),
    ("t:d", "@n = $items/@n"),
    ("t:d", "data(@n) = 'x' or distinct-values(t:c) = 'y'"),
    ("comment()", "parent::t:a"),
    ("processing-instruction()", "parent::t:b"),
    ("node()[self::t:d]", "@*"),
)

# What it is careful about: it may ask in vain.
CAREFUL = (
    ("t:b", "matches(@n, '^x+$')"),
    ("t:b", "count(tokenize(@n, 'x')) gt 1"),
    ("t:b", "@n < @m"),
    ("t:b", "every $c in t:c satisfies $c/@n"),
    ("t:b", "some $c in t:c satisfies $c = 'x'"),
    ("t:b", "count((t:c, t:c)) = 2"),
    ("t:b", "count((t:c, t:c)[@n]) = 2"),
    ("t:b", "count(distinct-values(t:c)) = 1"),
    ("t:b", "t:c[position() = 2]"),
    ("t:b", "(t:c | t:d)[2]/@n"),
    ("t:b", "(ancestor::*)[1]/@n"),
    ("t:b", "t:c[count(@n)]"),
    ("t:b", "t:c except t:c[@n]"),
    ("t:b", "t:c[. = current()/@n]"),
    ("t:b", "@n castable as xs:integer"),
    ("t:b[@n castable as xs:integer]", "xs:integer(@n) gt 1"),
    ("t:b", "not(@n castable as xs:integer?)"),
    ("t:b", "f:odd(t:c)"),
    ("t:b[f:odd(*)]", "@n"),
    ("t:b[@n = 'x' and f:odd(*)]", "@m"),
    ("t:b", "$first/@n"),
    ("t:c", "generate-id(.) = generate-id(../t:c[1])"),
    ("t:c", "t:d ! @n"),
    ("t:c", "let $x := @n return $x = 'x'"),
)

# What stumbles over some documents, which is to be said (SCH103).
STUMBLING = (
    ("t:b", "xs:integer(@n) gt 1"),
    ("t:b", "@n = 1"),
    ("t:b", "t:c eq 'x'"),
    ("t:b", "contains(t:c, 'x')"),
    ("t:b", "false() and xs:integer(@n)"),
    ("t:b", "normalize-space(t:c) = 'x' or true()"),
    ("t:b", "string(t:c) = 'x'"),
    ("t:b", "t:c[xs:date(@n)]"),
    ("t:b", "number(@n) + @m = 1"),
    ("t:b", "(string(@n), @m)"),
)


class Case(NamedTuple):
    context: str
    test: str
    kind: str


CASES = [
    Case(context, test, kind)
    for context, test in (*UNDERSTOOD, *CAREFUL, *STUMBLING)
    for kind in ("assert", "report")
]


def pattern(case: Case) -> str:
    return (
        f"<pattern><rule context={quoteattr(case.context)}>"
        f"<{case.kind} test={quoteattr(case.test)}>m</{case.kind}></rule></pattern>"
    )


def loaded(body: str) -> CompiledSchematron:
    outcome = load(SourceFile("rules.sch", (HEAD + body + "</schema>").encode()))
    assert not outcome.diagnostics
    assert outcome.value is not None
    return outcome.value


def parsed(text: str) -> Document:
    document = parse_document(SourceFile("doc.xml", text.encode())).value
    assert document is not None
    return document


def documents(number: int) -> Iterator[Document]:
    """Yield small documents, always the same ones."""
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(number):
        yield parsed(f'<t:r xmlns:t="urn:t">{content(chance, 0)}</t:r>')


def content(chance: random.Random, depth: int) -> str:
    parts = []
    for _ in range(chance.randrange(4) if depth < 4 else 0):
        name = chance.choice(("t:a", "t:b", "t:c", "t:d", "a"))
        attributes = "".join(
            f' {one}="{chance.choice(("x", "y", "xy", "", "2", " x "))}"'
            for one in ("n", "m")
            if chance.random() < 0.4
        )
        text = chance.choice(("", "", "x", "y", " ", "<!--x-->", "<?x y?>", "<![CDATA[x]]>"))
        parts.append(f"<{name}{attributes}>{text}{content(chance, depth + 1)}</{name}>{text}")
    return "".join(parts)


@pytest.fixture(scope="module")
def compiled() -> CompiledSchematron:
    """All cases as one schema, the number of a pattern that of its case."""
    return loaded("".join(map(pattern, CASES)))


@pytest.fixture(scope="module")
def screen(compiled: CompiledSchematron) -> Screen:
    """The screen of all cases."""
    return rules_of(compiled).screen


def speaking(compiled: CompiledSchematron, document: Document) -> set[int]:
    """Return the patterns that find something."""
    results, _ = compiled._runner.run(compiled.compiled.program, document, everything=False)
    assert not isinstance(results, Diagnostic)
    said = {one.assertion for one in results.findings} | {one.assertion for one in results.faults}
    return {compiled.plan.assertions[one].rule.place for one in said if one is not None}


def test_what_is_found_is_let_through_and_little_else(
    compiled: CompiledSchematron, screen: Screen
) -> None:
    understood = set(range(2 * len(UNDERSTOOD)))
    spoke: set[int] = set()
    for document in documents(150):
        found, candidates = speaking(compiled, document), screen.candidates(document)
        assert found <= candidates, [CASES[one] for one in found - candidates]
        in_vain = (candidates - found) & understood
        assert not in_vain, [CASES[one] for one in in_vain]
        spoke |= found
    # Of an assertion and a report with the same test one speaks, where the context is found.
    idle = {CASES[one].test for one in range(len(CASES))} - {CASES[one].test for one in spoke}
    assert not idle


def test_every_case_is_screened(screen: Screen) -> None:
    assert not screen.always


@pytest.mark.parametrize(
    ("context", "test", "of_tag"),
    [
        ("t:a[@n]", "@m", True),
        ("t:*", "@n and not(@m)", True),
        ("t:a[@n = 'x']", "@m", False),
        ("t:a", "t:b", False),
        ("t:a/t:b", "@n", False),
    ],
)
def test_questions_about_single_tags(context: str, test: str, of_tag: bool) -> None:
    screen = rules_of(loaded(pattern(Case(context, test, "report")))).screen
    assert [one.is_of_tag for one in screen.probes] == [of_tag]


def test_documents_with_more_names_than_are_remembered(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = list(documents(20))
    before = [screen.candidates(one) for one in some]
    monkeypatch.setattr("teikit.schematron.screening.screen._MOST_WORDINGS", 0)
    assert [screen.candidates(one) for one in some] == before


NOT_SCREENED = {
    "a template of every mode": '<xsl:template match="t:a" mode="#all"/>',
    "other documents": (
        "<pattern documents=\"'x.xml'\"><rule context='t:a'><assert test='1'>m</assert></rule>"
        "</pattern>"
    ),
    "a key": (
        "<pattern><rule context=\"key('k', 'x')\"><assert test='1'>m</assert></rule></pattern>"
        '<xsl:key name="k" match="t:a" use="@n"/>'
    ),
    "anything": '<pattern><rule context="."><assert test="1">m</assert></rule></pattern>',
}


@pytest.mark.parametrize("body", NOT_SCREENED.values(), ids=list(NOT_SCREENED))
def test_what_cannot_be_screened_always_runs(body: str) -> None:
    body += pattern(Case("t:zz", "@n", "report"))
    screen = rules_of(loaded(body)).screen
    assert 0 in screen.always


def test_entities_in_the_document_let_everything_through() -> None:
    screen = rules_of(loaded(pattern(Case("t:a", "text()[2]", "report")))).screen
    text = '<!DOCTYPE r [<!ENTITY e "y">]><t:r xmlns:t="urn:t"><t:a>x&e;z</t:a></t:r>'
    assert screen.candidates(parsed(text)) == {0}


def test_what_would_take_minutes_is_left_to_a_process_that_can_be_stopped() -> None:
    test = "count(//*[count(//*[count(//*) &gt; 1]) &gt; 1]) = 1"
    body = f'<pattern><rule context="t:a"><report test="{test}">m</report></rule></pattern>'
    screen = rules_of(loaded(body)).screen
    large = f'<t:r xmlns:t="urn:t">{"<t:a/>" * 20_000}</t:r>'
    assert screen.candidates(parsed(large)) == {0}
    assert screen.candidates(parsed('<t:r xmlns:t="urn:t"><t:a/></t:r>')) == set()


NESTS: dict[str, Callable[[str], str]] = {
    "positions": lambda test: f"a[{test}][1]",
    "brackets": lambda test: f"({test})",
    "negations": lambda test: f"not({test})",
    "counts": lambda test: f"a[count({test}) = 1]",
    "a row": lambda test: f"{test} or a/a/a/b",
}


@pytest.mark.parametrize("depth", [30, 400, 4000])
@pytest.mark.parametrize("nest", NESTS.values(), ids=list(NESTS))
def test_nested_expressions_end(depth: int, nest: Callable[[str], str]) -> None:
    # SaxonC is not asked: it takes for ever over some of them.
    test = "a"
    for _ in range(depth):
        test = nest(test)
    with suppress(NotUnderstood, OverBudgetError, RecursionError):
        found = Translator().condition(parse(test, {}, Prefixes()), over=True)
        assert found.xpath
