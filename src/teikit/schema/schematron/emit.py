"""A vocabulary's constraints as one ISO Schematron schema (ISO/IEC 19757-3:2016)."""

from typing import TYPE_CHECKING

from lxml import etree

from teikit.diagnostics import Outcome
from teikit.odd.model import Vocabulary
from teikit.schema.schematron.building import Building
from teikit.schema.schematron.deprecated import deprecations
from teikit.schema.schematron.fragment import SCH
from teikit.schematron.names import CONSTRAINT
from teikit.source import SourceFile
from teikit.xml.parse import Document, elements

# It brings in all that makes grammars.
if TYPE_CHECKING:
    from teikit.schema.published import Published


def emit(schema: "Published") -> Outcome[str]:
    """Return the Schematron schema, each constraint of the ODD a pattern of its own."""
    return schematron(schema.vocabulary)


def schematron(vocabulary: Vocabulary) -> Outcome[str]:
    """Return the Schematron schema of a vocabulary.

    What cannot be part of it is said: constraints in other languages, prefixes nobody declares.
    """
    building = _built(vocabulary)
    return Outcome(building.text(), tuple(building.found))


def located(vocabulary: Vocabulary) -> Outcome[Document]:
    """Return the Schematron schema of a vocabulary as a tree whose places are those in the ODD.

    Rules have the line they are written in; what is made by teikit, the place of its constraint.
    """
    building = _built(vocabulary)
    root = building.tree()
    for pattern in root.iterchildren(SCH + "pattern"):
        pattern.set(CONSTRAINT, building.called(pattern))
    spans = [building.span(element) for element in elements(root)]
    source = SourceFile(spans[0].source, b"")
    document = Document(source, etree.ElementTree(root), spans)
    return Outcome(document, tuple(building.found))


def _built(vocabulary: Vocabulary) -> Building:
    building = Building(vocabulary)
    for placed in building.contexts.placed:
        building.add(placed)
    for pattern, place in deprecations(vocabulary, building.contexts):
        building.add_pattern(pattern, place)
    return building
