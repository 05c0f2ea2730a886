"""A schema's file, and what is made of it for each thing that documents are held against."""

from atexit import register
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic, SchemaError
from teikit.records import dataclass
from teikit.validate.grammar.load import Schema, load_schema

# Where only the grammar matters, none of this is brought in.
if TYPE_CHECKING:
    from teikit.validate.constraints import Constraints
    from teikit.validate.copies import Copies
    from teikit.validate.links import PointerTable
    from teikit.validate.xsd import XsdSchema

RULES: Final = frozenset({".sch", ".isosch"})
"""How files end that hold Schematron rules and nothing else."""
_XSD: Final = ".xsd"
ALONE: Final = RULES | {_XSD}
"""How files end that hold either a grammar or rules."""


@dataclass
class Loaded:
    """A schema's file, and what is made of it when it is asked for.

    One that a document names is made of files `within` the edition only.
    """

    path: Path
    within: Path | None = None

    @cached_property
    def grammar(self) -> "Schema | XsdSchema | None":
        """What says which elements may stand where; None for a file of rules only."""
        suffix = self.path.suffix.lower()
        if suffix in RULES:
            return None
        if suffix == _XSD:
            from teikit.validate.xsd import load_xsd

            return load_xsd(self.path)
        return load_schema(self.path, within=self.within)

    @cached_property
    def constraints(self) -> "Constraints":
        """What else the schema asks for; raises `SchemaError`."""
        from teikit.validate.constraints import Constraints, constraints_of

        if self.path.suffix.lower() == _XSD:
            return Constraints(self.path, None)
        return constraints_of(self.path, self.grammar if isinstance(self.grammar, Schema) else None)

    @cached_property
    def copies(self) -> "Copies":
        """What has been found in files that others may be copies of."""
        from teikit.validate.copies import Copies

        return Copies()

    @property
    def pointers(self) -> "PointerTable":
        """Which attributes are pointers."""
        if isinstance(self.grammar, Schema):
            return self.grammar.pointers
        from teikit.validate.links import builtin_pointers

        return builtin_pointers()

    def keep(self) -> None:
        """Put a compiled grammar into the cache, where it is not there yet."""
        if isinstance(self.grammar, Schema):
            self.grammar.keep()


@lru_cache(maxsize=16)
def loaded(path: str, within: Path | None = None) -> Loaded | tuple[Diagnostic, ...]:
    """Return what is made of a schema's file, once a process, or why it cannot be used."""
    found = Loaded(Path(path), within)
    try:
        # Asked for now, so that a schema that is no good is told from a document that is not.
        if found.grammar is None:
            found.constraints  # noqa: B018
    except SchemaError as error:
        return error.diagnostics
    if isinstance(found.grammar, Schema):
        register(partial(found.grammar.keep, at_last=True))
    return found
