"""What checks find, and where: each case a document's content and what is to be said.

The content of a case is the body, or where it begins with <fileDesc or another part of the
header, that. A line of the expectation is: place, code, a part of the message.
"""

import pytest

from teikit.source import SourceFile
from teikit.validate.checks import CheckSettings, check_document
from teikit.validate.selection import Selection
from teikit.xml.parse import located_later

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>'


def pages(numbers: str, tag: str = "pb") -> str:
    return "".join(f'<{tag} n="{number}"/>\n' for number in numbers.split())


def verses(numbers: str) -> str:
    return "".join(f'<l n="{number}">…</l>\n' for number in numbers.split())


DATES = {
    "in order": ('<date from="1920" to="1920-05-01"/>', ""),
    "years before our era": ('<date notBefore="-0044" notAfter="-0043"/>', ""),
    "years before our era, out of order": (
        '<date notBefore="-0043" notAfter="-0044"/>',
        "2:7 DAT101",
    ),
    "from the era before into ours": ('<date from="-0044" to="0014"/>', ""),
    "times of one day": (
        '<date from="1920-05-01T12:00:00" to="1920-05-01T11:00:00"/>',
        "2:7 DAT101",
    ),
    "times in different zones": (
        '<date from="1920-05-01T12:00:00Z" to="1920-05-01T11:00:00-05:00"/>',
        "",
    ),
    "another month in another zone": (
        '<date from="1920-07-01Z" to="1920-05-01+02:00"/>',
        "2:7 DAT101",
    ),
    "a time within the day": ('<date from="1920-05-01T12:00:00" to="1920-05-01"/>', ""),
    "months without a year": ('<date from="--12" to="--02"/>', ""),
    "out of order in other notations": (
        '<date notBefore-iso="19210101" notAfter-iso="1920-12-31"/>',
        "2:7 DAT101 @notBefore-iso",
    ),
    "limits around a stretch": ('<date notBefore="1920" to="1921"/>', ""),
    "@when with limits": ('<date when="1920" notBefore="1919"/>', "2:7 DAT102 @notBefore"),
    "two beginnings": ('<date from="1920" notBefore="1919"/>', "2:7 DAT102 @from and @notBefore"),
    "@when in two notations": ('<date when="1920" when-iso="1920-01"/>', ""),
    "no such month": ('<date when-iso="1920-13"/>', "2:7 DAT103 1920-13"),
    "no such day in a stretch": (
        '<date when-iso="1920-01-01/1920-02-30"/>',
        "2:7 DAT103 1920-02-30",
    ),
    "no such hour": ('<date when-iso="1920-01-01T25:00"/>', "2:7 DAT103"),
    "a leap year": ('<date when-iso="2000-02-29"/>', ""),
    "no leap year": ('<date when-iso="1900-02-29"/>', "2:7 DAT103"),
    "weeks and durations are left alone": ('<date when-iso="1920-W53" dur-iso="P99M"/>', ""),
    "the text says so": ('<date when="1920-12-21">21. 12. 1920</date>', ""),
    "another year in the text": ('<date when="1920-12-21">Dec. 1921</date>', "2:7 DAT104"),
    "another day in the text": ('<date when="1920-12-21">22.12.1920</date>', "2:7 DAT104"),
    "month before day": ('<date when="1920-12-01">12.1.1920</date>', ""),
    "two years in the text": (
        '<date when="1921-01-03">3 January 1921 (21 December 1920)</date>',
        "",
    ),
    "a mistake that is only marked": ('<date when="1920"><sic>1921</sic></date>', ""),
    "a winter": ('<date when="1921">1920/21</date>', ""),
    "another calendar": ('<date when="1921-01-03" calendar="#julian">21 December 1920</date>', ""),
    "a writer who was wrong": (
        '<date when="1921"><choice><sic>1920</sic><corr>1921</corr></choice></date>',
        "",
    ),
    "no year in the text": ('<date when="1921-12-24">Christmas Eve</date>', ""),
    "EDTF": ('<date when-custom="1920?" datingMethod="EDTF"/>', ""),
    "EDTF with a month that is none": (
        '<date when-custom="1920-13" datingMethod="EDTF"/>',
        "2:7 DAT105",
    ),
    "EDTF that ends before it begins": (
        '<date when-custom="1921/1920" datingMethod="EDTF"/>',
        "2:7 DAT105 ends before",
    ),
    "EDTF as it was": ('<date edtf="unknown/1920"/>', "2:7 DAT105"),
    "something else": ('<date when-custom="Boedromion" datingMethod="#attic"/>', ""),
}
LANGUAGES = {
    "each tag once": (
        '<p xml:lang="ger"/><p xml:lang="ger"/>\n<p xml:lang="deu"/>',
        "2:4 LNG102 “de” | 3:4 LNG102 “de”",
    ),
    "no language": ('<p xml:lang=""/>', ""),
    "private and special tags": (
        '<p xml:lang="x-own"/><p xml:lang="grc-x-koine"/><p xml:lang="qaa-Cyrl"/>',
        "",
    ),
    "old registrations": ('<p xml:lang="zh-min-nan"/>', "2:4 LNG105 “nan”"),
    "an underscore": ('<p xml:lang="en_US"/>', "2:4 LNG101"),
    "an unknown script": ('<p xml:lang="de-Xyzz"/>', "2:4 LNG103 “Xyzz”"),
    "an unknown country": ('<p xml:lang="de-QX"/>', ""),
    "an unknown variant": ('<p xml:lang="de-foobar"/>', "2:4 LNG103 “foobar”"),
    "a country that is gone": ('<p xml:lang="de-DD"/>', "2:4 LNG105 “de-DE”"),
    "in the description of a manuscript": (
        '<textLang mainLang="lat" otherLangs="grc ger"/>',
        "2:11 LNG102 “lat” | 2:26 LNG102 “ger”",
    ),
}
LISTED = {
    "a narrower tag is listed": ("de-AT", "de", ""),
    "a wider tag is listed": ("de", "de-AT", ""),
    "case makes no difference": ("DE-at", "de-AT", "1:56 LNG104"),
    "not listed": ("de", "fr", "2:4 LNG106 “fr”"),
    "a longer language": ("de", "del", "2:4 LNG106 “del”"),
}
CHARACTERS = {
    "letters and accents": ("a\u0300", "2:1 CHR101"),
    "the place is the letter's": ("Gru\u0308\u00dfe", "2:3 CHR101"),
    "after other lines": ("Text\r\na\u0300", "3:1 CHR101"),
    "more lines": ("a\u0300\nb\na\u0300\n", "2:1 CHR101 in 1 more line,"),
    "oxia for tonos": ("τ\u1f71", "2:2 CHR101"),
    "the sign of Ohm": ("5 \u2126", "2:3 CHR101"),
    "Vietnamese, composed": ("Vi\u1ec7t", ""),
    "Hebrew with points in the order of the normal form": ("\u05d1\u05bc\u05b0", "2:1 CHR101"),
    "Korean": ("\ud55c\uad6d", ""),
    "Devanagari with joiners": ("\u0915\u094d\u200d\u0937", ""),
    "a joiner between Latin letters": ("a\u200db", "2:2 CHR105"),
    "marks of direction in Hebrew": ("\u05d0\u200e!", ""),
    "marks of direction without need": ("a\u200e!", "2:2 CHR105"),
    "a byte order mark inside": ("a\ufeffb", "2:2 CHR105 U+FEFF"),
    "private use, by number": ("a&#xE8BF;", "2:2 CHR102 U+E8BF"),
    "private use, twice": ("\ue8bf \ue8bf", "2:1 CHR102 2 times"),
    "private use in a glyph": ('<g ref="#a">\ue8bf</g>', ""),
    "private use in a comment": ("<!-- \ue8bf -->", ""),
    "private use beyond the first plane": ("\U000f0001", "2:1 CHR102"),
    "control by number": ("a&#x92;b", "2:2 CHR103"),
    "delete": ("a\x7fb", "2:2 CHR103"),
    "no character": ("a\ufdd0", "2:2 CHR103"),
    "lost": ("F\ufffdr", "2:2 CHR104"),
    "garbled": ("fÃ¼r", "2:2 CHR106 “ü”"),
    "garbled twice": ("fÃ¼r fÃ¼r", "2:2 CHR106 2 such places"),
    "a garbled dash": ("1920â€“1921", "2:5 CHR106 “–”"),
    "garbled Greek": ("Î»ÏŒ", "2:1 CHR106 “λό”"),
    "Portuguese": ("NÃO Às âs", ""),
    "quotation marks after capitals": ("»Ä« „Å“", ""),
    "letters that only look like it": ("\u00c3 \u00bc", ""),
    "everyday signs": ("\u00a0\u2013\u2026„“‚‘»«’ſ", ""),
}
NUMBERS = {
    "from any number on": (pages("101 102 103 104 105"), ""),
    "one is missing": (pages("1 2 3 4 5 7 8 9 10"), "7:5 NUM101 One page"),
    "some are missing": (pages("1 2 3 4 5 9 10 11 12"), "7:5 NUM101 3 pages"),
    "leaves": (pages("1r 1v 2r 2v 3r 3v 4v 5r 5v"), "8:5 NUM101 One page"),
    "leaves with columns": (pages("1ra 1rb 1va 1vb 2ra 2rb 2va"), ""),
    "only fronts": (pages("1r 2r 3r 4r 5r"), ""),
    "Roman, then Arabic": (pages("i ii iii iv 1 2 3 4 5"), ""),
    "a Roman number is missing": (pages("i ii iii iv v vii viii ix x"), "7:5 NUM101"),
    "with letters": (pages("1 2 3 3a 3b 4 5 6"), ""),
    "in brackets": (pages("1 2 [3] 4 5"), ""),
    "repeated": (pages("1 2 3 4 4 5 6 7"), "6:5 NUM102 “4”"),
    "a stray": (pages("320 321 231 323 324 325 326 327 328"), "4:5 NUM103 “231” stands between"),
    "a step back": (pages("1 2 3 4 5 6 7 8 3 4 5 6 7"), "10:5 NUM103 “3” follows “8”"),
    "starting anew": (pages("1 2 3 4 5 1 2 3 4 5"), ""),
    "two editions": (
        "".join(f'<pb ed="A" n="{n}"/><pb ed="B" n="{n * 2}"/>\n' for n in range(5, 12)),
        "",
    ),
    "too few to tell": (pages("1 5 7"), ""),
    "no order at all": (pages("5 17 3 99 4 12 88 7"), ""),
    "words": (pages("front recto verso back"), ""),
    "lines of each page": (pages("1 2 3 4", "lb") + '<pb n="2"/>' + pages("1 2 3 4", "lb"), ""),
    "lines that run on": (pages("1 2 3 4", "lb") + '<pb n="2"/>' + pages("5 6 7 8", "lb"), ""),
    "a line is missing": (pages("1 2 3 5 6 7 8 9", "lb"), "5:5 NUM101 One line"),
    "every fifth verse": (verses("5 10 15 20 30 35 40 45"), "6:4 NUM101 One verse"),
    "parts of one verse": (
        verses("1 2 3 4") + '<l n="5" part="I"/><l n="5" part="F"/>' + verses("6 7 8"),
        "",
    ),
    "divisions inside one another": (
        "".join(
            f'<div n="{n}"><div n="1"/><div n="2"/><div n="3"/><div n="4"/></div>\n'
            for n in range(1, 6)
        ),
        "",
    ),
    "a division is missing": (
        "".join(f'<div n="{n}"/>\n' for n in (1, 2, 3, 4, 6, 7, 8)),
        "6:6 NUM101 One division",
    ),
}
LETTERS = {
    "a letter": (
        '<correspAction type="sent"><persName/><date when="1920"/></correspAction>',
        "",
    ),
    "nothing said": ("", ""),
    "an agreement": ('<correspAction type="signed"><persName/></correspAction>', ""),
    "an unknown date": (
        '<correspAction type="sent"><persName/><date>n. d.</date></correspAction>',
        "",
    ),
    "a date in other notation": (
        '<correspAction type="sent"><orgName/><date when-iso="1920"/></correspAction>',
        "",
    ),
    "a misspelt name": ('<correspAction type="sent"><persname>A</persname></correspAction>', ""),
    "a title for a name": (
        '<correspAction type="sent"><roleName>The consul</roleName></correspAction>',
        "2:1 COR103",
    ),
    "two at fault": (
        '<correspAction/>\n<correspAction type="sent"><date>May</date></correspAction>',
        "2:1 COR101 | 3:1 COR103 | 3:28 COR104",
    ),
}
QUOTES = {
    "German": ("<p>„a ‚b‘“ »c« «d»</p>", ""),
    "German, closed wrongly": ("<p>„a b</p>", "2:1 QUO102"),
    "a note inside": ("<p>“a<note><p>“b”</p></note>”</p>", ""),
    "code": ('<p>“a”<code>"</code></p>', ""),
    "over lines": ("<lg><l>“a</l><l>b”</l></lg>", ""),
    "mixed": ('<p>"a"</p>\n<p>“b” “c”</p>', "2:1 QUO101 1"),
}


