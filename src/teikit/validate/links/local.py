"""What is wrong with the links inside a document, looked for only where something is."""

from collections.abc import Iterable

from teikit.diagnostics import Diagnostic
from teikit.validate.links.facts import Facts
from teikit.xml.parse import Document


def local_findings(
    document: Document, facts: Facts, reported: Iterable[Diagnostic] = ()
) -> list[Diagnostic]:
    """Return what is wrong with the links inside a document, in its order.

    `reported` are the findings of its grammar and constraints: what they say of repeated
    identifiers and of spans is not said again. `facts` must have been found just now, by
    `facts_of`.
    """
    if facts.context is None:
        return []
    from teikit.validate.links.inside import findings_inside

    return findings_inside(document, facts.context, tuple(reported))
