"""What a simple type of an XSD asks of a value, in words."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from xmlschema.validators import XsdList, XsdUnion

from teikit.names import XSD_DATATYPES
from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.types import condensed, in_words
from teikit.relaxng.wording import Wanted, one_of

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_FACETS: Final = (
    "length", "minLength", "maxLength", "minInclusive", "maxInclusive", "minExclusive",
    "maxExclusive", "totalDigits", "fractionDigits", "pattern",
)  # fmt: skip
_LONGEST: Final = 60


def wanted(declared: Any, *, fixed: str | None = None) -> Wanted:
    """Return what a value of a type must be; of an unknown type, what the schema asks for."""
    if fixed is not None:
        return Wanted(f"“{fixed}”", (fixed,), ())
    if getattr(declared, "content", None) is not None and not hasattr(declared, "white_space"):
        declared = declared.content
    values, phrases = _parts(declared)
    values, phrases = list(dict.fromkeys(values)), condensed(phrases)
    words = one_of([*(f"“{value}”" for value in values), *phrases])
    if not values and not phrases:
        words = "what the schema asks for"
    return Wanted(words, tuple(values), tuple(phrases))


def _parts(declared: Any) -> tuple[list[str], list[str]]:
    """Return the single values and the phrases that describe the values of a type."""
    if declared is None:
        return [], []
    if getattr(declared, "enumeration", None):
        return [str(value) for value in declared.enumeration], []
    if isinstance(declared, XsdUnion) or hasattr(declared, "member_types"):
        both = [_parts(member) for member in declared.member_types]
        return (
            list(chain.from_iterable(one for one, _ in both)),
            list(chain.from_iterable(one for _, one in both)),
        )
    if isinstance(declared, XsdList) or hasattr(declared, "item_type"):
        values, phrases = _parts(declared.item_type)
        each = one_of([*(f"“{value}”" for value in values), *phrases])
        return [], [f"words with spaces between, each {each}"]
    return [], list(_phrase(declared))


def _phrase(declared: Any) -> Iterator[str]:
    base = _built_in(declared)
    if base is None:
        return
    try:
        yield in_words(Datatype(XSD_DATATYPES, base, tuple(_facets(declared))))
    except (KeyError, ValueError):
        yield f"a value of the type {base}"


def _built_in(declared: Any) -> str | None:
    """Return the type of XML Schema itself that a type is derived from."""
    while declared is not None:
        name = getattr(declared, "name", None) or ""
        if name.startswith(_XSD):
            return str(name).removeprefix(_XSD)
        declared = getattr(declared, "base_type", None)
    return None


def _facets(declared: Any) -> Iterable[tuple[str, str]]:
    for name in _FACETS:
        facet = declared.get_facet(f"{_XSD}{name}")
        if facet is None or (declared.name or "").startswith(_XSD):
            continue
        values = facet.regexps if name == "pattern" else [facet.value]
        if name == "pattern" and (len(values) > 1 or len(values[0]) > _LONGEST):
            continue
        yield from ((name, str(value)) for value in values)
