"""The datatype libraries: RELAX NG's own, and XML Schema's (part 2) with its facets."""

import base64
import binascii
import math
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from teikit.names import XSD_DATATYPES
from teikit.relaxng import calendar
from teikit.relaxng.charclass import is_name_char, is_name_start
from teikit.relaxng.regex import RegexError, compile_regex

WHITESPACE: Final = " \t\r\n"
Namespaces: TypeAlias = Mapping[str, str]
Parse: TypeAlias = Callable[[str, Namespaces], Hashable]
Check: TypeAlias = Callable[[str, Hashable], bool]

_MEMO: Final = 4096
_MEMO_LENGTH: Final = 200


class DatatypeError(ValueError):
    """A schema uses a datatype or a facet wrongly; the text is a sentence for its author."""


class FacetError(DatatypeError):
    """A facet is wrong, not the datatype itself."""


@dataclass(frozen=True, slots=True)
class _Type:
    """A datatype without facets: how its texts are normalised and what they mean."""

    parse: Parse
    space: str = "collapse"
    family: str = "text"
    needs_namespaces: bool = False


class Datatype:
    """A datatype with its facets, which remembers the texts it has judged."""

    __slots__ = ("_checks", "_memo", "_type", "facets", "id_kind", "library", "name")

    def __init__(self, library: str, name: str, facets: tuple[tuple[str, str], ...]) -> None:
        self.library = library
        self.name = name
        self.facets = facets
        self.id_kind = name if library and name in {"ID", "IDREF", "IDREFS"} else ""
        self._type = _lookup(library, name)
        self._checks = tuple(_facet(self._type, library, *facet) for facet in facets)
        self._memo: dict[str, Hashable] = {}

    def __repr__(self) -> str:
        return f"{self.name}{list(self.facets) or ''}"

    @property
    def needs_namespaces(self) -> bool:
        """Whether the meaning of a text depends on the namespace declarations around it."""
        return self._type.needs_namespaces

    def read(self, text: str, namespaces: Namespaces) -> Hashable:
        """Return what the text means, to be compared by ==; raises `ValueError` if it is wrong."""
        if self._type.needs_namespaces:
            return self._read(text, namespaces)
        meaning = self._memo.get(text)
        if meaning is None:
            meaning = self._read(text, namespaces)
            if len(text) <= _MEMO_LENGTH:
                if len(self._memo) >= _MEMO:
                    self._memo.clear()
                self._memo[text] = meaning
        return meaning

    def accepts(self, text: str, namespaces: Namespaces) -> bool:
        """Return whether the text is a value of the datatype."""
        try:
            self.read(text, namespaces)
        except ValueError:
            return False
        return True

    def _read(self, text: str, namespaces: Namespaces) -> Hashable:
        normal = _SPACES[self._type.space](text)
        meaning = self._type.parse(normal, namespaces)
        for check in self._checks:
            if not check(normal, meaning):
                raise ValueError(text)
        return meaning


def make_datatype(library: str, name: str, facets: Iterable[tuple[str, str]] = ()) -> Datatype:
    """Return a datatype; raises `DatatypeError` where there is none of that kind."""
    return Datatype(library, name, tuple(facets))


def collapse(text: str) -> str:
    """Return the text without space at its ends, and one space where there was more."""
    return " ".join(text.split()) if text.isascii() else " ".join(_SPACE.split(text)).strip(" ")


_SPACE: Final = re.compile("[ \t\r\n]+")
_SPACES: Final[dict[str, Callable[[str], str]]] = {
    "preserve": lambda text: text,
    "replace": lambda text: re.sub("[\t\r\n]", " ", text),
    "collapse": collapse,
}


# ---------------------------------------------------------------- what texts mean


def _text(text: str, _namespaces: Namespaces) -> Hashable:
    return text


def _matching(form: str, flags: int = 0) -> Parse:
    compiled = re.compile(form, flags)

    def parse(text: str, _namespaces: Namespaces) -> Hashable:
        if compiled.fullmatch(text) is None:
            raise ValueError(text)
        return text

    return parse


