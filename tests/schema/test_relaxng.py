"""The grammar of a vocabulary: its names, its words, its order, and where it comes from."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from teikit import resources
from teikit.odd import compile_odd
from teikit.relaxng import syntax as s
from teikit.relaxng.load import compile_grammar
from teikit.relaxng.writing.xml import write_xml
from teikit.schema.relaxng import relaxng

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "\n</body></text></TEI>\n"
ALL = """<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core"/>
<moduleRef key="textstructure"/><moduleRef key="msdescription"/>"""
LETTERS = """<moduleRef key="tei"/><moduleRef key="core" include="p hi name"/>
<elementSpec ident="hi" mode="change">
<gloss xml:lang="en">highlighted</gloss>
<gloss xml:lang="de">hervorgehoben</gloss>
<desc xml:lang="en">set apart from the words around it</desc>
<desc xml:lang="de">von den Wörtern ringsum abgehoben</desc>
<attList>
<attDef ident="rend" mode="change"><valList type="closed" mode="add">
<valItem ident="bold"><desc xml:lang="en">thick strokes</desc></valItem>
</valList></attDef>
</attList>
</elementSpec>"""


def grammar(folder: Path, content: str, attributes: str = "") -> s.Grammar:
    path = folder / "schema.odd"
    start = f'<schemaSpec ident="schema" {attributes}>'
    path.write_text(f"{HEAD}{start}{content}</schemaSpec>{TAIL}", encoding="utf-8")
    compiled = compile_odd(path)
    assert compiled.diagnostics == ()
    assert compiled.value is not None
    outcome = relaxng(compiled.value)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def definitions(found: s.Grammar) -> dict[str, s.Pattern]:
    return {one.name: one.pattern for one in found.content if isinstance(one, s.Define)}


def element(found: s.Grammar, name: str) -> s.Element:
    pattern = definitions(found)[name]
    assert isinstance(pattern, s.Element)
    return pattern


def bare(node: object) -> object:
    """Return a pattern without its documentation."""
    if isinstance(node, tuple):
        return tuple(bare(part) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes = {
        field.name: () if field.name == "documentation" else bare(getattr(node, field.name))
        for field in fields(node)
        if field.name not in {"span", "gloss", "annotations"}
    }
    return replace(node, **changes)


def test_patterns_have_the_names_that_the_tei_gives_them(tmp_path: Path) -> None:
    names = definitions(grammar(tmp_path, ALL, 'start="TEI"')).keys()
    assert {
        "TEI",
        "model.pLike",
        "macro.paraContent",
        "teidata.word",
        "att.global.attributes",
        "att.global.attribute.xmlid",
        "model.physDescPart_sequenceOptional",
    } <= names


def test_a_prefix_goes_before_every_name(tmp_path: Path) -> None:
    found = grammar(tmp_path, LETTERS, 'start="p" prefix="x_"')
    assert {name[:2] for name in definitions(found)} == {"x_"}
    assert found.content[0] == s.Start(s.Ref("x_p"))
    assert element(found, "x_p").name == s.Name("http://www.tei-c.org/ns/1.0", "p")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "(highlighted) set apart from the words around it"),
        ('docLang="de"', "(hervorgehoben) von den Wörtern ringsum abgehoben"),
        ('docLang="fr"', "(highlighted) set apart from the words around it"),
    ],
)
def test_glosses_and_descriptions_document_elements(
    tmp_path: Path, language: str, said: str
) -> None:
    found = element(grammar(tmp_path, LETTERS, f'start="p" {language}'), "hi")
    assert found.documentation == (said,)


def test_descriptions_document_values(tmp_path: Path) -> None:
    written = write_xml(grammar(tmp_path, LETTERS, 'start="p"'))
    assert "thick strokes" in written


def test_what_nothing_refers_to_is_left_out(tmp_path: Path) -> None:
    names = definitions(grammar(tmp_path, LETTERS, 'start="p"')).keys()
    assert "teidata.xpath" not in names
    assert "att.placement.attributes" not in names


def test_the_same_odd_gives_the_same_bytes(tmp_path: Path) -> None:
    one = write_xml(grammar(tmp_path, ALL, 'start="TEI"'))
    other = write_xml(grammar(tmp_path, ALL, 'start="TEI"'))
    assert one == other


def test_every_pattern_knows_the_place_it_comes_from(tmp_path: Path) -> None:
    found = element(grammar(tmp_path, LETTERS, 'start="p"'), "hi")
    assert found.span is not None
    assert (Path(found.span.source).name, found.span.start.line) == ("schema.odd", 3)


@pytest.mark.parametrize("odd", ["tei-p5.odd", "edition.odd"])
def test_the_schemas_that_ship_are_usable(odd: str) -> None:
    vocabulary = compile_odd(resources.schemas() / odd)
    assert vocabulary.diagnostics == ()
    assert vocabulary.value is not None
    outcome = relaxng(vocabulary.value)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert compile_grammar(outcome.value).value is not None


def test_the_distilled_vocabulary_says_what_the_official_one_says(
    tmp_path: Path, shared: Path
) -> None:
    official = shared / "tei-p5" / "p5subset.xml"
    modules = ALL + "".join(
        f'<moduleRef key="{key}"/>'
        for key in ("drama", "dictionaries", "figures", "namesdates", "tagdocs", "transcr")
    )
    ours = grammar(tmp_path, modules, 'start="TEI"')
    theirs = grammar(tmp_path, modules, f'start="TEI" source="{official.as_uri()}"')
    assert bare(ours.content) == bare(theirs.content)
