"""A baseline knows old findings again, and nothing else."""

import json
from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic
from teikit.source import span_at
from teikit.validate.baseline import (
    BaselineError,
    as_json,
    baseline_beside,
    line_digest,
    read_baseline,
)
from teikit.validate.lines import read_lines

OLD = "<a/>\n<b/>\n<b/>\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("tei") / "a.xml"
    path.parent.mkdir()
    rewrite(path, OLD)
    return path


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    read_lines.cache_clear()


def at(path: Path, line: int, code: str = "TEI101", message: str = "Not allowed.") -> Diagnostic:
    return Diagnostic(code, message, span_at(str(path), line, 1))


def recorded(path: Path, *found: Diagnostic) -> Path:
    """Write a baseline of findings in a file; return its path."""
    known = baseline_beside(Path("known.json"))
    known.note(found, str(path))
    written = Path("known.json")
    written.write_text("".join(as_json(known.renewed())), encoding="utf-8")
    return written


def test_a_finding_is_known_again_when_its_line_has_moved(file: Path) -> None:
    known = read_baseline(recorded(file, at(file, 1), at(file, 2)))
    rewrite(file, f"\n\n{OLD.replace('<a/>', '    <a/>')}")
    assert known.unknown([at(file, 3), at(file, 4)], str(file)) == []
    assert (known.met, known.gone()) == (2, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "TEI102"},
        {"message": "Not allowed, either."},
    ],
)
def test_another_finding_in_the_same_line_is_new(file: Path, changed: dict[str, str]) -> None:
    known = read_baseline(recorded(file, at(file, 1)))
    other = at(file, 1, **changed)
    assert known.unknown([other], str(file)) == [other]


def test_a_finding_in_a_line_that_has_changed_is_new(file: Path) -> None:
    known = read_baseline(recorded(file, at(file, 1)))
    rewrite(file, OLD.replace("<a/>", "<c/>"))
    assert known.unknown([at(file, 1)], str(file)) == [at(file, 1)]
    assert known.gone() == 1


def test_equal_findings_are_counted(file: Path) -> None:
    known = read_baseline(recorded(file, at(file, 2), at(file, 3)))
    third = at(file, 3)
    assert known.unknown([at(file, 2), at(file, 3), third], str(file)) == [third]


def test_numbers_of_lines_in_a_message_may_change(file: Path) -> None:
    known = read_baseline(recorded(file, at(file, 1, message="“a1” again: first in line 7.")))
    again = at(file, 1, message="“a1” again: first in line 12.")
    other = at(file, 1, message="“a2” again: first in line 7.")
    assert known.unknown([again, other], str(file)) == [other]


def test_only_files_that_were_checked_can_have_lost_a_finding(file: Path) -> None:
    known = read_baseline(recorded(file, at(file, 1)))
    known.unknown([], "tei/other.xml")
    assert known.gone() == 0


def test_writing_anew_keeps_what_was_not_checked_and_is_still_there(file: Path) -> None:
    deleted = Path("tei/deleted.xml")
    known = read_baseline(recorded(file, at(file, 1), at(deleted, 1)))
    known.note([], "tei/other.xml")
    assert [entry.file for entry in known.renewed()] == ["tei/a.xml"]
    known.note([], str(file))
    assert not known.renewed()


def test_files_are_named_from_where_the_baseline_lies(file: Path) -> None:
    path = recorded(file, at(file, 1))
    assert list(json.loads(path.read_text(encoding="utf-8"))["files"]) == ["tei/a.xml"]
    absolute = file.resolve()
    assert read_baseline(path.resolve()).unknown([at(absolute, 1)], str(absolute)) == []


def test_it_is_written_in_a_stable_order_one_finding_a_line(file: Path) -> None:
    one, other = at(file, 2), at(file, 1, "IDS101")
    first = recorded(file, one, one, other).read_text(encoding="utf-8")
    assert first == recorded(file, other, one, one).read_text(encoding="utf-8")
    rows = [line.strip().rstrip(",") for line in first.splitlines() if '"code"' in line]
    assert [json.loads(row)["code"] for row in rows] == ["IDS101", "TEI101"]
    assert json.loads(rows[1])["count"] == 2


def test_an_empty_one_can_be_read(file: Path) -> None:
    assert not read_baseline(recorded(file)).known


def test_of_a_very_long_line_only_what_follows_the_place_counts() -> None:
    long = "x" * 500 + "<p/>" + "y" * 500
    one = Diagnostic("TEI101", "x", span_at("a.xml", 1, 501))
    assert line_digest(one, lambda _name: [long]) == line_digest(
        one, lambda _name: [long.replace("x", "z") + "!"]
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "<TEI/>", '{"baseline": "other"}', '{"baseline": "teikit baseline 1"}',
     '{"baseline": "teikit baseline 1", "files": {"a": [{"code": "X"}]}}',
     '{"baseline": "teikit baseline 1", "files": [1]}', "[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match="is no baseline"):
        read_baseline(path)
