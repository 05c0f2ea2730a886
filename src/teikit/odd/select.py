"""What a customization includes: its references, looked up in the source each of them names."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from teikit.odd import mistakes
from teikit.odd.customization import Kind, Reference
from teikit.odd.merge import att_defs, merge_attributes
from teikit.odd.model import (
    AnySpec,
    AttDef,
    AttList,
    ClassSpec,
    ConstraintSpec,
    Declarations,
    ExternalModule,
    How,
    Mode,
    Origin,
    Removal,
    Vocabulary,
)
from teikit.odd.workspace import Workspace
from teikit.records import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source offers to the customizations that build on it, and what it has left out."""

    declarations: Declarations
    external: tuple[ExternalModule, ...] = ()
    removed_elements: Mapping[str, Removal] = field(default_factory=dict)
    removed_classes: Mapping[str, Removal] = field(default_factory=dict)
    removed_attributes: Mapping[tuple[str, str], Removal] = field(default_factory=dict)
    constraints: tuple[ConstraintSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Declarations included so far, and what was left out on the way, both to be added to."""

    declared: Declarations = field(default_factory=lambda: Declarations({}, {}, {}, {}, {}))
    removed_elements: dict[str, Removal] = field(default_factory=dict)
    removed_classes: dict[str, Removal] = field(default_factory=dict)


def offer_of(vocabulary: Vocabulary) -> Offer:
    """Return what a resolved customization offers to one that builds on it."""
    declared, namespace = vocabulary.declared, vocabulary.settings.ns
    if namespace is not None:
        # Its elements keep the namespace they have in its own schema.
        elements = {
            key: spec if spec.ns is not None else replace(spec, ns=namespace)
            for key, spec in declared.elements.items()
        }
        declared = replace(declared, elements=elements)
    return Offer(
        declared,
        vocabulary.external,
        vocabulary.removed_elements,
        vocabulary.removed_classes,
        vocabulary.removed_attributes,
        vocabulary.constraints,
    )


def select(references: Iterable[tuple[Reference, Offer]], workspace: Workspace) -> Selection:
    """Return what the references bring in, each from its own source."""
    selection = Selection()
    for reference, offer in references:
        if reference.kind is Kind.MODULE:
            _module(reference, offer, selection, workspace)
        else:
            _single(reference, offer, selection, workspace)
    for ident in selection.declared.elements:
        selection.removed_elements.pop(ident, None)
    return selection


def note_absent(selection: Selection, offer: Offer, origin: Origin) -> None:
    """Note what the source offers, or has left out itself, and the customization lacks."""
    declared, offered = selection.declared, offer.declarations
    for removed, before, here, there in (
        (selection.removed_elements, offer.removed_elements, declared.elements, offered.elements),
        (selection.removed_classes, offer.removed_classes, declared.classes, offered.classes),
    ):
        for ident, removal in before.items():
            if ident not in here:
                removed.setdefault(ident, removal)
        for ident, spec in there.items():
            if ident not in here and ident not in removed:
                removed[ident] = Removal(
                    origin.span, origin.layer, How.MODULE_ABSENT, spec.module or ""
                )


def _tables(declarations: Declarations) -> tuple[Mapping[str, AnySpec], ...]:
    return (
        declarations.classes,
        declarations.macros,
        declarations.datatypes,
    )


def _module(reference: Reference, offer: Offer, selection: Selection, workspace: Workspace) -> None:
    offered = offer.declarations
    elements = {key: spec for key, spec in offered.elements.items() if spec.module == reference.key}
    others = [
        (table, key, spec)
        for table, mapping in enumerate(_tables(offered))
        for key, spec in mapping.items()
        if spec.module == reference.key
    ]
    if not elements and not others and reference.key not in offered.modules:
        known = {spec.module for spec in offered.elements.values() if spec.module}
        workspace.report(
            [mistakes.unknown_module(reference.origin, reference.key, known | set(offered.modules))]
        )
        return
    _report_strangers(reference, offer, elements, {key for _, key, _ in others}, workspace)
    tables = _tables(selection.declared)
    for table, key, spec in others:
        if key not in reference.excepted:
            _put(tables[table], key, spec)
    if reference.key in offered.modules:
        _put(selection.declared.modules, reference.key, offered.modules[reference.key])
    for key, spec in elements.items():
        how = _left_out(reference, spec.ident)
        if how is None:
            _put(selection.declared.elements, key, spec)
        else:
            selection.removed_elements[key] = Removal(
                reference.origin.span, reference.origin.layer, how, reference.key
            )


def _put(table: Mapping[str, AnySpec], key: str, spec: AnySpec) -> None:
    if isinstance(table, dict):
        table.setdefault(key, spec)


def _left_out(reference: Reference, ident: str) -> How | None:
    if ident in reference.excepted:
        return How.EXCEPTED
    if reference.include is not None and ident not in reference.include:
        return How.NOT_INCLUDED
    return None


def _report_strangers(
    reference: Reference,
    offer: Offer,
    elements: Mapping[str, AnySpec],
    others: set[str],
    workspace: Workspace,
) -> None:
    for ident in (*(reference.include or ()), *reference.excepted):
        if ident in elements or ident in others:
            continue
        elsewhere = offer.declarations.elements.get(ident)
        home = None if elsewhere is None else elsewhere.module
        found = mistakes.not_in_module(reference.origin, ident, reference.key, home, elements)
        removal = offer.removed_elements.get(ident)
        workspace.report([found if removal is None else mistakes.because(found, ident, removal)])


def _single(reference: Reference, offer: Offer, selection: Selection, workspace: Workspace) -> None:
    offered, declared = offer.declarations, selection.declared
    pairs: dict[Kind, tuple[Mapping[str, AnySpec], Mapping[str, AnySpec]]] = {
        Kind.ELEMENT: (offered.elements, declared.elements),
        Kind.CLASS: (offered.classes, declared.classes),
        Kind.MACRO: (offered.macros, declared.macros),
        Kind.DATATYPE: (offered.datatypes, declared.datatypes),
    }
    source, target = pairs[reference.kind]
    spec = source.get(reference.key)
    if spec is None:
        workspace.report(
            [mistakes.unknown_reference(reference.origin, reference.kind, reference.key, source)]
        )
    elif isinstance(spec, ClassSpec) and isinstance(target, dict):
        # Which attributes a class keeps holds wherever else the class is included.
        narrowed = _narrowed(spec, reference)
        if narrowed is not spec:
            target[reference.key] = narrowed
        _put(target, reference.key, spec)
    else:
        _put(target, reference.key, spec)


def _narrowed(spec: ClassSpec, reference: Reference) -> ClassSpec:
    """Return a class with only the attributes that a reference includes or does not except."""
    deleted = tuple(
        AttDef(ident=one.ident, mode=Mode.DELETE, history=(reference.origin,))
        for one in att_defs(spec.attributes)
        if _left_out(reference, one.ident) is not None
    )
    if not deleted:
        return spec
    return replace(spec, attributes=merge_attributes(spec.attributes, AttList(deleted)))
