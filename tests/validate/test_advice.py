"""What an ODD has taken away is said where a document uses it, with the place in the ODD."""

import pytest

from teikit.validate.load import Schema, load_schema

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
