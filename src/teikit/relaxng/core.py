"""A schema in simple form, as the automaton runs it."""

from teikit.records import dataclass
from teikit.relaxng.pattern import Pattern, Pool


@dataclass(frozen=True, slots=True)
class Core:
    """A schema in simple form: its start, and the elements in it in the order they were met."""

    pool: Pool
    start: Pattern
    elements: tuple[Pattern, ...]
