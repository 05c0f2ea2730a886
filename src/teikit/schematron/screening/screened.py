"""A compiled schema as rules with a screen."""

from teikit.schematron.check import CompiledSchematron
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.shipped import screening


def rules_of(compiled: CompiledSchematron, *, trusted: bool = False, apart: bool = False) -> Rules:
    """Return the rules of a compiled schema; they find what it would find."""
    made, others = compiled.compiled, compiled.by_phase
    patterns = frozenset(range(len(compiled.plan.patterns)))
    return Rules(
        made.stylesheet,
        compiled.legend,
        *screening(compiled.plan, made.without),
        compiled.root,
        trusted,
        apart,
        {name: rules_of(one, trusted=trusted, apart=apart) for name, one in others.items()},
        {patterns: made.program},
    )
