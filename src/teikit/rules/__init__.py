"""The registry of rules: every code a diagnostic of teikit can have."""

from collections.abc import Mapping

from teikit.rules import edition, encoding, grammar, identity, odd, relaxng, schematron, transform
from teikit.rules.model import Rule

_FAMILIES = (encoding, grammar, identity, odd, relaxng, schematron, transform, edition)

RULES: Mapping[str, Rule] = {rule.code: rule for family in _FAMILIES for rule in family.RULES}

__all__ = ["RULES", "Rule"]
