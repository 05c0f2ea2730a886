"""The datatype libraries: RELAX NG's own, and XML Schema's with its facets."""

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Final

from teikit.relaxng.lexical import (
    LIBRARIES,
    SPACES,
    DatatypeError,
    FacetError,
    Lexical,
    Namespaces,
)

if TYPE_CHECKING:
    from teikit.relaxng.facets import Check

__all__ = [
    "WHITESPACE", "Datatype", "DatatypeError", "FacetError", "Namespaces", "make_datatype",
]  # fmt: skip

WHITESPACE: Final = " \t\r\n"
_MEMO: Final = 4096
_MEMO_LENGTH: Final = 200


class Datatype:
    """A datatype with its facets, which remembers the texts it has judged.

    `check` it before it is used, unless it comes from a schema that has been checked.
    """

    __slots__ = ("_checks", "_memo", "_type", "facets", "id_kind", "library", "name")

    def __init__(self, library: str, name: str, facets: tuple[tuple[str, str], ...]) -> None:
        self.library = library
        self.name = name
        self.facets = facets
        self.id_kind = name if library and name in {"ID", "IDREF", "IDREFS"} else ""
        self._type = _lookup(library, name)
        self._checks: tuple[Check, ...] | None = () if not facets else None
        self._memo: dict[str, Hashable] = {}

    def __repr__(self) -> str:
        return f"{self.name}{list(self.facets) or ''}"

    def check(self) -> "tuple[Check, ...]":
        """Return the checks that the facets ask for; raises `FacetError` where one is wrong."""
        if self._checks is None:
            from teikit.relaxng.facets import facet_check

            self._checks = tuple(
                facet_check(self._type, self.library, *facet) for facet in self.facets
            )
        return self._checks

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
        normal = SPACES[self._type.space](text)
        meaning = self._type.parse(normal, namespaces)
        for check in self._checks or self.check():
            if not check(normal, meaning):
                raise ValueError(text)
        return meaning


def make_datatype(library: str, name: str, facets: Iterable[tuple[str, str]] = ()) -> Datatype:
    """Return a datatype; raises `DatatypeError` where there is none of that kind."""
    datatype = Datatype(library, name, tuple(facets))
    datatype.check()
    return datatype


def _lookup(library: str, name: str) -> Lexical:
    types = LIBRARIES.get(library)
    if types is None:
        msg = f"teikit does not know the datatype library “{library}”."
        raise DatatypeError(msg)
    if name not in types:
        where = "XML Schema" if library else "RELAX NG itself (is datatypeLibrary missing?)"
        msg = f"There is no datatype “{name}” in {where}."
        raise DatatypeError(msg)
    return types[name]
