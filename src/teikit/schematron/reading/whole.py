"""A schema from its tree: made whole, as a model, and what of it is to run."""

from pathlib import Path

from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.schematron.names import SCH
from teikit.schematron.reading.build import Builder
from teikit.schematron.reading.compose import Composer
from teikit.schematron.reading.embedded import schema_in
from teikit.schematron.reading.marks import Marks
from teikit.schematron.reading.plan import Plan, plan
from teikit.source import SourceStore
from teikit.xml.parse import Document


@dataclass(frozen=True, slots=True)
class Planned:
    """What of a schema is to run, and the prefixes that it uses."""

    plan: Plan
    prefixes: set[str]


def planned(
    document: Document, phase: str | None, root: Path | None, store: SourceStore
) -> Outcome[Planned]:
    """Return what of a schema in a tree is to run; the tree is used up."""
    marks = Marks()
    composer = Composer(marks, root, store)
    schema = schema_in(top := marks.put(document), composer.grammars(top))
    if schema is None:
        message = "This file holds no Schematron rules."
        hint = f'A Schematron schema starts with <schema xmlns="{SCH[1:-1]}">.'
        span = document.spans[0]
        return Outcome(None, (Diagnostic("SCH201", message, span, hints=(hint,)),))
    composer.compose(schema)
    builder = Builder(marks)
    chosen = plan(builder.build(schema), phase)
    found = (*composer.found, *builder.found, *chosen.diagnostics)
    if chosen.value is None:
        return Outcome(None, found)
    return Outcome(Planned(chosen.value, marks.prefixes()), found)
