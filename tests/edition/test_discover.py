"""Which files of a folder are taken for TEI."""

from pathlib import Path

import pytest

from teikit.edition.discover import tei_files, xml_files

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'

# what a file holds, and whether it is validated
FILES = {
    "TEI": (TEI.encode(), True),
    "TEI with a prefix": (b'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"/>', True),
    "TEI in UTF-16": (TEI.encode("utf-16"), True),
    "TEI behind a mark": (TEI.encode("utf-8-sig"), True),
    "TEI without its namespace": (b"<?xml version='1.0'?>\n<TEI><teiHeader/></TEI>", True),
    "TEI P4": (b"<TEI.2><teiHeader/></TEI.2>", True),
    "nothing": (b"", True),
    "text": (b"Dear Sir", True),
    "text before TEI": (b"x" + TEI.encode(), True),
    "a Word document with another name": (b"PK\x03\x04<", True),
    "another vocabulary": (b"<mets xmlns='http://www.loc.gov/METS/'/>", False),
    "another vocabulary in UTF-16": ("<?xml version='1.0'?><mets/>".encode("utf-16"), False),
    "a page of HTML": (b"<!DOCTYPE html><html><p>TEI</p></html>", False),
}


@pytest.mark.parametrize("name", FILES)
def test_what_may_be_tei_is_not_passed_over(tmp_path: Path, name: str) -> None:
    data, is_tei = FILES[name]
    path = tmp_path / "x.xml"
    path.write_bytes(data)
    assert tei_files(tmp_path) == (([path], 0) if is_tei else ([], 1))


def test_files_come_in_the_order_of_their_paths_and_none_is_hidden(tmp_path: Path) -> None:
    names = ["a/z.xml", "a-b/c.xml", "a.xml", "b.TEI", "B.xml", "c/d/e.xml", "c/d.xml"]
    others = [".hidden.xml", ".git/x.xml", "c/.d/e.xml", "c/notes.txt", "xml"]
    for name in [*names, *others]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<TEI/>")
    (tmp_path / "folder.xml").mkdir()
    assert list(xml_files(tmp_path)) == sorted(tmp_path / name for name in names)
    assert list(xml_files(tmp_path / "nowhere")) == []


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "x.xml"
    file.write_text("<TEI/>")
    try:
        (tmp_path / "a" / "circle").symlink_to(tmp_path)
        (tmp_path / "link.xml").symlink_to(file)
        (tmp_path / "lost.xml").symlink_to(tmp_path / "nothing.xml")
        (tmp_path / "itself.xml").symlink_to(tmp_path / "itself.xml")
    except OSError:
        pytest.skip("this system makes no links")
    assert list(xml_files(tmp_path)) == [file, tmp_path / "link.xml"]
