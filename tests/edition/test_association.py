"""Which schema a document is validated against: teikit.toml, xml-model, the house ODD."""

from pathlib import Path

import pytest

from teikit import resources
from teikit.edition.association import associate
from teikit.edition.config import EditionConfig

HOUSE = resources.schemas() / "edition.odd"
TEI_ALL = resources.schemas() / "tei-p5.odd"
RNG = 'schematypens="http://relaxng.org/ns/structure/1.0"'
XSD = 'schematypens="http://www.w3.org/2001/XMLSchema"'
SCH = 'schematypens="http://purl.oclc.org/dsdl/schematron"'


def document(folder: Path, prolog: str) -> Path:
    path = folder / "letter.xml"
    path.write_text(
        f'<?xml version="1.0"?>\n{prolog}\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        encoding="utf-8",
    )
    return path


def test_the_configuration_comes_first(tmp_path: Path) -> None:
    (tmp_path / "own.rng").touch()
    path = document(tmp_path, '<?xml-model href="own.rng"?>')
    config = EditionConfig(tmp_path, "L", schema="schema/mine.odd")
    assert associate(path, config, tmp_path).schema == tmp_path / "schema" / "mine.odd"


def test_a_schema_for_the_document_itself_comes_before_that_of_the_edition(tmp_path: Path) -> None:
    path = document(tmp_path, "")
    config = EditionConfig(tmp_path, "L", schema="schema/mine.odd")
    assert associate(path, config, tmp_path, "own.rng").schema == tmp_path / "own.rng"
    assert associate(path, config, tmp_path, "teikit:tei").schema == TEI_ALL


@pytest.mark.parametrize(
    ("prolog", "expected"),
    [
        ("", HOUSE),
        (f'<?xml-model href="own.rng" {RNG}?>', "own.rng"),
        (f'<?xml-model href="own.rng" {SCH}?><?xml-model href="own.rnc"?>', "own.rnc"),
        ('<?xml-model href="rules.sch"?>', HOUSE),
        ("<?xml-model href='own.rng'?>", "own.rng"),
        (f'<?xml-model href="own.xsd" {XSD}?>', "own.xsd"),
        ('<?xml-model\n  type="application/xml"\n  href="own.rng"?>', "own.rng"),
        (
            (
                '<?xml-model href="http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/'
                'tei_all.rng"?>'
            ),
            TEI_ALL,
        ),
    ],
)
def test_the_document_may_name_a_schema(tmp_path: Path, prolog: str, expected: Path | str) -> None:
    for name in ("own.rng", "own.rnc", "own.xsd"):
        (tmp_path / name).touch()
    association = associate(document(tmp_path, prolog), None, tmp_path)
    wanted = tmp_path.resolve() / expected if isinstance(expected, str) else expected
    assert association.schema == wanted
    assert not association.diagnostics


@pytest.mark.parametrize(
    "href",
    ["https://example.org/my.rng", "../outside.rng", "/etc/x.rng", "gone.rng", "file:///x.rng"],
)
def test_nothing_outside_is_fetched_because_a_document_says_so(tmp_path: Path, href: str) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "outside.rng").touch()
    association = associate(document(folder, f'<?xml-model href="{href}"?>'), None, folder)
    assert association.schema == TEI_ALL
    (warning,) = association.diagnostics
    assert (warning.code, warning.severity.value) == ("EDN010", "warning")
    assert (warning.span.start.line, warning.span.start.column) == (2, 1)
    assert href in warning.message


XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
# the attributes of the outermost element, and which schema a remark names
LOCATIONS = {
    'xsi:noNamespaceSchemaLocation="own.xsd"': ["own.xsd"],
    "xsi:schemaLocation='urn:a own.xsd\n urn:b parts/b.xsd'": ["own.xsd", "parts/b.xsd"],
    'xsi:schemaLocation="urn:a https://example.org/own.xsd"': [],
    'xsi:schemaLocation="urn:a ../outside.xsd"': [],
    'xsi:schemaLocation="own.xsd"': [],
    'xsi:noNamespaceSchemaLocation="gone.xsd"': [],
    'note="xsi:noNamespaceSchemaLocation=own.xsd"': [],
}


@pytest.mark.parametrize("attributes", LOCATIONS)
def test_a_schema_location_is_not_followed_but_told(attributes: str, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    (folder / "parts").mkdir(parents=True)
    for name in ("own.xsd", "parts/b.xsd", "../outside.xsd"):
        (folder / name).touch()
    path = folder / "page.xml"
    path.write_text(f"<?xml version='1.0'?>\n<page {XSI} {attributes}/>", encoding="utf-8")
    association = associate(path, None, folder)
    assert association.schema == HOUSE
    told = association.diagnostics
    assert [one.message.split("“")[1].split("”")[0] for one in told] == LOCATIONS[attributes]
    assert {(one.code, one.severity.value) for one in told} <= {("EDN011", "info")}
    assert all((one.span.start.line, one.span.start.column) == (2, 61) for one in told)


def test_where_the_schema_is_named_a_location_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "own.xsd").touch()
    path = document(tmp_path, f'<?xml-model href="own.xsd" {XSD}?>')
    text = path.read_text(encoding="utf-8")
    added = f'<TEI {XSI} xsi:noNamespaceSchemaLocation="own.xsd"'
    path.write_text(text.replace("<TEI", added), encoding="utf-8")
    assert not associate(path, None, tmp_path).diagnostics
