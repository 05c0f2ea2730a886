"""Rules about RELAX NG schemas, XML and compact (RNG)."""

from teikit.rules.model import Rule
from teikit.rules.relaxng_compact import RULES as COMPACT_RULES

RULES: tuple[Rule, ...] = (*COMPACT_RULES,)
