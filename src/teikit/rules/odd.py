"""Rules about ODD files (ODD).

From ODD201 on, the examples are what stands inside `<schemaSpec>`, unless they bring one of their
own.
"""

from teikit.rules import (
    odd_choice,
    odd_constraints,
    odd_content,
    odd_files,
    odd_lint,
    odd_names,
    xsd,
)
from teikit.rules.model import Rule

RULES: tuple[Rule, ...] = (
    *odd_files.RULES,
    *odd_choice.RULES,
    *odd_names.RULES,
    *odd_content.RULES,
    *xsd.RULES,
    *odd_constraints.RULES,
    *odd_lint.RULES,
)
