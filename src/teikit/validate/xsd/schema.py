"""The schema of an XSD file: loaded, and documents held against it."""

from copy import deepcopy
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic, SchemaError, has_errors
from teikit.records import dataclass
from teikit.source import SourceFile, as_source
from teikit.validate.grammar.load import read_schema
from teikit.validate.xsd.build import build
from teikit.validate.xsd.files import gather
from teikit.validate.xsd.run import Mistake, run
from teikit.validate.xsd.words import Words
from teikit.xml.parse import Document, parse_document

_LAST: Final = "XSD150"
_UNSEEN: Final = etree.Comment, etree.ProcessingInstruction


@dataclass(frozen=True, slots=True)
class XsdSchema:
    """The schema of an `.xsd` file; `diagnostics` are the warnings from reading it."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]
    words: Words = field(repr=False)

    def validate(
        self, path: str | Path | SourceFile, *, ids: bool, root: Path | None
    ) -> list[Diagnostic]:
        """Return what is wrong with a document, in its order.

        With `ids=False` identifiers and references to them are not checked. What
        `xsi:schemaLocation` says in the document is never followed. Raises `OSError` where the
        file cannot be read.
        """
        parsed = parse_document(as_source(path), root=root)
        if parsed.value is None:
            return list(parsed.diagnostics)
        return [*parsed.diagnostics, *self.check(parsed.value, ids=ids)]

    def check(self, document: Document, *, ids: bool = True) -> list[Diagnostic]:
        """Return what is wrong with a document that has been parsed."""
        bare = _without_comments(document)
        found = run(self.words.schema, bare.tree, ids=ids)
        if not found:
            return []
        told = [self.words.diagnostic(bare, mistake) for mistake in _once(found)]
        order = {one.span: number for number, one in enumerate(told)}
        return sorted(told, key=lambda one: (one.code == _LAST, one.span.start, order[one.span]))


def _without_comments(document: Document) -> Document:
    """Return a document without comments and processing instructions, which an XSD does not see.

    The library would take them for elements, and read a text only up to the first of them.
    """
    if next(document.tree.iter(*_UNSEEN), None) is None:
        return document
    tree = deepcopy(document.tree)
    etree.strip_tags(tree, *_UNSEEN)
    return replace(document, tree=tree)


def _once(mistakes: list[Mistake]) -> list[Mistake]:
    """Return mistakes without those that say more about a value that is wrong anyway."""
    first = {mistake.subject: mistake for mistake in reversed(mistakes)}
    return list(reversed(first.values()))


def load_xsd(path: str | Path) -> XsdSchema:
    """Return the schema in an `.xsd` file; raises `SchemaError` where it cannot be used.

    Other files that it imports or includes are read from its own folder, and nothing else is.
    """
    path = Path(path)
    files = gather(read_schema(path), path.resolve().parent)
    if has_errors(files.diagnostics):
        raise SchemaError(files.diagnostics)
    schema, mistakes = build(files)
    if schema is None:
        raise SchemaError((*files.diagnostics, *mistakes))
    return XsdSchema(path, tuple(files.diagnostics), Words(schema))
