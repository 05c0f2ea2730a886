"""Fixing files: they are whole at any time, and only files that are what they were are replaced."""

import os
import sys
from pathlib import Path

import pytest

from teikit.cli.fix import fix_files
from teikit.edition.tasks import Asked
from teikit.source import DISK
from teikit.validate.fix import fixed
from teikit.validate.fix.diff import unified
from teikit.validate.fix.replace import NotReplacedError, replace_file

OLD = "<p xmlns='http://www.tei-c.org/ns/1.0'>\r\n\r\n\r\n\r\ne\u0301</p>".encode()
NEW = "<p xmlns='http://www.tei-c.org/ns/1.0'>\r\n\r\n\r\n\r\n\u00e9</p>".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "d.xml"
    found.write_bytes(OLD)
    return found


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_fixed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix_files([path]) == 0
    assert path.read_bytes() == NEW
    assert "1 × CHR101" in capsys.readouterr().err
    assert left(path.parent) == ["d.xml"]
    assert fix_files([path.parent]) == 0
    assert "Nothing in 1 file can be fixed" in capsys.readouterr().err


def test_a_diff_writes_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix_files([path], diff=True) == 1
    assert path.read_bytes() == OLD
    assert capsys.readouterr().out.split("\n")[:7] == [
        f"--- {path}",
        f"+++ {path}",
        "@@ -2,4 +2,4 @@",
        " \r",
        " \r",
        " \r",
        "-e\u0301</p>",
    ]
    path.write_bytes(NEW)
    assert fix_files([path], diff=True) == 0


def test_what_is_ignored_stays(path: Path) -> None:
    assert fix_files([path], Asked(ignore=("CHR",))) == 0
    assert path.read_bytes() == OLD


def test_the_edition_says_the_normal_form(path: Path) -> None:
    toml = '[edition]\ntitle = "X"\n[rules]\nnormal-form = "NFD"\n'
    (path.parent / "teikit.toml").write_text(toml, encoding="utf-8")
    assert fix_files([path]) == 0
    assert path.read_bytes() == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="links need permissions on Windows")
def test_a_link_is_not_followed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = path.parent / "link.xml"
    link.symlink_to(path.name)
    assert fix_files([link]) == 2
    assert path.read_bytes() == OLD
    assert link.is_symlink()
    assert "it is a link to another file" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    fix_files([path])
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_has_changed_meanwhile(path: Path) -> None:
    result = fixed(DISK.read(path))
    path.write_bytes(OLD + b"\n")
    with pytest.raises(NotReplacedError):
        replace_file(result, path)
    assert path.read_bytes() == OLD + b"\n"
    assert left(path.parent) == ["d.xml"]


def test_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert fix_files([path]) == 2
    assert path.read_bytes() == OLD
    assert left(path.parent) == ["d.xml"]


def test_a_folder_without_documents_has_nothing_to_fix(tmp_path: Path) -> None:
    assert fix_files([tmp_path]) == 0


def test_hunks_of_a_diff(path: Path) -> None:
    lines = ["e\u0301" if n in {2, 5, 20} else str(n) for n in range(30)]
    path.write_text("<p>" + "\n".join(lines) + "</p>\n", encoding="utf-8", newline="")
    told = list(unified(fixed(DISK.read(path))))
    assert [line for line in told if line.startswith("@@")] == [
        "@@ -1,9 +1,9 @@",
        "@@ -18,7 +18,7 @@",
    ]
    assert [line for line in told if line[0] in "-+"][2:] == ["-e\u0301", "+\u00e9"] * 3
