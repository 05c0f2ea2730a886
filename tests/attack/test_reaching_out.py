"""Documents and schemas that reach for other files or the network: refused, and said so."""

import os
from pathlib import Path

import pytest
from tests.attack.harness import Listener, letter, teikit, write

XI = "<xi:include {}><xi:fallback><p>instead</p></xi:fallback></xi:include>"

# the attributes of an xi:include, and a part of what is said
INCLUSIONS = {
    "a file of the computer": ('href="file:///etc/passwd" parse="text"', "only files of the edit"),
    "a file by its absolute path": ('href="/etc/passwd" parse="text"', "outside the edition"),
    "the network": ('href="http://LISTENER/x.xml"', "only files of the edition"),
    "the network without a scheme": ('href="//LISTENER/x.xml"', "only files of the edition"),
    "a host that does not end": ('href="http://[::1"', ""),
    "a file beside the edition": ('href="../secret.xml"', "outside the edition"),
    "a file beside the edition, escaped": ('href="%2e%2e/secret.xml"', "outside the edition"),
    "a detour": ('href="./a/../../secret.txt" parse="text"', "outside the edition"),
    "a link out of the edition": ('href="link.xml"', "outside the edition"),
    "a linked folder": ('href="beside/secret.xml"', "outside the edition"),
    "a folder": ('href="."', "does not exist"),
    "a device": ('href="/dev/zero" parse="text"', "outside the edition"),
    "a name that is too long": (f'href="{"x" * 5000}.xml"', "no file can be called that"),
    "NUL in its name": ('href="a%00b.xml"', ""),
    "an xpointer of another kind": (
        'href="letter.xml" xpointer="xpointer(doc(&quot;file:///etc/passwd&quot;))"',
        "is of a kind that teikit does not follow",
    ),
    "links in a circle": ('href="circle.xml"', ""),
}


@pytest.mark.parametrize("name", INCLUSIONS)
def test_what_may_not_be_included_is_not(edition: Path, listener: Listener, name: str) -> None:
    attributes, words = INCLUSIONS[name]
    _link(edition / "link.xml", edition.parent / "secret.xml")
    _link(edition / "beside", edition.parent)
    _link(edition / "circle.xml", edition / "circle.xml")
    text = XI.format(attributes.replace("LISTENER", listener.address))
    write(edition / "x.xml", letter(text))
    answer = teikit("validate", "x.xml")
    assert answer.code == 0, answer.shown  # the fallback is as good
    assert "x.xml:9:13: " in answer.shown
    assert "warning XML015" in answer.shown
    assert words in answer.shown
    assert "The fallback is used instead." in answer.shown
    assert "root:" not in answer.shown
    for form, made in (("text", "x.txt"), ("html", "x.html")):
        assert teikit("transform", "x.xml", "--to", form, "-o", made).code == 0
        page = Path(made).read_text(encoding="utf-8")
        assert "instead" in page
        assert "root:" not in page
        assert "treasure" not in page


def test_a_document_that_includes_itself_ends(edition: Path) -> None:
    write(edition / "x.xml", letter('<xi:include href="x.xml"/>'))
    for command in (("validate", "x.xml"), ("transform", "x.xml", "--to", "text")):
        answer = teikit(*command)
        assert answer.code == 1
        assert "XML017" in answer.shown


