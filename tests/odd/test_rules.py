"""The examples of the rules about ODDs: the bad one has the mistake, the good one is clean."""

from pathlib import Path

import pytest

from teikit.odd import compile_odd
from teikit.rules import Rule
from teikit.rules.odd import RULES
from teikit.schema.relaxng import relaxng

# These need a second file, which test_chaining.py has, or are about a command; those about what
# lint finds (from ODD320 on) and what XSD and Schematron cannot say have tests of their own.
TESTED_ELSEWHERE = {"ODD106", "ODD107", "ODD111", "ODD190"}
SINGLE = [rule for rule in RULES if rule.code not in TESTED_ELSEWHERE and rule.code < "ODD320"]

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "\n</body></text></TEI>\n"
MATHML = (
    b'<grammar xmlns="http://relaxng.org/ns/structure/1.0">'
    b'<define name="math"><text/></define></grammar>'
)


def found_in(example: str, code: str, folder: Path) -> set[str]:
    if code > "ODD107" and "<schemaSpec" not in example:
        example = f'<schemaSpec ident="example" start="TEI">\n{example}\n</schemaSpec>'
    path = folder / "example.odd"
    path.write_text(HEAD + example + TAIL, encoding="utf-8")
    compiled = compile_odd(path)
    found = {one.code for one in compiled.diagnostics}
    if compiled.value is not None:
        found |= {one.code for one in relaxng(compiled.value).diagnostics}
    return found


@pytest.mark.parametrize("rule", SINGLE, ids=[rule.code for rule in SINGLE])
def test_an_example_shows_its_rule(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "mathml.rng").write_bytes(MATHML)
    assert rule.code in found_in(rule.bad, rule.code, tmp_path)
    assert found_in(rule.good, rule.code, tmp_path) == set()
