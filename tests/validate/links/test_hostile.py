"""Documents that are meant to do harm, or simply too large."""

import os
from pathlib import Path

import pytest

from .conftest import Look, codes, tei

HOSTILE = {
    "a pointer without end": (f'<ref target="#{"a" * 10**6}"/>', ["LNK201"]),
    "a million pointers in one attribute": (f'<ref target="{"#a " * 10**5}"/>', None),
    "a name without end": (f'<ref target="{"a" * 10**6}.xml"/>', ["LNK301"]),
    "steps without end": (f'<ref target="{"a/../" * 10**5}x.xml"/>', ["LNK301"]),
    "a scheme without end": (f'<ref target="{"a" * 10**6}:x"/>', ["LNK401"]),
    "brackets": ('<ref target="http://[::1"/><ref target="//[x"/><ref target="a[b"/>', ["LNK204"]),
    "half an escape": ('<ref target="%"/><ref target="#%"/><ref target="#%FF"/>', None),
    "a pattern without end": (
        (
            f'<listPrefixDef><prefixDef ident="x" matchPattern="{"(a+" * 300}{")+" * 300}" '
            'replacementPattern="$1"/></listPrefixDef><ref target="x:aaaa"/>'
        ),
        ["LNK403"],
    ),
    "a pattern that tries everything": (
        (
            '<listPrefixDef><prefixDef ident="x" matchPattern="(.*)(.*)(.*)(.*)(.*)b" '
            f'replacementPattern="$1"/></listPrefixDef><ref target="x:{"a" * 5000}"/>'
        ),
        [],
    ),
    "a prefix that stands for itself": (
        (
            '<listPrefixDef><prefixDef ident="x" matchPattern="(.*)" replacementPattern="x:$1"/>'
            '</listPrefixDef><ref target="x:a"/>'
        ),
        ["LNK401"],
    ),
    "bases within bases": (
        '<div xml:base="a/">' * 500 + '<ref target="x.xml"/>' * 500 + "</div>" * 500,
        ["LNK301"] * 500,
    ),
    "a path to a device": ('<ref target="/dev/zero"/><ref target="file:///dev/zero#a"/>', None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_comes_to_an_end(name: str, look: Look) -> None:
    content, expected = HOSTILE[name]
    found = look({"a.xml": content})
    assert expected is None or codes(found) == expected
    assert all(len(one.message) < 1000 for _name, one in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(look: Look, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    assert codes(look({"a.xml": '<ref target="pipe.xml#a"/>'})) == ["LNK305"]


def test_a_target_that_reaches_for_more_is_read_as_any_document(look: Look) -> None:
    entity = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    files = {"a.xml": '<ref target="evil.xml#a"/>', "evil.xml": entity + tei("<p>&x;</p>")}
    assert codes(look(files, only=("a.xml",))) == ["LNK305"]
