"""Names of patterns, as the TEI's own schemas write them, and the words that document them."""

from collections.abc import Iterable, Sequence

from teikit.names import TEI, XML, split_clark
from teikit.odd.content import Prose
from teikit.odd.model import AttDef, ElementSpec, Settings, Vocabulary
from teikit.records import dataclass
from teikit.relaxng import syntax as s

_WELL_KNOWN = {"xml": XML, "tei": TEI}


@dataclass(frozen=True, slots=True)
class Naming:
    """Gives patterns and elements their names, with the prefix and language of the schema."""

    settings: Settings

    def pattern(self, ident: str) -> str:
        """Return the name of a class's, macro's or datatype's pattern."""
        return self.settings.prefix + ident

    def element_pattern(self, key: str, spec: ElementSpec) -> str:
        """Return the name of an element's pattern; `key` is its key in the vocabulary."""
        prefix = self.settings.prefix if spec.prefix is None else spec.prefix
        if key != spec.ident and spec.prefix is None:
            return f"{prefix}{spec.ident}_{_label(split_clark(key)[0])}"
        return prefix + spec.ident

    def attributes_pattern(self, class_key: str) -> str:
        """Return the name of the pattern of all attributes of a class."""
        return self.pattern(f"{class_key}.attributes")

    def attribute_pattern(self, class_key: str, attribute: str) -> str:
        """Return the name of the pattern of one attribute of a class."""
        return self.pattern(f"{class_key}.attribute.{attribute.replace(':', '')}")

    def element_name(self, spec: ElementSpec) -> s.Name:
        """Return the name of an element in documents."""
        namespace = spec.ns if spec.ns is not None else self.settings.ns
        return s.Name(
            TEI if namespace is None else namespace,
            self.renamed(spec.ident, spec.alt_idents),
        )

    def attribute_name(self, definition: AttDef) -> s.Name:
        """Return the name of an attribute in documents."""
        ident = self.renamed(definition.ident, definition.alt_idents)
        prefix, _, local = ident.rpartition(":")
        if definition.ns is not None:
            return s.Name(definition.ns, local, prefix=prefix)
        known = {**dict(self.settings.prefixes), **_WELL_KNOWN}
        return s.Name(known.get(prefix, "") if prefix else "", local, prefix=prefix)

    def renamed(self, ident: str, alt_idents: Sequence[Prose]) -> str:
        """Return the name that `altIdent` gives in the language of the schema, or the ident."""
        if not alt_idents:
            return ident
        wanted = self.settings.target_lang
        fitting = [alt for alt in alt_idents if alt.lang == wanted]
        plain = [alt for alt in alt_idents if not alt.lang]
        chosen = (fitting or plain)[:1]
        return chosen[0].text() or ident if chosen else ident

    def gloss(self, prose: Iterable[Prose]) -> str:
        """Return the gloss in the language of the documentation."""
        return self._said("gloss", prose)

    def documentation(self, prose: Sequence[Prose]) -> tuple[str, ...]:
        """Return gloss and description as the documentation of a pattern."""
        if not prose:
            return ()
        gloss, desc = self._said("gloss", prose), self._said("desc", prose)
        text = f"({gloss}) {desc}".strip() if gloss else desc
        return (text,) if text else ()

    def _said(self, kind: str, prose: Iterable[Prose]) -> str:
        fitting = [one for one in prose if one.kind == kind]
        if not fitting:
            return ""
        languages = (*self.settings.doc_lang, self.settings.target_lang, "en", "")
        chosen = min(
            fitting,
            key=lambda one: languages.index(one.lang) if one.lang in languages else len(languages),
        )
        return chosen.text()


def namespaces_of(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return prefixes and namespaces that the schema's names use, TEI as the default."""
    used = {spec.ns for spec in vocabulary.elements.values() if spec.ns}
    stated = {
        prefix: uri for prefix, uri in vocabulary.settings.prefixes if uri in used and uri != TEI
    }
    default = vocabulary.settings.ns if vocabulary.settings.ns is not None else TEI
    return (("", default), *sorted(stated.items()))


def _label(namespace: str) -> str:
    words = "".join(char if char.isalnum() else " " for char in namespace).split()
    return words[-1] if words else "none"
