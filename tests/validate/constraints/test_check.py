"""The constraints of a schema and of a document: found, kept, and run once each."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from teikit import resources
from teikit.diagnostics import Diagnostic, SchemaError, Severity
from teikit.schema.schematron import located
from teikit.schematron.screening.freeze import freeze
from teikit.source import DISK
from teikit.validate.cache import files as cache
from teikit.validate.constraints import Constraints, constraints_of
from teikit.validate.constraints.checked import rules_in_tree
from teikit.validate.constraints.proven import proven_rules
from teikit.validate.grammar.vocabulary import vocabulary_of
from teikit.xml import saxon_apart
from teikit.xml.parse import Document, located_later

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
SCH = (
    f'<schema xmlns="{SCHEMATRON}" queryBinding="xslt2"><ns prefix="t" uri="urn:t"/>\n'
    '<pattern id="one"><rule context="t:a"><report test="@n">An a has no n.</report></rule>'
    '</pattern>\n<pattern id="two"><rule context="t:b"><assert test="t:a" role="warning">'
    "A b has an a.</assert></rule></pattern></schema>"
)
RNG = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:t" '
    f'xmlns:s="{SCHEMATRON}"><s:ns prefix="t" uri="urn:t"/>{{}}\n<start><element name="r">'
    "<s:rule context='t:a'><s:report test='@n'>An a has no n.</s:report></s:rule>"
    "<text/></element></start></grammar>"
)
DOC = '{}<r xmlns="urn:t"><a n="1"/><b/></r>'
CLEAN = '<r xmlns="urn:t"><a/><b><a/></b></r>'


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder with rules in a file and rules in a grammar."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "rules.sch").write_text(SCH, encoding="utf-8")
    (folder / "grammar.rng").write_text(RNG.format(""), encoding="utf-8")
    (tmp_path / "outside.sch").write_text(SCH, encoding="utf-8")
    return folder


def check(constraints: Constraints, edition: Path, text: str) -> list[Diagnostic]:
    path = edition / "doc.xml"
    path.write_text(text, encoding="utf-8")
    document = located_later(DISK.read(path), root=edition)
    assert document is not None
    return constraints.check(document)


def told(found: list[Diagnostic]) -> str:
    return " | ".join(
        f"{one.span.start.line}:{one.span.start.column} {one.code} {one.message}" for one in found
    )


def model(href: str, more: str = "") -> str:
    return f'<?xml-model href="{href}" schematypens="{SCHEMATRON}"{more}?>'


A = "SCH102 An a has no n."
B = "SCH101 A b has an a."


def test_rules_in_a_file(edition: Path) -> None:
    constraints = constraints_of(edition / "rules.sch")
    found = check(constraints, edition, DOC.format(""))
    assert told(found) == f"1:18 {A} | 1:28 {B}"
    assert found[1].severity is Severity.WARNING
    assert found[1].related[0].span.start.line == 3
    assert check(constraints, edition, CLEAN) == []


def test_rules_in_a_grammar(edition: Path) -> None:
    found = check(constraints_of(edition / "grammar.rng"), edition, DOC.format(""))
    assert told(found) == f"1:18 {A}"


def test_rules_in_grammars_that_a_grammar_includes(edition: Path) -> None:
    parts = edition / "parts"
    parts.mkdir()
    (parts / "b.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        f'xmlns:s="{SCHEMATRON}"><include href="../whole.rng"/><s:ns prefix="u" uri="urn:t"/>\n'
        "<s:rule context='u:b'><s:assert test='u:a'>A b has an a.</s:assert></s:rule></grammar>",
        encoding="utf-8",
    )
    whole = RNG.format('<include href="parts/b.rng"/><include href="no-such.rng"/>')
    (edition / "whole.rng").write_text(whole, encoding="utf-8")
    constraints = constraints_of(edition / "whole.rng")
    assert not constraints.diagnostics
    found = check(constraints, edition, DOC.format(""))
    assert told(found) == f"1:18 {A} | 1:28 {B}"
    assert found[1].related[0].span.source == str(parts / "b.rng")


NO_FILE = "it is not a file of the edition"


def refused(href: str, why: str) -> tuple[str, str]:
    return model(href), f"SCH303 The rules in “{href}” are not applied: {why}."


NAMED = {
    "a file of rules": (model("rules.sch"), f"{A} | {B}"),
    "a grammar": (model("grammar.rng"), A),
    "both, each finding once": (model("rules.sch") + model("grammar.rng"), f"{A} | {B}"),
    "the same twice": (model("rules.sch") * 2, f"{A} | {B}"),
    "no rules": ('<?xml-model href="grammar.rng"?>', ""),
    "a file that is not there": refused("no.sch", "there is no such file"),
    "a file outside": refused("../outside.sch", "it lies outside the edition’s folder"),
    "a file of the network": refused("https://example.org/x.sch", NO_FILE),
    "a file by its URI": refused("file:///etc/passwd", NO_FILE),
}


@pytest.mark.parametrize(("named", "expected"), NAMED.values(), ids=list(NAMED))
def test_what_a_document_names(edition: Path, named: str, expected: str) -> None:
    none = Constraints(edition / "other.rng", None)
    found = check(none, edition, DOC.format(named))
    assert " | ".join(f"{one.code} {one.message}" for one in found) == expected
    lone = [one for one in found if one.code == "SCH303"]
    assert all(one.span.start.column == 1 and one.severity is Severity.WARNING for one in lone)


def test_the_schema_at_hand_is_not_run_again(edition: Path) -> None:
    constraints = constraints_of(edition / "rules.sch")
    found = check(constraints, edition, DOC.format(model("rules.sch")))
    assert [one.code for one in found] == ["SCH102", "SCH101"]


def test_a_phase_that_a_document_names(edition: Path) -> None:
    text = SCH.replace("\n", '<phase id="p"><active pattern="two"/></phase>\n', 1)
    (edition / "phases.sch").write_text(text, encoding="utf-8")
    none = Constraints(edition / "other.rng", None)
    found = check(none, edition, DOC.format(model("phases.sch", ' phase="p"')))
    assert [one.code for one in found] == ["SCH101"]


@pytest.mark.parametrize(("when", "codes"), [("/*", ["SCH101"]), ("/x", ["SCH102", "SCH101"])])
def test_a_phase_that_a_document_chooses(edition: Path, when: str, codes: list[str]) -> None:
    text = SCH.replace("\n", f'<phase id="p" when="{when}"><active pattern="two"/></phase>\n', 1)
    (edition / "phases.sch").write_text(text, encoding="utf-8")
    none = Constraints(edition / "other.rng", None)
    found = check(none, edition, DOC.format(model("phases.sch", ' phase="#ANY"')))
    assert [one.code for one in found] == codes


def test_a_broken_rule_is_said_at_its_line_and_the_others_run(edition: Path) -> None:
    broken = SCH.replace('test="@n"', 'test="@n["')
    (edition / "broken.sch").write_text(broken, encoding="utf-8")
    for _ in range(2):  # the second time from the cache
        constraints = constraints_of(edition / "broken.sch")
        assert [(one.code, one.span.start.line) for one in constraints.diagnostics] == [
            ("SCH207", 2)
        ]
        assert told(check(constraints, edition, DOC.format(""))) == f"1:28 {B}"
    none = Constraints(edition / "other.rng", None)
    path = edition / "doc.xml"
    path.write_text(DOC.format(model("broken.sch")), encoding="utf-8")
    document = located_later(DISK.read(path), root=edition)
    assert document is not None
    assert [one.code for one in none.diagnostics_for(document)] == ["SCH207"]


def test_a_file_that_holds_no_rules(edition: Path) -> None:
    (edition / "empty.sch").write_text("<x/>", encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        constraints_of(edition / "empty.sch")
    assert [one.code for one in caught.value.diagnostics] == ["SCH201"]
    (edition / "plain.rng").write_text(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"><empty/></element>',
        encoding="utf-8",
    )
    assert constraints_of(edition / "plain.rng").rules is None


# ---------------------------------------------------------------- the cache


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_from_the_cache_the_same_is_found(edition: Path, empty_cache: Path) -> None:
    first = check(constraints_of(edition / "rules.sch"), edition, DOC.format(""))
    assert len(kept(empty_cache)) == 1
    assert check(constraints_of(edition / "rules.sch"), edition, DOC.format("")) == first


def test_an_included_file_that_changes_is_noticed(edition: Path) -> None:
    (edition / "part.sch").write_text(
        f'<pattern xmlns="{SCHEMATRON}"><rule context="t:b"><report test="1">one</report></rule>'
        "</pattern>",
        encoding="utf-8",
    )
    whole = SCH.replace("</schema>", '<include href="part.sch"/></schema>')
    (edition / "whole.sch").write_text(whole, encoding="utf-8")
    assert "one" in told(check(constraints_of(edition / "whole.sch"), edition, DOC.format("")))
    part = (edition / "part.sch").read_text(encoding="utf-8")
    (edition / "part.sch").write_text(part.replace("one", "two"), encoding="utf-8")
    assert "two" in told(check(constraints_of(edition / "whole.sch"), edition, DOC.format("")))


@pytest.mark.parametrize("key", ["stylesheet", "assertions", "probes", "namespaces", "direct"])
def test_an_entry_of_another_shape_is_written_anew(
    edition: Path, empty_cache: Path, key: str
) -> None:
    before = check(constraints_of(edition / "rules.sch"), edition, DOC.format(""))
    path = kept(empty_cache)[0]
    content = json.loads(path.read_bytes().partition(b"\n")[2])
    content["rules"][key] = 7
    cache.write_entry(path, content)
    assert check(constraints_of(edition / "rules.sch"), edition, DOC.format("")) == before


CHECK_ONE = """\
import sys
from pathlib import Path
from teikit.source import DISK
from teikit.validate.constraints import constraints_of
from teikit.xml.parse import located_later
document = located_later(DISK.read(Path(sys.argv[2])))
found = constraints_of(Path(sys.argv[1])).check(document)
heavy = {"saxonche", "elementpath", "teikit.odd.compile", "teikit.schematron.xslt.generate"}
print(len(found), *sorted(heavy & sys.modules.keys()))
"""


# What libxml2 does not know how to ask.
HARD = SCH.replace('test="@n"', "test=\"matches(@n, '1')\"")
BROUGHT_IN = [
    (SCH, CLEAN, "0"),
    (SCH, DOC.format(""), "2"),
    (HARD, CLEAN.replace("<a/>", ""), "1"),
    (HARD, DOC.format(""), "2 saxonche"),
]


@pytest.mark.parametrize(("rules", "text", "expected"), BROUGHT_IN)
def test_nothing_heavy_is_brought_in_unless_it_is_needed(
    edition: Path, rules: str, text: str, expected: str
) -> None:
    (edition / "rules.sch").write_text(rules, encoding="utf-8")
    constraints_of(edition / "rules.sch")
    path = edition / "doc.xml"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", CHECK_ONE, str(edition / "rules.sch"), str(path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == expected


# ---------------------------------------------------------------- rules that do not end

ENDLESS = SCH.replace('test="@n"', 'test="f:on(1)"').replace(
    "\n",
    '<ns prefix="f" uri="urn:f"/><function xmlns="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:f="urn:f" name="f:on"><param name="n"/><sequence select="if ($n = 0) then 1 else '
    'f:on($n + 1)"/></function>\n',
    1,
)
KNOT = "a" + "[a" * 40 + "][1]" * 40


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are stopped soon."""
    monkeypatch.setattr(saxon_apart, "SECONDS", 3)


