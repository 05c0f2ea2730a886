"""Unchanged files are not examined again; whatever a finding rests on brings it up anew."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit import resources
from teikit.cli import cli
from teikit.validate import examine, loaded
from teikit.validate.cache import files
from teikit.validate.cache.keys import key_of
from teikit.validate.cache.results import Results
from teikit.validate.constraints import check
from teikit.validate.standard import Examined, Standard

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Letter {number}</title></titleStmt>
      <publicationStmt><p>Unpublished.</p></publicationStmt>
      <sourceDesc><p>Born digital.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body><p><ref target="list.xml#one">One</ref> <figure><graphic url="a.png"/></figure></p>
  </body></text>
</TEI>
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, of a teikit that nobody is editing."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(files.FOLDER_VARIABLE, str(folder))
    monkeypatch.setattr(files, "_sources", tuple)
    loaded.loaded.cache_clear()  # what this process knows it need not look for there
    return folder


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are examined, in the order in which that happens."""
    names: list[str] = []
    real = examine.examine

    def noting(path: str, standard: Standard) -> Examined:
        names.append(Path(path).name)
        return real(path, standard)

    monkeypatch.setattr(examine, "examine", noting)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five letters that point into a list which is not among them, and show a picture."""
    (tmp_path / "letters").mkdir()
    for number in range(5):
        text = DOCUMENT.format(number=number)
        (tmp_path / "letters" / f"{number}.xml").write_text(text, encoding="utf-8")
    (tmp_path / "letters" / "a.png").write_bytes(b"")
    return tmp_path / "letters"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """The house ODD, where it may be changed."""
    for name in ("edition.odd", "tei-p5.odd"):
        shutil.copyfile(resources.schemas() / name, tmp_path / name)
    return tmp_path / "edition.odd"


def validate(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, ["validate", *map(str, arguments)])
    assert result.exit_code in (0, 1), result.output
    return result


def test_unchanged_files_are_not_examined_again(folder: Path, examined: list[str]) -> None:
    before = validate(folder)
    assert examined == [f"{number}.xml" for number in range(5)]
    assert "LNK" in before.output
    examined.clear()
    again = validate(folder)
    assert (again.output, again.exit_code) == (before.output, before.exit_code)
    assert examined == []


def test_a_changed_file_is(folder: Path, examined: list[str]) -> None:
    validate(folder)
    examined.clear()
    (folder / "3.xml").write_text(DOCUMENT.format(number="3") + "<!-- -->", encoding="utf-8")
    validate(folder)
    assert examined == ["3.xml"]


@pytest.mark.parametrize("options", [["--ignore", "HDR"], ["--no-ids"], ["--select", "TEI"]])
def test_other_demands_are_another_matter(
    folder: Path, examined: list[str], options: list[str]
) -> None:
    validate(folder)
    examined.clear()
    asked = validate(folder, *options)
    assert len(examined) == 5
    examined.clear()
    assert validate(folder, *options).output == asked.output
    assert examined == []


def test_a_changed_schema_counts(folder: Path, odd: Path, examined: list[str]) -> None:
    validate(folder, "--schema", odd)
    examined.clear()
    odd.write_text(odd.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    validate(folder, "--schema", odd)
    assert len(examined) == 5


def test_files_that_links_lead_to_count(folder: Path, examined: list[str]) -> None:
    # The list is no document of the run: it is only looked at.
    runs = folder / "0.xml", folder / "1.xml", folder / "2.xml", folder / "3.xml"
    assert "LNK" in validate(*runs).output
    examined.clear()
    (folder / "list.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="one"/></TEI>', encoding="utf-8"
    )
    assert "list.xml" not in validate(*runs).output
    (folder / "list.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="two"/></TEI>', encoding="utf-8"
    )
    assert "list.xml" in validate(*runs).output
    assert examined == []


def test_pictures_count(folder: Path) -> None:
    assert "LNK302" not in validate(folder).output
    (folder / "a.png").unlink()
    assert "LNK302" in validate(folder).output
    (folder / "a.png").write_bytes(b"")
    assert "LNK302" not in validate(folder).output


def test_included_files_count(folder: Path, examined: list[str]) -> None:
    part = folder / "part.txt"
    part.write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Part</p>', encoding="utf-8")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.txt"/>'
    text = DOCUMENT.format(number=0).replace("  </body>", f"{include}</body>")
    (folder / "0.xml").write_text(text, encoding="utf-8")
    assert "TEI102" not in validate(folder).output
    examined.clear()
    part.write_text('<div xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    assert "part.txt" in validate(folder).output
    assert examined == ["0.xml"]


RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
  <include href="rule.sch"/>
</schema>
"""
RULE = """<pattern xmlns="http://purl.oclc.org/dsdl/schematron">
  <rule context="tei:title"><assert test="%s">%s</assert></rule>
</pattern>
"""


