"""Rules about … (NUM)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
