"""The facets of XML Schema's datatypes (part 2, section 4.3)."""

import math
import re
from collections.abc import Callable, Hashable
from typing import Final, TypeAlias

from teikit.relaxng import calendar
from teikit.relaxng.lexical import FacetError, Lexical, collapse
from teikit.relaxng.regex import compile_regex
from teikit.relaxng.regex_parse import RegexError

Check: TypeAlias = Callable[[str, Hashable], bool]
"""Returns whether a value fits, by its normalised text and by its meaning."""


_LENGTHS: Final = {"length", "minLength", "maxLength"}
_BOUNDS: Final = {"minInclusive", "maxInclusive", "minExclusive", "maxExclusive"}
_DIGITS: Final = {"totalDigits", "fractionDigits"}
_MEASURED: Final = {"text", "list", "binary", "name"}
_ORDERED: Final = {"decimal", "double", "moment", "duration"}


def facet_check(type_: Lexical, library: str, name: str, value: str) -> Check:
    """Return the check that a facet asks for; raises `FacetError` where it makes no sense."""
    if not library:
        msg = f"RELAX NG's own datatypes have no parameter “{name}”."
        raise FacetError(msg)
    if name == "pattern":
        return _pattern(value)
    if name in _LENGTHS and type_.family in _MEASURED:
        return _length(type_.family, name, _count(name, value))
    if name in _BOUNDS and type_.family in _ORDERED:
        return _bound(type_, name, value)
    if name in _DIGITS and type_.family == "decimal":
        return _digits(name, _count(name, value))
    known = name in _LENGTHS | _BOUNDS | _DIGITS
    reason = "does not fit this datatype" if known else "is not a facet that a schema may use here"
    msg = f"The parameter “{name}” {reason}."
    raise FacetError(msg)


def _count(name: str, value: str) -> int:
    text = collapse(value)
    if re.fullmatch(r"\+?[0-9]+", text) is None:
        msg = f"“{name}” must be a whole number, not “{value}”."
        raise FacetError(msg)
    return int(text[:15])


def _pattern(value: str) -> Check:
    try:
        regex = compile_regex(value)
    except RegexError as error:
        msg = (
            f"The regular expression “{value}” is wrong at character {error.position + 1}: {error}."
        )
        raise FacetError(msg) from error
    return lambda normal, _meaning: regex.matches(normal)


def _length(family: str, name: str, count: int) -> Check:
    def measure(normal: str, meaning: Hashable) -> int:
        if family in {"list", "binary"}:
            assert isinstance(meaning, tuple | bytes)  # noqa: S101 - what these families read
            return len(meaning)
        return len(normal)

    if name == "length":
        return lambda normal, meaning: measure(normal, meaning) == count
    if name == "minLength":
        return lambda normal, meaning: measure(normal, meaning) >= count
    return lambda normal, meaning: measure(normal, meaning) <= count


def _bound(type_: Lexical, name: str, value: str) -> Check:
    try:
        limit = type_.parse(collapse(value), {})
    except ValueError as error:
        msg = f"“{name}” must be a value of the datatype itself, which “{value}” is not."
        raise FacetError(msg) from error
    if name == "minInclusive":
        return lambda _normal, meaning: meaning == limit or _less(limit, meaning)
    if name == "maxInclusive":
        return lambda _normal, meaning: meaning == limit or _less(meaning, limit)
    if name == "minExclusive":
        return lambda _normal, meaning: _less(limit, meaning)
    return lambda _normal, meaning: _less(meaning, limit)


def _less(one: Hashable, other: Hashable) -> bool:
    if isinstance(one, calendar.Moment | calendar.Duration):
        assert isinstance(other, calendar.Moment | calendar.Duration)  # noqa: S101 - one type
        return calendar.less(one, other)
    from fractions import Fraction

    if isinstance(one, float | Fraction) and isinstance(other, float | Fraction):
        return not (math.isnan(one) or math.isnan(other)) and one < other
    return False


def _digits(name: str, count: int) -> Check:
    def fits(normal: str, _meaning: Hashable) -> bool:
        whole, _, fraction = normal.lstrip("+-").partition(".")
        decimals = fraction.rstrip("0")
        if name == "fractionDigits":
            return len(decimals) <= count
        return len(whole.lstrip("0")) + len(decimals) <= count

    return fits
