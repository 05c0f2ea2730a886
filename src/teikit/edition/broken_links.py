"""Links of an edition that lead nowhere: a build tells of them, and publishes without them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from teikit.diagnostics import Diagnostic, Severity
from teikit.validate.links import Links, PointerTable, facts_of, local_findings
from teikit.xml.parse import Document


def broken_links(
    documents: Mapping[Path, Document], pointers: Callable[[Path], PointerTable], root: Path
) -> Iterator[tuple[Path, Diagnostic]]:
    """Yield files and a warning for each link that is broken in them, first those inside files.

    `pointers` gives the attributes that point, by the schema of each document.
    """
    links = Links(root, edition=True)
    for path, document in documents.items():
        facts = facts_of(document, pointers(path), path, root)
        for diagnostic in local_findings(document, facts):
            yield path, _as_warning(diagnostic)
        links.add(str(path), facts)
    for given, diagnostic in links.findings(lambda given: documents.get(Path(given))):
        yield Path(given), _as_warning(diagnostic)


def _as_warning(diagnostic: Diagnostic) -> Diagnostic:
    # What leads nowhere is published without a link: no reason to publish nothing at all.
    if diagnostic.severity is Severity.ERROR:
        return replace(diagnostic, severity=Severity.WARNING)
    return diagnostic
