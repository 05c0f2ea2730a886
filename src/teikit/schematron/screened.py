"""A compiled schema as rules with a screen."""

from teikit.schematron.check import CompiledSchematron
from teikit.schematron.rules import Rules
from teikit.schematron.screen import Screen


def rules_of(compiled: CompiledSchematron, *, trusted: bool = False) -> Rules:
    """Return the rules of a compiled schema; they find what it would find."""
    patterns = frozenset(range(len(compiled.plan.patterns)))
    screen = Screen(patterns)
    programs = {patterns: compiled.program}
    return Rules(compiled.stylesheet, compiled.legend, screen, compiled.root, trusted, programs)
