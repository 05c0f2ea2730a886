"""Name classes of the compact syntax (specification, section 2 and appendix A)."""

from dataclasses import replace
from typing import Final

from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import (
    Lead,
    annotate,
    annotate_leaf,
    follow,
    following,
    lead,
)
from teikit.relaxng.compact.cursor import Cursor
from teikit.relaxng.compact.lex import Kind

_PARENTHESES: Final = "Put “… - …” into parentheses."


def name_class(cursor: Cursor, *, attribute: bool) -> s.NameClass:
    """Take a name class; names without a prefix are in no namespace in an `attribute`."""
    start = cursor.start(cursor.token)
    first, alone = _annotated(cursor, attribute=attribute)
    if not cursor.at("|"):
        return first
    alternatives = [first]
    while cursor.at("|"):
        bar = cursor.take()
        another, also_alone = _annotated(cursor, attribute=attribute)
        if alone or also_alone:
            message = "A name with exceptions stands next to “|” without parentheses."
            raise cursor.fail("RNG311", message, bar, _PARENTHESES)
        alternatives.append(another)
    return s.NameChoice(tuple(alternatives), span=start)


def _annotated(cursor: Cursor, *, attribute: bool) -> tuple[s.NameClass, bool]:
    """Return a name class and whether it has exceptions that are not in parentheses."""
    found = _with_lead(cursor, attribute=attribute)
    alone = False
    if cursor.at("-") and isinstance(found, s.AnyName | s.NsName) and found.excepted is None:
        cursor.take()
        alone = True
        found = replace(found, excepted=_with_lead(cursor, attribute=attribute))
    return follow(found, following(cursor)), alone


def _with_lead(cursor: Cursor, *, attribute: bool) -> s.NameClass:
    before = lead(cursor)
    token = cursor.token
    if cursor.at("("):
        bracket = cursor.take()
        cursor.enter(bracket)
        inner = name_class(cursor, attribute=attribute)
        cursor.leave()
        cursor.expect(")", to_close=bracket)
        return _in_parentheses(inner, before)
    found: s.NameClass
    if cursor.at("*"):
        found = s.AnyName(span=cursor.start(cursor.take()))
    elif token.kind is Kind.NAMESPACE_NAME:
        prefix = cursor.take().text.removesuffix(":*")
        found = s.NsName(cursor.namespace(prefix, token), span=cursor.start(token))
    else:
        return _name(cursor, before, attribute=attribute)
    return annotate(found, before) if before else found


def _name(cursor: Cursor, before: Lead, *, attribute: bool) -> s.Name:
    token = cursor.token
    if token.kind is Kind.PREFIXED_NAME:
        prefix, _, local = cursor.take().text.partition(":")
        namespace = cursor.namespace(prefix, token)
        name = s.Name(namespace, local, prefix=prefix, span=cursor.start(token))
    else:
        local = cursor.any_name(
            "the name of an attribute" if attribute else "the name of an element"
        )
        name = s.Name("" if attribute else cursor.default, local, span=cursor.start(token))
    return annotate_leaf(name, before) if before else name


def _in_parentheses(inner: s.NameClass, before: Lead) -> s.NameClass:
    if not before:
        return inner
    if isinstance(inner, s.Name):
        return annotate_leaf(inner, before)
    if inner.documentation or inner.annotations:
        return annotate(s.NameChoice((inner,), span=inner.span), before)
    return annotate(inner, before)
