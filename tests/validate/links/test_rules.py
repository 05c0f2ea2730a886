"""What the examples of the rules show."""

from pathlib import Path

import pytest

from teikit.rules.links import RULES
from teikit.rules.model import Rule

from .conftest import PERSONS, Look, codes

OTHERS = {"persons.xml": PERSONS, "page.jpg": b"\xff\xd8", "broken.xml": b"<TEI><p></TEI>"}
EXAMPLES = [rule for rule in RULES if rule.bad]


@pytest.mark.parametrize("rule", EXAMPLES, ids=[rule.code for rule in EXAMPLES])
def test_an_example_shows_its_rule(rule: Rule, look: Look) -> None:
    bad = look({**OTHERS, "bad.xml": rule.bad}, only=("bad.xml",))
    good = look({**OTHERS, "good.xml": rule.good}, only=("good.xml",))
    assert codes(bad) == [rule.code]
    assert not good
    ((_name, found),) = bad
    assert found.severity is rule.severity
    assert found.hints
    assert Path(found.span.source).name == "bad.xml"
