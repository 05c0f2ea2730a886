"""The examples of the rules show what they say: the bad one is found, the good one is fine."""

import re

import pytest

from teikit.rules import Rule, checks
from teikit.source import SourceFile
from teikit.validate.checks import check_document
from teikit.validate.excuses import excuses_in
from teikit.validate.selection import Selection
from teikit.xml.parse import located_later

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
FILE = (
    "<fileDesc><titleStmt><title>A letter</title><editor>A. Editor</editor></titleStmt>"
    '<publicationStmt><publisher>The Society</publisher><date when="2026">2026</date>'
    '<availability><licence target="https://example.org/by">free</licence></availability>'
    "</publicationStmt><sourceDesc><p>A manuscript</p></sourceDesc></fileDesc>"
)
PROFILE = ("<correspDesc", "<langUsage")
ENCODING = "<tagsDecl"


def whole(example: str) -> str:
    """Return an example as a document: a part of the header comes before “…”, or alone."""
    declaration = re.match(r"<\?xml[^>]*\?>\n|", example)
    assert declaration
    rest = example[declaration.end() :]
    if rest.startswith("<TEI"):
        text = rest.replace("<teiHeader>…</teiHeader>", f"<teiHeader>{FILE}</teiHeader>")
        return text.replace("<text>…</text>", "<text><body><p>Text</p></body></text>")
    file, header, body = FILE, "", rest
    if rest.startswith("<fileDesc"):
        file, body = rest, "<p>Text</p>"
    elif rest.startswith((*PROFILE, ENCODING, "<revisionDesc")):
        header, _, body = rest.partition("…")
        inside = "profileDesc" if rest.startswith(PROFILE) else "encodingDesc"
        header = header if rest.startswith("<rev") else f"<{inside}>{header}</{inside}>"
    return (
        f'{declaration[0]}<TEI {TEI} xml:lang="de"><teiHeader>{file}{header}</teiHeader>'
        f"<text><body>{body or '<p>Text</p>'}</body></text></TEI>"
    )


def found(example: str, rule: Rule) -> set[str]:
    selection = Selection(select=(rule.code,) if rule.opt_in else ())
    document = located_later(SourceFile("example.xml", whole(example).encode()))
    assert document is not None
    excuses = excuses_in(document)
    selected = selection.applied(check_document(document, selection))
    kept, used = excuses.applied(selected)
    return {one.code for one in (*kept, *excuses.diagnostics, *excuses.unused(used, selection))}


RULES = [rule for family in checks.FAMILIES.values() for rule in family.RULES]


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_an_example_shows_its_rule(rule: Rule) -> None:
    bad = {"LNG106", "LNG103"} if rule.code == "LNG103" else {rule.code}
    assert found(rule.bad, rule) & bad == {rule.code}
    assert len(found(rule.bad, rule)) == 1
    assert found(rule.good, rule) == set()


def test_severities_of_findings_are_those_of_their_rules() -> None:
    document = located_later(SourceFile("x.xml", whole(RULES[0].bad).encode()))
    assert document is not None
    (one,) = check_document(document)
    assert one.severity is RULES[0].severity