def test_inclusions_that_multiply_end(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teikit.xml.events.MAX_INCLUDED", 300)
    for number in range(30):
        include = f'<xi:include href="{number + 1}.xml"/>' * 10
        text = f'<div xmlns="http://www.tei-c.org/ns/1.0" {XMLNS}>{include}</div>'
        write(edition / f"{number}.xml", text)
    write(edition / "30.xml", '<p xmlns="http://www.tei-c.org/ns/1.0">x</p>')
    write(edition / "x.xml", letter('<xi:include href="0.xml"/>'))
    answer = teikit("validate", "x.xml")
    assert answer.code == 1
    assert "error XML019" in answer.shown


XMLNS = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
SCHEMATRON = 'schematypens="http://purl.oclc.org/dsdl/schematron"'

# the pseudo-attributes of an xml-model, the code of what is said, a part of its words
MODELS = {
    "a grammar of the network": ('href="http://LISTENER/x.rng"', "EDN010", "not a file of the ed"),
    "a grammar beside the edition": ('href="../secret.rng"', "EDN010", "outside the edition"),
    "a grammar of the computer": ('href="file:///etc/x.rng"', "EDN010", "not a file of the ed"),
    "a grammar with NUL in its name": ('href="a%00b.rng"', "EDN010", ""),
    "a grammar of a host without end": ('href="http://[::1/x.rng"', "EDN010", ""),
    "rules of the network": (f'href="http://LISTENER/x.sch" {SCHEMATRON}', "SCH303", "not a file"),
    "rules beside the edition": (f'href="../secret.xml" {SCHEMATRON}', "SCH303", "outside the ed"),
    "rules of the computer": (f'href="file:///etc/passwd" {SCHEMATRON}', "SCH303", "not a file"),
    "rules by a link": (f'href="link.xml" {SCHEMATRON}', "SCH303", "outside the edition"),
    "rules that are the document": (f'href="x.xml" {SCHEMATRON}', "ODD101", "not an ODD"),
    "rules of a name that is too long": (f'href="{"x" * 9000}" {SCHEMATRON}', "SCH303", ""),
    "rules that are a folder": (f'href="." {SCHEMATRON}', "SCH303", "no such file"),
}


@pytest.mark.parametrize("name", MODELS)
def test_schemas_a_document_names_are_of_the_edition(
    edition: Path, listener: Listener, name: str
) -> None:
    model, code, words = MODELS[name]
    _link(edition / "link.xml", edition.parent / "secret.xml")
    prolog = f"<?xml-model {model.replace('LISTENER', listener.address)}?>\n"
    write(edition / "x.xml", letter(prolog=prolog))
    answer = teikit("validate", "x.xml")
    assert code in answer.shown
    assert words in answer.shown


POINTERS = (
    "file:///etc/passwd", "/etc/passwd", "../secret.xml#s", "../../../../../../etc/passwd",
    "/dev/zero", "file:///dev/zero#x", "/dev/stdin", "http://LISTENER/x.xml#y", "http://[::1",
    "link.xml#s", "beside/secret.xml#s", "%2e%2e/secret.xml#s", "a%00b.xml#s",
    f"{'../' * 500}dev/zero#x", "\\\\LISTENER\\share\\x.xml#y", "//LISTENER/x.xml#y", "pipe#x",
    "x" * 5000, "jar:file:///x!/y",
)  # fmt: skip
PLACES = {
    "ref": '<p><ref target="{}">x</ref></p>',
    "graphic": '<figure><graphic url="{}"/></figure>',
    "person": '<p><persName ref="{}">x</persName></p>',
    "xml:base": '<div xml:base="{}"><p><ref target="#s">x</ref></p></div>',
    "xml:base of a folder": '<div xml:base="{}/"><p><ref target="secret.xml#s">x</ref></p></div>',
    "include with xml:base": '<div xml:base="{}/"><xi:include href="secret.xml"/></div>',
}


@pytest.mark.parametrize("place", PLACES)
def test_pointers_out_of_the_edition_lead_nowhere(
    edition: Path, listener: Listener, place: str
) -> None:
    _link(edition / "link.xml", edition.parent / "secret.xml")
    _link(edition / "beside", edition.parent)
    if hasattr(os, "mkfifo"):
        os.mkfifo(edition / "pipe")
    targets = [target.replace("LISTENER", listener.address) for target in POINTERS]
    texts = "\n".join(PLACES[place].format(target) for target in targets)
    write(edition / "x.xml", letter(texts))
    answer = teikit("validate", "x.xml", "--all")
    assert "x.xml:" in answer.shown
    assert "root:" not in answer.shown
    for form, made in (("text", "x.txt"), ("html", "x.html"), ("pdf", "x.pdf")):
        teikit("transform", "x.xml", "--to", form, "-o", made)
        if Path(made).exists():
            page = Path(made).read_bytes()
            assert b"root:" not in page
            assert b"treasure" not in page


GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>{}</start></grammar>"""
RNC = "start = {}"
XSD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'
ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="own" {}</schemaSpec></body></text></TEI>"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">{}<pattern><rule context="/">
<assert test="true()"/></rule></pattern></schema>"""
DTD = '<!DOCTYPE x SYSTEM "http://LISTENER/x.dtd" [<!ENTITY e SYSTEM "{}"> %p;]>'

# a name and a schema that names OUT, which is then tried as several places
SCHEMAS = {
    "externalRef": ("s.rng", GRAMMAR.format('<externalRef href="OUT"/>')),
    "include of RELAX NG": (
        "s.rng",
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="OUT"/></grammar>',
    ),
    "externalRef with xml:base": (
        "s.rng",
        GRAMMAR.format('<externalRef xml:base="OUT" href=""/>'),
    ),
    "datatypeLibrary": (
        "s.rng",
        GRAMMAR.format('<element name="a"><data type="x" datatypeLibrary="OUT"/></element>'),
    ),
    "external of the compact syntax": ("s.rnc", RNC.format('external "OUT"')),
    "include of the compact syntax": ("s.rnc", 'include "OUT"'),
    "import of XSD": ("s.xsd", XSD.format('<xs:import namespace="x" schemaLocation="OUT"/>')),
    "include of XSD": ("s.xsd", XSD.format('<xs:include schemaLocation="OUT"/>')),
    "redefine of XSD": ("s.xsd", XSD.format('<xs:redefine schemaLocation="OUT"/>')),
    "include of Schematron": ("s.sch", SCH.format('<include href="OUT"/>')),
    "extends of Schematron": ("s.sch", SCH.format('<extends href="OUT"/>')),
    "XInclude of Schematron": (
        "s.sch",
        SCH.format(f'<xi:include {XMLNS} href="OUT" parse="text"/>'),
    ),
    "an entity of RELAX NG": (
        "s.rng",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "OUT">]>' + GRAMMAR.format("&e;"),
    ),
    "an entity of XSD": ("s.xsd", '<!DOCTYPE x [<!ENTITY e SYSTEM "OUT">]>' + XSD.format("&e;")),
    "an entity of Schematron": (
        "s.sch",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "OUT">]>' + SCH.format("&e;"),
    ),
}
OUTSIDE = (
    "file:///etc/passwd", "/etc/passwd", "../secret.xml", "http://LISTENER/x", "//LISTENER/x",
    "link.xml", "/dev/zero", "http://[::1", "a%00b",
)  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_reads_nothing_outside_of_its_folder(
    edition: Path, listener: Listener, name: str
) -> None:
    file, schema = SCHEMAS[name]
    _link(edition / "link.xml", edition.parent / "secret.xml")
    for out in OUTSIDE:
        write(edition / file, schema.replace("OUT", out).replace("LISTENER", listener.address))
        answer = teikit("validate", "letter.xml", "--schema", file)
        assert file in answer.shown, f"{out}: {answer.shown}"
        assert "root:" not in answer.shown


