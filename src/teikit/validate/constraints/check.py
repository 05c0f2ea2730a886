"""The constraints of a schema, and those a document names itself, checked on documents.

With constraints from the cache and a document they have nothing to say about, neither the ODD
compiler nor SaxonC is imported.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from teikit import resources
from teikit.diagnostics import Diagnostic, SchemaError, Severity
from teikit.records import dataclass
from teikit.schematron.findings.consulted import Consulted
from teikit.schematron.screening.rules import Rules
from teikit.source import SourceFile
from teikit.validate.cache.files import digest
from teikit.validate.constraints.kept import KeptConstraints, kept_constraints
from teikit.validate.model_instructions import Named, rules_named_by
from teikit.xml.inventory import Inventory
from teikit.xml.parse import Document

if TYPE_CHECKING:
    from teikit.validate.grammar.load import Schema


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints of a schema; `diagnostics` say what is wrong with the constraints.

    `rules` is None where there are none.
    """

    path: Path
    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def check(
        self,
        document: Document,
        inventory: Inventory | None = None,
        named_by_it: Sequence[Named] | None = None,
        consulted: Consulted | None = None,
    ) -> list[Diagnostic]:
        """Return what the constraints find in a document, and those it names itself.

        Files that rules name are read from the folder of the schema and from `document.root`,
        which also bounds what a document can name (`named_by_it`, where that is known). They are
        noted in `consulted`.
        """
        found = [] if self.rules is None else self.rules.check(document, inventory, consulted)
        for named in self._others(document, named_by_it):
            if named.path is None:
                found.append(_refused(named))
                continue
            other = _named_constraints(named.path, named.phase, document.root)
            if consulted is not None:
                consulted.files.update(other.files)
            if other.rules is not None:
                # A grammar often holds the rules of the ODD that it was made of, once more.
                known = {_what(one) for one in found}
                more = other.rules.check(document, inventory, consulted)
                found += [one for one in more if _what(one) not in known]
        return found

    def diagnostics_for(
        self, document: Document, named_by_it: Sequence[Named] | None = None
    ) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the constraints that are applied to a document."""
        found = list(self.diagnostics)
        for named in self._others(document, named_by_it):
            if named.path is not None:
                found += _named_constraints(named.path, named.phase, document.root).diagnostics
        return tuple(dict.fromkeys(found))

    @property
    def names(self) -> frozenset[str]:
        """What the constraints are called."""
        return _names(self.rules)

    def _others(self, document: Document, known: Sequence[Named] | None) -> Iterator[Named]:
        """Yield what a document names; often that is the schema at hand, once more."""
        for named in rules_named_by(document.source, document.root) if known is None else known:
            if named.path is None or named.path != _resolved(self.path):
                yield named


def constraints_of(path: Path, schema: "Schema | None" = None) -> Constraints:
    """Return the constraints of an ODD, or the rules in a `.sch` or `.rng` file.

    `schema` is what has been loaded from the same file, if it has been: then an ODD need not be
    compiled again. Raises `SchemaError` where the file cannot be read or used.
    """
    kept = kept_constraints(path, None, schema, schema.within if schema else None)
    return Constraints(path, kept.rules, kept.diagnostics)


def names_in_rules_of(source: SourceFile, root: Path | None) -> frozenset[str]:
    """Return what constraints are called that a document names itself."""
    rules = [
        _named_constraints(one.path, one.phase, root).rules
        for one in rules_named_by(source, root)
        if one.path is not None
    ]
    return frozenset().union(*map(_names, rules))


def _names(rules: Rules | None) -> frozenset[str]:
    return frozenset() if rules is None else rules.names


@lru_cache(maxsize=32)
def _resolved(path: Path) -> Path:
    return path.resolve()


def _bound(path: Path, within: Path | None) -> Path | None:
    # A schema of teikit's own is the same for all.
    return None if path.is_relative_to(resources.schemas()) else within


@lru_cache(maxsize=32)
def _named_constraints(path: Path, phase: str | None, within: Path | None) -> KeptConstraints:
    """Return the constraints that a document names, once a process."""
    try:
        return kept_constraints(path, phase, None, _bound(path, within))
    except SchemaError as error:
        return KeptConstraints(None, error.diagnostics, {str(path): digest(path)})


def _what(diagnostic: Diagnostic) -> tuple[object, ...]:
    """Return what a finding says and where, whichever rule has made it."""
    return diagnostic.code, diagnostic.message, diagnostic.span, diagnostic.severity


def _refused(named: Named) -> Diagnostic:
    return Diagnostic(
        "SCH303",
        f"The rules in “{named.href}” are not applied: {named.refused}.",
        named.span,
        Severity.WARNING,
        hints=("Keep a copy of the file in the folder of the edition, and name that.",),
    )
