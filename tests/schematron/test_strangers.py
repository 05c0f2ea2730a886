"""Schemas from strangers: real attempts to get out, each stopped twice.

Once by the guard, which says so; and once by the processor, tried without the guard.
"""

from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic, Outcome
from teikit.schematron import CompiledSchematron, load
from teikit.schematron.xslt import compile as stage
from teikit.source import SourceFile
from teikit.xml.parse import Document, parse_document
from teikit.xml.saxon_nodes import Program, compile_program, run_program

SECRET = "the-word-nobody-sees"  # noqa: S105
HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt3">'
)


def schema(body: str) -> str:
    return HEAD + body + "</schema>"


def loaded(
    text: str, folder: Path | None = None, trusted: bool = False
) -> Outcome[CompiledSchematron]:
    path = None if folder is None else folder / "rules.sch"
    return load(SourceFile("rules.sch", text.encode(), path), root=folder, trusted=trusted)


def document(text: str, path: Path | None = None) -> Document:
    parsed = parse_document(SourceFile("doc.xml", text.encode(), path))
    assert parsed.value is not None
    return parsed.value


def found(
    text: str, doc: str, folder: Path | None = None, trusted: bool = False
) -> list[Diagnostic]:
    """Return what a sound schema finds."""
    outcome = loaded(text, folder, trusted=trusted)
    assert not outcome.diagnostics
    assert outcome.value is not None
    path = None if folder is None else folder / "doc.xml"
    return outcome.value.validate(document(doc, path))


