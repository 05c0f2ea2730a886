"""Rules about identifiers and references to them (IDS)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