def located(text: str, family: str, settings: CheckSettings | None = None) -> list[str]:
    document = located_later(SourceFile("a.xml", text.encode()))
    assert document is not None
    found = check_document(document, Selection(only=(family,)), settings or CheckSettings())
    return [
        f"{one.span.start.line}:{one.span.start.column} {one.code} {one.message}" for one in found
    ]


def agree(found: list[str], expected: str) -> None:
    lines = [line.split(" ", 2) for line in expected.split(" | ") if line]
    assert [line[:2] for line in lines] == [line.split(" ", 2)[:2] for line in found]
    for line, one in zip(lines, found, strict=True):
        assert line[2:] == [] or line[2] in one


def in_body(content: str) -> str:
    return f"{HEAD}</teiHeader><text><body>\n{content}</body></text></TEI>"


BODIES = {
    f"{family}: {name}": (family, *case)
    for family, cases in (
        ("DAT", DATES),
        ("LNG", LANGUAGES),
        ("CHR", CHARACTERS),
        ("NUM", NUMBERS),
        ("QUO", QUOTES),
    )
    for name, case in cases.items()
}


@pytest.mark.parametrize("case", BODIES.values(), ids=list(BODIES))
def test_in_the_body(case: tuple[str, str, str]) -> None:
    family, content, expected = case
    agree(located(in_body(content), family), expected)


