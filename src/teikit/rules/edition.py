"""Rules about teikit.toml and the edition as a whole (EDN)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
