"""TEI to plain text: to be read, or as it stands on the sheet."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Final

from teikit.diagnostics import Outcome
from teikit.records import dataclass
from teikit.transform.stylesheet import bundled, run_one
from teikit.xml.parse import Document
from teikit.xml.saxon import Parameter


class Variant(StrEnum):
    """Which text: expanded and corrected, or as the sheet has it."""

    READING = "reading"
    DIPLOMATIC = "diplomatic"


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How the text is set.

    `width` is the number of characters in a line, 0 for one line a paragraph; `stylesheet` is the
    user's own instead of ours; `parameters` reach the stylesheet as they are.
    """

    variant: Variant = Variant.READING
    width: int = 78
    edition_title: str = ""
    stylesheet: Path | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


READING: Final = TextOptions()


def document_text(document: Document, options: TextOptions = READING) -> Outcome[str]:
    """Return a document as plain text that ends with a line break."""
    parameters: dict[str, Parameter] = {
        "variant": str(options.variant),
        "width": options.width,
        "edition-title": options.edition_title,
        **options.parameters,
    }
    return run_one(document, options.stylesheet or bundled("text/document.xsl"), parameters)