@pytest.mark.usefixtures("soon")
def test_rules_that_never_end_are_stopped_and_others_go_on(edition: Path) -> None:
    (edition / "endless.sch").write_text(ENDLESS, encoding="utf-8")
    constraints = constraints_of(edition / "endless.sch")
    for _ in range(4):
        assert [one.code for one in check(constraints, edition, DOC.format(""))] == ["SCH106"]
    assert check(constraints, edition, '<r xmlns="urn:t"/>') == []
    sound = constraints_of(edition / "rules.sch")
    assert told(check(sound, edition, DOC.format(""))) == f"1:18 {A} | 1:28 {B}"


@pytest.mark.usefixtures("soon")
def test_a_schema_that_takes_for_ever_to_compile_is_not_used(edition: Path) -> None:
    text = SCH.replace('test="@n"', f'test="{KNOT}"')
    (edition / "knot.sch").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        constraints_of(edition / "knot.sch")
    assert [one.code for one in caught.value.diagnostics] == ["SCH209"]


def test_another_process_says_the_same_as_this_one(edition: Path) -> None:
    text = SCH.replace('test="@n"', "test=\"doc('other.xml')/o/@n = @n\"")
    (edition / "other.sch").write_text(text, encoding="utf-8")
    (edition / "other.xml").write_text('<o n="1"/>', encoding="utf-8")
    constraints = constraints_of(edition / "other.sch")
    assert constraints.rules is not None
    assert constraints.rules.apart
    apart = check(constraints, edition, DOC.format(""))
    assert told(apart) == f"1:18 {A} | 1:28 {B}"
    here = replace(constraints.rules, apart=False, _programs={})
    assert check(replace(constraints, rules=here), edition, DOC.format("")) == apart


