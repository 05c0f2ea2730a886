"""What a vocabulary knows about what it does not have: who took it away, where, and how."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teikit.odd import How, Vocabulary, compile_odd

Write = Callable[..., Path]

CONTENT = """\
<moduleRef key="tei"/>
<moduleRef key="core" include="p hi name list item"/>
<moduleRef key="header" except="idno"/>
<elementSpec ident="name" mode="delete"/>
<classSpec ident="att.global.rendition" mode="delete"/>
<elementSpec ident="p" mode="change">
<classes mode="change">
<memberOf key="att.written" mode="delete"/>
</classes>
<attList>
<attDef ident="n" mode="delete"/>
</attList>
</elementSpec>
<classSpec ident="att.typed" mode="change">
<attList>
<attDef ident="subtype" mode="delete"/>
</attList>
</classSpec>
<elementSpec ident="hi" mode="change">
<classes mode="replace">
<memberOf key="att.global"/>
</classes>
</elementSpec>"""


@pytest.fixture
def vocabulary(odd: Write) -> Vocabulary:
    found = compile_odd(odd("letters.odd", CONTENT)).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("element", "line", "how", "via"),
    [
        ("name", 6, How.DELETED, ""),
        ("emph", 4, How.NOT_INCLUDED, "core"),
        ("idno", 5, How.EXCEPTED, "header"),
        ("persName", 2, How.MODULE_ABSENT, "namesdates"),
    ],
)
def test_an_element_that_is_gone(
    vocabulary: Vocabulary, element: str, line: int, how: How, via: str
) -> None:
    removal = vocabulary.removed_elements[element]
    assert (removal.span.start.line, removal.how, removal.via) == (line, how, via)
    assert removal.layer == "letters.odd"


@pytest.mark.parametrize(
    ("element", "attribute", "line", "how", "via"),
    [
        ("p", "n", 13, How.DELETED, ""),
        ("p", "rend", 7, How.CLASS_ABSENT, "att.global.rendition"),
        ("item", "rend", 7, How.CLASS_ABSENT, "att.global.rendition"),
        ("p", "hand", 10, How.MEMBERSHIP_REMOVED, "att.written"),
        ("list", "subtype", 18, How.DELETED, "att.typed"),
        ("hi", "hand", 21, How.MEMBERSHIP_REMOVED, "att.written"),
        ("p", "copyOf", 2, How.CLASS_ABSENT, "att.global.linking"),
    ],
)
def test_an_attribute_that_is_gone(  # noqa: PLR0917 - one parameter a column
    vocabulary: Vocabulary, element: str, attribute: str, line: int, how: How, via: str
) -> None:
    removal = vocabulary.removed_attributes[element, attribute]
    assert (removal.span.start.line, removal.how, removal.via) == (line, how, via)


def test_what_is_there_or_never_was_has_not_been_removed(vocabulary: Vocabulary) -> None:
    assert "p" not in vocabulary.removed_elements
    assert "paragraph" not in vocabulary.removed_elements
    assert ("p", "xml:id") not in vocabulary.removed_attributes
    assert ("p", "kind") not in vocabulary.removed_attributes
    assert ("q", "n") not in vocabulary.removed_attributes


def test_what_is_added_again_has_not_been_removed(odd: Write) -> None:
    content = CONTENT + '\n<elementSpec ident="name"><content><textNode/></content></elementSpec>'
    found = compile_odd(odd("letters.odd", content)).value
    assert found is not None
    assert "name" not in found.removed_elements


def test_a_constraint_is_never_lost(odd: Write) -> None:
    def constraint(ident: str) -> str:
        return f'<constraintSpec ident="{ident}" scheme="schematron"><constraint/></constraintSpec>'

    odd(
        "house.odd",
        CONTENT
        + constraint("whole")
        + f'<elementSpec ident="p" mode="change">{constraint("one")}</elementSpec>',
    )
    path = odd(
        "letters.odd",
        '<moduleRef key="tei"/><moduleRef key="core"/>'
        f'<elementSpec ident="p" mode="change">{constraint("two")}<attList>'
        f'<attDef ident="rendition" mode="add">{constraint("three")}</attDef></attList>'
        "</elementSpec>",
        'source="house.odd"',
    )
    found = compile_odd(path).value
    assert found is not None
    assert [one.ident for one in found.constraints] == ["whole"]
    spec = found.elements["p"]
    own = [one for one in spec.constraints if not one.ident.startswith("abstractModel-")]
    assert [one.ident for one in own] == ["one", "two"]
    assert [one.origin.layer for one in own] == ["house.odd", "letters.odd"]
    assert len(spec.constraints) == 4
