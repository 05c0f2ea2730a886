"""Links between files: targets, prefixes, registers, identity."""

import os
from pathlib import Path

import pytest

from teikit.diagnostics import Severity

from .conftest import PERSONS, Look, codes, tei

PREFIX = (
    '<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
    'replacementPattern="../registers/persons.xml#$1"/></listPrefixDef>'
)
REGISTER = {"registers/persons.xml": PERSONS}

CLEAN = {
    "an entry": '<persName ref="../registers/persons.xml#legran"/>',
    "an entry with escapes": '<persName ref="../registers/persons.xml#%C3%A7i%C3%A7erin"/>',
    "a file": '<ref target="../registers/persons.xml"/><graphic url="../a%20b.jpg"/>',
    "a folder": '<ref target="../registers/"/>',
    "a part of what is not XML": '<ref target="../a%20b.jpg#page=3"/>',
    "an entry by a prefix": f'{PREFIX}<persName ref="psn:legran"/>',
    "an XPointer": '<ref target="../registers/persons.xml#xpath(//person)"/>',
    "an XPointer with an identifier": '<ref target="../registers/persons.xml#left(legran)"/>',
    "a declared prefix that leads to the web": '<listPrefixDef><prefixDef ident="gnd" '
    'matchPattern="([0-9X]+)" replacementPattern="https://d-nb.info/gnd/$1"/></listPrefixDef>'
    '<persName ref="gnd:118654756"/>',
}

