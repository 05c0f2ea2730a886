"""Patterns and grammars of the compact syntax: a recursive descent over its tokens.

Implements appendix A of the OASIS RELAX NG Compact Syntax; every function takes from the cursor
exactly what it returns.
"""

from collections.abc import Callable, Mapping
from typing import Final

from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import (
    Foreign,
    Lead,
    annotate,
    annotate_pattern,
    at_element,
    element,
    follow,
    following,
    has_lead,
    lead,
)
from teikit.relaxng.compact.cursor import Cursor, is_identifier
from teikit.relaxng.compact.lex import Kind, Token
from teikit.relaxng.compact.names import name_class
from teikit.relaxng.compact.text import CompactSyntaxError
from teikit.relaxng.compact.values import params, type_name, value

_OPERATORS: Final[Mapping[str, Callable[..., s.Pattern]]] = {
    ",": s.Group,
    "|": s.Choice,
    "&": s.Interleave,
}
_REPEATS: Final[Mapping[str, Callable[..., s.Pattern]]] = {
    "*": s.ZeroOrMore,
    "+": s.OneOrMore,
    "?": s.Optional,
}
_ASSIGN: Final = {"=": "", "|=": "choice", "&=": "interleave"}
_STARTS_OF_PATTERNS: Final = (
    "element", "attribute", "text", "empty", "list", "mixed", "string", "token", "parent",
    "grammar", "external", "notAllowed", "(",
)  # fmt: skip
_PARENTHESES: Final = "Show with parentheses what belongs together, such as a, (b | c)."


# ---------------------------------------------------------------- patterns


def pattern(cursor: Cursor) -> s.Pattern:
    """Take a pattern up to the end of what “,”, “|” or “&” joins."""
    start = cursor.start(cursor.token)
    first, alone = _particle(cursor)
    if not cursor.at(*_OPERATORS):
        return first
    operator = cursor.token.text
    patterns = [first]
    while cursor.at(*_OPERATORS):
        sign = cursor.take()
        if sign.text != operator:
            message = f"“{operator}” and “{sign.text}” are mixed without parentheses."
            raise cursor.fail("RNG311", message, sign, _PARENTHESES)
        another, also_alone = _particle(cursor)
        if alone or also_alone:
            message = f"A datatype with an exception stands next to “{operator}” unprotected."
            raise cursor.fail("RNG311", message, sign, "Put “… - …” into parentheses.")
        patterns.append(another)
    return _OPERATORS[operator](tuple(patterns), span=start)


def _particle(cursor: Cursor) -> tuple[s.Pattern, bool]:
    """Return one operand, and whether it is a datatype with an exception and no parentheses."""
    first = cursor.token
    found, alone = _annotated(cursor)
    found = follow(found, following(cursor))
    if cursor.at(*_REPEATS):
        sign = cursor.take()
        if alone:
            message = f"“{sign.text}” stands after a datatype with an exception."
            raise cursor.fail("RNG311", message, sign, "Put “… - …” into parentheses.")
        found = _REPEATS[sign.text](found, span=cursor.start(first))
        found = follow(found, following(cursor))
    return found, alone


def _annotated(cursor: Cursor, *, excepting: bool = True) -> tuple[s.Pattern, bool]:
    """Return a pattern with the annotations before it, and whether it has a bare exception.

    It may have one only if `excepting`.
    """
    before = lead(cursor)
    if not cursor.at("("):
        found = _primary(cursor, before, excepting=excepting)
        return found, isinstance(found, s.Data) and found.excepted is not None
    bracket = cursor.take()
    cursor.enter(bracket)
    inner = pattern(cursor)
    cursor.leave()
    cursor.expect(")", to_close=bracket)
    if before and (inner.documentation or has_lead(inner.annotations)):
        inner = s.Group((inner,), span=cursor.start(bracket))
    return annotate_pattern(inner, before), False


def _primary(cursor: Cursor, before: Lead, *, excepting: bool) -> s.Pattern:
    token = cursor.token
    if token.kind is Kind.LITERAL:
        return annotate_pattern(value(cursor, "", "token", token), before)
    if token.kind is Kind.PREFIXED_NAME or cursor.at_word("string", "token"):
        return _datatype(cursor, before, excepting=excepting)
    if token.kind is Kind.QUOTED_NAME or is_identifier(token):
        return annotate_pattern(s.Ref(cursor.take().text, span=cursor.start(token)), before)
    make = _PRIMARIES.get(token.text) if token.kind is Kind.NAME else None
    if make is None:
        raise cursor.unexpected("a pattern", _STARTS_OF_PATTERNS)
    cursor.take()
    if make is _grammar:
        return _grammar(cursor, token, before)
    return annotate_pattern(make(cursor, token), before)


def _block(cursor: Cursor) -> s.Pattern:
    """Take a pattern in braces."""
    bracket = cursor.expect("{")
    cursor.enter(bracket)
    inner = pattern(cursor)
    cursor.leave()
    cursor.expect("}", to_close=bracket)
    return inner


def _element(cursor: Cursor, token: Token) -> s.Pattern:
    name = name_class(cursor, attribute=False)
    return s.Element(name, _block(cursor), span=cursor.start(token))


def _attribute(cursor: Cursor, token: Token) -> s.Pattern:
    name = name_class(cursor, attribute=True)
    return s.Attribute(name, _block(cursor), span=cursor.start(token))


def _list(cursor: Cursor, token: Token) -> s.Pattern:
    return s.List(_block(cursor), span=cursor.start(token))


def _mixed(cursor: Cursor, token: Token) -> s.Pattern:
    return s.Mixed(_block(cursor), span=cursor.start(token))


def _empty(cursor: Cursor, token: Token) -> s.Pattern:
    return s.Empty(span=cursor.start(token))


