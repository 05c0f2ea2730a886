"""What a glance says of documents: the same as the events, where it says anything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.diagnostics import Diagnostic
from teikit.relaxng.automaton import Automaton
from teikit.relaxng.glance import LARGEST, at_a_glance
from teikit.relaxng.identity import Identifiers
from teikit.relaxng.load import load
from teikit.relaxng.validate import Validator
from teikit.source import SourceFile
from teikit.xml.events import drive
from teikit.xml.inventory import take_inventory
from teikit.xml.locator import Locator
from teikit.xml.parse import located_later
from teikit.xml.wording import Wording  # noqa: TC001 - names a list

SCHEMA = b"""
namespace o = "urn:other"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = element a { content }
content = (text | b | o | p | n)*
b = element b { attribute x { "1" | "<>&" | "1 2" }?, attribute y { text }?, content }
o = element o:a { attribute o:x { text }?, (b*, o?) }
p = element p { (element q { empty } | (attribute k { "k" }, element r { text })), b? }
n = element n { attribute i { xsd:ID }?, attribute r { xsd:IDREF }?, xsd:integer }
"""

CASES = {
    "<a/>": True,
    "<a></a>": True,
    " <!-- c --> <a>x</a> <?p?>": True,
    "<?xml version='1.0'?><a>text<b/>text</a>": True,
    "<a><!-- <b> > -- ></a>": False,
    "<a><!-- <z> <y/> > --><b x='1'/></a>": True,
    "<a><!----><?p <z> ?><b/></a>": True,
    "<a><b x='<>'/></a>": False,
    "<a><b x='&lt;>&amp;'/></a>": True,
    '<a><b x="&#60;>&#x26;"/></a>': True,
    "<a><b\n x = '1'\n y='\"'></b ></a>": True,
    "<a><b x='1\n2'/></a>": True,
    "<a><b x='1&#10;2'/></a>": True,
    "<a><b y='a>b'>t</b><b y='a>b'/></a>": True,
    "<a ><b >y='1'></b></a>": True,
    "<a><b y='1' >y='1'></b></a>": True,
    "<a ><b >z:y='1'/></b></a>": True,
    "<a><b x='2'/></a>": False,
    "<a><b z=''/></a>": False,
    "<a><![CDATA[x]]></a>": False,
    "<!DOCTYPE a><a/>": False,
    "<a><o:a xmlns:o='urn:other' o:x=''><b/></o:a></a>": True,
    "<a xmlns:p='urn:other'><p:a><b/><a xmlns='urn:other'/></p:a></a>": True,
    "<a><o:a xmlns:o='urn:other'/><o:a xmlns:o='urn:another'/></a>": False,
    "<a><a xmlns='urn:other'><b xmlns=''/></a><b/></a>": True,
    "<a><a xmlns='urn:other'>x</a></a>": False,
    "<a><a xmlns='urn:other'>&#32;</a></a>": False,
    "<a><p><q/></p><p k='k'><r>t</r><b/></p></a>": True,
    "<a><p k='k'><q/></p></a>": False,
    "<a><p><q> </q>\n</p></a>": True,
    "<a><p><q/>x</p></a>": False,
    "<a><p/></a>": False,
    "<a><n> 12\r\n</n></a>": True,
    "<a><n>x</n></a>": False,
    "<a><n/></a>": False,
    "<a><n>1<!-- c -->2</n></a>": False,
    "<a><n i='i1'>1</n><n r='i1'>2</n></a>": True,
    "<a><n i='i1'>1</n><n i='i1'>2</n></a>": False,
    "<a><n r='i2'>2</n></a>": False,
    "<b/>": False,
    "<a>": False,
    "<a><b></a></b>": False,
    "<a>&nothing;</a>": False,
    "<a><z:b/></a>": False,
    "\ufeff<a/>": True,
    "<?xml version='1.0' encoding='iso-8859-1'?><a/>": False,
    "<a xmlns:xi='http://www.w3.org/2001/XInclude'/>": False,
}

MALFORMED = (
    "", " ", "x", "<a/>x", "x<a/>", "<a/><a/>", "<a/></a>", "</a>", "<a", "<a></a", "<a></a<", "<>",
    "<a><b</a>", "<a><b></b</a>", "<a></ a>", "<a>< b/></a>", "<a></a/>", "<a/ >", "<a><b/ ></a>",
    "<a></a b='1'>", "<A></a>", "<a></A>", "<a><b></b x></a>", "<a><b></bb></a>",
    "<a><b y='1' y='2'/></a>", "<a><b y='1'x='1'/></a>", "<a><b y=1/></a>", "<a><b y/></a>",
    "<a><b y='<'/></a>", '<a><b y="1/></a>', '<a><b y="1""2"/></a>', "<a><b y='&'/></a>",
    "<a><b y='&no;'/></a>", "<a>&</a>", "<a>&amp</a>", "<a>&#0;</a>", "<a>]]></a>", "<a>\0</a>",
    "<a>\x0b</a>", "<a>\x1f</a>", "<a\x0c/>", "<a>\ufffe</a>", "<a>\uffff</a>",
    "<a><!-- -- --></a>", "<a><!-- ---></a>", "<a><!--></a>", "<a><!-x--></a>", "<a><!b></a>",
    "<a><!-- < -- < --></a>", "<a><?xml version='1.0'?></a>", "<a><?XML?></a>", "<a><?p></a>",
    "<a><??></a>", "<a><? p?></a>", "<a><?p:q?></a>", " <?xml version='1.0'?><a/>", "<?xml?><a/>",
    "<!-- --><?xml version='1.0'?><a/>", "<?xml version='1.0'?><?xml version='1.0'?><a/>",
    "<?xml version='1.0' encoding='8'?><a/>", "<?xml version='1.0' encoding='-utf-8'?><a/>",
    "<?xml encoding='utf-8'?><a/>", "<?xml version='1.0' standalone='maybe'?><a/>",
    "<a xmlns:p='urn: x'/>",
    "<a xmlns:xml='urn:x'/>", "<a xmlns:xmlns='urn:x'/>", "<a xmlns:p=''/>",
    "<a xmlns='' xmlns=''/>",
    "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", "<a xmlns:p:q='urn:x'/>",
    "<a xmlns='http://www.w3.org/XML/1998/namespace'/>", "<a><q:b/></a>", "<a><b q:y=''/></a>",
    "<a><b:></b:></a>", "<a><:b/></a>", "<a><!-- ", "<a><?p ", "<a></a><!-- ", "<a></a><?p",
    "<a xmlns:o='urn:other' xmlns:p='urn:other'><o:a o:x='' p:x=''/></a>",
)  # fmt: skip


@pytest.fixture(scope="module")
def automaton() -> Automaton:
    compiled = load(SourceFile("schema.rnc", SCHEMA, Path("schema.rnc"))).value
    assert compiled is not None
    return compiled.automaton


def glance(automaton: Automaton, data: bytes, *, ids: bool = True) -> list[Diagnostic] | None:
    """Return what a glance says."""
    return at_a_glance(automaton, SourceFile("x.xml", data), ids=ids)


def surely_valid(automaton: Automaton, data: bytes, *, ids: bool) -> bool:
    """Return whether a glance is enough to know that a document is valid."""
    return glance(automaton, data, ids=ids) == []


def events(automaton: Automaton, data: bytes, *, ids: bool = True) -> list[Diagnostic]:
    """Return what the events say."""
    made: list[Validator] = []

    def connect(locator: Locator) -> Validator:
        identifiers = Identifiers(locator) if ids else None
        made.append(Validator(automaton, locator, identifiers=identifiers))
        return made[0]

    found = drive(SourceFile("x.xml", data), connect)
    return [*found, *made[0].finish()]


def is_valid(automaton: Automaton, data: bytes) -> bool:
    """Return whether the events find nothing."""
    return not events(automaton, data)


@pytest.mark.parametrize("text", CASES)
def test_cases(automaton: Automaton, text: str) -> None:
    data = text.encode()
    for _ in range(2):  # the second time, with all its tags known
        found = glance(automaton, data)
        assert (found == []) is CASES[text]
        assert found is None or found == events(automaton, data)


@pytest.mark.parametrize("text", CASES)
def test_the_names_in_tags_are_those_of_the_tree(automaton: Automaton, text: str) -> None:
    source = SourceFile("x.xml", text.encode())
    for _ in range(2):
        met: list[Wording] = []
        if at_a_glance(automaton, source, ids=True, met=met) is None:
            assert not met
            continue
        document = located_later(source)
        assert document is not None
        assert met == take_inventory(document.tree).met


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_documents(automaton: Automaton, text: str) -> None:
    data = text.encode()
    assert not is_valid(automaton, data)
    familiar = "<a>x<b>y</b><b y='1'/><b x='1' y='2'>y</b> <b y=\"1\" x=\"1\"/><b/> <!-- c --></a>"
    assert surely_valid(automaton, familiar.encode(), ids=True)
    for _ in range(2):
        assert glance(automaton, data) is None


def test_wrong_bytes(automaton: Automaton) -> None:
    for data in (
        b"<a>\xff</a>",
        b"<a>\xed\xa0\x80</a>",
        b"<?xml version='1.0' encoding='us-ascii'?><a>\xc3\xa9</a>",
    ):
        assert not surely_valid(automaton, data, ids=True)


def test_names_beyond_ascii_and_any_names_are_not_known() -> None:
    schema = b"start = any any = element * { attribute * { text }*, (any | text)* }"
    compiled = load(SourceFile("any.rnc", schema, Path("any.rnc"))).value
    assert compiled is not None
    for text in (
        "<1/>",
        "<a><1></1></a>",
        "<a 1=''/>",
        "<a:b/>",
        "<a b:c=''/>",
        "<a-.1/>",
        "<xmlns:a/>",
    ):
        assert surely_valid(compiled.automaton, text.encode(), ids=True) is (text == "<a-.1/>"), (
            text
        )


def test_identifiers_count_only_where_they_are_asked_for(automaton: Automaton) -> None:
    twice = b"<a><n i='i1'>1</n><n i='i1'>2</n><n r='lost'>3</n></a>"
    for _ in range(2):
        assert surely_valid(automaton, twice, ids=False)
        assert not surely_valid(automaton, twice, ids=True)


def test_large_and_deep_documents_are_left_alone(automaton: Automaton) -> None:
    deep = b"<a>" + 5000 * b"<b>" + 5000 * b"</b>" + b"</a>"
    assert not surely_valid(automaton, deep, ids=True)
    assert surely_valid(automaton, b"<a>" + 5000 * b"<b></b>" + b"</a>", ids=True)
    assert not surely_valid(automaton, b"<a>" + LARGEST * b"x" + b"</a>", ids=True)


def test_more_tags_than_are_kept(automaton: Automaton) -> None:
    many = b"".join(b"<b y='%d'/>" % number for number in range(50_000))
    assert surely_valid(automaton, b"<a>" + many + b"</a>", ids=True)


NAMES = st.sampled_from(["a", "b", "p", "q", "r", "n", "o:a"])
ATTRIBUTES = st.lists(
    st.sampled_from(
        ["x='1'", "", "x='&lt;>&amp;'", 'y=">"',
         "k='k'", "i='i1'", "i='i2'", "r='i1'", "o:x='&#13;'",
         "xmlns='urn:other'", "xmlns=''", "xmlns:o='urn:other'"]
    ),
    max_size=2,
    unique_by=lambda one: one.partition("=")[0],
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "", " ", "x", "12", "&#32;", "<!-- <b> -->", "<?q <?>", "\r\n", "é", "y=''>"]
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return elements with some content, most of which the schema does not allow."""

    def written(name: str, attributes: list[str], content: list[str], *, short: bool) -> str:
        tag = " ".join([name, *attributes])
        return f"<{tag}/>" if short and not content else f"<{tag}>{''.join(content)}</{name}>"

    return st.builds(
        written, NAMES, ATTRIBUTES, st.lists(inner | TEXTS, max_size=4), short=st.booleans()
    )


@settings(max_examples=600, deadline=None)
@given(st.lists(st.recursive(element(TEXTS), element, max_leaves=12), max_size=5))
def test_never_against_the_events(automaton: Automaton, parts: list[str]) -> None:
    data = f"<a xmlns:o='urn:other'>{''.join(parts)}</a>".encode()
    found, known = glance(automaton, data), events(automaton, data)
    if found is not None:
        assert found == known
    elif not known:
        # It may not know, but only for the reasons it has.
        assert any(mark in data for mark in (b"&#32;", b"<n", b"&#13;"))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_what_is_not_well_formed_is_never_valid(automaton: Automaton, data: st.DataObject) -> None:
    whole = "<?xml version='1.0'?><a><!-- <b> --><b x='1' y='>'>é</b><o:a xmlns:o='urn:other'/></a>"
    bytes_ = bytearray(whole.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(bytes_) - 1))
        bytes_[place : place + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                [b"", b"<", b">", b"&", b"'", b"/", b"!--", b"\xff", b"\0", b" ", b"]]>"]
            )
        )
    found = glance(automaton, bytes(bytes_))
    assert found is None or found == events(automaton, bytes(bytes_))
