"""Every code is registered once, explained, and exemplified by something that it finds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from teikit.resources import xslt
from teikit.rules import (
    RULES,
    Rule,
    checks,
    edition,
    encoding,
    grammar,
    identity,
    links,
    odd,
    relaxng,
    schematron,
    transform,
    xsd_documents,
)
from teikit.source import SourceFile
from teikit.xml.parse import parse_document

FAMILIES = {
    "XML": encoding,
    "TEI": grammar,
    "IDS": identity,
    "LNK": links,
    "ODD": odd,
    "RNG": relaxng,
    "SCH": schematron,
    "OUT": transform,
    "EDN": edition,
    "XSD": xsd_documents,
    **checks.FAMILIES,
}
SOURCE = Path(__file__).resolve().parents[2] / "src" / "teikit"
CODE = re.compile(r'["\']((?:' + "|".join(FAMILIES) + r')\d{3})["\']')


def test_no_code_is_registered_twice() -> None:
    assert len(RULES) == sum(len(family.RULES) for family in FAMILIES.values())


def test_no_name_is_given_twice() -> None:
    names = Counter(rule.name for rule in RULES.values())
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_is_told_in_full(rule: Rule) -> None:
    assert rule in FAMILIES[rule.code[:3]].RULES
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert len(rule.explanation) > len(rule.summary) / 2
    assert rule.explanation.rstrip().endswith((".", "!"))


def test_every_code_used_is_registered_and_the_other_way_round() -> None:
    used = {
        code
        for path in (*SOURCE.rglob("*.py"), *xslt().rglob("*.xsl"))
        if path.parent.name != "rules"
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert used == set(RULES)


RUNNABLE = [
    rule for rule in encoding.RULES if rule.bad and "…" not in rule.bad and rule.code != "XML017"
]


@pytest.mark.parametrize("rule", RUNNABLE, ids=[rule.code for rule in RUNNABLE])
def test_an_example_shows_its_rule(rule: Rule) -> None:
    bad = parse_document(SourceFile("bad.xml", rule.bad.encode("utf-8")))
    good = parse_document(SourceFile("good.xml", rule.good.encode("utf-8")))
    assert rule.code in {one.code for one in bad.diagnostics}
    assert not good.diagnostics
