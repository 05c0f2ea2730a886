"""What is put right in files, and what is left alone because it is not certain."""

from typing import NamedTuple

import pytest

from teikit import resources
from teikit.source import SourceFile
from teikit.validate.fix import Fixed, fixed
from teikit.validate.fix.diff import unified
from teikit.validate.grammar.load import Schema, load_schema

LONG = "0c7e5b5e-6f1f-4a43-b0a1-0b3f6f3c0001"


class Case(NamedTuple):
    """A document, what it becomes (None: it stays as it is), and by which rules."""

    before: str
    after: str | None = None
    codes: str = ""
    encoding: str = "utf-8"


CASES = {
    "an accent beside its letter": Case("<p>Citta\u0300</p>", "<p>Citt\u00e0</p>", "CHR101"),
    "in UTF-16": Case("<p>e\u0301</p>", "<p>\u00e9</p>", "CHR101", "utf-16"),
    "in UTF-8 with a mark": Case("<p>e\u0301</p>", "<p>\u00e9</p>", "CHR101", "utf-8-sig"),
    "in a comment and a CDATA section": Case(
        "<p><!--e\u0301--><![CDATA[e\u0301]]></p>",
        "<p><!--\u00e9--><![CDATA[\u00e9]]></p>",
        "CHR101 CHR101",
    ),
    "in an attribute": Case('<p n="e\u0301"/>', '<p n="\u00e9"/>', "CHR101"),
    "in the name of a file": Case('<p url="e\u0301.jpg"/>'),
    "in an identifier": Case('<p xml:id="e\u0301"/>'),
    "in the name of an element": Case("<e\u0301/>"),
    "an accent as a reference": Case("<p>e&#x301;</p>"),
    "an accent after a reference": Case("<p>&#101;\u0301</p>"),
    "an accent after a tag": Case("<p>\u0301e<hi/>\u0301</p>"),
    "a sign that becomes a mark of punctuation": Case("<p>x\u037e</p>", "<p>x;</p>", "CHR101"),
    "line ends, quotes and spaces stay": Case(
        "<p  a='1'\r\n\tb = \"2\" >\r\n e\u0301\r&#13;</p >\r\n",
        "<p  a='1'\r\n\tb = \"2\" >\r\n \u00e9\r&#13;</p >\r\n",
        "CHR101",
    ),
    "entities stay": Case(
        "<!DOCTYPE p [<!ENTITY x 'e\u0301 > ]'> <!-- ' ]> -->]>\n<p>&x; e\u0301</p>",
        "<!DOCTYPE p [<!ENTITY x 'e\u0301 > ]'> <!-- ' ]> -->]>\n<p>&x; \u00e9</p>",
        "CHR101",
    ),
    "identifiers of a program": Case(
        '<p><q xml:id="p1"/><q xml:id="p1"/><q xml:id="p2"/></p>',
        '<p><q xml:id="p1"/><q xml:id="p3"/><q xml:id="p2"/></p>',
        "IDS101",
    ),
    "three of them, with zeros": Case(
        "<p><q xml:id='a.009'/><q xml:id='a.009'/><q xml:id='a.009'/></p>",
        "<p><q xml:id='a.009'/><q xml:id='a.010'/><q xml:id='a.011'/></p>",
        "IDS101 IDS101",
    ),
    "identifiers that are pointed at": Case('<p><q xml:id="p1"/><q xml:id="p1"/><a t="#p1"/></p>'),
    "identifiers in a text": Case('<p><q xml:id="p1"/><q xml:id="p1"/>see p1.</p>'),
    "a number that something points at is not free": Case(
        '<p><q xml:id="p1"/><q xml:id="p1"/><a t="x.xml#p2"/></p>',
        '<p><q xml:id="p1"/><q xml:id="p3"/><a t="x.xml#p2"/></p>',
        "IDS101",
    ),
    "identifiers that a person has made": Case('<p><q xml:id="legran"/><q xml:id="legran"/></p>'),
    "identifiers with a year": Case('<p><q xml:id="kars1921"/><q xml:id="kars1921"/></p>'),
    "long identifiers": Case(
        f'<p><q xml:id="u-{LONG}"/><q xml:id="u-{LONG}"/></p>',
        f'<p><q xml:id="u-{LONG}"/><q xml:id="u-656678fb-4969-567d-925e-bad858a27c7e"/></p>',
        "IDS101",
    ),
    "an encoding that it is not in": Case(
        '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>\n<p>ü</p>',
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p>ü</p>',
        "ENC101",
    ),
    "an encoding that does not exist": Case(
        "<?xml version='1.0' encoding='none'?><p>ü</p>",
        "<?xml version='1.0' encoding='UTF-8'?><p>ü</p>",
        "XML002",
    ),
    "ASCII that is none": Case(
        "<?xml version='1.0' encoding='us-ascii'?><p>ü</p>",
        "<?xml version='1.0' encoding='UTF-8'?><p>ü</p>",
        "XML002",
    ),
    "UTF-16 that is UTF-8": Case(
        "<?xml version='1.0' encoding='UTF-16'?><p>ü</p>",
        "<?xml version='1.0' encoding='UTF-8'?><p>ü</p>",
        "XML002",
    ),
    "Latin-1 that is Latin-1": Case(
        "<?xml version='1.0' encoding='ISO-8859-1'?><p>ü</p>", encoding="latin-1"
    ),
    "UTF-8 that is Latin-1": Case(
        "<?xml version='1.0' encoding='UTF-8'?><p>ü</p>", encoding="latin-1"
    ),
    "Latin-1 in ASCII": Case("<?xml version='1.0' encoding='ISO-8859-1'?><p>u</p>"),
    "an excuse": Case('<?teikit ignore="CHR101" reason="As it is."?><p>e\u0301</p>'),
    "what is not well-formed": Case("<p>e\u0301"),
    "an entity bomb": Case(
        "<!DOCTYPE p [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 30}'>" for i in range(1, 9))
        + "]><p>&a8;e\u0301</p>"
    ),
    "an entity bomb in another encoding": Case(
        "<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE p [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 30}'>" for i in range(1, 9))
        + "]><p>&a8;ü</p>"
    ),
}


