"""What texts mean in the datatypes of RELAX NG and XML Schema (part 2), facets aside."""

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from teikit.names import XSD_DATATYPES
from teikit.records import dataclass
from teikit.relaxng.charclass import is_name_char, is_name_start

# What few values need is brought in where one does: most documents hold no number at all.
if TYPE_CHECKING:
    from fractions import Fraction

Namespaces: TypeAlias = Mapping[str, str]
Parse: TypeAlias = Callable[[str, Namespaces], Hashable]


class DatatypeError(ValueError):
    """A schema uses a datatype or a facet wrongly; the text is a sentence for its author."""


class FacetError(DatatypeError):
    """A facet is wrong, not the datatype itself."""


@dataclass(frozen=True, slots=True)
class Lexical:
    """A datatype without facets: how its texts are normalised and what they mean."""

    parse: Parse
    space: str = "collapse"
    family: str = "text"
    needs_namespaces: bool = False


def collapse(text: str) -> str:
    """Return the text without space at its ends, and one space where there was more."""
    return " ".join(text.split()) if text.isascii() else " ".join(_SPACE.split(text)).strip(" ")


_SPACE: Final = re.compile("[ \t\r\n]+")
SPACES: Final[dict[str, Callable[[str], str]]] = {
    "preserve": lambda text: text,
    "replace": lambda text: re.sub("[\t\r\n]", " ", text),
    "collapse": collapse,
}


# ---------------------------------------------------------------- what texts mean


def _text(text: str, _namespaces: Namespaces) -> Hashable:
    return text


def _matching(form: str) -> Parse:
    def parse(text: str, _namespaces: Namespaces) -> Hashable:
        if not _fits(form, text):
            raise ValueError(text)
        return text

    return parse


def _fits(form: str, text: str) -> bool:
    return _compiled(form).fullmatch(text) is not None


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.DOTALL)


_USUAL_NAME: Final = "[A-Za-z_][A-Za-z0-9._-]*"


def _is_name(text: str) -> bool:
    return bool(text) and is_name_start(text[0]) and all(map(is_name_char, text))


def _name(text: str, _namespaces: Namespaces) -> Hashable:
    if not _is_name(text):
        raise ValueError(text)
    return text


def _ncname(text: str, _namespaces: Namespaces) -> Hashable:
    if not _fits(_USUAL_NAME, text) and (":" in text or not _is_name(text)):
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


_URI_ESCAPE: Final = "%(?![0-9A-Fa-f]{2})"
_URI_SCHEME: Final = "[A-Za-z][A-Za-z0-9+.-]*"
_URI_PARTS: Final = "(?:([^:/?#]*):)?([^?#]*)([?][^#]*)?(#.*)?"
# Brackets may only stand around the number of a host (RFC 2732); other signs are let in.
_URI_HIERARCHY: Final = (
    r"//(?=.)(?:[^\[\]@/]*@)?(?:\[[^\[\]/]*\](?::[0-9]*)?|[^\[\]/]*)(?:/[^\[\]]*)?"
    r"|/(?!/)[^\[\]]*"
)


def _uri(text: str, _namespaces: Namespaces) -> Hashable:
    found = _compiled(_URI_PARTS).fullmatch(text)
    if (
        found is None
        or ("%" in text and _compiled(_URI_ESCAPE).search(text))
        or text.count("#") > 1
    ):
        raise ValueError(text)
    scheme, path, query, _ = found.groups()
    if scheme is not None and not (_fits(_URI_SCHEME, scheme) and (path or query)):
        raise ValueError(text)
    if path.startswith("/"):
        fits = _fits(_URI_HIERARCHY, path)
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


_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_INTEGER: Final = r"[+-]?[0-9]+"
_DOUBLE: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|-?INF|NaN"


def _decimal(text: str, _namespaces: Namespaces) -> Hashable:
    if not _fits(_DECIMAL, text):
        raise ValueError(text)
    return _number(text)


def _number(text: str) -> "Fraction":
    from decimal import Decimal
    from fractions import Fraction

    return Fraction(Decimal(text))


