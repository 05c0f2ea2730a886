"""Links between the files of a run: what is known of each, and what is wrong between them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic
from teikit.validate.links.address import Base, Scope
from teikit.validate.links.facts import Facts
from teikit.validate.links.files import Files
from teikit.validate.links.prefixes import borrowed
from teikit.validate.links.store import IdStore
from teikit.validate.links.table import PointerTable, builtin_pointers
from teikit.validate.links.verdicts import Verdicts
from teikit.validate.links.walk import (
    Pointer,
    declared,
    pointers,
    relative,
    schemes,
    some_pointers,
)
from teikit.validate.links.wanted import Wanted
from teikit.xml.parse import Document

# What words mistakes is brought in only where there are some.
if TYPE_CHECKING:
    from teikit.validate.links.external import Answer, External
    from teikit.validate.links.prefixes import Definition
    from teikit.validate.links.shared import Shared, SharedIds

Locate = Callable[[str], Document | None]


class Links:
    """The links of all files of a run, kept small; `add` them all, then ask for `findings`.

    `root` is the folder that pointers may reach. In an `edition`, identifiers are compared across
    files and a prefix declared in one counts in all. `registers` are files of the edition whose
    entries should be used; name them only if all files of the edition are added. Addresses on the
    web are looked up if there is an `external`. With `compare_all_ids`, identifiers of any
    elements are compared (LNK103), not of documents and entries only.
    """

    def __init__(
        self,
        root: Path,
        *,
        edition: bool = False,
        registers: Iterable[Path] = (),
        external: "External | None" = None,
        compare_all_ids: bool = False,
    ) -> None:
        self._root = root
        self._edition = edition
        self._registers = {relative(path, root) for path in registers}
        self._external = external
        self._compare_all_ids = compare_all_ids
        self._given: list[str] = []
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._ids = IdStore()
        self._wanted = Wanted()
        self._undeclared: dict[int, frozenset[str]] = {}
        self._schemes: dict[int, frozenset[str]] = {}
        self._web: dict[int, frozenset[str]] = {}
        self._prefixes: dict[Definition, str] = {}
        self._files = Files(root)
        self._verdicts = Verdicts(self._files, self._ids, self._numbers)

    def add(self, given: str, facts: Facts) -> None:
        """Take the facts of a file, whose path is given."""
        number = len(self._given)
        self._given.append(given)
        name = relative(given, self._root)
        self._names.append(name)
        self._numbers[name] = number
        self._ids.add(facts.ids, facts.foreign)
        self._wanted.next_file()
        for target, pairs in facts.leaving.items():
            for pair, fragments in pairs.items():
                for fragment in fragments:
                    # Most of what is named is there, and need not be kept in mind.
                    if fragment or not self._files.is_there(target):
                        self._wanted.add(target, fragment, pair)
        if facts.undeclared:
            self._schemes[number] = frozenset(facts.undeclared)
            self._undeclared[number] = frozenset(
                pair for pairs in facts.undeclared.values() for pair in pairs
            )
        if facts.web and self._external is not None:
            self._web[number] = frozenset(facts.web)
        if self._edition:
            self._prefixes.update(
                (one, name) for one in facts.prefixes if one not in self._prefixes
            )

    def findings(self, locate: Locate) -> Iterator[tuple[str, Diagnostic]]:
        """Yield what is wrong, file by file in the order they were added in.

        `locate` returns a file's document once more; it is called only where something is wrong.
        """
        self._apply_prefixes(locate)
        bad = bytearray(len(self._wanted))
        for number, target, fragment, pair in self._wanted.targets():
            bad[number] = self._verdicts.problem(target, fragment, pair) is not None
        answers = self._answers(locate)
        shared = self._shared()
        for number, given in enumerate(self._given):
            pairs = self._wanted.pairs_in(number, bad) | self._undeclared.get(number, frozenset())
            if answers:
                pairs |= self._web.get(number, frozenset())
            same = shared.in_file(number) if shared else None
            if not (pairs or same or self._names[number] in self._registers):
                continue
            document = locate(given)
            if document is not None:
                found = self._in_file(document, number, some_pointers(pairs), answers, same)
                yield from ((given, one) for one in sorted(found, key=lambda one: one.span.start))

    def _in_file(
        self,
        document: Document,
        number: int,
        table: PointerTable,
        answers: "Mapping[str, Answer]",
        same: "SharedIds | None",
    ) -> Iterator[Diagnostic]:
        from teikit.validate.links.across import Across
        from teikit.validate.links.shared import shared_identifiers

        across = Across(document, self._files, self._verdicts, answers)
        yield from across.findings(self._pointers(document, number, table))
        if same is not None:
            yield from shared_identifiers(document, same, self._names.__getitem__)
        if self._names[number] in self._registers:
            yield from self._unused(document, number)

    def looked_at(self) -> Iterable[tuple[str, str]]:
        """Return the files that were looked at, with digests as `results` understands them."""
        return self._files.looked_at().items()

    def _shared(self) -> "Shared | None":
        if not self._edition:
            return None
        from teikit.validate.links.shared import Shared

        registers = {number for number, name in enumerate(self._names) if name in self._registers}
        return Shared(self._ids, registers, everything=self._compare_all_ids)

    def _apply_prefixes(self, locate: Locate) -> None:
        """Follow pointers whose prefix another file of the edition declares."""
        known = {one.ident for one in self._prefixes}
        for number, names in self._schemes.items():
            document = locate(self._given[number]) if names & known else None
            if document is None:
                continue
            table = some_pointers(self._undeclared[number])
            for one in self._pointers(document, number, table):
                address = one.address
                if address.scope is Scope.FILE:
                    self._wanted.add_later(number, address.target, address.fragment, one.pair)
            if names <= known:
                self._undeclared[number] = frozenset()

    def _pointers(self, document: Document, number: int, table: PointerTable) -> Iterator[Pointer]:
        own = self._names[number]
        # What a document declares itself comes first.
        others = [borrowed(one, file, own) for one, file in self._prefixes.items() if file != own]
        prefixes = schemes([*declared(document), *others])
        return pointers(document, table, Base(own, own), prefixes)

    def _answers(self, locate: Locate) -> "dict[str, Answer]":
        """Return what was found out about addresses on the web that do not work."""
        if self._external is None:
            return {}
        addresses: dict[str, None] = {}
        for number, pairs in self._web.items():
            document = locate(self._given[number])
            if document is not None:
                found = self._pointers(document, number, some_pointers(pairs))
                addresses.update(
                    (one.address.target, None) for one in found if one.address.scope is Scope.WEB
                )
        return self._external.look_up(addresses)

    def _unused(self, document: Document, number: int) -> Iterator[Diagnostic]:
        from teikit.validate.links.registers import unused_entries

        used = self._wanted.fragments_of(self._names[number])
        for one in self._pointers(document, number, builtin_pointers()):
            if one.address.scope is Scope.HERE:
                used.add(hash(one.address.fragment))
        return unused_entries(document, used)
