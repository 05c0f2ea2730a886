"""Which rules are on, and what diagnostics become of them."""

import pickle
from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic, Severity
from teikit.rules import RULES
from teikit.source import span_at
from teikit.validate.selection import EVERYTHING_USUAL, OPT_IN, Selection

ALL = ("XML001", "TEI101", "HDR101", "HDR104", "QUO101", "QUO102", "ENC101", "ENC102", "EDN021")

# the selection, and which of ALL are left
CASES: dict[str, tuple[Selection, str]] = {
    "as usual": (Selection(), "XML001 TEI101 HDR101 HDR104 ENC101 EDN021"),
    "with a family that is opt-in": (
        Selection(select=("QUO",)),
        "XML001 TEI101 HDR101 HDR104 QUO101 QUO102 ENC101 EDN021",
    ),
    "with one rule that is opt-in": (
        Selection(select=("ENC102",)),
        "XML001 TEI101 HDR101 HDR104 ENC101 ENC102 EDN021",
    ),
    "without a family": (Selection(ignore=("HDR",)), "XML001 TEI101 ENC101 EDN021"),
    "without a family, but with one of it": (
        Selection(select=("HDR104",), ignore=("HDR",)),
        "XML001 TEI101 HDR104 ENC101 EDN021",
    ),
    "with a family, but without one of it": (
        Selection(select=("QUO",), ignore=("QUO101",)),
        "XML001 TEI101 HDR101 HDR104 QUO102 ENC101 EDN021",
    ),
    "selected and ignored alike": (
        Selection(select=("QUO",), ignore=("QUO",)),
        "XML001 TEI101 HDR101 HDR104 ENC101 EDN021",
    ),
    "only one family": (Selection(only=("HDR",)), "XML001 HDR101 HDR104 EDN021"),
    "only what the project ignores": (
        Selection(ignore=("HDR",), only=("HDR",)),
        "XML001 HDR101 HDR104 EDN021",
    ),
    "only a family of which the project ignores one": (
        Selection(ignore=("HDR104",), only=("HDR",)),
        "XML001 HDR101 EDN021",
    ),
    "only some, and not what the project adds": (
        Selection(select=("QUO",), only=("ENC",)),
        "XML001 ENC101 ENC102 EDN021",
    ),
    "only some, less some": (
        Selection(only=("HDR",), also_ignore=("HDR",)),
        "XML001 EDN021",
    ),
    "not even XML": (
        Selection(ignore=("XML", "XML001"), also_ignore=("XML001",)),
        "XML001 TEI101 HDR101 HDR104 ENC101 EDN021",
    ),
}


def diagnostic(code: str) -> Diagnostic:
    return Diagnostic(code, "…", span_at("a.xml", 1, 1))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_is_left(case: tuple[Selection, str]) -> None:
    selection, expected = case
    left = [one.code for one in selection.applied(map(diagnostic, ALL))]
    assert left == expected.split()


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_is_left_was_wanted(case: tuple[Selection, str]) -> None:
    selection, expected = case
    wanted = [code for code in ALL if selection.wants(code)]
    assert set(expected.split()) == set(wanted)
    assert all(selection.wants(code[:3]) for code in expected.split())


def test_whole_families_need_not_run() -> None:
    only = Selection(only=("TEI",))
    assert [family for family in ("TEI", "SCH", "LNK", "HDR", "QUO") if only.wants(family)] == [
        "TEI"
    ]
    assert not EVERYTHING_USUAL.wants("QUO")
    assert not EVERYTHING_USUAL.wants("RND")
    assert EVERYTHING_USUAL.wants("ENC")


def test_severities_are_those_of_the_most_exact_entry() -> None:
    selection = Selection(
        severities=(("HDR", Severity.INFO), ("HDR104", Severity.ERROR), ("XML", Severity.INFO))
    )
    weighed = {one.code: one.severity for one in selection.applied(map(diagnostic, ALL))}
    assert weighed["HDR101"] is Severity.INFO
    assert weighed["HDR104"] is Severity.ERROR
    assert weighed["XML001"] is Severity.ERROR
    assert weighed["TEI101"] is Severity.ERROR


@pytest.mark.parametrize(
    ("pattern", "path", "ignored"),
    [
        ("documents/drafts/*.xml", "documents/drafts/a.xml", True),
        ("documents/drafts/*.xml", "documents/drafts/b/a.xml", False),
        ("documents/drafts", "documents/drafts/b/a.xml", True),
        ("documents/drafts/", "documents/drafts/a.xml", True),
        ("**/a.xml", "a.xml", True),
        ("**/a.xml", "documents/drafts/a.xml", True),
        ("documents/**", "documents/drafts/a.xml", True),
        ("doc?.xml", "doc1.xml", True),
        ("doc?.xml", "doc12.xml", False),
        ("a.xml", "b.xml", False),
        ("a[1].xml", "a[1].xml", True),
    ],
)
def test_rules_are_ignored_in_files(pattern: str, path: str, ignored: bool) -> None:
    root = Path("/edition")
    selection = Selection(files=((pattern, ("HDR",)),)).for_file(root / path, root)
    assert selection.wants("HDR101") is not ignored
    assert selection.files == ()


def test_a_file_outside_of_the_edition_keeps_all_rules() -> None:
    selection = Selection(files=(("**", ("HDR",)),))
    outside = selection.for_file(Path("/other/a.xml"), Path("/edition"))
    assert outside.wants("HDR101")


def test_an_edition_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "edition").mkdir()
    link = tmp_path / "link"
    try:
        link.symlink_to(tmp_path / "edition", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links for us")
    selection = Selection(files=(("a.xml", ("HDR",)),))
    assert not selection.for_file(link / "a.xml", tmp_path / "edition").wants("HDR101")


def test_the_command_line_comes_on_top() -> None:
    selection = Selection(select=("QUO",), ignore=("NUM",)).on_command_line((), ("QUO102",))
    assert selection.wants("QUO101")
    assert not selection.wants("QUO102")
    assert not selection.wants("NUM101")


def test_it_travels_between_processes_and_is_a_key() -> None:
    selection = Selection(ignore=("NUM",), severities=(("HDR", Severity.INFO),))
    assert pickle.loads(pickle.dumps(selection)) == selection  # noqa: S301 - our own
    assert hash(selection) == hash(Selection(**{f: getattr(selection, f) for f in FIELDS}))


FIELDS = ("only", "select", "ignore", "also_ignore", "severities", "files")


def test_the_registry_knows_the_same_rules_as_opt_in() -> None:
    assert {rule.code for rule in RULES.values() if rule.opt_in} == OPT_IN
