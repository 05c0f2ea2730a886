"""Copies of a file are not examined again, unless their place may make a difference."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teikit import resources
from teikit.validate.examine import examine
from teikit.validate.grammar.load import Schema
from teikit.validate.loaded import loaded
from teikit.validate.selection import Selection
from teikit.validate.standard import Examined, Standard

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A letter</title></titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><p>Born digital.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p xml:id="a"><ref target="#a https://example.org/">One</ref> {more}</p></body></text>
</TEI>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:title">
<assert test="{test}">At <value-of select="{test}"/>.</assert></rule></pattern></schema>"""
NAMED = '<?xml-model href="{}" schematypens="http://purl.oclc.org/dsdl/schematron"?>'

Examine = Callable[..., Examined]


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are held against a grammar."""
    names: list[str] = []
    real = Schema.validate

    def noting(schema: Schema, source: object, **how: object) -> object:
        names.append(str(getattr(source, "name", source)))
        return real(schema, source, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Schema, "validate", noting)
    loaded.cache_clear()
    return names


@pytest.fixture
def copies(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """Two copies of a document: one in a folder, one beside it."""

    def written(text: str) -> tuple[Path, Path]:
        (tmp_path / "in").mkdir()
        both = tmp_path / "in" / "one.xml", tmp_path / "two.xml"
        for path in both:
            path.write_text(text, encoding="utf-8")
        return both

    return written


def found(path: Path, root: Path, **standard: object) -> Examined:
    schema = resources.schemas() / "tei-p5.odd"
    return examine(str(path), Standard(schema, root, **standard))  # type: ignore[arg-type]


@pytest.mark.parametrize("selection", [Selection(), Selection(only=("TEI",))])
def test_copies_are_examined_once(
    copies: Callable[[str], tuple[Path, Path]],
    validated: list[str],
    tmp_path: Path,
    selection: Selection,
) -> None:
    one, two = copies(DOCUMENT.format(more='<wrong/> <date when="x"/>'))
    first, second = (found(each, tmp_path, selection=selection) for each in (one, two))
    assert validated == [str(one)]
    assert len(first.diagnostics) == len(second.diagnostics) > 0
    assert {each.span.source for each in second.diagnostics} == {str(two)}
    assert first.content != second.content
    loaded.cache_clear()
    alone = found(two, tmp_path, selection=selection)
    assert (second.diagnostics, second.facts) == (alone.diagnostics, alone.facts)


def test_other_demands_are_another_matter(
    copies: Callable[[str], tuple[Path, Path]], validated: list[str], tmp_path: Path
) -> None:
    one, two = copies(DOCUMENT.format(more=""))
    found(one, tmp_path)
    found(two, tmp_path, ids=False)
    found(two, tmp_path, selection=Selection(files=(("two.xml", ("HDR",)),)))
    assert validated == [str(one), str(two), str(two)]


PLACE_MATTERS = {
    "a pointer": DOCUMENT.format(more='<ref target="in/one.xml">It</ref>'),
    "a pointer out of reach": DOCUMENT.format(more='<ref target="../a.xml">It</ref>'),
    "rules": NAMED.format("rules.sch") + DOCUMENT.format(more=""),
    "an inclusion": DOCUMENT.format(
        more='<include xmlns="http://www.w3.org/2001/XInclude" href="a.xml"><fallback/></include>'
    ),
}


@pytest.mark.parametrize("text", PLACE_MATTERS.values(), ids=list(PLACE_MATTERS))
def test_where_the_place_matters(
    copies: Callable[[str], tuple[Path, Path]],
    validated: list[str],
    tmp_path: Path,
    text: str,
) -> None:
    one, two = copies(text)
    (tmp_path / "rules.sch").write_text(RULES.format(test="false()"), encoding="utf-8")
    told = [found(each, tmp_path) for each in (one, two)]
    assert validated == [str(one), str(two)]
    loaded.cache_clear()
    assert told[1] == found(two, tmp_path)


def test_rules_may_ask_for_the_place(
    copies: Callable[[str], tuple[Path, Path]], tmp_path: Path
) -> None:
    one, two = copies(DOCUMENT.format(more=""))
    rules = tmp_path / "rules.sch"
    text = RULES.replace('select="{test}"', "select=\"tokenize(base-uri(.), '/')[last()]\"")
    rules.write_text(text.format(test="false()"), encoding="utf-8")
    only = Selection(only=("SCH",))
    told = [
        examine(str(each), Standard(rules, tmp_path, selection=only)).diagnostics
        for each in (one, two)
    ]
    assert [[each.message for each in some] for some in told] == [["At one.xml."], ["At two.xml."]]
