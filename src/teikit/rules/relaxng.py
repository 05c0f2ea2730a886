"""Rules about RELAX NG schemas, XML and compact (RNG)."""

from teikit.rules.model import Rule
from teikit.rules.relaxng_compact import RULES as COMPACT_RULES
from teikit.rules.relaxng_files import RULES as FILE_RULES
from teikit.rules.relaxng_restrictions import RULES as RESTRICTION_RULES

RULES: tuple[Rule, ...] = (*FILE_RULES, *RESTRICTION_RULES, *COMPACT_RULES)
