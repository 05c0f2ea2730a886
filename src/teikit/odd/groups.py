"""Specification groups: every `specGrpRef` replaced by what the group holds."""

from collections.abc import Iterable, Iterator

from lxml import etree

from teikit.odd import mistakes
from teikit.odd.customization import GroupReference, Step
from teikit.odd.read import OddFile, find_group, group_idents, read_group
from teikit.odd.workspace import Workspace, beside
from teikit.source import OutsideError


def expand_groups(
    steps: Iterable[Step],
    odd: OddFile,
    source: str | None,
    workspace: Workspace,
    inside: tuple[etree._Element, ...] = (),
) -> Iterator[Step]:
    """Yield the steps with the groups they refer to in place; `inside` are those being read."""
    for step in steps:
        if isinstance(step, GroupReference):
            yield from _expanded(step, odd, source, workspace, inside)
        else:
            yield step


def _expanded(
    reference: GroupReference,
    odd: OddFile,
    source: str | None,
    workspace: Workspace,
    inside: tuple[etree._Element, ...],
) -> Iterator[Step]:
    file, _, fragment = reference.target.strip().partition("#")
    home = _file_of(file, reference, odd, workspace)
    if home is None:
        return
    group = find_group(home, _ident_in(fragment))
    if group is None:
        workspace.report(
            [mistakes.group_missing(reference.origin, reference.target, group_idents(home))]
        )
    elif group in inside:
        workspace.report([mistakes.group_loops(reference.origin, reference.target)])
    elif home.reading.span(group) not in workspace.groups:
        # Including a group again would only declare the same again.
        workspace.groups.add(home.reading.span(group))
        steps = read_group(home, group, source)
        yield from expand_groups(steps, home, source, workspace, (*inside, group))


def _ident_in(fragment: str) -> str:
    # xpointer(id('x')) and xpath(//specGrp[@xml:id='x']) name the identifier in quotes.
    if "(" not in fragment:
        return fragment
    for quote in "'\"":
        if fragment.count(quote) >= 2:
            return fragment.split(quote)[1]
    return fragment


def _file_of(
    file: str, reference: GroupReference, odd: OddFile, workspace: Workspace
) -> OddFile | None:
    if not file:
        return odd
    path = beside(reference.base, file)
    if path is None:
        workspace.report([mistakes.source_not_fetched(reference.origin, file)])
        return None
    try:
        outcome = workspace.open(path)
    except OutsideError:
        workspace.report([mistakes.outside(reference.origin, reference.target)])
        return None
    except OSError:
        workspace.report([mistakes.group_missing(reference.origin, reference.target, ())])
        return None
    workspace.report(outcome.diagnostics)
    return outcome.value