def test_a_processor_that_breaks_down_is_started_anew(edition: Path) -> None:
    (edition / "hard.sch").write_text(HARD, encoding="utf-8")
    constraints = constraints_of(edition / "hard.sch")
    before = check(constraints, edition, DOC.format(""))
    saxon_apart._children[0].process.kill()
    saxon_apart._children[0].process.wait()
    down = check(constraints, edition, DOC.format(""))
    assert [one.code for one in down] == ["SCH106"]
    assert "brought the processor down" in down[0].message
    assert check(constraints, edition, DOC.format("")) == before


def test_nothing_is_imported_from_the_folder_at_hand(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "teikit", "faulthandler"):
        (edition / f"{name}.py").write_text(
            "import pathlib\npathlib.Path('caught').touch()", encoding="utf-8"
        )
    monkeypatch.chdir(edition)
    saxon_apart._end()
    assert check(constraints_of(edition / "rules.sch"), edition, DOC.format(""))
    assert not (edition / "caught").exists()


def test_rules_of_teikit_run_in_this_process() -> None:
    rules = constraints_of(resources.schemas() / "edition.odd").rules
    assert rules is None or not rules.apart


@pytest.mark.parametrize("name", sorted(one.name for one in resources.schemas().glob("*.odd")))
def test_the_rules_of_teikit_need_not_be_checked(name: str) -> None:
    path = resources.schemas() / name

    def tree() -> Document:
        found = located(vocabulary_of(DISK.read(path))[0]).value
        assert found is not None
        return found

    checked = rules_in_tree(tree(), None, path.parent, DISK, apart=False)
    proven = proven_rules(tree(), None, path.parent, DISK)
    assert checked.diagnostics == proven.diagnostics == ()
    assert checked.value is not None
    assert proven.value is not None
    assert freeze(checked.value) == freeze(proven.value)