@pytest.mark.parametrize("case", LETTERS.values(), ids=list(LETTERS))
def test_a_letter(case: tuple[str, str]) -> None:
    content, expected = case
    description = f"<profileDesc><correspDesc>\n{content}</correspDesc></profileDesc>"
    text = f"{HEAD}{description}</teiHeader><text><body><p>x</p></body></text></TEI>"
    agree(located(text, "COR"), expected)


@pytest.mark.parametrize("case", LISTED.values(), ids=list(LISTED))
def test_languages_that_are_listed(case: tuple[str, str, str]) -> None:
    listed, used, expected = case
    text = f'{HEAD}<language ident="{listed}"/></teiHeader>\n<p xml:lang="{used}"/></TEI>'
    found = located(text, "LNG")
    agree(found, expected.replace("1:56", f"1:{text.index('ident') + 1}"))


def test_examples_of_encoding_are_no_text() -> None:
    example = (
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><date from="2" to="1" when="1920" '
        'notBefore="1921" notAfter="1920" xml:lang="ger"/></egXML>'
    )
    assert located(in_body(example), "DAT") == []
    assert located(in_body(example), "LNG") == []


def test_the_constraints_of_the_tei_are_not_checked_twice() -> None:
    text = in_body('<date when="1920" to="1921"/><date when-iso="1920" to-iso="1921"/>')
    assert len(located(text, "DAT")) == 2
    (found,) = located(text, "DAT", CheckSettings(tei_constraints=True))
    assert "@when-iso" in found


