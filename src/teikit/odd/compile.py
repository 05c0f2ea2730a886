"""The ODD compiler: from an ODD file to the vocabulary it defines."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from teikit.diagnostics import Outcome
from teikit.odd import mistakes
from teikit.odd.change import apply_changes
from teikit.odd.check import check
from teikit.odd.check_size import check_size
from teikit.odd.constraints import schema_constraints
from teikit.odd.customization import Reference
from teikit.odd.groups import expand_groups
from teikit.odd.merge import merge_constraints
from teikit.odd.model import AnySpec, ConstraintSpec, ExternalModule, Vocabulary
from teikit.odd.prune import prune
from teikit.odd.read import (
    OddFile,
    find_schema_spec,
    is_library,
    open_odd,
    read_customization,
    read_library,
    read_settings,
)
from teikit.odd.removed import RemovedAttributes
from teikit.odd.resolve import offer_from, offers_for
from teikit.odd.select import Offer, Selection, note_absent, select
from teikit.odd.workspace import Workspace
from teikit.source import DISK, SourceFile, SourceStore


def compile_odd(
    source: SourceFile | Path, *, ident: str | None = None, store: SourceStore = DISK
) -> Outcome[Vocabulary]:
    """Return the vocabulary that an ODD defines, and everything that is wrong with the ODD.

    `ident` names the `schemaSpec` that is meant where there are several. The value is None where
    there is nothing to make a vocabulary of. TEI Guidelines, chapters 22 and 23.5.
    """
    file = store.read(source) if isinstance(source, Path) else source
    opened = open_odd(file)
    workspace = Workspace(store)
    workspace.report(opened.diagnostics)
    if opened.value is None:
        return Outcome(None, tuple(workspace.found))
    try:
        vocabulary = _compiled(opened.value, workspace, ident)
    except RecursionError:
        workspace.report([mistakes.too_deep(file.start())])
        vocabulary = None
    for read in (opened.value, *workspace.opened()):
        workspace.report(read.reading.found)
    return Outcome(vocabulary, tuple(workspace.found))


def _compiled(odd: OddFile, workspace: Workspace, ident: str | None = None) -> Vocabulary | None:
    """Read, resolve, merge, prune and check one ODD of a chain."""
    name = str(odd.file.path.resolve()) if odd.file.path else odd.file.name
    workspace.chain.append(name)
    vocabulary = _resolved(odd, workspace, ident)
    workspace.chain.pop()
    if vocabulary is None:
        return None
    workspace.report(check(vocabulary))
    too_large = tuple(check_size(vocabulary))
    workspace.report(too_large)
    return None if too_large else prune(vocabulary)


def _resolved(odd: OddFile, workspace: Workspace, ident: str | None) -> Vocabulary | None:
    found = find_schema_spec(odd, ident)
    workspace.report(found.diagnostics)
    if found.value is None:
        return None
    settings = replace(read_settings(odd, found.value), document=odd.root)
    if is_library(odd):
        declared = read_library(odd)
        return Vocabulary(settings, declared, declared, constraints=schema_constraints(odd))

    customization = read_customization(odd, found.value)
    source, origin = customization.source, settings.origin
    steps = list(expand_groups(customization.steps, odd, source, workspace))
    references = [step for step in steps if isinstance(step, Reference)]
    offer = offer_from(source, odd.file, origin, workspace, _compiled)
    if offer is None:
        return None
    offers: dict[str | None, Offer | None] = {source: offer}
    selection: Selection = select(offers_for(references, workspace, _compiled, offers), workspace)
    specs = [step for step in steps if isinstance(step, get_args(AnySpec))]
    apply_changes(specs, selection, offer.declarations, workspace)
    note_absent(selection, offer, origin)
    return Vocabulary(
        settings,
        selection.declared,
        offer.declarations,
        external=(*offer.external, *(one for one in steps if isinstance(one, ExternalModule))),
        constraints=merge_constraints(
            offer.constraints, tuple(step for step in steps if isinstance(step, ConstraintSpec))
        ),
        removed_elements=selection.removed_elements,
        removed_classes=selection.removed_classes,
        removed_attributes=RemovedAttributes(
            selection.declared,
            offer.declarations,
            selection.removed_classes,
            offer.removed_attributes,
        ),
    )
