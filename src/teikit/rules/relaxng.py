"""Rules about RELAX NG schemas, XML and compact (RNG)."""

from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = ()