def done(case: Case) -> Fixed:
    return fixed(SourceFile("d.xml", case.before.encode(case.encoding)))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_file(case: Case) -> None:
    result = done(case)
    after = case.before if case.after is None else case.after
    assert result.data.decode(case.encoding) == after
    assert result.data == after.encode(case.encoding)
    assert " ".join(change.code for change in result.changes) == case.codes
    assert fixed(SourceFile("d.xml", result.data)).changes == ()


def test_changes_are_at_their_places() -> None:
    result = fixed(
        SourceFile("d.xml", '<p>\r\n <q xml:id="p1"/>e\u0301<q xml:id="p1"/></p>'.encode())
    )
    told = [(one.span.start.line, one.span.start.column, one.message) for one in result.changes]
    assert told == [
        (2, 18, "“\u00e9” is written in the normal form NFC now."),
        (2, 31, "The second “p1” is called “p2” now."),
    ]


def test_an_encoding_that_libxml2_does_not_know() -> None:
    mark, before = b"\xff\xfe\0\0", '<?xml version="1.0" encoding="UTF-8"?><p>e\u0301</p>'
    result = fixed(SourceFile("a.xml", mark + before.encode("utf-32-le")))
    assert [change.code for change in result.changes] == ["CHR101"]
    assert result.data == mark + before.replace("e\u0301", "\u00e9").encode("utf-32-le")


def test_the_other_normal_form() -> None:
    source = SourceFile("d.xml", "<p>\u00e9</p>".encode())
    assert fixed(source, form="NFD").data.decode() == "<p>e\u0301</p>"
    assert fixed(source, form=None).changes == ()


def test_only_rules_that_are_wanted() -> None:
    data = '<p>e\u0301<q xml:id="p1"/><q xml:id="p1"/></p>'.encode()
    result = fixed(SourceFile("d.xml", data), wants=lambda code: code in {"IDS101", "ENC102"})
    assert result.data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<p>e\u0301<q xml:id="p1"/><q xml:id="p2"/></p>'
    )
    assert list(unified(result))[2:4] == [
        "@@ -0,0 +1,1 @@",
        '+<?xml version="1.0" encoding="UTF-8"?>',
    ]


HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>'
    "</titleStmt><publicationStmt><p>B</p></publicationStmt><sourceDesc><p>C</p></sourceDesc>"
    "</fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
NAMES = {
    "capitals": Case(
        "<p><persname >X</persname ></p>", "<p><persName >X</persName ></p>", "TEI101"
    ),
    "an empty element": Case("<p>X<LB/></p>", "<p>X<lb/></p>", "TEI101"),
    "a name within itself": Case(
        "<p><Q>a<Q>b</Q></Q></p>", "<p><q>a<q>b</q></q></p>", "TEI101 TEI101"
    ),
    "a name that is misspelt": Case("<p><persNam>X</persNam></p>"),
    "a name in the wrong place": Case("<p/><closer><P>x</P></closer>"),
    "a language of P4": Case('<p lang="de">X</p>', '<p xml:lang="de">X</p>', "TEI111"),
    "a language beside another": Case('<p lang="de" xml:lang="fr">X</p>'),
    "what is no language": Case('<p lang="in Latin">X</p>'),
    "an identifier of P4": Case("<p id = 'a1'>X</p>", "<p xml:id = 'a1'>X</p>", "TEI110"),
    "an identifier of P4 that is pointed at": Case('<p id="a1">X<ref target="a1">1</ref></p>'),
    "a date": Case('<p><date when="21.12.1920">X</date></p>'),
}


@pytest.fixture(scope="module")
def house() -> Schema:
    return load_schema(resources.schemas() / "tei-p5.odd")


@pytest.mark.parametrize("case", NAMES.values(), ids=list(NAMES))
def test_names(case: Case, house: Schema) -> None:
    source = SourceFile("d.xml", HEAD.format(case.before).encode())
    result = fixed(source, schema=house)
    after = case.before if case.after is None else case.after
    assert result.data.decode() == HEAD.format(after)
    assert " ".join(change.code for change in result.changes) == case.codes
    assert fixed(SourceFile("d.xml", result.data), schema=house).changes == ()


def test_elements_that_the_tei_gives_up(house: Schema) -> None:
    body = "<div><superEntry><entry><form><orth>a</orth></form>{}</entry></superEntry></div>"
    old = HEAD.format(body.format("<re><form><orth>b</orth></form></re>"))
    new = HEAD.format(
        body.format('<entry type="relatedEntry"><form><orth>b</orth></form></entry>')
    ).replace("superEntry", "entry")
    result = fixed(SourceFile("d.xml", old.encode()), schema=house)
    assert result.data.decode() == new
    assert {change.code for change in result.changes} == {"SCH101"}
