"""Rules that reach for the computer, or never end: refused or stopped, the others still apply."""

from pathlib import Path

import pytest
from tests.attack.harness import Listener, teikit, write

RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}"
 xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:saxon="http://saxon.sf.net/"
 xmlns:java="java:java.lang.System" xmlns:f="urn:f">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<ns prefix="saxon" uri="http://saxon.sf.net/"/>
<ns prefix="java" uri="java:java.lang.System"/>
<ns prefix="file" uri="http://expath.org/ns/file"/>
<ns prefix="f" uri="urn:f"/>
{top}
<pattern><rule context="tei:p">{rule}</rule></pattern>
<pattern><rule context="tei:p"><report test="true()">THE OTHER RULE</report></rule></pattern>
</schema>
"""
SAYS = '<report test="true()">It is <value-of select="{}"/>.</report>'
OUT = (
    "'file:///etc/passwd'",
    "'../secret.txt'",
    "'http://LISTENER/x'",
    "concat('file:///', 'etc/passwd')",
)

# what stands at the top of the schema and in the rule; {} is a place outside
CALLS = {
    "doc": ("", SAYS.format("doc({})")),
    "document": ("", SAYS.format("document({})")),
    "doc-available": ("", SAYS.format("doc-available({})")),
    "unparsed-text": ("", SAYS.format("unparsed-text({})")),
    "unparsed-text-lines": ("", SAYS.format("unparsed-text-lines({})")),
    "unparsed-text-available": ("", SAYS.format("unparsed-text-available({})")),
    "collection": ("", SAYS.format("collection({})")),
    "uri-collection": ("", SAYS.format("uri-collection({})")),
    "json-doc": ("", SAYS.format("json-doc({})")),
    "by its namespace": (
        "",
        SAYS.format("Q{{http://www.w3.org/2005/xpath-functions}}unparsed-text({})"),
    ),
    "as a function item": ("", SAYS.format("unparsed-text#1({})")),
    "by an arrow": ("", SAYS.format("{} => unparsed-text()")),
    "by its name": (
        "",
        SAYS.format(
            "function-lookup(QName('http://www.w3.org/2005/xpath-functions', "
            "'unparsed-text'), 1)({})"
        ),
    ),
    "by higher order": ("", SAYS.format("for-each({}, unparsed-text#1)")),
    "in a let": ("<let name='x' value=\"unparsed-text({})\"/>", SAYS.format("$x")),
    "in a let of the rule": ("", "<let name='x' value=\"doc({})\"/>" + SAYS.format("$x")),
    "transform": ("", SAYS.format("transform(map {{ 'stylesheet-location': {} }})")),
    "load-xquery-module": (
        "",
        SAYS.format("load-xquery-module('urn:x', map {{ 'location-hints': {} }})"),
    ),
    "a function of the schema": (
        '<xsl:function name="f:x"><xsl:sequence select="unparsed-text({})"/></xsl:function>',
        SAYS.format("f:x()"),
    ),
    "a text value template": (
        '<xsl:function name="f:x" expand-text="yes">{{unparsed-text({})}}</xsl:function>',
        SAYS.format("f:x()"),
    ),
    "an import": ('<xsl:import href="file:///etc/passwd"/>', SAYS.format("{}")),
    "source-document": (
        (
            '<xsl:function name="f:x"><xsl:source-document href="file:///etc/passwd"><xsl:copy-of '
            'select="."/></xsl:source-document></xsl:function>'
        ),
        SAYS.format("(f:x(), {})[1]"),
    ),
    "result-document": (
        (
            '<xsl:function name="f:x"><xsl:result-document href="written.xml"><x/>'
            "</xsl:result-document></xsl:function>"
        ),
        SAYS.format("(f:x(), {})[1]"),
    ),
    "evaluate": (
        (
            "<xsl:function name=\"f:x\"><xsl:evaluate xpath=\"'unparsed-text(''' || {} || "
            "'''')'\"/></xsl:function>"
        ),
        SAYS.format("f:x()"),
    ),
    "a function of Java": ("", SAYS.format("java:getenv('PATH') || {}")),
    "a function of Saxon": ("", SAYS.format("saxon:system-id() || {}")),
    "a function of EXPath": ("", SAYS.format("file:read-text({})")),
    "environment-variable": ("", SAYS.format("environment-variable('ATTACKED') || {}")),
    "all environment variables": (
        "",
        SAYS.format("available-environment-variables() ! environment-variable(.)"),
    ),
    "a variable in a text value template": (
        (
            '<xsl:function name="f:x" expand-text="yes">{{environment-variable("ATTACKED")}}'
            "</xsl:function>"
        ),
        SAYS.format("f:x() || {}"),
    ),
    "a variable in an attribute value template": (
        '<xsl:function name="f:x"><x y="a{{environment-variable(\'ATTACKED\')}}"/></xsl:function>',
        SAYS.format("f:x()/@y || {}"),
    ),
    "a variable in a shadow attribute": (
        (
            '<xsl:function name="f:x"><xsl:sequence _select="{{environment-variable(\'ATTACKED\')}}"/>'  # noqa: E501
            "</xsl:function>"
        ),
        SAYS.format("f:x() || {}"),
    ),
    "a variable by a name in pieces": (
        (
            '<xsl:function name="f:x" expand-text="yes">{{fn:environment-variable (:c:) ("ATTACKED")}}'  # noqa: E501
            "</xsl:function>"
        ),
        SAYS.format("f:x() || {}"),
    ),
    "a static parameter": (
        '<xsl:param name="f:p" static="yes" select="environment-variable(\'ATTACKED\')"/>',
        SAYS.format("$f:p || {}"),
    ),
    "use-when": (
        (
            '<xsl:function name="f:x"><xsl:sequence use-when="environment-variable(\'ATTACKED\') = '
            "concat('the value', ' of a variable')\" select=\"concat('the value of', ' a variable')\"/>"  # noqa: E501
            "</xsl:function>"
        ),
        SAYS.format("f:x() || {}"),
    ),
    "a message": (
        (
            '<xsl:function name="f:x"><xsl:message select="environment-variable(\'ATTACKED\')" '
            'terminate="yes"/></xsl:function>'
        ),
        SAYS.format("f:x() || {}"),
    ),
    "system-property": ("", SAYS.format("system-property('java.home') || {}")),
}


@pytest.mark.parametrize("name", CALLS)
def test_rules_of_a_stranger_reach_nothing(
    edition: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("ATTACKED", "the value of a variable")
    top, rule = CALLS[name]
    for place in OUT if "{}" in top + rule else OUT[:1]:
        out = place.replace("LISTENER", listener.address)
        schema = RULES.format(binding="xslt3", top=top.format(out), rule=rule.format(out))
        write(edition / "s.sch", schema)
        answer = teikit("validate", "letter.xml", "--schema", "s.sch")
        assert answer.code
        assert "s.sch:" in answer.shown, f"{out}: {answer.shown}"
        assert "root:" not in answer.shown
        assert "the value of a variable" not in answer.shown
        assert not list(edition.rglob("written.xml"))
        assert "THE OTHER RULE" in answer.shown or "could not" in answer.shown, answer.shown


EMBEDDED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"
 xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<teiHeader/><text><body><schemaSpec ident="own" source="teikit:edition">
<elementSpec ident="p" mode="change"><constraintSpec ident="c" scheme="schematron"><constraint>
<sch:report test="true()">It is <sch:value-of select="{}"/>.</sch:report>
</constraint></constraintSpec></elementSpec><moduleRef key="core"/></schemaSpec></body></text></TEI>
"""


@pytest.mark.parametrize(
    "call",
    ["unparsed-text('file:///etc/passwd')", "doc('../secret.xml')", "environment-variable('A')"],
)
def test_rules_in_an_odd_reach_nothing_either(edition: Path, call: str) -> None:
    write(edition / "s.odd", EMBEDDED.format(call))
    answer = teikit("validate", "letter.xml", "--schema", "s.odd")
    assert "root:" not in answer.shown
    assert "s.odd:5:" in answer.shown or "letter.xml:" in answer.shown, answer.shown