EXPRESSIONS = {
    "unparsed text": "unparsed-text('{secret}')",
    "unparsed text by reference": "unparsed-text#1('{secret}')",
    "unparsed text behind an arrow": "'{secret}' => unparsed-text()",
    "lines": "string-join(unparsed-text-lines('{secret}'))",
    "lines by braced name": "Q{{http://www.w3.org/2005/xpath-functions}}unparsed-text('{secret}')",
    "text availability": "unparsed-text-available('{secret}')",
    "JSON": "json-doc('{secret}')",
    "a collection": "string(collection('{folder}?select=*.xml'))",
    "a collection of addresses": "string(uri-collection('{folder}'))",
    "an environment variable": "environment-variable('HOME')",
    "a looked-up function": "function-lookup(xs:QName('fn:unparsed-text'), 1)('{secret}')",
    "another stylesheet": "transform(map{{'stylesheet-location': '{secret}'}})?output",
    "a system property": "system-property('user.home')",
    "a comment inside": "unparsed-text(: (: :) :)('{secret}')",
}
INSTRUCTIONS = {
    "a result document": '<xsl:result-document href="{folder}out.xml"><a/></xsl:result-document>',
    "a source document": '<xsl:source-document href="{secret}"><xsl:copy-of select="."/>'
    "</xsl:source-document>",
    "an expression made of text": "<xsl:evaluate xpath=\"'unparsed-text(''{secret}'')'\"/>",
}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    secret = tmp_path / "outside" / "secret.xml"
    secret.parent.mkdir()
    secret.write_text(f"<a>{SECRET}</a>", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    return {"secret": secret.as_uri(), "folder": secret.parent.as_uri() + "/"}


def rule(inside: str) -> str:
    return schema(
        '<pattern><rule context="/*"><report test="true()">'
        f"said: {inside}</report></rule></pattern>"
        '<pattern><rule context="/*"><report test="true()">still here</report></rule></pattern>'
    )


def attempts() -> list[str]:
    return [f'<value-of select="{one}"/>' for one in EXPRESSIONS.values()] + list(
        INSTRUCTIONS.values()
    )


NAMES = [*EXPRESSIONS, *INSTRUCTIONS]


@pytest.mark.parametrize("attempt", attempts(), ids=NAMES)
def test_the_guard_refuses_and_the_other_rules_run(
    attempt: str, places: dict[str, str], tmp_path: Path
) -> None:
    outcome = loaded(rule(attempt.format(**places)), tmp_path / "inside")
    assert [one.code for one in outcome.diagnostics] == ["SCH302"]
    assert outcome.value is not None
    messages = [one.message for one in outcome.value.validate(document("<r/>"))]
    assert messages == ["still here"]


@pytest.mark.parametrize("attempt", attempts(), ids=NAMES)
def test_nothing_gets_out_without_the_guard_either(
    attempt: str, places: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "refused", lambda _plan: [])
    outcome = loaded(rule(attempt.format(**places)), tmp_path / "inside")
    told = list(outcome.diagnostics)
    if outcome.value is not None:
        told += outcome.value.validate(document("<r/>"))
    assert SECRET not in str(told)
    assert str(Path.home()) not in str([one.message for one in told])
    assert not (tmp_path / "outside" / "out.xml").exists()


@pytest.mark.parametrize(
    "address",
    ["{secret}", "../outside/secret.xml", "{inside}../outside/secret.xml", "link.xml",
     "http://127.0.0.1:9/x.xml", "jar:{secret}!/x"],
)  # fmt: skip
@pytest.mark.parametrize("how", ["doc('{}')", "document('{}')", "doc#1('{}')", "'{}' => doc()"])
def test_documents_outside_the_folder_are_refused(
    address: str, how: str, places: dict[str, str], tmp_path: Path
) -> None:
    inside = tmp_path / "inside"
    if address == "link.xml":
        try:
            (inside / "link.xml").symlink_to(tmp_path / "outside" / "secret.xml")
        except OSError:
            pytest.skip("this system lets nobody make symbolic links")
    address = address.format(**places, inside=inside.as_uri() + "/")
    told = found(rule(f'<value-of select="{how.format(address)}"/>'), "<r/>", inside)
    assert sorted(one.code for one in told) == ["SCH102", "SCH105"]
    assert SECRET not in str(told)


def test_documents_inside_the_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text("<a>well</a>", encoding="utf-8")
    told = found(rule("<value-of select=\"doc('other.xml')\"/>"), "<r/>", tmp_path)
    assert [one.message for one in told] == ["said: well", "still here"]


def test_entities_of_parsed_text_are_not_fetched(places: dict[str, str], tmp_path: Path) -> None:
    hostile = (
        "parse-xml('&lt;!DOCTYPE a [&lt;!ENTITY x SYSTEM &quot;{secret}&quot;>]>"
        "&lt;a>&amp;x;&lt;/a>')"
    )
    told = found(rule(f'<value-of select="{hostile.format(**places)}"/>'), "<r/>", tmp_path)
    assert SECRET not in str(told)
    assert [one.code for one in told] == ["SCH102", "SCH103"]


def test_includes_outside_the_folder_are_refused(places: dict[str, str], tmp_path: Path) -> None:
    outcome = loaded(schema(f'<include href="{places["secret"]}"/>'), tmp_path / "inside")
    assert [one.code for one in outcome.diagnostics] == ["SCH301"]
    assert SECRET not in str(outcome.diagnostics)


def test_a_trusted_schema_may_read_text(places: dict[str, str], tmp_path: Path) -> None:
    text = rule(f"<value-of select=\"unparsed-text('{places['secret']}')\"/>")
    told = found(text, "<r/>", tmp_path, trusted=True)
    assert SECRET in told[0].message


def test_the_guarded_processor_knows_no_foreign_functions() -> None:
    text = (
        '<t:transform xmlns:t="http://www.w3.org/1999/XSL/Transform" version="3.0" '
        'xmlns:j="java:java.lang.System"><t:template match="/">'
        "<t:value-of select=\"j:getProperty('user.home')\"/></t:template></t:transform>"
    )
    assert not isinstance(compile_program(text), Program)


def test_the_guarded_processor_reads_no_file(places: dict[str, str]) -> None:
    text = (
        '<t:transform xmlns:t="http://www.w3.org/1999/XSL/Transform" version="3.0">'
        f'<t:template match="/"><t:value-of select="doc(\'{places["secret"]}\')"/></t:template>'
        "</t:transform>"
    )
    program = compile_program(text)
    assert isinstance(program, Program)
    ran = run_program(program, document("<r/>"), {}, {}, "documents")
    assert ran.text is None
    assert SECRET not in str(ran)
