"""The datatypes of XML Schema: the cases of jing's test suite, and what regular expressions do."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from teikit.names import XSD_DATATYPES
from teikit.relaxng.datatypes import Datatype, DatatypeError, make_datatype
from teikit.relaxng.regex import compile_regex
from teikit.relaxng.regex_parse import RegexError

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "relaxng" / "xsdtest.xml"
# Documents are read without their document type definition, so they have no unparsed entities.
NEEDS_DTD = {"ENTITY", "ENTITIES"}


def types() -> Iterator[object]:
    if not SUITE.exists():
        reason = "../shared/conformance/relaxng/xsdtest.xml is not here"
        yield pytest.param(None, marks=pytest.mark.skip(reason=reason))
        return
    for element in etree.parse(SUITE).iter("datatype"):
        yield pytest.param(element, id=str(element.get("name")))


def namespaces(element: etree._Element) -> dict[str, str]:
    return {prefix or "": uri for prefix, uri in element.nsmap.items()}


def text(element: etree._Element) -> str:
    return element.text or ""


@pytest.mark.parametrize("case", list(types()))
def test_datatype(case: etree._Element) -> None:
    datatype = make_datatype(XSD_DATATYPES, str(case.get("name")))
    for valid in case.iterfind("valid"):
        if datatype.name not in NEEDS_DTD:
            assert datatype.accepts(text(valid), namespaces(valid)), text(valid)
    for invalid in case.iterfind("invalid"):
        assert not datatype.accepts(text(invalid), namespaces(invalid)), text(invalid)
    for equiv in case.iterfind("equiv"):
        equivalence(datatype, equiv)
    for length in case.iterfind("length"):
        limited = make_datatype(
            XSD_DATATYPES, datatype.name, [("length", str(length.get("value")))]
        )
        assert limited.accepts(text(length), {}), text(length)
    for pair in case.iterfind("lessThan"):
        one, other = (text(value) for value in pair.iterfind("value"))
        assert is_less(datatype, one, other), (one, other)
        assert not is_less(datatype, other, one), (one, other)
    for pair in case.iterfind("incomparable"):
        one, other = (text(value) for value in pair.iterfind("value"))
        assert not is_less(datatype, one, other), (one, other)
        assert not is_less(datatype, other, one), (one, other)


def equivalence(datatype: Datatype, equiv: etree._Element) -> None:
    declared = namespaces(equiv)
    classes = [
        {datatype.read(text(value), declared) for value in one.iterfind("value")}
        for one in equiv.iterfind("class")
    ]
    for one in classes:
        assert len(one) == 1, one
    for one, other in combinations(classes, 2):
        assert not one & other


def is_less(datatype: Datatype, one: str, other: str) -> bool:
    limited = make_datatype(XSD_DATATYPES, datatype.name, [("maxExclusive", other.strip())])
    return limited.accepts(one, {})


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("a+b?", ["a", "aab"], ["", "b", "abb"]),
        (r"[\d]+(\.[\d]+){0,2}", ["1", "1.2.3"], ["1.", "1.2.3.4"]),
        (r"[^\p{C}\p{Z}]+", ["Ծաղիկ", "сад-1"], ["", "two words"]),
        ("[a-z-[aeiou]]+", ["xyz"], ["axe"]),
        (r"\i\c*", ["_a1", "Իջևան"], ["1a", "-"]),
        ("(a|b){2,3}", ["ab", "bab"], ["a", "abab"]),
        (r"\p{IsArmenian}+", ["Երևան"], ["Ереван"]),
        ("^$", ["^$"], [""]),
        ("", [""], ["a"]),
    ],
)
def test_regular_expression(pattern: str, yes: list[str], no: list[str]) -> None:
    regex = compile_regex(pattern)
    assert all(map(regex.matches, yes))
    assert not any(map(regex.matches, no))


@pytest.mark.parametrize(
    "pattern", ["(a", "a)", "*a", "[b-a]", r"\q", r"\p{Lx}", "a{2,1}", "[", "x{1,99999}{9999}"]
)
def test_wrong_regular_expression(pattern: str) -> None:
    with pytest.raises(RegexError):
        compile_regex(pattern)


def test_no_expression_explodes() -> None:
    assert not compile_regex("((a+)+)+b").matches("a" * 5000)
    assert compile_regex("(a?){300}a{300}").matches("a" * 300)


@pytest.mark.parametrize(
    ("name", "facets"),
    [
        ("date", [("length", "3")]),
        ("token", [("minInclusive", "3")]),
        ("integer", [("maxInclusive", "many")]),
        ("token", [("enumeration", "a")]),
        ("token", [("maxLength", "-1")]),
        ("nothing", []),
    ],
)
def test_wrong_datatype(name: str, facets: list[tuple[str, str]]) -> None:
    with pytest.raises(DatatypeError):
        make_datatype(XSD_DATATYPES, name, facets)


def test_facets_are_all_held() -> None:
    facets = [("minInclusive", "1"), ("maxInclusive", "9"), ("pattern", "[0-9]")]
    digit = make_datatype(XSD_DATATYPES, "integer", facets)
    assert [n for n in range(12) if digit.accepts(str(n), {})] == list(range(1, 10))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # Letters of the fifth edition of XML that jing, which follows the second, does not know.
        ("NCName", "Իջևան"),
        ("NCName", "ªa"),
        # The midnight that ends a day, which XML Schema allows and jing does not.
        ("dateTime", "1920-12-21T24:00:00"),
        ("time", "24:00:00"),
        # Years beyond what jing counts to.
        ("gYear", "99999999999999999999"),
    ],
)
def test_valid_although_jing_says_no(name: str, text: str) -> None:
    assert make_datatype(XSD_DATATYPES, name).accepts(text, {})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # Digits are required on both sides of the point, and a minute has sixty seconds.
        ("duration", "PT.5S"),
        ("duration", "PT1.S"),
        ("dateTime", "1920-12-21T18:30:00."),
        ("dateTime", "1920-12-21T18:30:60"),
    ],
)
def test_invalid_although_jing_says_yes(name: str, text: str) -> None:
    assert not make_datatype(XSD_DATATYPES, name).accepts(text, {})


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("#xpath(//p[1])", True),
        ("http://[::1]:80/x", True),
        ("?x[1]=2", True),
        ("a[1].xml", False),
        ("http://", False),
        ("http://example.org/%zz", False),
        ("#a#b", False),
        ("letters from Baku.xml", True),
    ],
)
def test_address(text: str, verdict: bool) -> None:
    assert make_datatype(XSD_DATATYPES, "anyURI").accepts(text, {}) is verdict