@pytest.mark.parametrize(
    ("form", "content", "expected"),
    [
        ("NFD", "a\u0300", ""),
        ("NFD", "x\u00e0", "2:2 CHR101"),
        ("NFKC", "ſo", "2:1 CHR101"),
        ("NFC", "ſo", ""),
    ],
)
def test_the_normal_form_of_an_edition(form: str, content: str, expected: str) -> None:
    agree(located(in_body(content), "CHR", CheckSettings(normal_form=form)), expected)


def test_a_calendar_that_is_described_as_edtf() -> None:
    described = (
        '<calendarDesc><calendar xml:id="c1"><p>The Extended Date/Time Format</p></calendar>'
        '<calendar xml:id="c2"><p>The Attic year</p></calendar></calendarDesc>'
    )
    date = '<date when-custom="192u" datingMethod="{}"/>'
    text = f"{HEAD}{described}</teiHeader>\n{date.format('#c1')}{date.format('#c2')}</TEI>"
    agree(located(text, "DAT"), "2:7 DAT105")


def test_private_use_that_the_header_describes() -> None:
    described = "<charDecl><char><mapping>\ue8bf</mapping></char></charDecl>"
    text = f"{HEAD}{described}</teiHeader><text>\ue8bf</text></TEI>"
    assert located(text, "CHR") == []


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "windows-1252", "ISO-8859-1"])
def test_places_are_those_of_the_text_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<TEI>äöü&#xE8BF;</TEI>'
    document = located_later(SourceFile("a.xml", text.encode(encoding)))
    assert document is not None
    (found,) = check_document(document, Selection(only=("CHR",)))
    assert (found.span.start.line, found.span.start.column) == (2, 9)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xfc</a>', ""),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>plain</a>', ""),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xc3\xbc</a>', "1:31 ENC101"),
        (b"<?xml version='1.0'\n encoding='cp1252'?><a>\xc3\xbc</a>", "2:12 ENC101"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="latin1"?><a/>', "1:31 ENC101"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><a/>', ""),
        (b'<?xml version="1.0"?><a>\xc3\xbc</a>', ""),
        (b"<a>\xc3\xbc</a>", "1:1 ENC102"),
    ],
)
def test_the_declaration_of_the_encoding(data: bytes, expected: str) -> None:
    document = located_later(SourceFile("a.xml", data))
    assert document is not None
    found = check_document(document, Selection(only=("ENC",)))
    agree([f"{o.span.start.line}:{o.span.start.column} {o.code} " for o in found], expected)
