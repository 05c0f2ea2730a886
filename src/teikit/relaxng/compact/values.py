"""Datatypes of the compact syntax, their values and their parameters."""

from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import annotate_leaf, lead
from teikit.relaxng.compact.cursor import Cursor
from teikit.relaxng.compact.lex import Kind, Token


def type_name(cursor: Cursor, token: Token) -> tuple[str, str]:
    """Return the library and the name of the datatype that a token names."""
    if token.kind is not Kind.PREFIXED_NAME:
        return s.BUILTIN, token.text
    prefix, _, name = token.text.partition(":")
    if prefix not in cursor.datatypes:
        hint = f'Declare it at the top of the schema: datatypes {prefix} = "…".'
        message = f"The datatype prefix “{prefix}” is not declared."
        raise cursor.fail("RNG320", message, token, hint)
    return cursor.datatypes[prefix], name


def value(cursor: Cursor, library: str, type_: str, token: Token) -> s.Value:
    """Take a value of a type; `token` is the first of what says so."""
    return s.Value(
        cursor.literal("a value in quotation marks"),
        type_,
        library,
        namespace=cursor.default,
        namespaces=cursor.bindings,
        span=cursor.start(token),
    )


def params(cursor: Cursor) -> tuple[s.Param, ...]:
    """Take the parameters of a datatype in their braces."""
    bracket = cursor.take()
    found = []
    while not cursor.at("}"):
        before = lead(cursor)
        token = cursor.token
        name = cursor.any_name("the name of a parameter or “}”")
        cursor.expect("=")
        given = cursor.literal("the value of the parameter in quotation marks")
        param = s.Param(name, given, span=cursor.start(token))
        found.append(annotate_leaf(param, before) if before else param)
    cursor.expect("}", to_close=bracket)
    return tuple(found)
