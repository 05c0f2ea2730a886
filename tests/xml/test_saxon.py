import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from teikit.diagnostics import Diagnostic, Outcome, Severity
from teikit.rules import RULES
from teikit.source import SourceFile, as_source
from teikit.xml.parse import Document, parse_document
from teikit.xml.saxon import Parameter, compile_stylesheet, run

OPEN = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:t="https://teikit.org/ns" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'exclude-result-prefixes="#all"><xsl:output omit-xml-declaration="yes"/>\n'
)
CLOSE = "\n</xsl:stylesheet>"


def document(text: str = "<a>x</a>", path: Path | None = None) -> Document:
    source = as_source(path) if path else SourceFile("d.xml", text.encode())
    parsed = parse_document(source)
    assert parsed.value is not None
    return parsed.value


def stylesheet(folder: Path, body: str, name: str = "own.xsl") -> Path:
    path = folder / name
    path.write_text(OPEN + body + CLOSE, encoding="utf-8")
    return path


def transform(
    folder: Path,
    body: str,
    parameters: Mapping[str, Parameter] | None = None,
    given: Document | None = None,
) -> Outcome[str]:
    compiled = compile_stylesheet(stylesheet(folder, body))
    assert compiled.value is not None, compiled.diagnostics
    return run(compiled.value, given or document(), parameters)


def value_of(expression: str) -> str:
    return f'<xsl:template match="/"><xsl:value-of select="{expression}"/></xsl:template>'


def only(outcome: Outcome[str]) -> Diagnostic:
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.code in RULES
    return diagnostic


def test_a_document_of_any_script_comes_through(tmp_path: Path) -> None:
    given = document("<a>Нахичевань Նախիջևան ناخچیوان 𐤀</a>")
    assert transform(tmp_path, value_of("."), given=given) == Outcome(
        "Нахичевань Նախիջևան ناخچیوان 𐤀"
    )


def test_parameters_keep_their_types(tmp_path: Path) -> None:
    body = (
        '<xsl:param name="b" as="xs:boolean"/><xsl:param name="i" as="xs:integer"/>'
        '<xsl:param name="s" as="xs:string"/><xsl:param name="n" as="document-node()"/>'
        '<xsl:param name="many" as="document-node()*"/><xsl:param name="left" select="\'own\'"/>'
        + value_of("$b, $i + 1, $s, $n/r/@k, count($many), $left")
    )
    node = etree.fromstring("<r k='v'/>")
    parameters: dict[str, Parameter] = {
        "b": True,
        "i": 2,
        "s": "<é>",
        "n": node,
        "many": [node, node],
        "left": None,
    }
    outcome = transform(tmp_path, body, parameters)
    assert outcome.value == "true 3 &lt;é&gt; v 2 own"


def test_a_run_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    body = '<xsl:param name="s" select="\'default\'"/>' + value_of("$s")
    assert transform(tmp_path, body, {"s": "given"}).value == "given"
    assert transform(tmp_path, body).value == "default"


def test_every_static_error_has_its_place(tmp_path: Path) -> None:
    stylesheet(tmp_path, "<xsl:template name='x'>\n  <xsl:value-of select='$nix'/></xsl:template>")
    main = stylesheet(tmp_path, '<xsl:import href="own.xsl"/>', "main.xsl")
    outcome = compile_stylesheet(main)
    assert outcome.value is None
    (found,) = outcome.diagnostics
    assert (found.code, found.span.source) == ("OUT102", str(tmp_path / "own.xsl"))
    assert found.span.start.line == 3
    assert "$nix has not been declared" in found.message
    assert found.hints == ("Declare the variable or parameter, or correct its name.",)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("<xsl:template match='x'>", "OUT102", "not well-formed"),
        ("<xsl:frob/>", "OUT102", "frob"),
        ("<xsl:import href='missing.xsl'/>", "OUT102", "missing.xsl cannot be read"),
        ("<xsl:import href='https://example.org/x.xsl'/>", "OUT106", "on the network"),
        ("<xsl:include href='http://example.org/x.xsl'/>", "OUT106", "on the network"),
    ],
)
def test_a_stylesheet_that_cannot_be_used(tmp_path: Path, body: str, code: str, words: str) -> None:
    outcome = compile_stylesheet(stylesheet(tmp_path, body))
    assert outcome.value is None
    assert outcome.diagnostics[0].code == code
    assert words in outcome.diagnostics[0].message