def _is_name(text: str) -> bool:
    return bool(text) and is_name_start(text[0]) and all(map(is_name_char, text))


def _name(text: str, _namespaces: Namespaces) -> Hashable:
    if not _is_name(text):
        raise ValueError(text)
    return text


def _ncname(text: str, _namespaces: Namespaces) -> Hashable:
    if ":" in text or not _is_name(text):
        raise ValueError(text)
    return text


def _nmtoken(text: str, _namespaces: Namespaces) -> Hashable:
    if not text or not all(map(is_name_char, text)):
        raise ValueError(text)
    return text


def _many(parse_one: Parse) -> Parse:
    def parse(text: str, namespaces: Namespaces) -> Hashable:
        if not text:
            raise ValueError(text)
        return tuple(parse_one(word, namespaces) for word in text.split(" "))

    return parse


def _qname(text: str, namespaces: Namespaces) -> Hashable:
    prefix, colon, local = text.rpartition(":")
    _ncname(local, namespaces)
    if not colon:
        return namespaces.get("", ""), local
    _ncname(prefix, namespaces)
    if prefix not in namespaces:
        raise ValueError(text)
    return namespaces[prefix], local


def _entity(text: str, _namespaces: Namespaces) -> Hashable:
    # No document type definition is read, so no unparsed entity is ever declared.
    raise ValueError(text)


_URI_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_URI_SCHEME: Final = re.compile("[A-Za-z][A-Za-z0-9+.-]*")
_URI_PARTS: Final = re.compile("(?:([^:/?#]*):)?([^?#]*)([?][^#]*)?(#.*)?", re.DOTALL)
# Brackets may only stand around the number of a host (RFC 2732); other signs are let in.
_URI_HIERARCHY: Final = re.compile(
    r"//(?=.)(?:[^\[\]@/]*@)?(?:\[[^\[\]/]*\](?::[0-9]*)?|[^\[\]/]*)(?:/[^\[\]]*)?"
    r"|/(?!/)[^\[\]]*"
)


def _uri(text: str, _namespaces: Namespaces) -> Hashable:
    found = _URI_PARTS.fullmatch(text)
    if found is None or _URI_ESCAPE.search(text) or text.count("#") > 1:
        raise ValueError(text)
    scheme, path, query, _ = found.groups()
    if scheme is not None and not (_URI_SCHEME.fullmatch(scheme) and (path or query)):
        raise ValueError(text)
    if path.startswith("/"):
        fits = _URI_HIERARCHY.fullmatch(path) is not None
    else:
        # What follows a scheme without a slash is the scheme's own affair.
        fits = scheme is not None or not ("[" in path or "]" in path)
    if not fits:
        raise ValueError(text)
    return text


def _boolean(text: str, _namespaces: Namespaces) -> Hashable:
    if text not in {"true", "false", "0", "1"}:
        raise ValueError(text)
    # Not a bool, which would be equal to a number.
    return "true" if text in {"true", "1"} else "false"


_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|-?INF|NaN")


def _decimal(text: str, _namespaces: Namespaces) -> Hashable:
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    return Fraction(Decimal(text))


def _integer(low: int | None = None, high: int | None = None) -> Parse:
    def parse(text: str, _namespaces: Namespaces) -> Hashable:
        if _INTEGER.fullmatch(text) is None:
            raise ValueError(text)
        number = Fraction(Decimal(text))
        if (low is not None and number < low) or (high is not None and number > high):
            raise ValueError(text)
        return number

    return parse


def _double(text: str, _namespaces: Namespaces) -> Hashable:
    if _DOUBLE.fullmatch(text) is None:
        raise ValueError(text)
    if text == "NaN":
        return "NaN"  # which equals itself here, as in XML Schema
    return float(text.replace("INF", "inf"))


def _hex(text: str, _namespaces: Namespaces) -> Hashable:
    if len(text) % 2 or not re.fullmatch("[0-9A-Fa-f]*", text):
        raise ValueError(text)
    return bytes.fromhex(text)


