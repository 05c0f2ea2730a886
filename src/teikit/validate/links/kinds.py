"""Which elements a pointer may lead to, where the TEI Guidelines say so."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from teikit.records import dataclass

_ANY_LIST: Final = "item row entry category nym interp object"
# Who is named in the header only, or in a list of roles, is somebody, too.
_NAMED: Final = "respStmt author editor principal sponsor funder authority publisher distributor"
_PEOPLE: Final = (
    f"person personGrp persona listPerson persName name rs org orgName castItem role {_NAMED}"
)
_PLACES: Final = (
    "place listPlace placeName geogName settlement region country district bloc location name rs"
)
_ORGANISATIONS: Final = f"org listOrg orgName personGrp repository institution name rs {_NAMED}"
_AGENTS: Final = (
    f"{_PEOPLE} {_ORGANISATIONS} resp handNote meeting application witness bibl biblStruct "
    "biblFull listBibl msDesc change"
)
_SPEAKERS: Final = f"{_PEOPLE} {_ORGANISATIONS} castGroup castList roleDesc actor particDesc"
_WITNESSES: Final = (
    "witness listWit msDesc msFrag msPart object bibl biblStruct biblFull TEI text msIdentifier"
)
_PICTURES: Final = (
    "graphic media binaryObject surface surfaceGrp zone line path facsimile sourceDoc figure pb "
    "notatedMusic msDesc"
)
_DECLARABLE: Final = (
    "availability bibl biblFull biblStruct broadcast correction correspDesc editorialDecl "
    "equipment geoDecl hyphenation interpretation langUsage listApp listBibl listEvent listNym "
    "listObject listOrg listPerson listPlace metDecl normalization particDesc projectDesc "
    "punctuation quotation recording refsDecl samplingDecl scriptStmt segmentation seriesStmt "
    "settingDesc sourceDesc stdVals styleDefDecl textClass textDesc xenoData"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a pointer should lead to: in words, and as names of elements."""

    words: str
    elements: frozenset[str]


def _of(words: str, names: str, also: str = _ANY_LIST) -> Expected:
    return Expected(words, frozenset(f"{names} {also}".split()))


_PERSON: Final = _of("a person", _PEOPLE)
_PLACE: Final = _of("a place", _PLACES)
_ORGANISATION: Final = _of("an organisation", _ORGANISATIONS)
_HAND: Final = _of("a handNote", "handNote handShift", "")
_AGENT: Final = _of("somebody who is responsible", _AGENTS)
_WITNESS: Final = _of("a witness", _WITNESSES, "")

_BY_ATTRIBUTE: Final[Mapping[str, Expected]] = {
    "who": _of("a person or a role", _SPEAKERS),
    "toWhom": _of("a person or a role", _SPEAKERS),
    "hand": _HAND,
    "new": _HAND,
    "resp": _AGENT,
    "wit": _WITNESS,
    "rendition": _of("a rendition", "rendition styleDefDecl", ""),
    "decls": _of("a declaration in the header", _DECLARABLE, ""),
    "calendar": _of("a calendar", "calendar", "category"),
    "change": _of("a change", "change listChange", ""),
    "facs": _of("a picture or a part of one", _PICTURES, ""),
    "nymRef": _of("a nym", "nym", ""),
    "since": _of("a point of a timeline", "when", ""),
    "scheme": _of("a taxonomy", "taxonomy classDecl bibl biblStruct list listBibl", "category"),
}
_BY_ELEMENT: Final[Mapping[str, Expected]] = {
    "persName@ref": _PERSON,
    "placeName@ref": _PLACE,
    "settlement@ref": _PLACE,
    "region@ref": _PLACE,
    "country@ref": _PLACE,
    "district@ref": _PLACE,
    "bloc@ref": _PLACE,
    "geogName@ref": _PLACE,
    "orgName@ref": _ORGANISATION,
    "g@ref": _of("a char or a glyph", "char glyph", ""),
    "catRef@target": _of("a category", "category taxonomy", "interp"),
    "change@who": _of("a person", f"{_AGENTS} person persName editor author respStmt", _ANY_LIST),
}


def expected(pair: str) -> Expected | None:
    """Return what a pointer in this `element@attribute` should lead to; None: to anything."""
    return _BY_ELEMENT.get(pair) or _BY_ATTRIBUTE.get(pair.partition("@")[2])


@lru_cache(maxsize=4096)
def fits(pair: str, element: str) -> bool:
    """Return whether a pointer may lead to this element; elements outside TEI always fit."""
    wanted = expected(pair)
    return wanted is None or element.startswith("{") or element in wanted.elements
