"""Names that nothing in a document or a schema can have."""

from collections.abc import Iterator

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.odd import misfits
from teikit.odd.merge import att_defs
from teikit.odd.model import AttDef, ClassSpec, ElementSpec, Mode, Spec, Vocabulary


def check_names(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Yield the names that the customization gives and that are none (Namespaces in XML 1.0)."""
    settings, declared, offered = vocabulary.settings, vocabulary.declared, vocabulary.offered
    if not is_name(f"{settings.prefix}name"):
        yield misfits.no_name(settings.origin, "prefix", settings.prefix)
    for kind, specs, before in (
        ("element", declared.elements, offered.elements),
        ("class", declared.classes, offered.classes),
        ("macro", declared.macros, offered.macros),
        ("datatype", declared.datatypes, offered.datatypes),
    ):
        for key, spec in specs.items():
            if before.get(key) is not spec:
                yield from _names_of(kind, spec)


def is_name(text: str) -> bool:
    """Return whether a text can be a name without a colon.

    >>> is_name("hi"), is_name("два"), is_name("1st"), is_name("a b"), is_name("")
    (True, True, False, False, False)
    """
    if ":" in text or text.startswith("{"):
        return False
    try:
        etree.QName(None, text)
    except ValueError:
        return False
    return True


def _names_of(kind: str, spec: Spec) -> Iterator[Diagnostic]:
    for name in (spec.ident, *(alt.text() for alt in spec.alt_idents)):
        if not is_name(name):
            yield misfits.no_name(spec.origin, kind, name)
    if isinstance(spec, ElementSpec | ClassSpec):
        for definition in att_defs(spec.attributes):
            if definition.mode is not Mode.DELETE:
                yield from _names_of_attribute(definition)


def _names_of_attribute(definition: AttDef) -> Iterator[Diagnostic]:
    for name in (definition.ident, *(alt.text() for alt in definition.alt_idents)):
        prefix, colon, local = name.rpartition(":")
        if not is_name(local) or (colon and not is_name(prefix)):
            yield misfits.no_name(definition.origin, "attribute", name)