WRONG = {
    "an entry that is not there": (
        '<persName ref="../registers/persons.xml#legrand"/>',
        "LNK202",
        "Did you mean “legran”?",
    ),
    "an entry that an XPointer starts from": (
        '<ref target="../registers/persons.xml#range(legran,legrand)"/>',
        "LNK202",
        "Did you mean “legran”?",
    ),
    "an entry by a prefix that is not there": (
        f'{PREFIX}<persName ref="psn:legrand"/>',
        "LNK202",
        "Did you mean “legran”?",
    ),
    "an entry of another kind": (
        '<persName ref="../registers/persons.xml#yerevan"/>',
        "LNK501",
        "Is it the wrong identifier, or the wrong element or attribute?",
    ),
    "a document that is not there": (
        '<ref target="../registers/person.xml#legran"/>',
        "LNK301",
        "Did you mean “persons.xml”?",
    ),
    "a picture without a suffix": (
        '<graphic url="page"/>',
        "LNK302",
        "Paths start from the folder of the document; correct it, or add the file.",
    ),
    "a picture that is not there": (
        '<graphic url="page.jpg"/>',
        "LNK302",
        "Paths start from the folder of the document; correct it, or add the file.",
    ),
    "a path of Windows": (
        '<graphic url="..\\a%20b.jpg"/>',
        "LNK302",
        "Did you mean “../a%20b.jpg”?",
    ),
    "a path of Windows that leads nowhere": (
        '<graphic url="images\\a.jpg"/>',
        "LNK302",
        "In addresses, / stands between folders and files, not \\.",
    ),
    "a name in other letters": (
        '<ref target="../registers/Persons.xml"/>',
        "LNK304",
        "Capital and small letters must agree: elsewhere the file is not found.",
    ),
    "a word for an identifier": (
        '<p xml:id="n1"/><ref target="n1"/>',
        "LNK204",
        "To point to an element, write “#n1”.",
    ),
    "a prefix that nobody declares": (
        '<persName ref="psn:legran"/><persName ref="psn:legrand"/>',
        "LNK401",
        "",
    ),
    "a pattern that does not fit": (
        f'{PREFIX}<persName ref="psn:12"/>',
        "LNK402",
        "Correct the pointer, or the pattern in the header.",
    ),
    "a group that is not there": (
        PREFIX.replace("#$1", "#$2"),
        "LNK403",
        "Put what is to be kept into brackets in @matchPattern: (.+).",
    ),
    "a zero byte": (
        '<ref target="a%00.xml"/>',
        "LNK301",
        "Paths start from the folder of the document; correct it, or add the file.",
    ),
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_wrong_with(name: str, look: Look) -> None:
    assert not look({**REGISTER, "a b.jpg": b"x", "letters/1.xml": CLEAN[name]})


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("alone", [False, True], ids=["with the register", "alone"])
def test_something_is_wrong_with(name: str, alone: bool, look: Look) -> None:
    content, code, hint = WRONG[name]
    files = {**REGISTER, "a b.jpg": b"x", "letters/1.xml": content}
    ((file, found),) = look(files, only=("letters/1.xml",) if alone else ())
    assert file == "letters/1.xml"
    assert found.code == code
    assert not hint or hint in found.hints


def test_files_that_many_letters_share_are_found_once_and_told_everywhere(look: Look) -> None:
    letter = '<persName ref="persons.xml#legran"/>\n<persName ref="persons.xml#nobody"/>'
    found = look({"persons.xml": PERSONS, **{f"{n}.xml": letter for n in range(9)}})
    assert [(name, one.code, one.span.start.line) for name, one in found] == [
        (f"{n}.xml", "LNK202", 2) for n in range(9)
    ]


def test_words_without_a_number_sign_are_told_once_an_attribute(look: Look) -> None:
    content = '<persName ref="pmb1"/>' * 300 + '<placeName ref="pmb2"/>'
    found = look({"a.xml": content})
    assert codes(found) == ["LNK204", "LNK204"]
    assert "299 more values of @ref" in found[0][1].message


def test_many_missing_pictures_are_told_once(look: Look) -> None:
    found = look({"a.xml": "".join(f'<graphic url="{n}.jpg"/>' for n in range(50))})
    assert codes(found) == ["LNK302"]
    assert len(look({"a.xml": '<graphic url="1.jpg"/>' * 50})) == 50


def test_a_target_that_is_not_well_formed(look: Look) -> None:
    content = '<ref target="broken.xml"/><ref target="broken.xml#a"/>'
    found = look({"a.xml": content, "broken.xml": b"<TEI><p></TEI>"}, only=("a.xml",))
    assert [(one.code, one.severity) for _name, one in found] == [("LNK305", Severity.WARNING)]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_out_of_the_folder_is_not_followed(look: Look, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "secret.xml").write_bytes(tei('<p xml:id="a"/>'))
    try:
        (tmp_path / "link.xml").symlink_to(outside / "secret.xml")
        (tmp_path / "folder").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("symbolic links are not allowed here")
    found = look({"a.xml": '<ref target="link.xml#a"/><ref target="folder/secret.xml#a"/>'})
    assert codes(found) == ["LNK303", "LNK303"]


def test_a_prefix_of_the_edition_counts_in_all_its_files(look: Look) -> None:
    files = {
        **REGISTER,
        "letters/1.xml": '<persName ref="psn:legran"/><persName ref="psn:nobody"/>',
        "letters/header.xml": PREFIX,
    }
    assert codes(look(files, edition=True)) == ["LNK202"]
    assert codes(look(files)) == ["LNK401"]


def test_a_path_of_a_borrowed_prefix_starts_from_its_declaration(look: Look) -> None:
    files = {
        **REGISTER,
        "header.xml": PREFIX.replace("../", ""),
        "letters/old/1.xml": '<persName ref="psn:legran"/><persName ref="psn:nobody"/>',
    }
    assert codes(look(files, edition=True)) == ["LNK202"]


def test_entries_that_nobody_points_at(look: Look) -> None:
    files = {
        "persons.xml": '<listPerson><person xml:id="used"/>\n<person xml:id="unused"/>'
        '<person xml:id="related" corresp="#used"/></listPerson>'
        '<listPlace><place xml:id="country"><place xml:id="town"/></place></listPlace>',
        "1.xml": '<persName ref="persons.xml#used persons.xml#related"/>'
        '<placeName ref="persons.xml#town"/>',
    }
    ((name, found),) = look(files, edition=True, registers=("persons.xml",))
    assert (name, found.code, found.severity) == ("persons.xml", "LNK601", Severity.INFO)
    assert found.span.start.line == 2
    assert not look(files, edition=True)


def test_documents_and_entries_have_identifiers_of_their_own(look: Look) -> None:
    files = {
        "1.xml": tei('<p xml:id="p1"/><person xml:id="x"/>', 'xml:id="letter"'),
        "2.xml": tei('<p xml:id="p1"/><person xml:id="x"/>', 'xml:id="letter"'),
        "persons.xml": '<person xml:id="x"/>',
        "people.xml": '<person xml:id="x"/>',
    }
    registers = ("persons.xml", "people.xml")
    found = look(files, edition=True, registers=registers)
    told = [(name, one.code) for name, one in found if one.code != "LNK601"]
    assert told == [("2.xml", "LNK102"), ("people.xml", "LNK102")]
    assert "already taken in persons.xml" in found[-1][1].message
    assert not look(files)
    everything = look(files, edition=True, registers=registers, compare_all_ids=True)
    assert ("2.xml", "LNK103") in [(name, one.code) for name, one in everything]


def test_included_parts_are_not_repeated(look: Look) -> None:
    files = {
        "1.xml": tei("<p/>", 'xml:id="letter"'),
        "all.xml": '<xi:include href="1.xml"/>',
    }
    assert not look(files, edition=True, compare_all_ids=True)
