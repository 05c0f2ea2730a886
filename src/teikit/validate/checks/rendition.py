"""Whether the values of @rend are described where a document describes some (opt-in)."""

from collections.abc import Iterator

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, XML, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered


def check_rendition(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return the values of @rend that the header does not describe, each once."""
    declared = {
        one.get(clark(XML, "id"), "")
        for tags in gathered.elements["tagsDecl"]
        for one in tags.iter(clark(TEI, "rendition"))
    }
    if not declared:
        return
    told: set[str] = set()
    for element, value in gathered.attributes["rend"]:
        for word in value.split():
            if word not in declared and word not in told:
                told.add(word)
                yield finding(
                    "RND101",
                    f"The header does not describe the rendition “{word}”.",
                    gathered.document.attribute_span(element, "rend"),
                    f'Add <rendition xml:id="{word}" scheme="css">…</rendition> to <tagsDecl>, '
                    "or correct the value.",
                )
