"""What a published grammar is in simple form, and which of its definitions are which patterns."""

from dataclasses import replace
from typing import Final

from teikit.diagnostics import Outcome
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.files import Resolver
from teikit.relaxng.load import read_any
from teikit.relaxng.nameclass import Only, local_name, names, namespace_of
from teikit.relaxng.pattern import CHOICE, Pattern, Pool
from teikit.relaxng.simplify import simplify

_PROBE: Final = "urn:teikit:definition"


@dataclass(frozen=True, slots=True)
class Simple:
    """A grammar in simple form: its start, and the patterns of its definitions by their names."""

    pool: Pool
    start: Pattern
    definitions: dict[str, Pattern]


def simple_form(grammar: s.Grammar, resolver: Resolver) -> Outcome[Simple]:
    """Return the simple form of a grammar together with that of each of its definitions.

    Simple form has no named definitions. So that they are not lost, each is put into an element
    of its own, which is offered as one more start and taken out again.
    """
    probes = tuple(
        s.Element(s.Name(_PROBE, one.name), s.Ref(one.name))
        for one in grammar.content
        if isinstance(one, s.Define)
    )
    probed = replace(grammar, content=(*grammar.content, s.Start(s.choice(probes), "choice")))
    outcome = simplify(probed, read=read_any, resolver=resolver)
    if outcome.value is None:
        # Definitions that nothing refers to may be circular; then the names are done without.
        outcome = simplify(grammar, read=read_any, resolver=resolver)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    core = outcome.value
    definitions = {
        local_name(next(names(element.name_class))): element.content
        for element in core.elements
        if _is_probe(element)
    }
    inside = core.start.parts if core.start.kind == CHOICE else (core.start,)
    start = core.pool.choice(part for part in inside if not _is_probe(part))
    return Outcome(Simple(core.pool, start, definitions), outcome.diagnostics)


def _is_probe(pattern: Pattern) -> bool:
    name = pattern.name
    return isinstance(name, Only) and namespace_of(name.name) == _PROBE
