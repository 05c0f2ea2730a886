"""Which definitions of a grammar anything refers to."""

from collections.abc import Iterable

from teikit.relaxng import syntax as s
from teikit.schema.rewrite import definitions_in, names_referred_to


def reachable(
    definitions: Iterable[s.Define], roots: Iterable[str], others: Iterable[s.Component]
) -> set[str]:
    """Return the names of the definitions that `roots` or `others` lead to."""
    by_name: dict[str, list[s.Define]] = {}
    for definition in definitions:
        by_name.setdefault(definition.name, []).append(definition)
    waiting = list(roots)
    for definition in definitions_in(others):
        waiting.append(definition.name)
        waiting.extend(names_referred_to(definition.pattern))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in by_name:
            continue
        found.add(name)
        for definition in by_name[name]:
            waiting.extend(names_referred_to(definition.pattern))
    return found
