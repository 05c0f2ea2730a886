"""The validation of files as a whole: what is known, what is new, and what lies between files."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.validate.kept import Kept
from teikit.validate.standard import Examined
from teikit.validate.work import Task, Workers, examined

if TYPE_CHECKING:
    from teikit.validate.links.external import External


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a file, or why there was no schema to look with.

    `notes` are about a schema that was used all the same. What lies between files comes at the
    end, in results of their own.
    """

    name: str
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...] = ()
    unusable: tuple[Diagnostic, ...] = ()
    unreadable: bool = False


def validated(
    tasks: Sequence[Task],
    kept: Kept,
    workers: Workers | None = None,
    *,
    external: "External | None" = None,
) -> Iterator[Result]:
    """Yield the results of tasks in their order, then what is wrong between the files.

    Addresses on the web are looked up if there is an `external`.
    """
    between = None
    pending = ((task, kept.find(task)) for task in tasks)
    for task, found in examined(pending, len(tasks), workers):
        kept.note(task, found)
        kept.look_at(found.rests_on)
        yield _result(task, found)
        if found.facts is not None:
            if between is None:
                from teikit.validate.between import Between

                between = Between(external)
            between.add(task, found.facts)
    if between is not None:
        for name, diagnostics in between.findings():
            yield Result(name, tuple(diagnostics))
        kept.look_at(between.looked_at())


def _result(task: Task, found: Examined) -> Result:
    diagnostics = found.diagnostics
    if task.diagnostics:
        diagnostics = (*task.standard.selection.applied(task.diagnostics), *diagnostics)
    return Result(task.name, diagnostics, found.notes, found.unusable, found.unreadable)
