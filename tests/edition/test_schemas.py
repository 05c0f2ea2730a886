"""Files with a schema of their own: companions of an edition, and some of its documents."""

from dataclasses import replace
from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.edition.build import build
from teikit.edition.config import read_config
from teikit.edition.schemas import own_schemas
from teikit.edition.tasks import Asked, tasks_for

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A letter</title><editor>A. Holm</editor></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc></teiHeader><text><body><p>It snows.</p></body></text></TEI>"""
NOTHING = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><notAllowed/></start>
</grammar>"""
SETTINGS = """[edition]
title = "Letters"
[schemas]
"pages/cover.xml" = "cover.rng"
"pages/*.xml" = "page.rng"
"documents/plays/*.xml" = "teikit:tei"
"""
FILES = {
    "documents/a.xml": LETTER,
    "documents/plays/b.xml": LETTER,
    "pages/1.xml": "<page/>",
    "pages/cover.xml": "<cover/>",
    "pages/more/2.xml": "<page/>",
    "notes.xml": "<note/>",
    "cover.rng": '<element name="cover" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
    "page.rng": '<element name="page" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
    "teikit.toml": SETTINGS,
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "edition"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tasks(path: Path, asked: Asked | None = None) -> dict[str, str]:
    """Return what there is to validate, with the file that it is held against."""
    found = list(tasks_for([path], asked or Asked()))
    return {task.path.relative_to(path).as_posix(): task.standard.schema.name for task in found}


def test_companions_are_validated_with_the_edition(edition: Path) -> None:
    assert tasks(edition) == {
        "documents/a.xml": "edition.odd",
        "pages/1.xml": "page.rng",
        "pages/cover.xml": "cover.rng",
        "documents/plays/b.xml": "tei-p5.odd",
    }


def test_companions_are_found_in_a_folder_of_the_edition(edition: Path) -> None:
    assert tasks(edition / "pages") == {"1.xml": "page.rng", "cover.xml": "cover.rng"}


def test_a_single_companion_has_its_schema(edition: Path) -> None:
    (task,) = tasks_for([edition / "pages" / "cover.xml"], Asked())
    assert task.standard.schema == edition / "cover.rng"
    assert task.standard.root == edition


def test_a_document_may_have_another_schema(edition: Path) -> None:
    with (edition / "teikit.toml").open("a", encoding="utf-8") as settings:
        settings.write('"documents/**/*.xml" = "page.rng"\n')
    found = tasks(edition)
    assert found["documents/a.xml"] == "page.rng"
    assert found["documents/plays/b.xml"] == "tei-p5.odd"


def test_a_schema_of_the_command_line_is_for_documents_only(edition: Path) -> None:
    assert tasks(edition, Asked(schema=edition / "page.rng")) == {"documents/a.xml": "page.rng"}


def test_companions_can_be_left_out(edition: Path) -> None:
    assert tasks(edition, Asked(companions=False)) == {"documents/a.xml": "edition.odd"}


def test_a_link_out_of_the_edition_is_passed_over(edition: Path) -> None:
    outside = edition.parent / "outside.xml"
    outside.write_text("<page/>", encoding="utf-8")
    try:
        (edition / "pages" / "3.xml").symlink_to(outside)
    except OSError:
        pytest.skip("links cannot be made here")
    assert "pages/3.xml" not in tasks(edition)


def test_a_pattern_that_finds_nothing_is_told(edition: Path) -> None:
    settings = edition / "teikit.toml"
    settings.write_text(SETTINGS.replace("pages/*.xml", "page/*.xml"), encoding="utf-8")
    first, *others = tasks_for([edition], Asked())
    (warning,) = first.diagnostics
    assert (warning.code, warning.severity) == ("EDN008", Severity.WARNING)
    assert (warning.span.source, warning.span.start.line) == (str(settings), 5)
    assert not any(task.diagnostics for task in others)


def test_the_first_pattern_counts(edition: Path) -> None:
    patterns = (("pages/*.xml", "one"), ("pages/1.xml", "two"), ("pages/**/*.xml", "three"))
    found = own_schemas(edition, patterns)
    named = {path.relative_to(edition).as_posix(): schema for path, schema in found.items()}
    assert named == {"pages/1.xml": "one", "pages/cover.xml": "one", "pages/more/2.xml": "three"}


def test_a_build_holds_documents_against_their_own_schema(edition: Path) -> None:
    config = read_config(edition / "teikit.toml").value
    assert config is not None
    (edition / "page.rng").write_text(NOTHING, encoding="utf-8")
    site = edition.parent / "site"
    outcome = build(replace(config, schemas=(("documents/*.xml", "page.rng"),)), site)
    assert outcome.value is None
    assert {one.code[:3] for one in outcome.diagnostics} == {"TEI"}
    assert build(config, site).value is not None
    assert not (site / "pages").exists()
