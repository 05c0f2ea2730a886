"""Which identifiers XPointers start from."""

import pytest

from teikit.validate.links.xpointer import identifiers_in

STARTS = {
    "left(a)": ("a",),
    "right( a )": ("a",),
    "string-index(a,3)": ("a",),
    "string-range(a,0,6)": ("a",),
    "string-range(a,0,6,b,2,1)": ("a", "b"),
    "range(a,b)": ("a", "b"),
    "range(a,a)": ("a",),
    "range(left(a),string-index(xpath(id('b')),2))": ("a", "b"),
    "match(a,'Gallos(.|\n)*dividit')": ("a",),
    "match(a,'x),(y',2)": ("a",),
    "match(a,'[,)]')": ("a",),
    "element(a/2/1)": ("a",),
    "element(/1/2)": (),
    "xpointer(id('a')/p[1])": ("a",),
    'xpath( id("a") )': ("a",),
    "xpath(//p[@n='1'])": (),
    "xmlns(t=http://www.tei-c.org/ns/1.0) xpath(id('a')//t:p)": ("a",),
    # either of them
    "element(a)element(b)": (),
    "left(ä-1.2)": ("ä-1.2",),
    "range(a,//p)": ("a",),
    "svgView(a)": (),
}


@pytest.mark.parametrize("xpointer", STARTS)
def test_identifiers(xpointer: str) -> None:
    assert identifiers_in(xpointer) == STARTS[xpointer]


@pytest.mark.parametrize(
    "text",
    [
        *("", "(", "left(", "left(a", "left()", "left(a)b", "left(a))", "range(,)", "left('a)"),
        *("^(a)", "left(" * 100 + "a" + ")" * 100, "range(" + "a," * 10_000 + "b)"),
    ],
)
def test_what_is_no_xpointer_has_none(text: str) -> None:
    assert identifiers_in(text) == ()
