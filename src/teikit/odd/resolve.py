"""Sources: what the `@source` of a customization or a reference offers to build on."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from teikit.diagnostics import has_errors
from teikit.odd import mistakes
from teikit.odd.constraints import schema_constraints
from teikit.odd.customization import Reference
from teikit.odd.model import Origin, Vocabulary
from teikit.odd.read import OddFile, is_library, read_library
from teikit.odd.releases import CURRENT, HOUSE, at_hand, bundled, house_odd, release_named
from teikit.odd.select import Offer, offer_of
from teikit.odd.workspace import Workspace, beside, bundled_declarations, is_there
from teikit.source import OutsideError, SourceFile

Compile = Callable[[OddFile, Workspace], Vocabulary | None]


def offer_from(
    source: str | None, base: SourceFile, origin: Origin, workspace: Workspace, compiler: Compile
) -> Offer | None:
    """Return what a source offers; None where it cannot be used.

    No source means the bundled TEI; `compiler` resolves other ODDs.
    """
    if not source or not source.strip():
        return Offer(bundled_declarations())
    release = release_named(source)
    if release is not None:
        return _release(release, origin, workspace, compiler)
    path = house_odd() if source.strip() == HOUSE else beside(base, source)
    if path is None or not is_there(path):
        return _missing(source, path, origin, workspace)
    return _file(path, source, origin, workspace, compiler)


def offers_for(
    references: Iterable[Reference],
    workspace: Workspace,
    compiler: Compile,
    known: dict[str | None, Offer | None],
) -> Iterator[tuple[Reference, Offer]]:
    """Yield each reference with what its source offers, without those whose source is unusable.

    `known` holds sources that are resolved already.
    """
    for reference in references:
        if reference.source not in known:
            known[reference.source] = offer_from(
                reference.source, reference.base, reference.origin, workspace, compiler
            )
        offer = known[reference.source]
        if offer is not None:
            yield reference, offer


def _release(version: str, origin: Origin, workspace: Workspace, compiler: Compile) -> Offer | None:
    path = at_hand(version)
    if path is None:
        workspace.report([mistakes.release_not_at_hand(origin, version)])
        return Offer(bundled_declarations())
    if path == bundled():
        return Offer(bundled_declarations())
    return _file(path, f"tei:{version}", origin, workspace, compiler)


def _missing(source: str, path: Path | None, origin: Origin, workspace: Workspace) -> Offer | None:
    if source.strip().endswith("p5subset.xml"):
        # The TEI under an address that only its author's machine knew.
        workspace.report([mistakes.release_not_at_hand(origin, CURRENT)])
        return Offer(bundled_declarations())
    if path is None:
        workspace.report([mistakes.source_not_fetched(origin, source)])
    else:
        workspace.report([mistakes.source_missing(origin, source)])
    return None


def _file(
    path: Path, source: str, origin: Origin, workspace: Workspace, compiler: Compile
) -> Offer | None:
    name = str(path.resolve())
    if name in workspace.chain:
        names = [Path(one).name for one in (*workspace.chain, name)]
        workspace.report([mistakes.source_loops(origin, names)])
        return None
    try:
        outcome = workspace.open(path, source if source.startswith("tei:") else "")
    except OutsideError:
        workspace.report([mistakes.outside(origin, source)])
        return None
    except OSError:
        workspace.report([mistakes.source_missing(origin, source)])
        return None
    if outcome.value is None or has_errors(outcome.diagnostics):
        workspace.report([mistakes.source_unusable(origin, source, outcome.diagnostics)])
        return None
    if is_library(outcome.value):
        library = outcome.value
        return Offer(read_library(library), constraints=schema_constraints(library))
    vocabulary = compiler(outcome.value, workspace)
    return None if vocabulary is None else offer_of(vocabulary)
