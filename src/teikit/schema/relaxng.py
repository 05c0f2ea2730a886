"""A vocabulary as a RELAX NG grammar: what is published, and what documents are checked by."""

from collections.abc import Iterator

from teikit.diagnostics import Outcome
from teikit.odd import mistakes
from teikit.odd.attributes import Attributes
from teikit.odd.model import ClassSpec, ElementSpec, Mode, Vocabulary
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.schema.attributes import AttributePatterns
from teikit.schema.content import Contents
from teikit.schema.external import External, has_start, read_external, without_unknown
from teikit.schema.naming import Naming, namespaces_of
from teikit.schema.raw import RawPatterns
from teikit.schema.reachable import reachable
from teikit.source import DISK, SourceStore

USUAL_ROOTS = ("TEI", "teiCorpus")


def relaxng(vocabulary: Vocabulary, store: SourceStore = DISK) -> Outcome[s.Grammar]:
    """Return the grammar of a vocabulary; the same vocabulary always gives the same grammar.

    The value is None where content models refer to one another beyond all depth.
    """
    try:
        return _grammar(vocabulary, store)
    except RecursionError:
        return Outcome(None, (mistakes.too_deep(vocabulary.settings.origin.span),))


def _grammar(vocabulary: Vocabulary, store: SourceStore) -> Outcome[s.Grammar]:
    naming = Naming(vocabulary.settings)
    external = read_external(vocabulary, store)
    raw = RawPatterns(vocabulary, naming, external.names)
    contents = Contents(vocabulary, naming, raw.pattern, members_of(vocabulary))
    attributes = AttributePatterns(
        vocabulary, naming, contents, Attributes(vocabulary.declared), external.names
    )
    emitter = _Emitter(vocabulary, naming, contents, attributes)
    definitions = list(emitter.definitions())
    for key, expand in raw.expansions:
        contents.expanded(key, expand)
    definitions.extend(s.Define(name, pattern) for name, pattern in contents.extra.items())
    outside = tuple(without_unknown(external, {one.name for one in definitions}))
    used = reachable(definitions, emitter.roots(), outside)
    content = (
        *emitter.start(external),
        *(one for one in definitions if one.name in used),
        *outside,
    )
    found = (*external.found, *raw.found, *contents.found)
    return Outcome(s.Grammar(content, namespaces=namespaces_of(vocabulary)), found)


def members_of(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the members of every model class: keys of elements, names of classes."""
    members: dict[str, list[str]] = {}
    specs: list[tuple[str, ElementSpec | ClassSpec]] = [
        *vocabulary.elements.items(),
        *vocabulary.classes.items(),
    ]
    for key, spec in specs:
        for member in () if spec.classes is None else spec.classes.members:
            if member.mode is not Mode.DELETE:
                members.setdefault(member.key, []).append(key)
    return members


@dataclass(frozen=True)
class _Emitter:
    vocabulary: Vocabulary
    naming: Naming
    contents: Contents
    attributes: AttributePatterns

    def definitions(self) -> Iterator[s.Define]:
        yield from self._macros()
        yield from self._attribute_classes()
        yield from self._model_classes()
        yield from self._elements()

    def _macros(self) -> Iterator[s.Define]:
        for table in (self.vocabulary.macros, self.vocabulary.datatypes):
            for key, spec in table.items():
                yield s.Define(
                    self.naming.pattern(key),
                    self.contents.model(key, spec.content),
                    span=spec.origin.span,
                    documentation=self.naming.documentation(spec.prose),
                )

    def _attribute_classes(self) -> Iterator[s.Define]:
        for key, spec in self.vocabulary.classes.items():
            if spec.type == "model":
                continue
            yield s.Define(
                self.naming.attributes_pattern(key),
                self.attributes.of_class(spec),
                span=spec.origin.span,
                documentation=self.naming.documentation(spec.prose),
            )
            for name, pattern in self.attributes.each(spec):
                yield s.Define(name, pattern, span=spec.origin.span)

    def _model_classes(self) -> Iterator[s.Define]:
        for key, spec in self.vocabulary.classes.items():
            if spec.type == "model":
                yield s.Define(
                    self.naming.pattern(key),
                    self.contents.choice_of_members(key),
                    span=spec.origin.span,
                    documentation=self.naming.documentation(spec.prose),
                )

    def _elements(self) -> Iterator[s.Define]:
        for key, spec in self.vocabulary.elements.items():
            parts = [self.contents.of_element(spec), *self.attributes.of_element(spec)]
            element = s.Element(
                self.naming.element_name(spec),
                s.group([part for part in parts if not isinstance(part, s.Empty)]),
                span=spec.origin.span,
                documentation=self.naming.documentation(spec.prose),
                gloss=self.naming.gloss(spec.prose),
            )
            yield s.Define(self.naming.element_pattern(key, spec), element, span=spec.origin.span)

    def roots(self) -> list[str]:
        """Return the patterns that are kept although nothing may refer to them."""
        elements = self.vocabulary.elements
        return [self.naming.element_pattern(key, spec) for key, spec in elements.items()]

    def start(self, external: External) -> Iterator[s.Start]:
        """Yield what documents may start with: what is stated, or else the usual roots."""
        elements = self.vocabulary.elements
        stated = self.vocabulary.settings.start
        if stated == () and has_start(external.components):
            return
        idents = stated or USUAL_ROOTS
        keys = [ident for ident in idents if ident in elements]
        if not keys and not stated:
            keys = list(elements)
        refs: list[s.Pattern] = [
            s.Ref(self.naming.element_pattern(key, elements[key])) for key in keys
        ]
        refs.extend(
            s.Ref(ident) for ident in idents if ident not in elements and ident in external.names
        )
        yield s.Start(s.choice(refs), span=self.vocabulary.settings.origin.span)
