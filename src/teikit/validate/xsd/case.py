"""What the words for a mistake in a document are made from, and what comes of it."""

import re
from typing import Final

from lxml import etree

from teikit.diagnostics import Related
from teikit.records import dataclass
from teikit.source import Span
from teikit.validate.xsd.knowledge import Knowledge, Names
from teikit.validate.xsd.run import Mistake
from teikit.xml.parse import Document

IN_QUOTES: Final = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Said:
    """What a diagnostic is made of, before it has its place in full."""

    code: str
    message: str
    span: Span
    expected: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A mistake together with all that helps to explain it."""

    document: Document
    mistake: Mistake
    knowledge: Knowledge
    names: Names

    @property
    def element(self) -> etree._Element:
        """The element that the mistake is in."""
        return self.mistake.element

    @property
    def tag(self) -> str:
        """The element for a message."""
        return self.names.tag(str(self.element.tag))

    @property
    def reason(self) -> str:
        """What xmlschema says about the mistake."""
        error = self.mistake.error
        return (error.reason or "") if error is not None else ""

    def span(self, attribute: str | None = None) -> Span:
        """Return the place of the element, or of one of its attributes."""
        if attribute is None or attribute not in self.element.attrib:
            return self.document.span(self.element)
        return self.document.attribute_span(self.element, attribute)


def other(case: Case) -> Said:
    """Return words for what has no better ones."""
    reason = " ".join(re.sub(r"\{[^{}\s]*\}", "", case.reason).split()) or "no reason is given"
    message = f"{case.tag} is not as the schema wants it: {reason.rstrip('.')}."
    return Said("XSD199", message, case.span(case.mistake.attribute))
