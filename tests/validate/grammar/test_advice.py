"""What an ODD has taken away is said where a document uses it, with the place in the ODD."""

from pathlib import Path

import pytest

from teikit import resources
from teikit.validate.grammar.load import Schema, load_schema

ODD = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="letters" start="p">
<moduleRef key="tei"/>
<moduleRef key="core" include="p hi name"/>
<elementSpec ident="name" mode="delete"/>
<elementSpec ident="hi" mode="change"><attList>
<attDef ident="n" mode="delete"/>
</attList></elementSpec>
<classSpec ident="att.global.rendition" type="atts" mode="change"><attList>
<attDef ident="style" mode="delete"/>
</attList></classSpec>
</schemaSpec>
</body></text></TEI>
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("odd") / "letters.odd"
    path.write_text(ODD, encoding="utf-8")
    return load_schema(path)


@pytest.mark.parametrize(
    ("inside", "hint"),
    [
        ("<name/>", "TEI has <name>, but this schema deletes it: see letters.odd, line 5."),
        (
            "<emph/>",
            (
                "TEI has <emph>, but this schema does not include it from the module “core”: "
                "see letters.odd, line 4."
            ),
        ),
        ('<hi n="1"/>', "TEI has @n on <hi>, but this schema deletes it: see letters.odd, line 7."),
        (
            '<hi style="color: red"/>',
            (
                "TEI has @style on <hi>, but this schema deletes it in the class "
                "att.global.rendition: see letters.odd, line 10."
            ),
        ),
        (
            '<hi copyOf="#a"/>',
            (
                "TEI has @copyOf on <hi>, but this schema does not use the class "
                "att.global.linking: see letters.odd, line 2."
            ),
        ),
    ],
)
def test_a_hint_says_who_took_it_away(schema: Schema, inside: str, hint: str) -> None:
    document = f'<p xmlns="http://www.tei-c.org/ns/1.0">{inside}</p>'.encode()
    (found,) = schema.validate(document)
    assert hint in found.hints


def test_nothing_is_said_about_what_never_was(schema: Schema) -> None:
    (found,) = schema.validate(b'<p xmlns="http://www.tei-c.org/ns/1.0" kind="a"/>')
    assert not any("TEI has" in hint for hint in found.hints)


RENAMING = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="briefe" start="p">
<moduleRef key="tei"/>
<moduleRef key="core" include="p hi name"/>
<elementSpec ident="p" mode="change"><altIdent>absatz</altIdent></elementSpec>
<elementSpec ident="hi" mode="change"><altIdent>hervor</altIdent><attList>
<attDef ident="n" mode="delete"/>
<attDef ident="rend" mode="change"><altIdent>wie</altIdent></attDef>
</attList></elementSpec>
</schemaSpec>
</body></text></TEI>
"""


@pytest.mark.parametrize(
    ("inside", "hint"),
    [
        ("<hi/>", "TEI has <hi>, but this schema calls it <hervor>: see briefe.odd, line 6."),
        (
            '<hervor n="1"/>',
            "TEI has @n on <hervor>, but this schema deletes it: see briefe.odd, line 7.",
        ),
        (
            '<hervor rend="bold"/>',
            "TEI has @rend on <hervor>, but this schema calls it @wie: see briefe.odd, line 8.",
        ),
    ],
)
def test_a_hint_says_what_has_another_name_here(tmp_path: Path, inside: str, hint: str) -> None:
    path = tmp_path / "briefe.odd"
    path.write_text(RENAMING, encoding="utf-8")
    document = f'<absatz xmlns="http://www.tei-c.org/ns/1.0">{inside}</absatz>'.encode()
    (found,) = load_schema(path).validate(document)
    assert hint in found.hints


def test_a_document_of_tei_p4_is_called_what_it_is() -> None:
    schema = load_schema(resources.schemas() / "tei-p5.odd")
    (first, *_) = schema.validate(b"<TEI.2><text><body><p/></body></text></TEI.2>")
    assert first.code == "TEI105"
    assert [hint.startswith("This is a document of TEI P4") for hint in first.hints] == [True]
