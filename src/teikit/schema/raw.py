"""RELAX NG written inside an ODD, fitted into the schema."""

from collections.abc import Set as AbstractSet
from dataclasses import field, replace

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, XSD_DATATYPES
from teikit.odd import misfits
from teikit.odd.attributes import Attributes
from teikit.odd.content import RawPattern
from teikit.odd.model import Vocabulary
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.read import read_element
from teikit.schema.content import EXPANSIONS
from teikit.schema.naming import Naming
from teikit.schema.raw_references import with_references
from teikit.schema.rewrite import Rewriting, in_namespace


@dataclass
class RawPatterns:
    """Turns RELAX NG from content models into patterns of the schema.

    `expansions` collects the classes it calls for in an expanded form (`model.x_sequence`).
    """

    vocabulary: Vocabulary
    naming: Naming
    external: AbstractSet[str]
    expansions: dict[tuple[str, str], None] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)

    def pattern(self, node: RawPattern) -> s.Pattern | None:
        """Return the pattern; None where it refers only to what is not there."""
        outcome = read_element(*with_references(node.xml, node.locate))
        self.found.extend(outcome.diagnostics)
        if outcome.value is None:
            return None
        settings = self.vocabulary.settings
        namespace = TEI if settings.ns is None else settings.ns
        rewriting = Rewriting(self._leaf, lambda name: in_namespace(name, namespace))
        return rewriting.pattern(outcome.value)

    def _leaf(self, pattern: s.Pattern) -> s.Pattern | None:
        match pattern:
            case s.Ref():
                return self._reference(pattern)
            case s.Data() | s.Value() if pattern.library == s.BUILTIN:
                # A schema made from an ODD has XML Schema's datatypes as its library.
                return replace(pattern, library=XSD_DATATYPES)
        return pattern

    def _reference(self, ref: s.Ref) -> s.Pattern | None:
        name = self._resolved(ref.name)
        if name is None:
            known = set(self._names())
            self.found.append(misfits.unknown_in_pattern(ref.span, ref.name, known))
            return None
        return replace(ref, name=name)

    def _resolved(self, name: str) -> str | None:
        names = self._names()
        prefix = self.naming.settings.prefix
        if name in self.external and name not in names:
            return name
        for candidate in (name, name.removeprefix(prefix) if prefix else name):
            if candidate in names:
                return names[candidate]
            expanded = self._expanded(candidate)
            if expanded is not None:
                return expanded
        if name in names.values() or name in self.external:
            return name
        return None

    def _expanded(self, name: str) -> str | None:
        key, _, suffix = name.rpartition("_")
        if key not in self.vocabulary.classes:
            return None
        if suffix in {"alternation", "alternate"}:
            return self.naming.pattern(key)
        if suffix in EXPANSIONS:
            self.expansions[(key, suffix)] = None
            return self.naming.pattern(f"{key}_{suffix}")
        return None

    def _names(self) -> dict[str, str]:
        """Return what a reference may say, and the name of the definition that it means."""
        if self._known:
            return self._known
        vocabulary, naming = self.vocabulary, self.naming
        attributes = Attributes(vocabulary.declared)
        for key in vocabulary.classes:
            self._known[key] = naming.pattern(key)
            if vocabulary.classes[key].type == "model":
                continue
            self._known[f"{key}.attributes"] = naming.attributes_pattern(key)
            for name, effective in attributes.of_class(key).items():
                said = f"{key}.attribute.{name.replace(':', '')}"
                self._known[said] = naming.attribute_pattern(effective.via or key, name)
        for key in (*vocabulary.macros, *vocabulary.datatypes):
            self._known[key] = naming.pattern(key)
        for key, spec in vocabulary.elements.items():
            self._known[key] = naming.element_pattern(key, spec)
        return self._known
