"""The examples of the rules about XSD: the bad one gets lost in it, the good one does not."""

from pathlib import Path

import pytest

from teikit.odd import compile_odd
from teikit.relaxng.files import nothing
from teikit.rules import Rule
from teikit.rules.xsd import RULES
from teikit.schema.published import published
from teikit.schema.xsd import emit

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
TAIL = "\n</body></text></TEI>\n"
ALWAYS = {"ODD408"}


def found_in(example: str, folder: Path) -> set[str]:
    if "<schemaSpec" not in example:
        example = f'<schemaSpec ident="example" start="TEI">\n{example}\n</schemaSpec>'
    path = folder / "example.odd"
    path.write_text(HEAD + example + TAIL, encoding="utf-8")
    vocabulary = compile_odd(path).value
    assert vocabulary is not None
    schema = published(vocabulary, nothing, "example").value
    assert schema is not None
    return {one.code for one in emit(schema).diagnostics}


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_an_example_shows_its_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in found_in(rule.bad, tmp_path)
    if rule.good:
        assert found_in(rule.good, tmp_path) == ALWAYS
