"""Our rules for the TEI's constraints and the TEI's own agree on trees that nobody would write."""

import re
from pathlib import Path
from random import Random
from typing import Final

import pytest
from lxml import etree
from tools.compare_constraints import OURS, Found, rules_of
from tools.tei_constraints import SOURCE

from teikit.diagnostics import Severity
from teikit.names import SCHEMATRON, TEI, XML, clark
from teikit.source import SourceFile
from teikit.xml.parse import parse_document

TREES: Final = 2_000
XPATHS: Final = " ".join(
    re.findall('(?:test|context|value)="([^"]*)"', SOURCE.read_text(encoding="utf-8"))
)
ATTRIBUTES: Final = sorted(set(re.findall("@([A-Za-z]+)", XPATHS)) - {"validUntil", "points"})
ALL: Final = sorted(set(re.findall("tei:([A-Za-z]+)", XPATHS)) | {"seg", "hi", "teiHeader"})
# Elements that constraints bring together meet more often when there are no others.
TOGETHER: Final = (
    " ".join(ALL),
    "l lg note p ab div q floatingText figure gap seg sp item cell exemplum",
    "teiHeader bibl listBibl biblStruct p availability langUsage teiHeader",
    (
        "schemaSpec specGrp elementSpec classSpec attDef datatype defaultVal valList valItem desc "
        "constraintSpec constraint constraintDecl content elementRef classRef sequence alternate "
        "listRef ptr ref moduleRef moduleSpec dataRef dataFacet model modelSequence modelGrp "
        "macroSpec dataSpec"
    ),
    (
        "msDesc msPart msIdentifier physDesc history additional msContents catchwords secFol "
        "signatures dimensions width height depth"
    ),
    (
        "facsimile surface zone line standOff s span subst add del surplus rdgGrp lem rdg path "
        "delSpan addSpan damageSpan date anchor post relation shift relatedItem list label item "
        "link join rt variantEncoding quotation citeStructure"
    ),
)
VALUES: Final = {
    "default": ["true", "1", "false", " true "],
    "mode": ["add", "change", "delete", "replace"],
    "scheme": ["free", "css", "schematron", "isoschematron"],
    "type": ["gloss", "closed", "deprecationInfo", "x"],
    "spanTo": ["#a", "#b", "#c", "x#a"],
    "usage": ["req", "opt"],
    "location": ["external", "internal"],
    "method": ["parallel-segmentation", "x"],
    "match": ["/a", "a"],
    "minOccurs": ["0", "1", "2", "3"],
    "maxOccurs": ["1", "2", "unbounded", "3"],
    "points": ["0,0 1,1", "0,0 1,1 0,0", "1,2", "1.0,2 1,2.0"],
}
ANY: Final = ["a", "b", "a b", " #a ", "#a #b", "", " "]


def tree(number: int) -> bytes:
    """Return a tree of TEI elements thrown together; the same number, the same tree."""
    random = Random(number)  # noqa: S311
    names = random.choice(TOGETHER).split()
    chosen = [*random.sample(ATTRIBUTES, random.randint(1, 6)), "default", "mode", "type", "points"]
    root = etree.Element(clark(TEI, "TEI"))
    nodes, idents = [root], list("abcdefgh")
    for _ in range(random.randint(5, 60)):
        parent = random.choice(nodes[-8:])
        node = etree.SubElement(parent, _name(random, names))
        for attribute in random.choices(chosen, k=random.randint(0, 4)):
            node.set(attribute, random.choice(VALUES.get(attribute, ANY)))
        if idents and random.random() < 0.2:
            node.set(clark(XML, "id"), idents.pop(0))
        # Texts are all different: the TEI's rules take lines of the same text for the same line.
        node.text = random.choice([None, " ", f"text {len(nodes)} "])
        if node.tag in {clark(TEI, "l"), clark(TEI, "lg")}:
            node.text = f"line {len(nodes)} "
        nodes.append(node)
    return etree.tostring(root, encoding="utf-8")


def _name(random: Random, names: list[str]) -> str:
    if random.random() < 0.05:
        return clark(SCHEMATRON, random.choice(["rule", "assert", "report"]))
    return clark(TEI, random.choice(names))


@pytest.mark.conformance
def test_random_trees_have_the_same_findings(shared: Path) -> None:
    ours, theirs = rules_of(OURS), rules_of(shared / "tei-p5" / "p5subset.xml")
    broken: set[str] = set()
    differing: list[tuple[int, Found]] = []
    for number in range(TREES):
        document = parse_document(SourceFile("<tree>", tree(number))).value
        assert document is not None
        mine = ours.find(document)
        broken |= {one.constraint for one in mine if one.severity is not Severity.INFO}
        differing += [(number, one) for one in sorted(mine ^ theirs.find(document))]
    assert differing == []
    assert len(broken) > 60
