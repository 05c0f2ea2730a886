"""The whole way an editor goes with a submission: see, fix, record, excuse, and be done.

The folder `submission` has a mistake of every kind. What is to be found in a line stands at its
end: <!-- expect CODE:column -->.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teikit.cli import cli

SUBMISSION = Path(__file__).parent / "submission"
EXPECT = re.compile(r"<!-- expect (.+?) -->")
CLEAN, FINDINGS = 0, 1
FIXED = {"ENC101", "CHR101"}
EXCUSE = '<?teikit ignore="{}" reason="The editor has looked at it."?>'

# file, line, column, code
Found = tuple[str, int, int, str]


def validate(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["validate", ".", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def from_json(output: str) -> Iterator[Found]:
    for one in json.loads(output):
        yield one["file"], one["line"], one["column"], one["code"]


def from_sarif(output: str) -> Iterator[Found]:
    (run,) = json.loads(output)["runs"]
    for one in run["results"]:
        place = one["locations"][0]["physicalLocation"]
        region = place["region"]
        uri = place["artifactLocation"]["uri"]
        yield uri, region["startLine"], region["startColumn"], one["ruleId"]


def from_junit(output: str) -> Iterator[Found]:
    for case in etree.fromstring(output.encode("utf-8")).iter("testcase"):
        for part in case.iter("failure", "system-out"):
            for line, column, code in re.findall(r"(?m)^(\d+):(\d+) (\w+) ", part.text or ""):
                yield case.get("file", ""), int(line), int(column), code


READERS: dict[str, Callable[[str], Iterator[Found]]] = {
    "json": from_json,
    "sarif": from_sarif,
    "junit": from_junit,
}


def expected(folder: Path) -> set[Found]:
    found = set()
    for path in sorted(folder.rglob("*.xml")):
        name = path.relative_to(folder).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for text in EXPECT.findall(line):
                for one in text.split():
                    code, _, column = one.partition(":")
                    found.add((name, number, int(column), code))
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def submission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "submission"
    shutil.copytree(SUBMISSION, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("name", READERS)
def test_every_mistake_is_found_at_its_place_and_nothing_else(submission: Path, name: str) -> None:
    result = validate("--format", name)
    assert result.exit_code == FINDINGS
    found = list(READERS[name](result.stdout))
    assert len(found) == len(set(found))
    assert set(found) == expected(submission)


def test_the_text_shows_every_mistake_with_its_line(submission: Path) -> None:
    result = validate("--all")
    assert result.exit_code == FINDINGS
    lines = result.stdout.splitlines()
    for file, line, column, code in expected(submission):
        head = f"{file.replace('/', os.sep)}:{line}:{column}: "
        assert any(one.startswith(head) and one.endswith(code) for one in lines), head


def test_a_fix_changes_what_is_certain_and_nothing_else(submission: Path) -> None:
    before = {path: path.read_bytes() for path in submission.rglob("*.*")}
    diff = validate("--fix", "--diff")
    assert diff.exit_code == FINDINGS
    assert {path: path.read_bytes() for path in before} == before
    result = validate("--fix", "--format", "json")
    assert result.exit_code == FINDINGS
    left = {one for one in expected(submission) if one[3] not in FIXED}
    assert set(from_json(result.stdout)) == left
    changed = {path.name: path for path in before if path.read_bytes() != before[path]}
    assert set(changed) == {"cafe.xml", "lamp.xml"}
    for path in changed.values():
        old = before[path].decode("utf-8").replace("e\u0301", "\u00e9")
        assert path.read_text(encoding="utf-8") == old.replace("ISO-8859-1", "UTF-8")


def test_a_baseline_leaves_what_is_new(submission: Path) -> None:
    number = len(expected(submission))
    assert validate("--write-baseline", "known.json").exit_code == CLEAN
    quiet = validate("--baseline", "known.json", "--format", "json")
    assert (quiet.exit_code, json.loads(quiet.stdout)) == (CLEAN, [])
    assert f"{number} findings not shown" in quiet.stderr
    article = submission / "articles" / "lamp.xml"
    edit(article, 'when="2026-03-01"', 'when="1 March"')
    edit(article, 'ref target="#second"', 'ref target="#first"')
    result = validate("--baseline", "known.json", "--format", "json")
    assert result.exit_code == FINDINGS
    assert [one[:2] + one[3:] for one in from_json(result.stdout)] == [
        ("articles/lamp.xml", 9, "TEI112")
    ]
    assert "1 of those in known.json is gone" in result.stderr


def test_excuses_and_rules_leave_what_nobody_has_looked_at(submission: Path) -> None:
    article = submission / "articles" / "lamp.xml"
    edit(article, "<head>", EXCUSE.format("SCH102") + "<head>")
    edit(article, '<date from="1902', EXCUSE.format("DAT101") + '<date from="1902')
    for line in ("[rules]", 'ignore = ["HDR104", "HDR106"]', "[rules.severity]", 'LNK202 = "info"'):
        with (submission / "teikit.toml").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    found = json.loads(validate("--format", "json").stdout)
    left = {one["code"] for one in found}
    assert left == {one[3] for one in expected(submission)} - {
        "SCH102", "DAT101", "HDR104", "HDR106"
    }  # fmt: skip
    assert {one["severity"] for one in found if one["code"] == "LNK202"} == {"info"}


def test_what_is_corrected_is_accepted(submission: Path) -> None:
    article, other = submission / "articles" / "lamp.xml", submission / "articles" / "cafe.xml"
    (submission / "images").mkdir()
    (submission / "images" / "lamp.jpg").write_bytes(b"\xff\xd8\xff")
    edit(submission / "pages" / "lamp.xml", "twelve", "12")
    for old, new in (
        ("The keepers.", "The keepers"),
        ("#marow", "#marrow"),
        ("#second", "#first"),
        ('ref="skarvik:lamp"', 'key="lamp"'),
        ('<pb n="14"/>', '<pb n="13"/>'),
        ('persName ref="#picture"', 'persName ref="../registers/persons.xml#feld"'),
        ('from="1902-12-01" to="1902-11-18"', 'from="1902-11-18" to="1902-12-01"'),
        ("1902-02-30", "1902-02-28"),
        ('p xml:id="first"', 'p xml:id="third"'),
        ("<boldface>out</boldface>", "<hi>out</hi>"),
    ):
        edit(article, old, new)
    licence = '<availability><licence target="https://example.org/l">Free</licence></availability>'
    for old, new in (
        ('xml:id="lamp" xml:lang="eng"', 'xml:id="cafe" xml:lang="en"'),
        ("swedish", "sv"),
        ("</title>", "</title><author>Ada Lind</author>"),
        ("</publisher>", f'</publisher>{licence}<date when="2026-03-01">1 March 2026</date>'),
    ):
        edit(other, old, new)
    result = validate("--fix", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (CLEAN, [])
    assert validate().stdout == "4 files checked: no errors.\n"
