"""The validation of files as a whole: what is known, what is new, and what lies between files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic
from teikit.source import DISK
from teikit.validate.examine import Examined, Standard
from teikit.validate.excuses import excuses_in
from teikit.validate.kept import Kept
from teikit.validate.links import Facts, Links
from teikit.validate.work import Task, Workers, examined
from teikit.xml.parse import Document, located_later

if TYPE_CHECKING:
    from teikit.validate.links.external import External


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a file, or why there was no schema to look with.

    `notes` are about a schema that was used all the same. What lies between files comes at the
    end, in results of their own.
    """

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...] = ()
    unusable: tuple[Diagnostic, ...] = ()
    unreadable: bool = False


def validated(
    tasks: Sequence[Task], workers: Workers | None = None, *, external: "External | None" = None
) -> Iterator[Result]:
    """Yield the results of tasks in their order, then what is wrong between the files.

    Addresses on the web are looked up if there is an `external`.
    """
    links: dict[tuple[Path, bool], Links] = {}
    standards: dict[Path, Standard] = {}
    with Kept(len(tasks)) as kept:
        pending = ((task, kept.find(task)) for task in tasks)
        for task, found in examined(pending, len(tasks), workers):
            kept.note(task, found)
            yield _result(task, found)
            if found.facts is not None:
                standards[task.path] = task.standard
                _links(links, task.standard, external).add(task.path, Facts.from_plain(found.facts))
    for one in links.values():
        yield from _between(one, standards)


def _result(task: Task, found: Examined) -> Result:
    about_choice = task.standard.selection.applied(task.diagnostics)
    diagnostics = (*about_choice, *found.diagnostics)
    return Result(task.path, diagnostics, found.notes, found.unusable, found.unreadable)


def _links(
    known: dict[tuple[Path, bool], Links], standard: Standard, external: "External | None"
) -> Links:
    key = standard.root, standard.edition
    if key not in known:
        root, edition = key
        known[key] = Links(root, edition=edition, registers=standard.registers, external=external)
    return known[key]


def _between(links: Links, standards: dict[Path, Standard]) -> Iterator[Result]:
    @lru_cache(maxsize=2)
    def document(path: Path) -> Document | None:
        try:
            return located_later(DISK.read(path), root=standards[path].root)
        except OSError:
            return None

    for path, found in groupby(links.findings(document), itemgetter(0)):
        diagnostics = [diagnostic for _path, diagnostic in found]
        yield Result(path, tuple(_told(path, diagnostics, standards[path], document(path))))


def _told(
    path: Path, found: list[Diagnostic], standard: Standard, document: Document | None
) -> list[Diagnostic]:
    if document is not None:
        found, _ = excuses_in(document).applied(found)
    selection = standard.selection.for_file(path.absolute(), standard.root)
    return selection.applied(found)