OWN_ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<teiHeader/><text><body><schemaSpec ident="own" start="TEI"><moduleRef key="tei"/>
<moduleRef key="core"/><moduleRef key="header"/><moduleRef key="textstructure"/>
<elementSpec ident="p" mode="change"><constraintSpec ident="numbered" scheme="schematron">
<constraint><sch:assert test="@n">A paragraph has a number.</sch:assert></constraint>
</constraintSpec></elementSpec>
<elementSpec ident="ab" mode="add" validUntil="2050-01-01"><content><textNode/></content>
</elementSpec></schemaSpec></body></text></TEI>"""
IN_TEI = (
    "It is the constraint “calendar_attr_on_empty_element” of att.calendarSystem in TEI P5. "
    "To pass it by, ignore SCH:calendar_attr_on_empty_element, or delete it in an ODD."
)
# a text, and for each finding: its hints, and what is said about the place of its rule
OWN_RULES: dict[str, list[tuple[tuple[str, ...], list[tuple[str, int]]]]] = {
    "<p><date calendar='#x'/></p>": [
        ((), [("The constraint “numbered” of <p> is written here.", 5)]),
        ((IN_TEI,), []),
    ],
    "<ab/>": [((), [("The report is written here.", 7)])],
}


@pytest.mark.parametrize("text", OWN_RULES)
def test_a_finding_says_which_rule_it_is_of(text: str, edition: Path) -> None:
    (edition / "own.odd").write_text(OWN_ODD, encoding="utf-8")
    constraints = constraints_of(edition / "own.odd")
    found = check(constraints, edition, f'<text xmlns="http://www.tei-c.org/ns/1.0">{text}</text>')
    related = [[(two.message, two.span.start.line) for two in one.related] for one in found]
    assert list(zip((one.hints for one in found), related, strict=True)) == OWN_RULES[text]
    again = check(constraints_of(edition / "own.odd"), edition, (edition / "doc.xml").read_text())
    assert again == found, "the same from the cache"
