"""What is not well-formed is said in words, with its place."""

import pytest

from teikit.diagnostics import has_errors
from teikit.source import SourceFile
from teikit.xml.parse import parse_document

BOMB = (
    b"<!DOCTYPE a [<!ENTITY a0 'ha ha ha ha'>"
    + b"".join(
        b"<!ENTITY a%d '%s'>" % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    + b"]><a>&a9;</a>"
)

# data, code, line, column, a part of the message
CASES = {
    "an empty file": (b"", "XML003", 1, 1, "empty"),
    "white space only": (b" \n ", "XML003", 1, 1, "empty"),
    "only a comment": (b"<!-- nothing -->", "XML003", 1, 17, "no element"),
    "a wrong end tag": (b"<a>\n<b>x</a>", "XML004", 2, 5, "<b>, which was opened in line 2"),
    "an early end of file": (b"<a>\n <b>x", "XML004", 2, 6, "while <b>, opened in line 2"),
    "an end tag cut off": (b"<a>\n <b>x</b", "XML004", 2, 6, "while <b>"),
    "a bare ampersand": (b"<a>x & y</a>", "XML005", 1, 6, "&"),
    "behind a byte order mark": ("<a>x & y</a>".encode("utf-8-sig"), "XML005", 1, 6, "&"),
    "a bare less-than": (b"<a>x < y</a>", "XML005", 1, 6, "<"),
    "a less-than in a value": (b"<a n='x<y'/>", "XML005", 1, 8, "<"),
    "an entity of HTML": (b"<a>x&nbsp;y</a>", "XML006", 1, 5, "&nbsp;"),
    "an element's prefix": (b"<a>\n<xi:b/></a>", "XML007", 2, 1, "xi:"),
    "an attribute's prefix": (b"<a>\n<b xl:x='1'/></a>", "XML007", 2, 1, "xl:"),
    "an attribute twice": (b"<a n='1' n='2'/>", "XML008", 1, 10, "@n"),
    "two roots": (b"<a/><b/>", "XML009", 1, 5, "outermost"),
    "a late declaration": (b" <?xml version='1.0'?><a/>", "XML001", 1, 2, "first thing"),
    "Latin-1 without saying so": ("<a>café</a>".encode("latin-1"), "XML002", 1, 7, "0xE9"),
    "an unknown encoding": (b"<?xml version='1.0' encoding='x-y'?><a/>", "XML002", 1, 1, "x-y"),
    "UTF-7": (b"<?xml version='1.0' encoding='utf-7'?>+ADw-a/+AD4-", "XML002", 1, 1, "utf-7"),
    "a codec of Python's": (b"<?xml version='1.0' encoding='hex'?><a/>", "XML002", 1, 1, "hex"),
    "a control character": (b"<a>\x01</a>", "XML001", 1, 4, "U+0001"),
    "a NUL byte": (b"<a>\x00</a>", "XML001", 1, 4, "U+0000"),
    "text before the first tag": (b"Dear Sir,\n<a/>", "XML001", 1, 1, "not well-formed"),
    "plain text": (b"Dear Sir,\nthanks", "XML001", 1, 1, "This is plain text, not XML."),
    "JSON": (b'\n{"letters": []}', "XML001", 1, 1, "JSON"),
    "a PDF": (b"%PDF-1.7\n<</Type/Catalog>>", "XML001", 1, 1, "a PDF, not XML"),
    "a Word document": (b"PK\x03\x04\x14\0\0word/document.xml", "XML001", 1, 1, "(.docx)"),
    "a ZIP archive": (b"PK\x03\x04\x14\0\0letters/1.xml", "XML001", 1, 1, "a ZIP archive"),
    "a picture": (b"\xff\xd8\xff\xe0\0\x10JFIF", "XML001", 1, 1, "a picture (JPEG)"),
    "a program": (b"\x7fELF\2\1\1\0\0\0<", "XML001", 1, 1, "binary"),
    "a private file as entity": (
        b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "XML010",
        1,
        58,
        "file:///etc/passwd",
    ),
    "an entity bomb": (BOMB, "XML011", 1, None, "expand"),
    "too many levels": (b"<a>" * 100_000 + b"</a>" * 100_000, "XML012", 1, 3001, "nested"),
    "a giant attribute": (b"<a n='" + b"x" * 20_000_000 + b"'/>", "XML013", 1, 1, "16 million"),
}


@pytest.mark.parametrize("name", CASES)
def test_says_what_is_wrong_and_where(name: str) -> None:
    data, code, line, column, words = CASES[name]
    outcome = parse_document(SourceFile("x.xml", data))
    assert outcome.value is None
    first = outcome.diagnostics[0]
    assert (first.code, first.span.start.line) == (code, line), first.message
    # Where a bomb is stopped depends on the version of expat.
    assert column is None or first.span.start.column == column
    assert words in first.message


READABLE = {
    "Windows-1251": "<?xml version='1.0' encoding='windows-1251'?><a>Легран</a>".encode("cp1251"),
    "Shift JIS": "<?xml version='1.0' encoding='shift_jis'?><a>日本</a>".encode("shift_jis"),
    "UTF-16": "<?xml version='1.0' encoding='utf-16'?><a>Լեգրան</a>".encode("utf-16"),
    "UTF-8 by another name": "<?xml version='1.0' encoding='utf_8'?><a>é</a>".encode(),
    "UTF-16 without mark": "<?xml version='1.0'?><a>Լեգրան</a>".encode("utf-16-be"),
    "UTF-8 with mark": "<a>é</a>".encode("utf-8-sig"),
    "an entity of its own": b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
}


@pytest.mark.parametrize("name", READABLE)
def test_reads_what_is_sound(name: str) -> None:
    outcome = parse_document(SourceFile("x.xml", READABLE[name]))
    assert not has_errors(outcome.diagnostics)
    assert outcome.value is not None
    text = outcome.value.tree.getroot().text
    assert text in {"Легран", "日本", "Լեգրան", "é", "x"}


def test_a_dtd_is_not_read_and_that_is_said() -> None:
    outcome = parse_document(SourceFile("x.xml", b"<!DOCTYPE a SYSTEM 'tei.dtd'>\n<a/>"))
    assert [one.code for one in outcome.diagnostics] == ["XML014"]
    assert outcome.value is not None
