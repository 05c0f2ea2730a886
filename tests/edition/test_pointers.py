"""Pointers that lead to files, and all those that do not."""

from pathlib import Path

import pytest

from teikit.edition.pointers import local_target


@pytest.mark.parametrize(
    ("pointer", "name", "fragment"),
    [
        ("../registers/persons.xml#legran", "registers/persons.xml", "legran"),
        ("my%20notes.xml", "documents/my notes.xml", ""),
    ],
)
def test_a_relative_pointer_leads_to_a_file(
    tmp_path: Path, pointer: str, name: str, fragment: str
) -> None:
    document = tmp_path / "documents" / "letter.xml"
    assert local_target(pointer, document) == ((tmp_path / name).resolve(), fragment)


@pytest.mark.parametrize(
    "pointer",
    [
        "#legran",
        "",
        "https://example.org/x.xml#a",
        "//host/x.xml",
        "psn:legran",
        "http://[",
        "a%00.xml#b",
    ],
)
def test_everything_else_leads_to_none(tmp_path: Path, pointer: str) -> None:
    assert local_target(pointer, tmp_path / "letter.xml") == (None, "")
