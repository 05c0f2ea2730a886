"""What does not fit in a customization: names that mean nothing, changes without effect."""

from collections.abc import Iterator
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.odd import misfits, mistakes
from teikit.odd.attributes import Attributes
from teikit.odd.check_names import check_names
from teikit.odd.content import (
    Alternate,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    MacroRef,
    Sequence,
)
from teikit.odd.datatypes import is_xsd_datatype
from teikit.odd.merge import att_defs, att_refs
from teikit.odd.model import (
    AttDef,
    AttRef,
    ClassSpec,
    ContentModel,
    Declarations,
    ElementSpec,
    Mode,
    Vocabulary,
)
from teikit.odd.prune import exists

EXPANSIONS: Final = (
    "",
    "alternate",
    "sequence",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequenceOptionalRepeatable",
)


def check(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Yield what is wrong with what the customization itself says, not with what it builds on."""
    yield from _check_start(vocabulary)
    yield from check_names(vocabulary)
    own = _Own(vocabulary)
    for element in vocabulary.elements.values():
        yield from own.content(element.ident, element.content)
        yield from own.classes(element)
        yield from own.attributes(element)
    for class_spec in vocabulary.classes.values():
        yield from own.classes(class_spec)
        yield from own.attributes(class_spec)
    for macro in vocabulary.macros.values():
        yield from own.content(macro.ident, macro.content)
    for datatype in vocabulary.datatypes.values():
        yield from own.content(datatype.ident, datatype.content)


def _check_start(vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    settings = vocabulary.settings
    known = vocabulary.elements
    if vocabulary.external:
        return  # whose elements are not known here
    others = any(ident in known for ident in settings.start or ())
    for ident in settings.start or ():
        if ident not in known:
            yield mistakes.no_start(settings.origin, ident, known, others=others)
    if not vocabulary.elements and not vocabulary.external:
        yield mistakes.nothing_to_start_with(settings.origin)


class _Own:
    """Checks that look only at what differs from what the source offers."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.layer = vocabulary.settings.origin.layer
        self.declared = vocabulary.declared
        self.offered = vocabulary.offered
        self.external = bool(vocabulary.external)
        self.inherited = Attributes(self.declared)
        self.before = Attributes(self.offered)

    def content(self, owner: str, content: ContentModel | None) -> Iterator[Diagnostic]:
        if content is None or self._is_offered(owner, content):
            return
        for node in content.nodes:
            yield from self._node(owner, node)

    def _is_offered(self, owner: str, content: ContentModel) -> bool:
        element = self.offered.elements.get(owner)
        macro = self.offered.macros.get(owner)
        datatype = self.offered.datatypes.get(owner)
        return any(
            (
                element is not None and element.content is content,
                macro is not None and macro.content is content,
                datatype is not None and datatype.content is content,
            )
        )

    def _node(self, owner: str, node: Content) -> Iterator[Diagnostic]:
        if node.max_occurs is not None and node.max_occurs < node.min_occurs:
            yield misfits.impossible_occurrence(node.span, node.min_occurs, node.max_occurs)
        if isinstance(node, ClassRef) and node.expand not in EXPANSIONS:
            yield misfits.unknown_expansion(node.span, node.expand, EXPANSIONS)
        if isinstance(node, Sequence | Alternate):
            for member in node.members:
                yield from self._node(owner, member)
        elif isinstance(node, DataRef) and not node.key:
            yield from _xsd_datatype(node)
        elif not exists(node, self.declared):
            kind, key, known = _named(node, self.declared)
            if exists(node, self.offered):
                yield misfits.absent_in_content(node.span, owner, kind, key)
            else:
                yield misfits.unknown_in_content(node.span, owner, kind, key, known)

    def classes(self, spec: ElementSpec | ClassSpec) -> Iterator[Diagnostic]:
        if self._before(spec) is spec:
            return
        for member in () if spec.classes is None else spec.classes.members:
            known = member.key in self.declared.classes or member.key in self.offered.classes
            # A class that a layer below has left out takes its memberships along.
            said_here = member.origin.layer == self.layer
            if said_here and not known and member.mode is not Mode.DELETE:
                classes = self.declared.classes
                yield misfits.unknown_class(member.origin, spec.ident, member.key, classes)

    def _before(self, spec: ElementSpec | ClassSpec) -> ElementSpec | ClassSpec | None:
        if isinstance(spec, ElementSpec):
            return self.offered.elements.get(spec.ident)
        return self.offered.classes.get(spec.ident)

    def attributes(self, spec: ElementSpec | ClassSpec) -> Iterator[Diagnostic]:
        before = self._before(spec)
        if before is not None and spec.attributes is before.attributes:
            return
        for ref in att_refs(spec.attributes):
            yield from self._reference(ref)
        for definition in att_defs(spec.attributes):
            yield from self._datatype(definition)
            if definition.mode not in {Mode.CHANGE, Mode.DELETE} or len(definition.history) > 1:
                continue
            known = self._inheritable(spec, before)
            home = self._home(spec, definition)
            if home:
                yield misfits.attribute_of_other_class(
                    definition.origin, spec.ident, definition.ident, home
                )
            elif definition.ident not in known and not _stated(before, definition.ident):
                yield misfits.unknown_attribute(
                    definition.origin, spec.ident, definition.ident, definition.mode, known
                )

    def _reference(self, ref: AttRef) -> Iterator[Diagnostic]:
        known = self.inherited.of_class(ref.class_key)
        before = self.before.of_class(ref.class_key)
        # One that the schema itself has left out may stay behind in a reference.
        if ref.mode is Mode.DELETE or ref.name in known or ref.name in before:
            return
        if ref.class_key or not self.external:
            yield misfits.unknown_attribute_reference(ref.origin, ref.class_key, ref.name, known)

    def _home(self, spec: ElementSpec | ClassSpec, definition: AttDef) -> str | None:
        """Return the class an attribute belongs to that another class would delete."""
        if isinstance(spec, ElementSpec) or definition.mode is not Mode.DELETE:
            return None
        for key in self.inherited.classes_of(spec):
            effective = self.inherited.of_class(key).get(definition.ident)
            if effective is not None:
                return effective.via
        return None

    def _datatype(self, definition: AttDef) -> Iterator[Diagnostic]:
        node = definition.datatype.content if definition.datatype else None
        if not isinstance(node, DataRef):
            return
        yield from _xsd_datatype(node)
        if not node.key:
            return
        declared = self.declared
        if node.key not in declared.datatypes and node.key not in declared.macros:
            known = declared.datatypes
            yield misfits.unknown_datatype(node.span, definition.ident, node.key, known)

    def _inheritable(
        self, spec: ElementSpec | ClassSpec, before: ElementSpec | ClassSpec | None
    ) -> set[str]:
        known = {
            name for key in self.inherited.classes_of(spec) for name in self.inherited.of_class(key)
        }
        return known if before is None else known | set(self.before.of(before))


def _stated(spec: ElementSpec | ClassSpec | None, ident: str) -> bool:
    return spec is not None and any(known.ident == ident for known in att_defs(spec.attributes))


def _xsd_datatype(node: DataRef) -> Iterator[Diagnostic]:
    if node.name and not node.key and not is_xsd_datatype(node.name):
        yield misfits.unknown_xsd_datatype(node.span, node.name)


def _named(node: Content, declared: Declarations) -> tuple[str, str, set[str]]:
    match node:
        case ElementRef():
            return "element", node.key, set(declared.elements)
        case ClassRef():
            return "class", node.key, set(declared.classes)
        case MacroRef():
            return "macro", node.key, set(declared.macros)
        case DataRef():
            return "datatype", node.key, set(declared.datatypes)
    return "", "", set()
