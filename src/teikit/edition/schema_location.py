"""`xsi:schemaLocation` in a document: never followed, but told where the schema is at hand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.source import Span, position_after
from teikit.validate.model_instructions import schema_named

_START_TAG: Final = re.compile(r"<[^?!\s][^>]*")
_ATTRIBUTE: Final = re.compile(
    r"""\s([\w.-]+:(?:s|noNamespaceS)chemaLocation)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)


def not_followed(document: Path, head: bytes, root: Path) -> Iterator[Diagnostic]:
    """Yield a remark where the beginning of a document names an XSD that is at hand."""
    text = head.decode("utf-8", errors="replace")
    start = _START_TAG.search(text)
    for found in _ATTRIBUTE.finditer(text, start.start(), start.end()) if start else ():
        for href in _hrefs(found[1], found[2] or found[3] or ""):
            if href.lower().endswith(".xsd") and isinstance(
                schema_named(href, document, root), Path
            ):
                place = position_after(text[: found.start(1)].lstrip("\ufeff"))
                yield _remark(href, found[1], Span(str(document), place))


def _hrefs(name: str, value: str) -> list[str]:
    """Return the files that the value names; with `schemaLocation`, each follows a namespace."""
    words = value.split()
    return words if name.endswith("noNamespaceSchemaLocation") else words[1::2]


def _remark(href: str, attribute: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "EDN011",
        f"The schema “{href}” is not used: teikit does not follow @{attribute}.",
        place,
        Severity.INFO,
        hints=("Name it with --schema, or in the table [schemas] of teikit.toml.",),
    )