@pytest.fixture
def rules(folder: Path) -> Path:
    """The part that matters of the rules that all letters name."""
    (folder / "rules.sch").write_text(RULES, encoding="utf-8")
    named = '<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>'
    for path in folder.glob("*.xml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<TEI", f"{named}\n<TEI", 1), encoding="utf-8")
    return folder / "rule.sch"


def test_what_rules_are_made_of_counts(folder: Path, rules: Path, examined: list[str]) -> None:
    rules.write_text(RULE % ("false()", "Once."), encoding="utf-8")
    assert validate(folder).output.count("Once.") > 0
    examined.clear()
    assert validate(folder).output.count("Once.") > 0
    assert examined == []
    rules.write_text(RULE % ("false()", "Then."), encoding="utf-8")
    check._named_constraints.cache_clear()  # in the next run, another process
    assert validate(folder).output.count("Then.") > 0
    assert len(examined) == 5


def test_what_rules_read_counts(folder: Path, rules: Path, examined: list[str]) -> None:
    rules.write_text(RULE % ("doc('titles.txt')//tei:title = .", "Missing."), encoding="utf-8")
    titles = folder / "titles.txt"
    every = "".join(f"<title>Letter {number}</title>" for number in range(5))
    titles.write_text(f'<list xmlns="http://www.tei-c.org/ns/1.0">{every}</list>', encoding="utf-8")
    assert "Missing." not in validate(folder).output
    examined.clear()
    assert "Missing." not in validate(folder).output
    assert examined == []
    titles.write_text('<list xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    assert "Missing." in validate(folder).output
    assert len(examined) == 5
    # What cannot be read may be there next time.
    titles.unlink()
    validate(folder)
    examined.clear()
    titles.write_text(f'<list xmlns="http://www.tei-c.org/ns/1.0">{every}</list>', encoding="utf-8")
    assert "Missing." not in validate(folder).output
    assert len(examined) == 5


def test_the_same_files_under_another_name(
    folder: Path, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = validate(folder).output
    examined.clear()
    monkeypatch.chdir(folder)
    assert validate(".").output == before.replace(f"{folder}/", "")
    assert examined == []


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0 and no more", b"nonsense" * 1000])
def test_a_bad_file_is_written_anew(
    folder: Path, examined: list[str], cache: Path, data: bytes
) -> None:
    before = validate(folder).output
    for path in cache.glob("results.sqlite*"):
        path.write_bytes(data)
    examined.clear()
    assert validate(folder).output == before
    assert len(examined) == 5
    examined.clear()
    assert validate(folder).output == before
    assert examined == []


def test_foreign_values_are_not_used(folder: Path, examined: list[str], cache: Path) -> None:
    before = validate(folder).output
    connection = sqlite3.connect(cache / "results.sqlite")
    with connection:
        connection.execute("UPDATE found SET value = '[{}, [1, 2, 3]]'")
    connection.close()
    examined.clear()
    assert validate(folder).output == before
    assert len(examined) == 5


def test_a_locked_file_is_done_without(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teikit.validate.cache.results._WAIT", 0.01)
    before = validate(folder).output
    connection = sqlite3.connect(cache / "results.sqlite", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    assert validate(folder).output == before
    connection.close()


def test_old_results_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teikit.validate.cache.results._MOST_BYTES", 100_000)
    for run in range(4):
        with Results() as results:
            for number in range(10):
                results.note(key_of(b"%d %d" % (run, number)), "x" * 5000, {})
    with Results() as results:
        assert results.find(key_of(b"3 9")) is not None
        assert results.find(key_of(b"0 0")) is None
