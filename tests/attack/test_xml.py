"""Hostile XML: entities that grow, bytes that lie, sizes that nobody means."""

import codecs
from pathlib import Path

import pytest
from tests.attack.harness import Listener, letter, teikit, write

NESTED = "<!ENTITY e0 'ha'>" + "".join(
    f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12)
)
QUADRATIC = f"<!ENTITY long '{'x' * 100_000}'>"
DECLARED_TWICE = "<!ENTITY % a '<!ENTITY e &#34;x&#34;>'> %a;"
OUTSIDE = "file:///etc/passwd"

# what is before the root and in the text, the code of what is said, and a part of its words
ENTITIES = {
    "nested entities": (f"<!DOCTYPE TEI [{NESTED}]>", "<p>&e11;</p>", "XML011", "entit"),
    "nested entities in an attribute": (
        f"<!DOCTYPE TEI [{NESTED}]>",
        '<p n="&e11;">x</p>',
        "XML011",
        "entit",
    ),
    "a long entity often": (
        f"<!DOCTYPE TEI [{QUADRATIC}]>",
        f"<p>{'&long;' * 20_000}</p>",
        "XML011",
        "entit",
    ),
    "an entity that holds itself": (
        "<!DOCTYPE TEI [<!ENTITY e '&f;'><!ENTITY f '&e;'>]>",
        "<p>&e;</p>",
        "XML0",
        "e",
    ),
    "an external entity": (
        f"<!DOCTYPE TEI [<!ENTITY e SYSTEM '{OUTSIDE}'>]>",
        "<p>&e;</p>",
        "XML010",
        "passwd",
    ),
    "an external entity of the network": (
        "<!DOCTYPE TEI [<!ENTITY e PUBLIC '-//x' 'http://LISTENER/x'>]>",
        "<p>&e;</p>",
        "XML010",
        "http://",
    ),
    "an external entity beside the document": (
        "<!DOCTYPE TEI [<!ENTITY e SYSTEM '../secret.txt'>]>",
        "<p>&e;</p>",
        "XML010",
        "secret.txt",
    ),
    "an unparsed entity": (
        f"<!DOCTYPE TEI [<!NOTATION n SYSTEM 'x'><!ENTITY e SYSTEM '{OUTSIDE}' NDATA n>]>",
        "<p>&e;</p>",
        "XML0",
        "",
    ),
    "a parameter entity of the network": (
        "<!DOCTYPE TEI [<!ENTITY % p SYSTEM 'http://LISTENER/x.dtd'> %p;]>",
        "<p>&e;</p>",
        "XML006",
        "&e;",
    ),
    "a parameter entity that declares another": (
        f"<!DOCTYPE TEI [{DECLARED_TWICE}]>",
        "<p>&nothing;</p>",
        "XML006",
        "&nothing;",
    ),
    "an external DTD of the network": (
        "<!DOCTYPE TEI SYSTEM 'http://LISTENER/tei.dtd'>",
        "<p>x</p>",
        "XML014",
        "is not read",
    ),
    "an external DTD beside the document": (
        "<!DOCTYPE TEI SYSTEM '../secret.txt'>",
        "<p>&e;</p>",
        "XML014",
        "is not read",
    ),
}


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_bring_nothing_in_and_do_not_grow(
    edition: Path, listener: Listener, name: str
) -> None:
    prolog, text, code, words = ENTITIES[name]
    data = letter(text, prolog=prolog).replace("LISTENER", listener.address)
    write(edition / "x.xml", data)
    answer = teikit("validate", "x.xml")
    assert code in answer.shown
    assert words in answer.shown
    assert "root:" not in answer.shown
    assert len(answer.shown) < 5_000
    for form in ("text", "html"):
        made = teikit("transform", "x.xml", "--to", form, "-o", "out")
        if answer.code:
            assert made.code == 1
            assert not Path("out").exists()


# the bytes of a file, and the code of what is said; None where there is nothing to say
BYTES = {
    "UTF-7": (letter("<p>+ADw-script+AD4-</p>").replace('"UTF-8"', '"utf-7"').encode(), "XML002"),
    "UTF-16 without mark": (letter().replace('"UTF-8"', '"UTF-16"').encode("utf-16-le"), None),
    "UTF-16 without mark or declaration": (
        letter().split("\n", 1)[1].encode("utf-16-be"),
        None,
    ),
    "UTF-16 that says UTF-8": (letter().encode("utf-16"), "XML0"),
    "UTF-8 with a mark that says otherwise": (
        codecs.BOM_UTF8 + letter().replace('"UTF-8"', '"Shift_JIS"').encode(),
        "XML002",
    ),
    "UTF-16 that says it is nothing known": (
        letter().replace('"UTF-8"', '"x-nothing"').encode("utf-16"),
        "XML002",
    ),
    "a declaration without end": (
        f'<?xml version="1.0"{" " * 300}encoding="x-nothing"?><TEI/>'.encode(),
        "XML002",
    ),
    "an encoding of Python": (letter().replace('"UTF-8"', '"base64"').encode(), "XML002"),
    "an encoding that is a codec": (letter().replace('"UTF-8"', '"rot13"').encode(), "XML002"),
    "EBCDIC": (letter().replace('"UTF-8"', '"cp037"').encode("cp037"), "XML0"),
    "NUL": (letter("<p>a\0b</p>").encode(), "XML0"),
    "NUL at the end": (letter().encode() + bytes(5000), "XML0"),
    "only NUL": (bytes(5000), "XML0"),
    "overlong UTF-8": (letter("<p>X</p>").encode().replace(b"X", b"\xc0\xbc"), "XML002"),
    "a surrogate in UTF-8": (letter("<p>X</p>").encode().replace(b"X", b"\xed\xa0\x80"), "XML002"),
    "above Unicode": (letter("<p>X</p>").encode().replace(b"X", b"\xf5\x80\x80\x80"), "XML002"),
    "a sequence cut off": (letter("<p>X</p>").encode().replace(b"X", b"\xe2\x82"), "XML002"),
    "a surrogate by number": (letter("<p>&#xD800;</p>").encode(), "XML0"),
    "NUL by number": (letter("<p>&#0;</p>").encode(), "XML0"),
    "a number without end": (letter(f"<p>&#{'9' * 100_000};</p>").encode(), "XML0"),
    "escape by number": (letter("<p>&#27;[2J</p>").encode(), "XML0"),
    "XML 1.1": (letter("<p>&#1;</p>").replace('"1.0"', '"1.1"').encode(), "XML0"),
    "another namespace for xml": (letter('<p xmlns:xml="urn:x"/>').encode(), "XML0"),
    "a tag that does not end": (letter().encode()[:-10] + b"<p " * 10, "XML0"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_lie_are_told(edition: Path, name: str) -> None:
    data, code = BYTES[name]
    write(edition / "x.xml", data)
    answer = teikit("validate", "x.xml")
    if code is None:
        assert answer.code == 0, answer.shown
    else:
        assert answer.code == 1
        assert f"error {code}" in answer.shown
    assert not any(ord(character) < 32 for character in answer.shown.replace("\n", ""))
    assert teikit("transform", "x.xml", "--to", "text").code == answer.code
