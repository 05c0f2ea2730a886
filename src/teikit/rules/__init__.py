"""The registry of rules: every code a diagnostic of teikit can have."""

from collections.abc import Mapping

from teikit.rules import (
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
from teikit.rules.model import Rule

_FAMILIES = (
    encoding,
    grammar,
    identity,
    links,
    odd,
    relaxng,
    schematron,
    transform,
    xsd_documents,
    edition,
    *checks.FAMILIES.values(),
)

RULES: Mapping[str, Rule] = {rule.code: rule for family in _FAMILIES for rule in family.RULES}

__all__ = ["RULES", "Rule"]
