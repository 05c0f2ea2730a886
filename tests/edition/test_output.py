"""Outputs take their places whole or not at all."""

from pathlib import Path

import pytest

from teikit.edition.output import may_replace, replaced_folder, write_file


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "out" / "page.html"
    write_file(target, "old")
    write_file(target, "newé")
    assert target.read_text(encoding="utf-8") == "newé"
    assert names(target.parent) == {"page.html"}


def test_a_file_that_cannot_take_its_place_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.mkdir()
    with pytest.raises(OSError, match=r"page\.html"):
        write_file(target, "text")
    assert names(tmp_path) == {"page.html"}


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for content in ("old", "new"):
        with replaced_folder(target) as folder:
            (folder / f"{content}.html").write_text(content, encoding="utf-8")
    assert names(target) == {".teikit-build", "new.html"}
    assert names(tmp_path) == {"site"}


@pytest.mark.parametrize("interruption", [ValueError, KeyboardInterrupt])
def test_an_interruption_leaves_the_old_folder(
    tmp_path: Path, interruption: type[BaseException]
) -> None:
    target = tmp_path / "site"
    with replaced_folder(target) as folder:
        (folder / "old.html").write_text("old", encoding="utf-8")

    def interrupted() -> None:
        with replaced_folder(target) as folder:
            (folder / "new.html").write_text("new", encoding="utf-8")
            raise interruption

    with pytest.raises(interruption):
        interrupted()
    assert names(target) == {".teikit-build", "old.html"}
    assert names(tmp_path) == {"site"}


def test_only_what_a_build_made_may_be_replaced(tmp_path: Path) -> None:
    assert may_replace(tmp_path / "absent")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert may_replace(empty)
    (empty / "thesis.docx").write_text("years of work", encoding="utf-8")
    assert not may_replace(empty)
    assert not may_replace(empty / "thesis.docx")