def _base64(text: str, _namespaces: Namespaces) -> Hashable:
    compact = text.replace(" ", "")
    try:
        decoded = base64.b64decode(compact, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if base64.b64encode(decoded).decode("ascii") != compact:
        raise ValueError(text)
    return decoded


def _moment(name: str) -> Parse:
    return lambda text, _namespaces: calendar.parse_moment(name, text)


def _duration(text: str, _namespaces: Namespaces) -> Hashable:
    return calendar.parse_duration(text)


_SIGNED: Final = {"long": 63, "int": 31, "short": 15, "byte": 7}
_UNSIGNED: Final = {"unsignedLong": 64, "unsignedInt": 32, "unsignedShort": 16, "unsignedByte": 8}
_MOMENTS: Final = (
    "dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth",
)  # fmt: skip

_BUILTIN: Final = {"string": _Type(_text, "preserve"), "token": _Type(_text)}
_XSD: Final[dict[str, _Type]] = {
    "string": _Type(_text, "preserve"),
    "normalizedString": _Type(_text, "replace"),
    "token": _Type(_text),
    "untypedAtomic": _Type(_text, "preserve"),
    "anyAtomicType": _Type(_text, "preserve"),
    "language": _Type(_matching("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")),
    "Name": _Type(_name),
    "NCName": _Type(_ncname),
    "NMTOKEN": _Type(_nmtoken),
    "NMTOKENS": _Type(_many(_nmtoken), family="list"),
    "ID": _Type(_ncname),
    "IDREF": _Type(_ncname),
    "IDREFS": _Type(_many(_ncname), family="list"),
    "ENTITY": _Type(_entity),
    "ENTITIES": _Type(_entity, family="list"),
    "QName": _Type(_qname, family="name", needs_namespaces=True),
    "NOTATION": _Type(_qname, family="name", needs_namespaces=True),
    "anyURI": _Type(_uri),
    "boolean": _Type(_boolean, family="boolean"),
    "decimal": _Type(_decimal, family="decimal"),
    "integer": _Type(_integer(), family="decimal"),
    "nonNegativeInteger": _Type(_integer(low=0), family="decimal"),
    "positiveInteger": _Type(_integer(low=1), family="decimal"),
    "nonPositiveInteger": _Type(_integer(high=0), family="decimal"),
    "negativeInteger": _Type(_integer(high=-1), family="decimal"),
    "float": _Type(_double, family="double"),
    "double": _Type(_double, family="double"),
    "hexBinary": _Type(_hex, family="binary"),
    "base64Binary": _Type(_base64, family="binary"),
    "duration": _Type(_duration, family="duration"),
    **{name: _Type(_moment(name), family="moment") for name in _MOMENTS},
    **{
        name: _Type(_integer(-(1 << bits), (1 << bits) - 1), family="decimal")
        for name, bits in _SIGNED.items()
    },
    **{
        name: _Type(_integer(0, (1 << bits) - 1), family="decimal")
        for name, bits in _UNSIGNED.items()
    },
}
LIBRARIES: Final = {"": _BUILTIN, XSD_DATATYPES: _XSD}


def _lookup(library: str, name: str) -> _Type:
    types = LIBRARIES.get(library)
    if types is None:
        msg = f"teikit does not know the datatype library “{library}”."
        raise DatatypeError(msg)
    if name not in types:
        where = "XML Schema" if library else "RELAX NG itself (is datatypeLibrary missing?)"
        msg = f"There is no datatype “{name}” in {where}."
        raise DatatypeError(msg)
    return types[name]


# ---------------------------------------------------------------- facets

_LENGTHS: Final = {"length", "minLength", "maxLength"}
_BOUNDS: Final = {"minInclusive", "maxInclusive", "minExclusive", "maxExclusive"}
_DIGITS: Final = {"totalDigits", "fractionDigits"}
_MEASURED: Final = {"text", "list", "binary", "name"}
_ORDERED: Final = {"decimal", "double", "moment", "duration"}


def _facet(type_: _Type, library: str, name: str, value: str) -> Check:
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


def _bound(type_: _Type, name: str, value: str) -> Check:
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
