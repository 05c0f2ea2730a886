"""RELAX NG in compact syntax -> full syntax (OASIS RELAX NG Compact Syntax)."""

from typing import Final

from teikit.diagnostics import Outcome
from teikit.names import XML, XMLNS
from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import Lead, annotate, is_documentation
from teikit.relaxng.compact.cursor import Cursor, is_identifier
from teikit.relaxng.compact.lex import Kind, Token
from teikit.relaxng.compact.parse import components, pattern
from teikit.relaxng.compact.text import CompactSyntaxError, compact_text
from teikit.relaxng.uri import is_datatype_library
from teikit.source import SourceFile

_COMPONENTS: Final = frozenset({"start", "div", "include"})
_ASSIGNMENTS: Final = frozenset({"=", "|=", "&="})


def read_compact(source: SourceFile, uri: str = "") -> Outcome[s.Pattern]:
    """Return the schema of a `.rnc` file in full syntax; None and why at the first mistake.

    `uri` is what relative references in the file start from.
    """
    try:
        cursor = Cursor(compact_text(source), uri)
        return Outcome(_schema(cursor))
    except CompactSyntaxError as error:
        return Outcome(None, (error.diagnostic,))


def _schema(cursor: Cursor) -> s.Pattern:
    declared = _declarations(cursor)
    begin = cursor.token
    if begin.kind is Kind.END:
        raise cursor.unexpected("a pattern or a definition", ("start", "element", "grammar"))
    if not _is_grammar(cursor):
        found = pattern(cursor)
        if cursor.token.kind is not Kind.END:
            raise cursor.unexpected("the end of the file", ("|", ",", "&"))
        if not all(map(is_documentation, found.annotations.following)):
            message = "Nothing can follow the pattern that is the whole schema."
            raise cursor.fail("RNG330", message, cursor.token)
        return found
    content, inside = components(cursor, included=False)
    if cursor.token.kind is not Kind.END:
        raise cursor.unexpected("a definition or the end of the file", ("start", "div", "include"))
    grammar = s.Grammar(content, namespaces=declared, span=cursor.start(begin))
    return annotate(grammar, Lead(begin), inside)


def _is_grammar(cursor: Cursor) -> bool:
    """Return whether definitions come next, and not a pattern."""
    count = _after_lead(cursor)
    token, after = cursor.ahead(count), cursor.ahead(count + 1)
    if token.kind is Kind.NAME and token.text in _COMPONENTS:
        return True
    if token.kind is Kind.NAME and token.text in {"namespace", "default", "datatypes"}:
        return True
    bracket = after.kind is Kind.SYMBOL and after.text == "["
    if token.kind is Kind.PREFIXED_NAME:
        return bracket
    if token.kind is Kind.QUOTED_NAME or is_identifier(token):
        return bracket or (after.kind is Kind.SYMBOL and after.text in _ASSIGNMENTS)
    return False


def _after_lead(cursor: Cursor) -> int:
    """Return how many tokens the annotations have that come next."""
    count = 0
    while cursor.ahead(count).kind is Kind.DOCUMENTATION:
        count += 1
    depth = 0
    while True:
        token = cursor.ahead(count)
        if token.kind is Kind.SYMBOL and token.text in {"[", "]"}:
            depth += 1 if token.text == "[" else -1
        elif depth == 0:
            return count
        count += 1
        if depth <= 0 or token.kind is Kind.END:
            return count


# ---------------------------------------------------------------- declarations


def _declarations(cursor: Cursor) -> tuple[tuple[str, str], ...]:
    """Take what stands at the top of a schema; return its prefixes and namespaces."""
    written: set[tuple[str, str]] = set()
    while cursor.at_word("namespace", "default", "datatypes"):
        word = cursor.take()
        if word.text == "datatypes":
            _datatypes(cursor, written)
        elif word.text == "namespace":
            _namespace(cursor, written)
        else:
            _default(cursor, word, written)
    declared = tuple(
        (prefix, uri)
        for prefix, uri in cursor.namespaces.items()
        if uri is not None and ("namespace", prefix) in written
    )
    cursor.bindings = (*cursor.bindings, *declared)
    if cursor.default is not None and ("default", "") in written:
        declared = (("", cursor.default), *declared)
    return declared


def _datatypes(cursor: Cursor, written: set[tuple[str, str]]) -> None:
    token = cursor.token
    prefix = cursor.any_name("a prefix")
    _once(cursor, token, ("datatypes", prefix), written)
    cursor.expect("=")
    place = cursor.token
    uri = cursor.literal("the URI of a datatype library in quotation marks")
    if not is_datatype_library(uri):
        message = f"“{uri}” is not the absolute URI of a datatype library."
        raise cursor.fail("RNG106", message, place)
    cursor.datatypes[prefix] = uri


def _namespace(cursor: Cursor, written: set[tuple[str, str]]) -> str | None:
    token = cursor.token
    prefix = cursor.any_name("a prefix")
    _once(cursor, token, ("namespace", prefix), written)
    cursor.expect("=")
    place = cursor.token
    uri = _namespace_uri(cursor)
    if prefix == "xmlns" or uri == XMLNS:
        raise cursor.fail("RNG321", "Namespace declarations have no namespace to declare.", token)
    if (prefix == "xml") != (uri == XML):
        message = f"The prefix “xml” and the namespace “{XML}” belong to each other alone."
        raise cursor.fail("RNG321", message, place)
    cursor.namespaces[prefix] = uri
    return uri


def _default(cursor: Cursor, word: Token, written: set[tuple[str, str]]) -> None:
    if not cursor.at_word("namespace"):
        raise cursor.unexpected("“namespace”", ("namespace",))
    cursor.take()
    _once(cursor, word, ("default", ""), written)
    if cursor.at("="):
        cursor.take()
        cursor.default = _namespace_uri(cursor)
    else:
        cursor.default = _namespace(cursor, written)


def _namespace_uri(cursor: Cursor) -> str | None:
    if cursor.at_word("inherit"):
        cursor.take()
        return None
    return cursor.literal("the URI of a namespace in quotation marks")


def _once(
    cursor: Cursor, token: Token, key: tuple[str, str], written: set[tuple[str, str]]
) -> None:
    if key in written:
        what = f"The prefix “{key[1]}”" if key[1] else "The default namespace"
        raise cursor.fail("RNG321", f"{what} is declared twice.", token)
    written.add(key)
