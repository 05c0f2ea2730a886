"""Names of what the page documents, as links to the section about each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from teikit.odd.model import (
    ClassSpec,
    DataSpec,
    Declarations,
    ElementSpec,
    MacroSpec,
    Vocabulary,
)
from teikit.odd.notation import Token
from teikit.records import dataclass
from teikit.schema.docs.markup import anchor, code, tag, text

AnyDeclared: TypeAlias = ElementSpec | ClassSpec | MacroSpec | DataSpec
KINDS: Final = ("element", "class", "macro", "datatype")
_ANY: Final = frozenset({"", "pattern"})


def table(kind: str, declared: Declarations) -> Mapping[str, AnyDeclared]:
    """Return the declarations of a kind by name."""
    tables: Mapping[str, Mapping[str, AnyDeclared]] = {
        "element": declared.elements,
        "class": declared.classes,
        "macro": declared.macros,
        "datatype": declared.datatypes,
    }
    return tables[kind]


@dataclass(frozen=True)
class Links:
    """Makes links to whatever has a section on the page."""

    vocabulary: Vocabulary

    def name(self, kind: str, key: str) -> str:
        """Return a name as code, with a link where it has a section; "" tries every kind."""
        found = self._kind(kind, key)
        if found is None:
            return code(f"<{key}>" if kind == "element" else key)
        shown = f"<{key}>" if found == "element" else key
        return tag("a", code(shown), href=f"#{anchor(found, key)}")

    def notation(self, tokens: Sequence[Token]) -> str:
        """Return a content model in its notation, names as links."""
        return tag("span", *self._tokens(tokens), class_="notation")

    def _tokens(self, tokens: Sequence[Token]) -> Iterable[str]:
        for token in tokens:
            found = self._kind(token.kind, token.key) if token.kind else None
            address = f"#{anchor(found, token.key)}" if found else None
            yield tag("a", text(token.text), href=address) if address else text(token.text)

    def _kind(self, kind: str, key: str) -> str | None:
        kinds = KINDS if kind in _ANY else (kind,)
        declared = self.vocabulary.declared
        return next((one for one in kinds if key in table(one, declared)), None)
