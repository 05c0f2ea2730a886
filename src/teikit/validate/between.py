"""What is wrong between files: their links, edition by edition."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teikit.diagnostics import Diagnostic
from teikit.source import DISK
from teikit.validate.excuses import told
from teikit.validate.links import Facts, Links
from teikit.validate.work import Task
from teikit.xml.parse import Document, located_later

if TYPE_CHECKING:
    from teikit.validate.links.external import External
    from teikit.validate.standard import Standard


class Between:
    """Gathers what files tell of their links; says at the end what is wrong with them.

    With an `external`, addresses on the web are looked up as well.
    """

    def __init__(self, external: "External | None") -> None:
        self._external = external
        self._links: dict[tuple[Path, bool], Links] = {}
        self._standards: dict[str, Standard] = {}

    def add(self, task: Task, facts: list[Any]) -> None:
        """Take the facts of a file, as `Facts.to_plain` writes them."""
        standard = self._standards[task.name] = task.standard
        key = standard.root, standard.edition
        if key not in self._links:
            root, edition = key
            self._links[key] = Links(
                root,
                edition=edition,
                registers=standard.registers,
                external=self._external,
                compare_all_ids=standard.selection.wants("LNK103"),
            )
        self._links[key].add(task.name, Facts.from_plain(facts))

    def findings(self) -> Iterator[tuple[str, list[Diagnostic]]]:
        """Yield what is wrong, file by file; excuses and the selection of rules are heeded."""
        document = lru_cache(maxsize=2)(self._document)
        for links in self._links.values():
            for name, found in groupby(links.findings(document), itemgetter(0)):
                diagnostics = [diagnostic for _name, diagnostic in found]
                yield name, self._told(name, diagnostics, document(name))

    def looked_at(self) -> dict[str, str]:
        """Return the digests of the files that were looked at, as `results` understands them."""
        return {name: known for links in self._links.values() for name, known in links.looked_at()}

    def _document(self, name: str) -> Document | None:
        try:
            return located_later(DISK.read(Path(name)), root=self._standards[name].root)
        except OSError:
            return None

    def _told(
        self, name: str, found: list[Diagnostic], document: Document | None
    ) -> list[Diagnostic]:
        selection = self._standards[name].selection_for(Path(name))
        return selection.applied(found) if document is None else told(found, document, selection)
