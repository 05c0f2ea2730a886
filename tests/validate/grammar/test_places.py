"""Diagnostics about text point at the text, not at the tag after it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teikit
from teikit.source import SourceFile, Span, span_at
from teikit.validate.grammar.places import _by_events, _by_text
from teikit.xml.events import drive
from teikit.xml.locator import Locator

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="a"><zeroOrMore><element name="b"><data type="date"/></element></zeroOrMore>
</element></start></grammar>"""

# document, line, column
TEXTS = {
    "in the middle of a line": ("<a>\n<b>1920-12-21</b> loose <b>1920-12-21</b></a>", 2, 19),
    "on a line of its own": ("<a>\n <b>1920-12-21</b>\n   loose\n\n</a>", 3, 4),
    "after a comment": ("<a><!-- a\nb -->loose</a>", 2, 6),
    "from an entity": ("<!DOCTYPE a [<!ENTITY e 'loose'>]>\n<a> &e;</a>", 2, 5),
    "in a CDATA section": ("<a>\n<![CDATA[ loose]]></a>", 2, 11),
    "of the wrong value": ("<a>\n <b> December</b></a>", 2, 6),
    "behind wide characters": ("<a><!--Նախիջևան 𝔎-->loose</a>", 1, 21),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_has_its_own_place(name: str, tmp_path: Path) -> None:
    grammar = tmp_path / "grammar.rng"
    grammar.write_text(GRAMMAR, encoding="utf-8")
    document, line, column = TEXTS[name]
    found = teikit.load_schema(grammar).validate(document.encode("utf-8"))
    assert [(one.span.start.line, one.span.start.column) for one in found] == [(line, column)]
    assert found[0].code in {"TEI120", "TEI121"}


class _Tags:
    """Remembers where tags are."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self.found: set[Span] = set()

    def start(self, _name: str, _attributes: list[str]) -> None:
        self.found.add(self._locator.span())

    def end(self, _name: str) -> None:
        self.found.add(self._locator.span())

    def text(self, _data: str) -> None:
        pass

    def namespace(self, _prefix: str | None, _uri: str | None) -> None:
        pass

    def depth(self) -> int:
        return 0


PIECES = st.sampled_from(
    ["<b/>", "<b x='>'/>", "<b>", "</b>", " ", "\n", "\r\n", "\r", "é 𝔎", "x > y", "&amp;", "&#32;",
     "<!-- c > -->", "<?p > ?>", "<![CDATA[ d ]]>", "<b y=\"'>\"\n>", "</b\n>", "&e;", "\u00a0"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(
    st.lists(PIECES, max_size=9), st.sampled_from(["", "\ufeff", "<!DOCTYPE a [<!ENTITY e 'f'>]>"])
)
def test_text_is_where_events_find_it(pieces: list[str], start: str) -> None:
    source = SourceFile("x.xml", f"{start}<a>{''.join(pieces)}</a>".encode())
    tags: list[_Tags] = []

    def connect(locator: Locator) -> _Tags:
        tags.append(_Tags(locator))
        return tags[0]

    if drive(source, connect):
        return  # not well-formed
    by_events = _by_events(source, tags[0].found, None)
    by_text = _by_text(source, tags[0].found)
    assert by_text.items() <= by_events.items()


def test_plain_text_is_found_without_events() -> None:
    source = SourceFile("x.xml", b"<a>\n <b/>loose &gt;<b c='1'>\n more</b> </a>")
    ends = {span_at("x.xml", *place) for place in ((2, 16), (3, 6), (3, 11))}
    assert _by_text(source, ends) == {span_at("x.xml", 3, 6): span_at("x.xml", 3, 2)}
