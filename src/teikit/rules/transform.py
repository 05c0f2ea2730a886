"""Rules about stylesheets and outputs (OUT)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
