"""Rules about bytes and XML well-formedness (XML)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
