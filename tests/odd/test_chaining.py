"""An ODD that builds on another: by path, over several levels, from a compiled one; and loops."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teikit.diagnostics import Outcome, Severity
from teikit.odd import How, Vocabulary, compile_odd
from teikit.odd.releases import BUNDLED

Write = Callable[..., Path]

MODULES = '<moduleRef key="tei"/><moduleRef key="core" include="p hi name list item"/>'
CORE = '<moduleRef key="tei"/><moduleRef key="core"/>'
DELETE_HI = '<elementSpec ident="hi" mode="delete"/>'


def codes(outcome: Outcome[Vocabulary]) -> list[str]:
    return [one.code for one in outcome.diagnostics]


def vocabulary(path: Path) -> Vocabulary:
    outcome = compile_odd(path)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def test_an_odd_builds_on_one_that_is_not_compiled(odd: Write) -> None:
    odd("house.odd", MODULES + DELETE_HI)
    found = vocabulary(odd("letters.odd", CORE, 'source="house.odd"'))
    assert sorted(found.elements) == ["item", "list", "name", "p"]
    removal = found.removed_elements["hi"]
    assert (removal.layer, removal.span.start.line, removal.how) == ("house.odd", 3, How.DELETED)


def test_a_chain_has_as_many_levels_as_it_likes(odd: Write) -> None:
    change = '<elementSpec ident="{}" mode="change"><attList>{}</attList></elementSpec>'
    odd("a.odd", MODULES + change.format("p", '<attDef ident="n" mode="delete"/>'))
    odd("b.odd", MODULES + DELETE_HI, 'source="a.odd"')
    odd("c.odd", CORE + '<elementSpec ident="name" mode="delete"/>', 'source="b.odd"')
    found = vocabulary(odd("d.odd", CORE, 'source="c.odd"'))
    assert sorted(found.elements) == ["item", "list", "p"]
    assert found.removed_elements["hi"].layer == "b.odd"
    assert found.removed_elements["name"].layer == "c.odd"
    assert found.removed_attributes["p", "n"].layer == "a.odd"


def test_what_a_parent_adds_can_be_changed(odd: Write) -> None:
    seal = (
        '<elementSpec ident="seal" module="own"><classes><memberOf key="att.global"/></classes>'
        "<content><textNode/></content></elementSpec>"
    )
    odd("house.odd", MODULES + seal)
    change = '<moduleRef key="own"/><elementSpec ident="seal" mode="change"><desc>A seal.</desc>'
    found = vocabulary(
        odd("letters.odd", MODULES + change + "</elementSpec>", 'source="house.odd"')
    )
    assert [origin.layer for origin in found.elements["seal"].history] == [
        "house.odd",
        "letters.odd",
    ]


def test_a_compiled_odd_is_taken_as_it_is(odd: Write) -> None:
    odd(
        "house.compiled.odd",
        '<moduleSpec ident="core"/>'
        '<classSpec ident="model.x" type="model" module="core"/>'
        '<elementSpec ident="p" module="core"><content><textNode/></content></elementSpec>',
        'source="tei:1.0.0"',
    )
    found = vocabulary(odd("letters.odd", '<moduleRef key="core"/>', 'source="house.compiled.odd"'))
    assert list(found.elements) == ["p"]
    assert list(found.classes) == ["model.x"]


def test_a_group_comes_from_another_file(odd: Write) -> None:
    group = f'\n<specGrp xml:id="changes">{DELETE_HI}</specGrp>'
    odd("shared/common.odd", "", outside=group)
    found = vocabulary(
        odd("letters.odd", MODULES + '<specGrpRef target="shared/common.odd#changes"/>')
    )
    assert "hi" not in found.elements
    assert found.removed_elements["hi"].layer == "common.odd"
    assert found.removed_elements["hi"].span.source.endswith("common.odd")


def test_a_chain_that_loops_is_a_mistake(odd: Write) -> None:
    odd("b.odd", MODULES, 'source="a.odd"')
    outcome = compile_odd(odd("a.odd", MODULES, 'source="b.odd"'))
    assert codes(outcome) == ["ODD106"]
    assert outcome.value is None
    assert outcome.diagnostics[0].message.endswith("a.odd → b.odd → a.odd.")


def test_an_odd_that_builds_on_itself_is_a_mistake(odd: Write) -> None:
    outcome = compile_odd(odd("a.odd", MODULES, 'source="a.odd"'))
    assert codes(outcome) == ["ODD106"]


def test_a_source_that_is_no_xml_is_a_mistake(odd: Write, tmp_path: Path) -> None:
    (tmp_path / "house.odd").write_text("<TEI>", encoding="utf-8")
    outcome = compile_odd(odd("letters.odd", MODULES, 'source="house.odd"'))
    (found,) = outcome.diagnostics
    assert found.code == "ODD107"
    assert found.span.start.line == 2
    assert [related.span.source for related in found.related] == [str(tmp_path / "house.odd")]


def test_a_missing_source_is_the_only_mistake_that_is_told(odd: Write) -> None:
    outcome = compile_odd(odd("letters.odd", MODULES, 'source="house.odd"'))
    assert codes(outcome) == ["ODD103"]


@pytest.mark.parametrize(
    "source",
    [
        "tei:current",
        f"tei:{BUNDLED}",
        "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml",
        f"http://www.tei-c.org/Vault/P5/{BUNDLED}/xml/tei/odd/p5subset.xml",
        "https://vault.tei-c.org/P5/current/xml/tei/odd/p5subset.xml",
        "https://www.tei-c.org/release/xml/tei/odd/p5subset.xml",
    ],
)
def test_the_bundled_release_has_many_names(odd: Write, source: str) -> None:
    assert len(vocabulary(odd("a.odd", MODULES, f'source="{source}"')).elements) == 5


@pytest.mark.parametrize(
    "source",
    [
        "tei:4.2.1",
        "https://www.tei-c.org/Vault/P5/4.2.1/xml/tei/odd/p5subset.xml",
        "file:///C:/Program%20Files/tei/odd/p5subset.xml",
    ],
)
def test_another_release_falls_back_with_a_warning(odd: Write, source: str) -> None:
    outcome = compile_odd(odd("a.odd", MODULES, f'source="{source}"'))
    assert codes(outcome) == ["ODD105"]
    assert outcome.diagnostics[0].severity is Severity.WARNING
    assert "teikit p5 add FILE" in outcome.diagnostics[0].hints[0]
    assert outcome.value is not None
    assert len(outcome.value.elements) == 5


def test_a_release_that_was_added_is_used(
    odd: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEIKIT_DATA", str(tmp_path / "data"))
    release = odd(
        "data/p5/4.2.1.xml",
        '<elementSpec ident="p" module="core"><content><textNode/></content></elementSpec>',
    )
    found = vocabulary(odd("a.odd", '<moduleRef key="core"/>', 'source="tei:4.2.1"'))
    assert list(found.elements) == ["p"]
    assert found.elements["p"].origin.span.source == str(release)


def test_one_module_may_come_from_another_source(odd: Write) -> None:
    odd(
        "music.odd",
        '<elementSpec ident="staff" module="music"><content><empty/></content></elementSpec>',
    )
    found = vocabulary(odd("a.odd", MODULES + '<moduleRef key="music" source="music.odd"/>'))
    assert "staff" in found.elements


def test_what_a_parent_took_away_cannot_be_included(odd: Write) -> None:
    odd("house.odd", MODULES + DELETE_HI)
    outcome = compile_odd(odd("letters.odd", MODULES, 'source="house.odd"'))
    assert codes(outcome) == ["ODD203"]
    (related,) = outcome.diagnostics[0].related
    assert related.message == "house.odd has left out “hi” here."
    assert related.span.start.line == 3
