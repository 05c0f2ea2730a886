"""How large content models become when all that they repeat and refer to is written out."""

from collections.abc import Iterator
from dataclasses import field
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.odd import misfits
from teikit.odd.content import Alternate, Content, DataRef, MacroRef, Sequence
from teikit.odd.model import ContentModel, Vocabulary
from teikit.records import dataclass

MANY: Final = 500
"""More occurrences than this are not counted but left open."""

LARGEST: Final = 100_000
"""Parts that a content model may come to; the largest of the TEI has a few hundred."""


def check_size(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Yield the content models that are too large to be used."""
    sizes = _Sizes(vocabulary)
    for kind, specs in (
        ("element", vocabulary.elements),
        ("macro", vocabulary.macros),
        ("datatype", vocabulary.datatypes),
    ):
        for spec in specs.values():
            if spec.content is not None and sizes.of_model(spec.content) > LARGEST:
                yield misfits.too_large(spec.content.origin, kind, spec.ident, LARGEST)


@dataclass(frozen=True)
class _Sizes:
    vocabulary: Vocabulary
    _known: dict[str, int] = field(default_factory=dict)

    def of_model(self, content: ContentModel) -> int:
        return sum(map(self._of, content.nodes))

    def _of(self, node: Content) -> int:
        match node:
            case Sequence() | Alternate():
                once = sum(map(self._of, node.members))
            case MacroRef() | DataRef():
                once = self._of_reference(node.key)
            case _:
                once = 1
        times = min(max(node.min_occurs, node.max_occurs or 1, 1), MANY)
        return min(once * times, LARGEST + 1)

    def _of_reference(self, key: str) -> int:
        if key in self._known:
            return self._known[key]
        self._known[key] = 1  # what refers to itself is another mistake
        spec = self.vocabulary.macros.get(key) or self.vocabulary.datatypes.get(key)
        if spec is not None and spec.content is not None:
            self._known[key] = min(max(self.of_model(spec.content), 1), LARGEST + 1)
        return self._known[key]