def _integer(low: int | None = None, high: int | None = None) -> Parse:
    def parse(text: str, _namespaces: Namespaces) -> Hashable:
        if not _fits(_INTEGER, text):
            raise ValueError(text)
        number = _number(text)
        if (low is not None and number < low) or (high is not None and number > high):
            raise ValueError(text)
        return number

    return parse


def _double(text: str, _namespaces: Namespaces) -> Hashable:
    if not _fits(_DOUBLE, text):
        raise ValueError(text)
    if text == "NaN":
        return "NaN"  # which equals itself here, as in XML Schema
    return float(text.replace("INF", "inf"))


def _hex(text: str, _namespaces: Namespaces) -> Hashable:
    if len(text) % 2 or not re.fullmatch("[0-9A-Fa-f]*", text):
        raise ValueError(text)
    return bytes.fromhex(text)


def _base64(text: str, _namespaces: Namespaces) -> Hashable:
    import base64
    import binascii

    compact = text.replace(" ", "")
    try:
        decoded = base64.b64decode(compact, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if base64.b64encode(decoded).decode("ascii") != compact:
        raise ValueError(text)
    return decoded


def _moment(name: str) -> Parse:
    def parse(text: str, _namespaces: Namespaces) -> Hashable:
        from teikit.relaxng import calendar

        return calendar.parse_moment(name, text)

    return parse


def _duration(text: str, _namespaces: Namespaces) -> Hashable:
    from teikit.relaxng import calendar

    return calendar.parse_duration(text)


_SIGNED: Final = {"long": 63, "int": 31, "short": 15, "byte": 7}
_UNSIGNED: Final = {"unsignedLong": 64, "unsignedInt": 32, "unsignedShort": 16, "unsignedByte": 8}
_MOMENTS: Final = (
    "dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth",
)  # fmt: skip

_BUILTIN: Final = {"string": Lexical(_text, "preserve"), "token": Lexical(_text)}
_XSD: Final[dict[str, Lexical]] = {
    "string": Lexical(_text, "preserve"),
    "normalizedString": Lexical(_text, "replace"),
    "token": Lexical(_text),
    "untypedAtomic": Lexical(_text, "preserve"),
    "anyAtomicType": Lexical(_text, "preserve"),
    "language": Lexical(_matching("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")),
    "Name": Lexical(_name),
    "NCName": Lexical(_ncname),
    "NMTOKEN": Lexical(_nmtoken),
    "NMTOKENS": Lexical(_many(_nmtoken), family="list"),
    "ID": Lexical(_ncname),
    "IDREF": Lexical(_ncname),
    "IDREFS": Lexical(_many(_ncname), family="list"),
    "ENTITY": Lexical(_entity),
    "ENTITIES": Lexical(_entity, family="list"),
    "QName": Lexical(_qname, family="name", needs_namespaces=True),
    "NOTATION": Lexical(_qname, family="name", needs_namespaces=True),
    "anyURI": Lexical(_uri),
    "boolean": Lexical(_boolean, family="boolean"),
    "decimal": Lexical(_decimal, family="decimal"),
    "integer": Lexical(_integer(), family="decimal"),
    "nonNegativeInteger": Lexical(_integer(low=0), family="decimal"),
    "positiveInteger": Lexical(_integer(low=1), family="decimal"),
    "nonPositiveInteger": Lexical(_integer(high=0), family="decimal"),
    "negativeInteger": Lexical(_integer(high=-1), family="decimal"),
    "float": Lexical(_double, family="double"),
    "double": Lexical(_double, family="double"),
    "hexBinary": Lexical(_hex, family="binary"),
    "base64Binary": Lexical(_base64, family="binary"),
    "duration": Lexical(_duration, family="duration"),
    **{name: Lexical(_moment(name), family="moment") for name in _MOMENTS},
    **{
        name: Lexical(_integer(-(1 << bits), (1 << bits) - 1), family="decimal")
        for name, bits in _SIGNED.items()
    },
    **{
        name: Lexical(_integer(0, (1 << bits) - 1), family="decimal")
        for name, bits in _UNSIGNED.items()
    },
}
LIBRARIES: Final = {"": _BUILTIN, XSD_DATATYPES: _XSD}
