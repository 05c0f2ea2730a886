"""From the files of an XSD to a schema that runs, or to what is wrong with it."""

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit
from urllib.request import FileHandler, OpenerDirector, url2pathname

import xmlschema
from elementpath import ElementPathError
from xmlschema import XMLSchemaException, limits
from xmlschema.validators import XMLSchemaValidatorError

from teikit.diagnostics import Diagnostic
from teikit.source import Span
from teikit.validate.xsd.files import SchemaFiles
from teikit.xml.parse import elements

Built: TypeAlias = xmlschema.XMLSchema10 | xmlschema.XMLSchema11

_VERSIONING: Final = "{http://www.w3.org/2007/XMLSchema-versioning}minVersion"
_MOST_ELEMENTS: Final = 10**8  # the bounds of a document are those of reading it

# What xmlschema ends with at schemas, rarely at documents, that it is not prepared for.
FAILURES: Final = (
    XMLSchemaException,
    ElementPathError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)

limits.MAX_XML_ELEMENTS = _MOST_ELEMENTS


def build(files: SchemaFiles) -> tuple[Built | None, list[Diagnostic]]:
    """Return the schema that files make, or None and what is wrong with them."""
    root = files.documents[files.first].tree.getroot()
    kind = xmlschema.XMLSchema11 if root.get(_VERSIONING) == "1.1" else xmlschema.XMLSchema10
    try:
        with warnings.catch_warnings():
            # What a schema refers to has been looked for already.
            warnings.simplefilter("ignore")
            schema = kind(
                str(files.first),
                validation="lax",
                defuse="always",
                allow="local",
                uri_mapper=lambda uri: files.replaced.get(uri, uri),
                opener=_files_only(),
            )
        mistakes = list(_mistakes(_errors(schema), files))
    except FAILURES as error:
        return None, [_described(error, files)]
    except RecursionError:
        message = "The definitions of this schema are nested too deeply, or within each other."
        return None, [Diagnostic("XSD202", message, _start(files))]
    return (None, mistakes) if mistakes else (schema, [])


def _files_only() -> OpenerDirector:
    """Return an opener that knows no network."""
    opener = OpenerDirector()
    opener.add_handler(FileHandler())
    return opener


def _errors(schema: Built) -> Iterator[XMLSchemaValidatorError]:
    for each in schema.maps.schemas:
        if each.meta_schema is not None:
            yield from each.all_errors


def _mistakes(
    errors: Iterable[XMLSchemaValidatorError], files: SchemaFiles
) -> Iterator[Diagnostic]:
    told: dict[Span, Diagnostic] = {}
    for error in errors:
        diagnostic = _described(error, files)
        told.setdefault(diagnostic.span, diagnostic)
    yield from (told[span] for span in sorted(told, key=lambda span: (span.source, span.start)))


def _described(error: Exception, files: SchemaFiles) -> Diagnostic:
    reason = getattr(error, "reason", None) or getattr(error, "message", None) or str(error)
    return Diagnostic(
        "XSD202",
        f"The schema has a mistake: {_sentence(reason)}",
        _place(error, files) or _start(files),
        hints=("Whoever maintains the schema has to correct it; your documents are not at fault.",),
    )


def _sentence(reason: str) -> str:
    """Return the first line of a reason, without what only means something to programmers."""
    lines = reason.strip().splitlines() or ["it cannot be used"]
    first = lines[0]
    first = re.sub(r"\{[^{}\s]*\}", "", first)
    first = re.sub(r"\bXsd\w+\((?:name=)?('[^']*')[^)]*\)", r"\1", first)
    first = re.sub(r"'([^']*)'", r"“\1”", first)
    return f"{first.rstrip('.: ')}."


def _start(files: SchemaFiles) -> Span:
    return files.documents[files.first].source.start()


def _place(error: Exception, files: SchemaFiles) -> Span | None:
    """Return where in the schema's files an error is, if its element tells."""
    element = getattr(error, "elem", None)
    source = getattr(error, "source", None)
    if element is None or source is None:
        return None
    document = files.documents.get(_path(source.url or ""))
    if document is None:
        return None
    # Comments and the like are in neither of the two counts.
    theirs = (one for one in source.root.iter() if isinstance(one.tag, str))
    for number, one in enumerate(theirs):
        if one is element:
            ours = list(elements(document.tree.getroot()))
            return document.span(ours[number]) if number < len(ours) else None
    return None


def _path(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path)).resolve()