def _text(cursor: Cursor, token: Token) -> s.Pattern:
    return s.Text(span=cursor.start(token))


def _not_allowed(cursor: Cursor, token: Token) -> s.Pattern:
    return s.NotAllowed(span=cursor.start(token))


def _parent(cursor: Cursor, token: Token) -> s.Pattern:
    return s.ParentRef(cursor.identifier("the name of a definition"), span=cursor.start(token))


def _external(cursor: Cursor, token: Token) -> s.Pattern:
    href = cursor.literal("the name of a file in quotation marks")
    namespace = _inherit(cursor)
    return s.ExternalRef(href, namespace, base=cursor.base, span=cursor.start(token))


def _grammar(cursor: Cursor, token: Token, before: Lead | None = None) -> s.Pattern:
    content, inside = _braced_components(cursor, included=False)
    found = s.Grammar(content, namespaces=cursor.bindings, span=cursor.start(token))
    return annotate(found, before or Lead(token), inside)


_PRIMARIES: Final[Mapping[str, Callable[[Cursor, Token], s.Pattern]]] = {
    "element": _element,
    "attribute": _attribute,
    "list": _list,
    "mixed": _mixed,
    "empty": _empty,
    "text": _text,
    "notAllowed": _not_allowed,
    "parent": _parent,
    "external": _external,
    "grammar": _grammar,
}


# ---------------------------------------------------------------- datatypes


def _datatype(cursor: Cursor, before: Lead, *, excepting: bool) -> s.Pattern:
    token = cursor.take()
    library, type_ = type_name(cursor, token)
    if cursor.token.kind is Kind.LITERAL:
        return annotate_pattern(value(cursor, library, type_, token), before)
    facets = params(cursor) if cursor.at("{") else ()
    excepted = None
    if excepting and cursor.accept("-"):
        excepted, _ = _annotated(cursor, excepting=False)
    found = s.Data(type_, library, facets, excepted, span=cursor.start(token))
    return annotate_pattern(found, before)


# ---------------------------------------------------------------- grammars


def components(cursor: Cursor, *, included: bool) -> tuple[tuple[s.Component, ...], list[Foreign]]:
    """Take definitions and the like; return them, and the annotations before the first of them.

    Those of an `included` grammar's replacement hold no further include.
    """
    found: list[s.Component] = []
    first: list[Foreign] = []
    while cursor.token.kind is not Kind.END and not cursor.at("}"):
        if not at_element(cursor, keywords=False):
            found.append(_component(cursor, included=included))
        elif found:
            found[-1] = follow(found[-1], (element(cursor, nested=False),))
        else:
            first.append(element(cursor, nested=False))
    return tuple(found), first


def _component(cursor: Cursor, *, included: bool) -> s.Component:
    before = lead(cursor)
    token = cursor.token
    if cursor.at_word("start"):
        cursor.take()
        combine = _assign(cursor)
        return annotate(s.Start(pattern(cursor), combine, span=cursor.start(token)), before)
    if cursor.at_word("div"):
        cursor.take()
        content, inside = _braced_components(cursor, included=included)
        return annotate(s.Div(content, span=cursor.start(token)), before, inside)
    if cursor.at_word("include") and not included:
        return _include(cursor, before)
    if token.kind is not Kind.QUOTED_NAME and not is_identifier(token):
        raise _no_component(cursor, included=included)
    name = cursor.take().text
    combine = _assign(cursor)
    return annotate(s.Define(name, pattern(cursor), combine, span=cursor.start(token)), before)


def _no_component(cursor: Cursor, *, included: bool) -> CompactSyntaxError:
    if cursor.at_word("include"):
        hint = "Take the include out of the braces."
        return cursor.fail("RNG310", "An include cannot stand inside another.", cursor.token, hint)
    if cursor.at_word("namespace", "default", "datatypes"):
        message = f"The declaration “{cursor.token.text}” comes too late."
        hint = "Put declarations at the top of the schema, before everything else."
        return cursor.fail("RNG310", message, cursor.token, hint)
    words = ("start", "div") if included else ("start", "div", "include")
    hints: tuple[str, ...] = ()
    if cursor.token.kind is Kind.NAME and cursor.ahead().text in _ASSIGN:
        word = cursor.token.text
        hints = (f"“{word}” is a word of the compact syntax; as a name write “\\{word}”.",)
    return cursor.unexpected("a definition", words, hints=hints)


def _braced_components(
    cursor: Cursor, *, included: bool
) -> tuple[tuple[s.Component, ...], list[Foreign]]:
    bracket = cursor.expect("{")
    cursor.enter(bracket)
    content, inside = components(cursor, included=included)
    cursor.leave()
    cursor.expect("}", to_close=bracket)
    return content, inside


def _include(cursor: Cursor, before: Lead) -> s.Component:
    token = cursor.take()
    href = cursor.literal("the name of a file in quotation marks")
    namespace = _inherit(cursor)
    content: tuple[s.Component, ...] = ()
    inside: list[Foreign] = []
    if cursor.at("{"):
        content, inside = _braced_components(cursor, included=True)
    found = s.Include(href, content, namespace, base=cursor.base, span=cursor.start(token))
    return annotate(found, before, inside)


def _assign(cursor: Cursor) -> str:
    if not cursor.at(*_ASSIGN):
        raise cursor.unexpected("“=”", tuple(_ASSIGN))
    return _ASSIGN[cursor.take().text]


def _inherit(cursor: Cursor) -> str | None:
    if not cursor.at_word("inherit"):
        return cursor.default
    cursor.take()
    cursor.expect("=")
    token = cursor.token
    return cursor.namespace(cursor.any_name("a prefix"), token)
