"""Documents of any kind: what is fixed differs only where it should, and only once."""

import unicodedata
from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.source import SourceFile
from teikit.validate.fix import fixed
from teikit.validate.fix.change import Proposal
from teikit.validate.fix.verify import is_same, tree_of

TEXT = st.text(
    st.sampled_from(
        "ae\u0301\u0308\u0323\u05b4\u05c1\u05e9\u212b\u037e\u1100\u1161 \n\t>'\U0001d15e\u0338=;"
    ),
    max_size=8,
)
NAME = st.sampled_from(["p", "hi", "e\u0301", "x:q", "lb"])
VALUE = st.one_of(TEXT, st.sampled_from(["p1", "p2", "#p1", "e\u0301.jpg"]))


@st.composite
def attributes(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(["n", "xml:id", "rend", "x:t"]), unique=True, max_size=3))
    parts = []
    for name in names:
        value = draw(VALUE if name != "xml:id" else st.sampled_from(["p1", "p2", "a"]))
        quote = draw(st.sampled_from("\"'"))
        value = value.replace(quote, "")
        space = draw(st.sampled_from([" ", "\n", "  "]))
        parts.append(f"{space}{name}={quote}{value}{quote}")
    return "".join(parts)


@st.composite
def content(draw: st.DrawFn, depth: int = 3) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 5 if depth else 4))
        text = draw(TEXT)
        if kind == 5:
            name = draw(NAME)
            inner = draw(content(depth - 1))
            end = draw(st.sampled_from(["", " ", "\n"]))
            pieces.append(f"<{name}{draw(attributes())}{end}>{inner}</{name}{end}>")
        else:
            pieces.append(
                [
                    text,
                    f"<!--{text}-->",
                    f"<![CDATA[{text}<&]]>",
                    f"<?p {text}?>".replace("?>?>", "?>"),
                    draw(st.sampled_from(["&amp;", "&#x301;", "&#769;", "&x;", "<lb/>"])),
                ][kind]
            )
    return "".join(pieces)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    encoding = draw(
        st.sampled_from(
            ["utf-8", "utf-8-sig", "utf-16", "utf-16-le as UTF-16LE", "utf-8 as iso-8859-1"]
        )
    )
    codec, _, stated = encoding.partition(" as ")
    declaration = f'<?xml version="1.0" encoding="{stated or codec.removesuffix("-sig")}"?>'
    if not stated:
        declaration = draw(st.sampled_from(["", declaration, f"{declaration}\r\n"]))
    doctype = draw(
        st.sampled_from(
            ["<!DOCTYPE p [<!ENTITY x 'e\u0301'>]>", "<!DOCTYPE p [<!ENTITY x '>'>]>\n"]
        )
    )
    text = f"{declaration}{doctype}<p xmlns:x='urn:x'>{draw(content())}</p>"
    return text.encode(codec)


@settings(max_examples=300, deadline=None)
@given(documents())
def test_only_what_was_to_be_changed_is_changed(data: bytes) -> None:
    result = fixed(SourceFile("d.xml", data))
    assert fixed(SourceFile("d.xml", result.data)).data == result.data
    if not result.changes:
        assert result.data == data
        return
    codes = {change.code for change in result.changes}
    if codes <= {"CHR101"}:
        before, after = tree_of(data), tree_of(result.data)
        assert before is not None
        assert after is not None
        assert is_same(before, after, Proposal((), form="NFC"))
        old, new = _text(data), _text(result.data)
        assert unicodedata.normalize("NFC", old) == unicodedata.normalize("NFC", new)
        for one, other in zip(old.split("\n"), new.split("\n"), strict=True):
            assert one == other or not unicodedata.is_normalized("NFC", one)


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _codec(data))


def _codec(data: bytes) -> str:
    return "utf-16-le" if data[1:2] == b"\0" else "utf-8"


@settings(max_examples=200, deadline=None)
@given(documents())
def test_each_difference_is_a_change_that_is_told(data: bytes) -> None:
    result = fixed(SourceFile("d.xml", data))
    blocks = SequenceMatcher(None, data, result.data, autojunk=False).get_opcodes()
    differing = [one for one in blocks if one[0] != "equal"]
    assert bool(differing) == bool(result.changes)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_of_any_kind(data: bytes) -> None:
    result = fixed(SourceFile("d.xml", data))
    assert fixed(SourceFile("d.xml", result.data)).data == result.data
