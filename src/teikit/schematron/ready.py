"""A schema from its file to a program: the recipe."""

from itertools import chain
from pathlib import Path

from teikit.diagnostics import Outcome
from teikit.schematron.check import CompiledSchematron
from teikit.schematron.reading.plan import by_phase
from teikit.schematron.reading.whole import planned
from teikit.schematron.xslt.compile import compile_plan
from teikit.source import DISK, SourceFile, SourceStore
from teikit.xml.parse import Document, parse_document


def load(  # noqa: PLR0913 - each says one thing about the schema
    source: SourceFile,
    *,
    phase: str | None = None,
    root: Path | None = None,
    trusted: bool = False,
    store: SourceStore = DISK,
    apart: bool = False,
) -> Outcome[CompiledSchematron]:
    """Return a schema ready to check documents, from a `.sch` file or the rules in a RELAX NG one.

    `phase` is the identifier of a phase, `#ALL`, `#ANY` or `#DEFAULT` (None: the schema's default).
    Files the schema or its rules name are read from inside `root` only (None: refused). A schema
    that is not `trusted` can do nothing else outside the documents it gets. What is wrong with
    single rules is said, and they are left out; the value is None where nothing can be checked.
    Included files are read from `store`. A schema that runs `apart` does so in another process,
    which is stopped where it takes too long.
    """
    parsed = parse_document(source, root=root)
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    outcome = load_document(
        parsed.value, phase=phase, root=root, trusted=trusted, store=store, apart=apart
    )
    return Outcome(outcome.value, (*parsed.diagnostics, *outcome.diagnostics))


def load_document(  # noqa: PLR0913 - as above
    document: Document,
    *,
    phase: str | None = None,
    root: Path | None = None,
    trusted: bool = False,
    store: SourceStore = DISK,
    apart: bool = False,
) -> Outcome[CompiledSchematron]:
    """Return a schema ready to check documents, from its tree, which is used up."""
    ready = planned(document, phase, root, store)
    if ready.value is None:
        return Outcome(None, ready.diagnostics)
    whole = ready.value
    plans = {"": whole.plan, **by_phase(whole.plan)}
    made = {
        name: compile_plan(one, whole.prefixes, trusted=trusted, apart=apart)
        for name, one in plans.items()
    }
    said = (ready.diagnostics, *(one.diagnostics for one in made.values()))
    found = tuple(dict.fromkeys(chain.from_iterable(said)))
    compiled = {
        name: CompiledSchematron(plans[name], one.value, root)
        for name, one in made.items()
        if one.value is not None
    }
    if len(compiled) < len(plans):
        return Outcome(None, found)
    first = compiled.pop("")
    first.by_phase = compiled
    return Outcome(first, found)
