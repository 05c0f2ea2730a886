"""Rules about documents against a grammar (TEI)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
