"""What rules find, and where: each case a schema's content and what is to be said.

The document of all cases is `DOCUMENT`. A line is: place, first letter of the severity, message.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from teikit.diagnostics import Diagnostic
from teikit.schematron import load
from teikit.source import SourceFile
from teikit.xml.parse import Document, parse_document

DOCUMENT = """\
<?top?><r>
 <a n="1">x<!--c--><b/></a>
 <a n="2"><?pi?>y<b m="z"/></a>
</r>"""


class Case(NamedTuple):
    body: str
    expected: str
    binding: str = "xslt3"


def context(pattern: str) -> str:
    return f'<pattern><rule context="{pattern}"><report test="true()">m</report></rule></pattern>'


def role(value: str) -> str:
    return f'<pattern><rule context="r"><assert test="0" role="{value}">m</assert></rule></pattern>'


CASES = {
    "the document": Case(context("/"), "1:8 e m"),
    "elements": Case(context("a[@n=2]/b"), "3:18 e m"),
    "a prefix that the TEI's grammars do not declare": Case(
        context("a[@n=2]/b[not(sch1x:rule)]"), "3:18 e m"
    ),
    "attributes": Case(context("@n"), "2:5 e m | 3:5 e m"),
    "attributes and elements": Case(context("a/@*|b"), "2:5 e m | 2:20 e m | 3:5 e m | 3:18 e m"),
    "an attribute of the second element": Case(context("b/@m"), "3:21 e m"),
    "texts": Case(context("text()[normalize-space()]"), "2:11 e m | 3:17 e m"),
    "comments": Case(context("comment()"), "2:2 e m"),
    "processing instructions": Case(context("processing-instruction('pi')"), "3:2 e m"),
    "an instruction before the root": Case(context("processing-instruction('top')"), "1:8 e m"),
    "role info": Case(role("info"), "1:8 i m"),
    "role warning": Case(role("Warning"), "1:8 w m"),
    "role error": Case(role("error"), "1:8 e m"),
    "role fatal": Case(role("fatal"), "1:8 e m"),
    "role nonfatal": Case(role("nonfatal"), "1:8 w m"),
    "a role of its own": Case(role("editor"), "1:8 e m"),
    "a role that is computed": Case(role("{if (a) then 'info' else 'error'}"), "1:8 i m"),
    "the role of the rule": Case(
        '<pattern><rule context="r" role="info"><assert test="0">m</assert></rule></pattern>',
        "1:8 i m",
    ),
    "severity before role": Case(
        '<pattern><rule context="r" role="info"><assert test="0" severity="warning">m</assert>'
        "</rule></pattern>",
        "1:8 w m",
    ),
    "another subject": Case(
        '<pattern><rule context="r"><assert test="0" subject="a[2]/b">m</assert></rule></pattern>',
        "3:18 e m",
    ),
    "the first rule of a pattern that matches": Case(
        '<pattern><rule context="a[1]"><assert test="1">m</assert></rule>'
        '<rule context="a"><assert test="0">second</assert></rule></pattern>',
        "3:2 e second",
    ),
    "every rule of a group": Case(
        '<group><rule context="a"><report test="1">one</report></rule>'
        '<rule context="a[2]"><report test="1">two</report></rule></group>',
        "2:2 e one | 3:2 e one | 3:2 e two",
    ),
    "variables of the same name in two patterns": Case(
        '<let name="x" value="0"/><pattern><let name="x" value="1"/><rule context="a[@n=$x]">'
        '<report test="1">A<value-of select="$x"/></report></rule></pattern><pattern>'
        '<let name="x" value="2"/><rule context="a[@n=$x]"><report test="1">B'
        '<value-of select="$x"/></report></rule></pattern>'
        '<pattern><rule context="r"><report test="1">C<value-of select="$x"/></report></rule>'
        "</pattern>",
        "1:8 e C0 | 2:2 e A1 | 3:2 e B2",
    ),
    "variables that build on each other": Case(
        '<let name="w" value="1"/><pattern><let name="x" value="$w"/><let name="y" value="$x + 1"/>'
        '<rule context="a"><let name="z" value="$y + @n"/><let name="q" value="$z"/>'
        '<report test="$q = 4">z<value-of select="$z"/></report></rule></pattern>',
        "3:2 e z4",
    ),
    "a name and a path": Case(
        '<pattern><rule context="b"><report test="@m"><name/> in <name path=".."/>: '
        '<value-of select="@m"/>, <emph>so</emph>\n  <span class="x">it</span> is.</report>'
        "</rule></pattern>",
        "3:18 e b in a: z, so it is.",
    ),
    "a function": Case(
        '<ns prefix="f" uri="urn:f"/><xsl:function name="f:n"><xsl:param name="e"/>'
        '<xsl:sequence select="xs:integer($e/@n) + 1"/></xsl:function>'
        '<pattern><rule context="a"><report test="f:n(.) = 3">three</report></rule></pattern>',
        "3:2 e three",
    ),
    "a test without a text": Case(
        '<pattern><rule context="r"><assert test="count(a)\n = 3"/></rule></pattern>',
        "1:8 e This should be so: count(a) = 3",
    ),
    "two items where XSLT 1.0 takes the first": Case(
        '<pattern><rule context="r"><report test="string-length(a) = 1">'
        '<value-of select="a"/></report></rule></pattern>',
        "1:8 e x",
        "xslt",
    ),
    "two items where XPath 3 takes offence": Case(
        '<pattern><rule context="r"><report test="string-length(a) = 1">m</report>'
        '<report test="1">other</report></rule></pattern>',
        "1:8 e other | 1:8 w A rule could not be applied here: A sequence of more than one item "
        '{ ("x", "y") } is not allowed as the first argument of fn:string-length() (XPTY0004).',
    ),
    "a variable of the schema that fails": Case(
        '<let name="q" value="xs:date(\'x\')"/><let name="w" value="$q"/><pattern>'
        '<rule context="r"><report test="not($w)">m</report><report test="1">other</report></rule>'
        "</pattern>",
        "1:8 e other | 1:8 w A rule could not be applied here: "
        'Invalid date "x" (Year is less than four digits) (FORG0001).',
    ),
    "a variable of a rule that fails": Case(
        '<pattern><rule context="a[1]"><let name="q" value="xs:date(@n)"/>'
        '<report test="$q or $q">m</report><report test="1">other</report></rule></pattern>',
        "2:2 e other | 2:2 w A rule could not be applied here: "
        'Invalid date "1" (Year is less than four digits) (FORG0001).',
    ),
    "XSLT that stops": Case(
        '<pattern><rule context="r"><report test="1">m<xsl:message terminate="yes"/></report>'
        '<report test="1">other</report></rule></pattern>',
        "1:8 e other | 1:8 w A rule could not be applied here: "
        "Processing terminated by xsl:message (XTMM9000).",
    ),
    "text with signs of markup": Case(
        '<pattern><rule context="r"><report test="1">&lt;a> &amp;amp; {b} “ü”</report></rule>'
        "</pattern>",
        "1:8 e <a> &amp; {b} “ü”",
    ),
}


def document(path: Path | None = None) -> Document:
    parsed = parse_document(SourceFile("doc.xml", DOCUMENT.encode(), path))
    assert parsed.value is not None
    return parsed.value


def schema(body: str, binding: str = "xslt3") -> SourceFile:
    text = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" '
        f'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="{binding}">\n'
        f"{body}</schema>"
    )
    return SourceFile("rules.sch", text.encode())


def lines(diagnostics: list[Diagnostic]) -> str:
    return " | ".join(
        f"{one.span.start.line}:{one.span.start.column} {one.severity[0]} {one.message}"
        for one in diagnostics
    )


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_rule_finds(case: Case) -> None:
    outcome = load(schema(case.body, case.binding))
    assert not outcome.diagnostics
    assert outcome.value is not None
    assert lines(outcome.value.validate(document())) == case.expected


FAULTS = {
    "a test": (
        (
            '<pattern><rule context="r">\n<assert test="a[">m</assert><report test="1">ok</report>'
            "</rule></pattern>"
        ),
        "3:1 SCH207",
        "1:8 e ok",
    ),
    "a context": (
        (
            '<pattern>\n<rule context="a["><assert test="0">m</assert></rule><rule context="*">'
            '<assert test="0">not for this</assert></rule></pattern>' + context("r")
        ),
        "3:1 SCH207",
        "1:8 e m",
    ),
    "a text": (
        (
            '<pattern><rule context="r"><report test="1">\n <value-of select="@"/></report></rule>'
            "</pattern>" + context("r")
        ),
        "2:28 SCH207",
        "1:8 e m",
    ),
    "a variable of the schema": (
        (
            '<let name="q" value="1 +"/><pattern><rule context="r"><report test="$q">m</report>'
            '<report test="1">ok</report></rule></pattern>'
        ),
        "2:1 SCH207",
        "1:8 e ok",
    ),
    "a prefix": (
        (
            '<pattern><rule context="r"><report test="x:a">m</report><report test="1">ok</report>'
            "</rule></pattern>"
        ),
        "2:28 SCH207",
        "1:8 e ok",
    ),
    "two variables of one name": (
        '<let name="q" value="1"/>\n<let name="q" value="2"/>' + context("r"),
        "3:1 SCH202",
        "1:8 e m",
    ),
    "a rule without a context": (
        '<pattern><rule><assert test="0">m</assert></rule></pattern>' + context("r"),
        "2:10 SCH202",
        "1:8 e m",
    ),
    "an abstract rule that does not exist": (
        (
            '<pattern><rule context="r"><extends rule="x"/><assert test="0">m</assert></rule>'
            "</pattern>"
        ),
        "2:28 SCH203",
        "1:8 e m",
    ),
    "an abstract rule that extends itself": (
        (
            '<pattern><rule abstract="true" id="x"><extends rule="x"/></rule><rule context="r">'
            '<extends rule="x"/><assert test="0">m</assert></rule></pattern>'
        ),
        "2:39 SCH203",
        "1:8 e m",
    ),
    "an abstract pattern that does not exist": (
        '<pattern is-a="x"/>' + context("r"),
        "2:1 SCH203",
        "1:8 e m",
    ),
    "a diagnostic that does not exist": (
        '<pattern><rule context="r"><assert test="0" diagnostics="d">m</assert></rule></pattern>',
        "2:28 SCH203",
        "1:8 e m",
    ),
    "a namespace that cannot be declared": (
        '<ns prefix="1a" uri="urn:a"/>' + context("r"),
        "2:1 SCH202",
        "1:8 e m",
    ),
    "a file that may not be read": (
        '<include href="x.sch"/>' + context("r"),
        "2:1 SCH301",
        "1:8 e m",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_said_and_the_rest_runs(fault: tuple[str, str, str]) -> None:
    body, expected, found = fault
    outcome = load(schema(body))
    told = [f"{o.span.start.line}:{o.span.start.column} {o.code}" for o in outcome.diagnostics]
    assert told == [expected]
    assert outcome.value is not None
    assert lines(outcome.value.validate(document())) == found


def test_a_finding_leads_to_its_rule_and_says_more() -> None:
    body = (
        '<pattern><rule context="r">\n<assert id="a1" test="0" diagnostics="d">m</assert></rule>'
        '</pattern><diagnostics><diagnostic id="d">More of\n <name/></diagnostic></diagnostics>'
    )
    outcome = load(schema(body))
    assert outcome.value is not None
    finding = outcome.value.validate(document())[0]
    assert finding.code == "SCH101"
    assert finding.hints == ("More of r",)
    assert finding.related[0].message == "The assertion “a1” is written here."
    assert (finding.related[0].span.source, finding.related[0].span.start.line) == ("rules.sch", 3)


PHASES = (
    '<phase id="one"><active pattern="p1"/></phase><phase id="two"><active pattern="p2"/>'
    '<let name="v" value="2"/></phase>'
    '<pattern id="p1"><rule context="r"><report test="1">first</report></rule></pattern>'
    '<let name="v" value="1"/>'
    '<pattern id="p2"><rule context="a[@n = $v]"><report test="1">second</report></rule></pattern>'
)


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        (None, "1:8 e first | 2:2 e second"),
        ("#ALL", "1:8 e first | 2:2 e second"),
        ("one", "1:8 e first"),
        ("two", "3:2 e second"),
    ],
)
def test_a_phase_chooses_patterns(phase: str | None, expected: str) -> None:
    outcome = load(schema(PHASES), phase=phase)
    assert outcome.value is not None
    assert lines(outcome.value.validate(document())) == expected


def test_a_phase_that_does_not_exist() -> None:
    outcome = load(schema(PHASES), phase="three")
    assert outcome.value is None
    (found,) = outcome.diagnostics
    assert found.code == "SCH206"
    assert "“three”" in found.message
    assert "one, two" in found.hints[0]


CHOSEN = {
    "no phase has a condition": (None, None, "1:8 e first | 2:2 e second"),
    "the first is met": ("/r", "true()", "1:8 e first"),
    "the second is met": ("/x", "r/a[@n = 2]", "3:2 e second"),
    "none is met": ("/x", "false()", "1:8 e first | 2:2 e second"),
    "one has a condition that is not met": (None, "/x", "1:8 e first | 2:2 e second"),
    "one has a condition that is met": (None, "$v = 1", "3:2 e second"),
    "a condition that fails": ("error()", "/r", "3:2 e second"),
}


def choosing(first: str | None, second: str | None, default: str = "") -> SourceFile:
    body = PHASES
    for name, when in (("one", first), ("two", second)):
        if when is not None:
            body = body.replace(f'<phase id="{name}"', f'<phase id="{name}" when="{when}"')
    source = schema(body)
    data = source.data.replace(b"<schema ", b"<schema " + default.encode(), 1)
    return SourceFile(source.name, data)


@pytest.mark.parametrize("case", CHOSEN)
def test_a_document_chooses_its_phase(case: str) -> None:
    first, second, expected = CHOSEN[case]
    outcome = load(choosing(first, second), phase="#ANY")
    assert outcome.value is not None
    found = outcome.value.validate(document())
    assert lines([one for one in found if one.code == "SCH102"]) == expected
    assert [one.code for one in found if one.code != "SCH102"] == ["SCH103"] * ("fails" in case)
    as_default = load(choosing(first, second, 'defaultPhase="#ANY" ')).value
    assert as_default is not None
    assert as_default.validate(document()) == found


def test_the_report_names_the_phase_that_was_chosen() -> None:
    compiled = load(choosing("/x", "/r"), phase="#ANY").value
    assert compiled is not None
    report = compiled.report(document())
    assert not isinstance(report, Diagnostic)
    assert report.get("phase") == "two"


def test_a_condition_that_is_no_xpath() -> None:
    outcome = load(choosing("/r[", "/r"), phase="#ANY")
    (found,) = outcome.diagnostics
    assert (found.code, found.span.start.line, found.span.start.column) == ("SCH207", 2, 1)
    assert outcome.value is not None
    assert lines(outcome.value.validate(document())) == "3:2 e second"


def test_a_file_without_rules() -> None:
    outcome = load(SourceFile("x.xml", b"<x/>"))
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["SCH201"]


def test_rules_in_a_relax_ng_schema() -> None:
    text = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
 <s:ns prefix="t" uri="urn:t"/>
 <start><element name="r" ns="urn:t">
  <s:rule context="t:a"><s:report test="@n = 2">in a rule</s:report></s:rule>
  <s:assert test="0">in an element</s:assert>
  <s:pattern><s:rule context="t:b"><s:report test="@m">in a pattern</s:report></s:rule></s:pattern>
 </element></start>
</grammar>"""
    outcome = load(SourceFile("x.rng", text.encode()))
    assert not outcome.diagnostics
    assert outcome.value is not None
    parsed = parse_document(
        SourceFile("d.xml", DOCUMENT.replace("<r>", '<r xmlns="urn:t">').encode())
    )
    assert parsed.value is not None
    found = outcome.value.validate(parsed.value)
    assert lines(found) == "1:8 e in an element | 3:2 e in a rule | 3:18 e in a pattern"
    assert [one.related[0].span.start.line for one in found] == [5, 4, 6]


def test_findings_in_another_document_are_at_its_lines(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text("<o>\n  <p/>\n</o>", encoding="utf-8")
    body = (
        '<pattern documents="\'other.xml\'"><let name="c" value="count(//p)"/>'
        '<rule context="p"><report test="$c = 1">one</report></rule></pattern>'
    )
    outcome = load(schema(body), root=tmp_path)
    assert outcome.value is not None
    found = outcome.value.validate(document(tmp_path / "doc.xml"))
    assert lines(found) == "2:3 e one"
    assert found[0].span.source == str(tmp_path / "other.xml")
