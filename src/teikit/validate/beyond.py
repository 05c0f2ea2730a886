"""What is looked at in a document beyond its grammar: constraints, links and the checks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, place_of
from teikit.names import TEI, XINCLUDE_MARK, clark
from teikit.records import dataclass
from teikit.schematron.findings.consulted import Consulted
from teikit.validate.cache.files import digest
from teikit.validate.checks import ATTRIBUTES, check_document, checks_wanted
from teikit.validate.excuses import Excuses, excuses_in
from teikit.validate.links import Facts, facts_of, local_findings, names_surveyed
from teikit.validate.loaded import Loaded
from teikit.validate.model_instructions import Named, rules_named_by
from teikit.validate.selection import OF_CONSTRAINTS, Selection
from teikit.validate.standard import Examined, Standard
from teikit.xml.inventory import Inventory, take_inventory
from teikit.xml.parse import Document
from teikit.xml.wording import Wording

_TEI: Final = clark(TEI, "")
_LINKS: Final = "LNK"


@dataclass
class Beyond:
    """The rest of the examination of a document; `found` is what is wrong with its grammar.

    `met` are the wordings of its tags, if they have been found on the way.
    """

    loaded: Loaded
    standard: Standard
    selection: Selection
    document: Document
    found: list[Diagnostic]
    met: Sequence[Wording] | None = None

    def of(self, path: Path) -> Examined:
        """Return everything that is found."""
        notes = self._constraints()
        facts = None
        if self.document.tree.getroot().tag.startswith(_TEI):
            facts = self._links(path)
            self._checks()
        rests_on = self._rests_on()
        return Examined(
            self._told(),
            notes,
            facts=None if facts is None else facts.to_plain(),
            rests_on=rests_on,
            anywhere=rests_on is not None and not self._place_matters(facts),
        )

    def _constraints(self) -> tuple[Diagnostic, ...]:
        if not self.selection.wants(OF_CONSTRAINTS):
            return ()
        constraints = self.loaded.constraints
        self.found += constraints.check(
            self.document, self._inventory, self._named, self._consulted
        )
        return constraints.diagnostics_for(self.document, self._named)

    def _links(self, path: Path) -> Facts | None:
        if not self.selection.wants(_LINKS):
            return None
        root, known = self.standard.root, self._inventory
        facts = facts_of(self.document, self.loaded.pointers, path, root, known)
        self.found += local_findings(self.document, facts, self.found)
        return facts

    def _checks(self) -> None:
        if not checks_wanted(self.selection):
            return
        applied = self.selection.wants(OF_CONSTRAINTS) and self.loaded.constraints.rules is not None
        settings = replace(self.standard.settings, tei_constraints=applied)
        self.found += check_document(self.document, self.selection, settings, self._inventory)

    @cached_property
    def _consulted(self) -> Consulted:
        """The other files that rules read, once they have been applied."""
        return Consulted()

    @cached_property
    def _named(self) -> Sequence[Named]:
        """The rules that the document names."""
        return rules_named_by(self.document.source, self.document.root)

    @cached_property
    def _inventory(self) -> Inventory:
        """What one walk over the tree finds for all."""
        wanted: set[str] = set()
        if self.selection.wants(_LINKS):
            wanted |= names_surveyed(self.loaded.pointers)
        if checks_wanted(self.selection):
            wanted |= ATTRIBUTES
        return take_inventory(self.document.tree, wanted, self.met)

    def _told(self) -> tuple[Diagnostic, ...]:
        """Return what is reported of all that was found, in the order of the document."""
        excuses = excuses_in(self.document)
        kept, used = excuses.applied(self.found)
        kept += excuses.diagnostics
        kept += excuses.unused({*used, *_about_links(excuses)}, self.selection)
        kept = self.selection.applied(kept)
        if len({one.span.source for one in kept}) == 1:
            kept.sort(key=place_of)
        return tuple(kept)

    def _place_matters(self, facts: Facts | None) -> bool:
        """Return whether something else may be found in a copy of the file at another place."""
        return (
            XINCLUDE_MARK in self.document.source.data
            or self._consulted.place_matters
            or any(one.is_relative for one in self._named)
            or (facts is not None and facts.place_matters)
        )

    def _rests_on(self) -> dict[str, str] | None:
        """Return the digests of the other files that are read for the sake of the document."""
        if any(one.is_missing for one in self._named) or not self._consulted.is_complete:
            return None  # it may be there next time
        source = self.document.source
        if XINCLUDE_MARK not in source.data:
            return self._consulted.files
        included = {span.source for span in self.document.spans} - {source.name}
        paths = [Path(name) for name in included]
        return self._consulted.files | {str(path.resolve()): digest(path) for path in paths}


def _about_links(excuses: Excuses) -> Iterator[int]:
    """Yield the excuses that may be needed for links to other files, of which nothing is known."""
    for number, excuse in enumerate(excuses.excuses):
        if any(code.startswith(_LINKS) or _LINKS.startswith(code) for code in excuse.codes):
            yield number
