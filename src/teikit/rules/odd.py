"""Rules about ODD files (ODD)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
