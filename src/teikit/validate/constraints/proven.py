"""The rules of teikit's own schemas: tests have shown that SaxonC takes all of them."""

from pathlib import Path

from teikit.diagnostics import Outcome
from teikit.schematron.findings.legend import legend_of
from teikit.schematron.reading.whole import planned
from teikit.schematron.screening.rules import Rules
from teikit.schematron.screening.shipped import screening
from teikit.schematron.xslt.generate import generate
from teikit.source import SourceStore
from teikit.xml.parse import Document


def proven_rules(
    document: Document, phase: str | None, root: Path, store: SourceStore
) -> Outcome[Rules]:
    """Return the rules in the tree of a Schematron schema, which is used up.

    SaxonC is not asked: it compiles them when a document needs it.
    """
    outcome = planned(document, phase, root, store)
    if outcome.value is None or not outcome.value.plan.assertions:
        return Outcome(None, outcome.diagnostics)
    plan = outcome.value.plan
    rules = Rules(
        generate(plan, outcome.value.prefixes, ()).result(),
        legend_of(plan),
        *screening(plan),
        root,
    )
    return Outcome(rules, outcome.diagnostics)
