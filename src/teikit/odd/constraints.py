"""Constraints that belong to no declaration, in files that are complete in themselves."""

from typing import Final

from teikit.names import TEI
from teikit.odd.model import ConstraintSpec
from teikit.odd.read import OddFile
from teikit.odd.read_spec import read_constraints

_CONTAINERS: Final = (f"{{{TEI}}}schemaSpec", f"{{{TEI}}}specGrp")


def schema_constraints(odd: OddFile) -> tuple[ConstraintSpec, ...]:
    """Return the constraints that a compiled ODD or a TEI release states for its whole schema."""
    return tuple(
        constraint
        for container in odd.root.iter(*_CONTAINERS)
        for constraint in read_constraints(container, odd.reading)
    )