# ODDs are their user's own, and build on one another wherever they lie
ODDS = {
    "source of an ODD": ("s.odd", ODD.format('source="OUT"><moduleRef key="core"/>')),
    "source of a reference": ("s.odd", ODD.format('><moduleRef key="core" source="OUT"/>')),
    "moduleRef of an ODD": ("s.odd", ODD.format('><moduleRef url="OUT"/>')),
    "specGrpRef of an ODD": ("s.odd", ODD.format('><specGrpRef target="OUT#x"/>')),
}


@pytest.mark.parametrize("name", ODDS)
def test_an_odd_fetches_nothing_and_waits_for_nothing(
    edition: Path, listener: Listener, name: str
) -> None:
    file, schema = ODDS[name]
    for out in OUTSIDE:
        if "secret" in out or "link" in out:
            continue
        write(edition / file, schema.replace("OUT", out).replace("LISTENER", listener.address))
        for command in (("validate", "letter.xml", "--schema"), ("odd", "lint")):
            answer = teikit(*command, file)
            assert answer.code, f"{out}: {answer.shown}"
            assert "error" in answer.shown


@pytest.mark.parametrize("out", ["../secret.xml", "link.xml"])
@pytest.mark.parametrize("name", ["source of an ODD", "specGrpRef of an ODD"])
def test_an_odd_that_a_document_names_reads_nothing_outside(
    edition: Path, name: str, out: str
) -> None:
    file, schema = ODDS[name]
    _link(edition / "link.xml", edition.parent / "secret.xml")
    write(edition / file, schema.replace("OUT", out))
    write(edition / "x.xml", letter(prolog=f'<?xml-model href="{file}"?>\n'))
    assert "outside" in teikit("validate", "x.xml").shown


def test_a_linked_document_outside_is_no_part_of_the_edition(edition: Path) -> None:
    _link(edition / "documents" / "link.xml", edition.parent / "secret.xml")
    write(edition / "teikit.toml", '[edition]\ntitle = "E"\ndocuments = ["**/*.xml"]\n')
    answer = teikit("validate", ".", "--format", "json")
    assert "link.xml" not in answer.shown
    assert teikit("build", ".", "-o", "site").code == 0
    for made in Path("site").rglob("*.*"):
        assert b"treasure" not in made.read_bytes()


def _link(path: Path, to: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    try:
        path.symlink_to(to)
    except OSError:
        pytest.skip("links cannot be made here")
