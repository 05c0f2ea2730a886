"""The TEI's constraints in our words find what the TEI's own find, and what they are there for."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from tools.compare_constraints import OURS, Found, Rules, compiled, rules_of
from tools.tei_constraints import read_constraints

from teikit.diagnostics import Severity
from teikit.odd import compile_odd
from teikit.source import DISK, SourceFile
from teikit.xml.parse import Document, parse_document

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
DATA = tomllib.loads((HERE / "tei_constraints.toml").read_text(encoding="utf-8"))
NAMESPACES = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"'
)


@dataclass(frozen=True, slots=True)
class Case:
    """What shows one constraint."""

    ident: str
    good: str
    bad: str
    severity: Severity
    language: str

    @property
    def declarable(self) -> bool:
        """Whether its rule is the one that all declarable elements share."""
        return self.ident.endswith("-is-declarable")


def cases() -> Iterator[Case]:
    for entry in DATA["constraint"]:
        severity = Severity(entry.get("severity", "error"))
        for element in entry.get("elements", [""]):
            ident, good, bad = (
                text.replace("{}", element)
                for text in (entry.get("ident") or entry["idents"], entry["good"], entry["bad"])
            )
            yield Case(ident, good, bad, severity, entry.get("language", "en"))


def differences() -> Iterator[tuple[str, dict[str, str | int]]]:
    for entry in DATA["difference"]:
        for ident in entry.get("idents") or [entry["ident"]]:
            yield ident, entry


CASES = list(cases())
DIFFERENCES = list(differences())


@cache
def rules(release: Path, language: str = "en") -> Rules:
    return rules_of(release, language)


def theirs(shared: Path, language: str = "en") -> Rules:
    return rules(shared / "tei-p5" / "p5subset.xml", language)


def document(sample: str) -> Document:
    """Return a sample as a document, each wrong element at the beginning of a line."""
    text = sample if "<TEI" in sample else f"<TEI>{sample}</TEI>"
    text = text.replace("<?wrong?>", "<?wrong?>\n").replace("<TEI", NAMESPACES, 1)
    parsed = parse_document(SourceFile("<sample>", text.encode()))
    assert parsed.value is not None, parsed.diagnostics
    return parsed.value


def marked(sample: Document) -> list[int]:
    """Return the lines of the elements that are wrong."""
    root = sample.tree.getroot()
    marks = [*root.itersiblings(etree.PI, preceding=True), *root.iter(etree.PI)]
    wrong = [element for mark in marks if (element := mark.getnext()) is not None]
    return sorted(sample.span(element).start.line for element in wrong)


def of(case: Case, found: set[Found]) -> list[Found]:
    """Return the findings of one constraint; declarable elements share a rule."""
    wanted = "declarable" if case.declarable else case.ident
    return sorted(one for one in found if is_of(one, wanted))


def is_of(found: Found, ident: str) -> bool:
    return found.constraint == ident or found.constraint.endswith(f"-{ident}")


def test_every_constraint_has_its_samples() -> None:
    written = Counter(where[-1] for where in read_constraints().specs)
    assert Counter(case.ident for case in CASES) == written
    assert sum(written.values()) == 130


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.ident)
def test_a_constraint_finds_what_is_wrong_and_nothing_else(case: Case) -> None:
    ours = rules(OURS, case.language)
    bad = document(case.bad)
    found = of(case, ours.find(bad))
    assert sorted({one.line for one in found}) == marked(bad)
    assert {one.severity for one in found} <= {case.severity}
    assert of(case, ours.find(document(case.good))) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.ident)
def test_the_constraint_of_the_tei_finds_the_same(case: Case, shared: Path) -> None:
    for sample in (case.good, case.bad):
        one = document(sample)
        mine = of(case, rules(OURS, case.language).find(one))
        others = of(case, theirs(shared, case.language).find(one))
        if case.ident == "deprecation-two-month-warning":
            others = [found for found in others if found.severity is Severity.ERROR]
        assert mine == others


def test_all_rules_compile_and_can_be_applied() -> None:
    ours = rules(OURS)
    assert ours.diagnostics == ()
    samples = [document(sample) for case in CASES for sample in (case.good, case.bad)]
    assert {one.code for sample in samples for one in ours.said(sample)} == {"SCH101", "SCH102"}


@pytest.mark.parametrize(("ident", "entry"), DIFFERENCES, ids=[one for one, _ in DIFFERENCES])
def test_a_difference_is_the_one_written_down(
    ident: str, entry: dict[str, str | int], shared: Path
) -> None:
    sample = document(str(entry["sample"]))
    assert outcome(rules(OURS), ident, sample) == entry["ours"]
    assert outcome(theirs(shared), ident, sample) == entry["theirs"]
    assert entry["ours"] != entry["theirs"]


def outcome(made: Rules, ident: str, sample: Document) -> int | str:
    """Return the number of findings, or that the rule fails."""
    if any(one.code not in {"SCH101", "SCH102"} for one in made.said(sample)):
        return "fails"
    return sum(is_of(one, ident) for one in made.find(sample))


def documents() -> list[Path]:
    """Return all the XML beside the project, the rules' own source aside."""
    folders = [SHARED / "conformance" / "odd", SHARED / "corpora", SHARED / "seed"]
    kinds = ("*.xml", "*.odd", "*.tei")
    return sorted(path for folder in folders for kind in kinds for path in folder.rglob(kind))


@pytest.mark.conformance
def test_all_documents_have_the_same_findings(shared: Path) -> None:
    compared, differing = 0, []
    for path in documents():
        read = parse_document(DISK.read(path), root=path.parent).value
        if read is None:
            continue
        compared += 1
        mine, others = rules(OURS).find(read), theirs(shared).find(read)
        for one in mine ^ others:
            past = Found(one.line, one.column, one.constraint, Severity.ERROR)
            if not (one.severity is Severity.WARNING and one in others and past in mine):
                differing.append((str(path), one))
    assert compared > 400
    assert differing == []


LEFT_OUT = """
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><schemaSpec ident="own">
<moduleRef key="tei"/><moduleRef key="spoken"/><moduleRef key="linking"/>
<elementSpec ident="shift" mode="change">
<constraintSpec ident="shiftNew" scheme="schematron" mode="delete"/></elementSpec>
<classSpec ident="att.typed" type="atts" mode="change">
<constraintSpec ident="subtypeTyped" scheme="schematron" mode="delete"/></classSpec>
<classSpec ident="att.spanning" type="atts" mode="change"><attList>
<attDef ident="spanTo" mode="change">
<constraintSpec ident="spanTo-points-to-following" scheme="schematron" mode="delete"/>
</attDef></attList></classSpec>
</schemaSpec></body></text></TEI>"""


@pytest.mark.parametrize(
    ("ident", "kept"),
    [
        ("shiftNew", False),
        ("subtypeTyped", False),
        ("spanTo-points-to-following", False),
        ("linkTargets3", True),
        ("targetLang", True),
    ],
)
def test_an_odd_can_take_a_constraint_out_by_its_name(ident: str, kept: bool) -> None:
    vocabulary = compile_odd(SourceFile("<own>", LEFT_OUT.encode())).value
    assert vocabulary is not None
    (case,) = (case for case in CASES if case.ident == ident)
    assert bool(of(case, compiled(vocabulary).find(document(case.bad)))) is kept