def test_a_stylesheet_that_is_not_there(tmp_path: Path) -> None:
    outcome = compile_stylesheet(tmp_path / "nix.xsl")
    assert [d.code for d in outcome.diagnostics] == ["OUT101"]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("doc('nope.xml')", "nope.xml cannot be read (FODC0002)"),
        ("doc('http://127.0.0.1:9/x')", "http://127.0.0.1:9/x may not be read"),
        ("doc('https://127.0.0.1:9/x')", "Nothing is read from the network"),
        ("doc('https://127.0.0.1:9/x!/y')", "Nothing is read from the network"),
        ("doc('HTTPS://127.0.0.1:9/x')", "may not be read"),
        ("doc('ftp://127.0.0.1:9/x')", "may not be read"),
        ("doc('jar:http://127.0.0.1:9/x!/y')", "may not be read"),
        ("unparsed-text('https://127.0.0.1:9/x')", "Nothing is read from the network"),
        ("json-doc('https://127.0.0.1:9/x')", "Nothing is read from the network"),
        ("xs:integer('x')", "Cannot convert string"),
    ],
)
def test_a_failed_run_names_the_place_in_the_stylesheet(
    tmp_path: Path, expression: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found = only(transform(tmp_path, value_of(expression)))
    assert found.code == "OUT103"
    assert words in found.message
    assert "while transforming d.xml" in found.message
    assert found.span.source == str(tmp_path / "own.xsl")
    assert found.span.start.line == 2
    assert capfd.readouterr() == ("", "")


def test_nothing_is_fetched_even_where_someone_listens(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        for scheme in ("http", "https"):
            transform(tmp_path, value_of(f"doc('{scheme}://127.0.0.1:{port}/x')"))
            with pytest.raises(TimeoutError):
                server.accept()


def test_a_stylesheet_may_read_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "words.xml").write_text("<w>beside</w>", encoding="utf-8")
    assert transform(tmp_path, value_of("doc('words.xml')")).value == "beside"


def test_no_second_file_is_written(tmp_path: Path) -> None:
    body = (
        '<xsl:template match="/"><xsl:result-document href="evil.txt">x</xsl:result-document>'
        "</xsl:template>"
    )
    outcome = compile_stylesheet(stylesheet(tmp_path, body))
    assert [d.code for d in outcome.diagnostics] == ["OUT102"]
    assert not (tmp_path / "evil.txt").exists()


def test_what_a_stylesheet_says_is_reported_once(tmp_path: Path) -> None:
    body = (
        '<xsl:template match="/"><xsl:for-each select="1 to 2"><xsl:message>No date</xsl:message>'
        '</xsl:for-each><xsl:message><t:diagnostic code="OUT112" element="2" hint="Do.">Bad '
        "link</t:diagnostic></xsl:message>done</xsl:template>"
    )
    outcome = transform(tmp_path, body, given=document("<a>\n  <b/></a>"))
    assert outcome.value == "done"
    plain, coded = outcome.diagnostics
    assert (plain.code, plain.message, plain.severity) == ("OUT105", "No date", Severity.INFO)
    assert (coded.code, coded.message, coded.hints) == ("OUT112", "Bad link", ("Do.",))
    assert (coded.span.start.line, coded.span.start.column) == (2, 3)


def test_a_stylesheet_may_give_up(tmp_path: Path) -> None:
    body = (
        '<xsl:template match="/"><xsl:message terminate="yes">No title</xsl:message></xsl:template>'
    )
    outcome = transform(tmp_path, body)
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["OUT105", "OUT104"]


def test_the_doctype_of_a_document_never_reaches_saxon(tmp_path: Path) -> None:
    given = document('<!DOCTYPE a [<!ENTITY e "expanded">]><a>&e;</a>')
    assert transform(tmp_path, value_of("."), given=given).value == "expanded"


def test_any_thread_may_ask(tmp_path: Path) -> None:
    found: list[str | None] = []
    path = stylesheet(tmp_path, value_of("."))

    def work(number: int) -> None:
        compiled = compile_stylesheet(path)
        assert compiled.value is not None
        found.append(run(compiled.value, document(f"<a>{number}</a>")).value)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [str(number) for number in range(8)]


def test_a_changed_stylesheet_is_compiled_anew(tmp_path: Path) -> None:
    part = stylesheet(tmp_path, value_of("'one'"), "part.xsl")
    main = stylesheet(tmp_path, '<xsl:include href="part.xsl"/>', "main.xsl")
    first = compile_stylesheet(main)
    assert compile_stylesheet(main).value is first.value
    part.write_text(OPEN + value_of("'three'") + CLOSE, encoding="utf-8")
    again = compile_stylesheet(main)
    assert again.value is not None
    assert run(again.value, document()).value == "three"


def test_a_document_may_be_as_deep_and_wide_as_our_parser_allows(tmp_path: Path) -> None:
    wide = " ".join(f"a{number}='1'" for number in range(300))
    given = document(f"<a {wide}>{'<b>' * 900}x{'</b>' * 900}</a>")
    assert transform(tmp_path, value_of("count(//b), count(/a/@*)"), given=given).value == "900 300"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_has_a_saxon_of_its_own(tmp_path: Path) -> None:
    path = stylesheet(tmp_path, value_of("concat('seen ', .)"))
    code = f"""
import os
from pathlib import Path
from teikit.source import SourceFile
from teikit.xml.parse import parse_document
from teikit.xml.saxon import compile_stylesheet, run
def once():
    document = parse_document(SourceFile("d.xml", b"<a>x</a>")).value
    return run(compile_stylesheet(Path({str(path)!r})).value, document).value
assert once() == "seen x"
child = os.fork()
if child == 0:
    os._exit(7 if once() == "seen x" else 8)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
assert once() == "seen x"
"""
    command = [sys.executable, "-W", "ignore", "-c", code]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0
