"""A compiled schema as rules with a screen."""

from teikit.schematron.check import CompiledSchematron
from teikit.schematron.screening.exact import direct_of
from teikit.schematron.screening.expressions import Prefixes
from teikit.schematron.screening.probes import screen_of
from teikit.schematron.screening.rules import Rules


def rules_of(compiled: CompiledSchematron, *, trusted: bool = False, apart: bool = False) -> Rules:
    """Return the rules of a compiled schema; they find what it would find."""
    made, prefixes = compiled.compiled, Prefixes()
    patterns = frozenset(range(len(compiled.plan.patterns)))
    return Rules(
        made.stylesheet,
        compiled.legend,
        screen_of(compiled.plan, made.without, prefixes),
        direct_of(compiled.plan, made.without, prefixes),
        compiled.root,
        trusted,
        apart,
        {patterns: made.program},
    )
