"""Changes applied to declarations: what `@mode` means, part by part."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from teikit.odd.content import Prose, ValItem, ValList
from teikit.odd.model import (
    AttDef,
    AttItem,
    AttList,
    AttRef,
    Classes,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    MemberOf,
    Mode,
    ModuleSpec,
    Origin,
    Spec,
)

S = TypeVar("S", bound=Spec)


def merge_element(base: ElementSpec, change: ElementSpec) -> ElementSpec:
    """Return an element's declaration after a change to it."""
    return replace(
        common(base, change),
        ns=change.ns if change.ns is not None else base.ns,
        classes=merge_classes(base.classes, change.classes, change.origin),
        content=base.content if change.content is None else change.content,
        attributes=merge_attributes(base.attributes, change.attributes),
        models=change.models or base.models,
    )


def merge_class(base: ClassSpec, change: ClassSpec) -> ClassSpec:
    """Return a class's declaration after a change to it."""
    return replace(
        common(base, change),
        type=change.type or base.type,
        classes=merge_classes(base.classes, change.classes, change.origin),
        attributes=merge_attributes(base.attributes, change.attributes),
    )


def merge_macro(base: MacroSpec, change: MacroSpec) -> MacroSpec:
    """Return a macro's declaration after a change to it."""
    content = base.content if change.content is None else change.content
    return replace(common(base, change), content=content)


def merge_datatype(base: DataSpec, change: DataSpec) -> DataSpec:
    """Return a datatype's declaration after a change to it."""
    content = base.content if change.content is None else change.content
    return replace(common(base, change), content=content)


def merge_module(base: ModuleSpec, change: ModuleSpec) -> ModuleSpec:
    """Return a module's declaration after a change to it."""
    return common(base, change)


def common(base: S, change: S) -> S:
    """Return a declaration after what any kind of change can do to it."""
    return replace(
        base,
        history=base.history + change.history,
        module=change.module or base.module,
        prefix=change.prefix if change.prefix is not None else base.prefix,
        alt_idents=change.alt_idents or base.alt_idents,
        prose=merge_prose(base.prose, change.prose),
        constraints=merge_constraints(base.constraints, change.constraints),
        valid_until=change.valid_until or base.valid_until,
    )


def merge_prose(base: tuple[Prose, ...], change: tuple[Prose, ...]) -> tuple[Prose, ...]:
    """Return the documentation with what a change says in place of the same kind and language."""
    if not change:
        return base
    said = {(prose.kind, prose.lang) for prose in change}
    kept = (
        prose
        for prose in base
        if (prose.kind, prose.lang) not in said and (prose.kind, "") not in said
    )
    return (*change, *kept)


def merge_constraints(
    base: tuple[ConstraintSpec, ...], change: tuple[ConstraintSpec, ...]
) -> tuple[ConstraintSpec, ...]:
    """Return the constraints after a change: those of the same name replaced or deleted."""
    if not change:
        return base
    named = {constraint.ident for constraint in change if constraint.ident}
    kept = tuple(constraint for constraint in base if constraint.ident not in named)
    return kept + tuple(constraint for constraint in change if constraint.mode is not Mode.DELETE)


def merge_classes(base: Classes | None, change: Classes | None, origin: Origin) -> Classes | None:
    """Return the memberships after a change; what was taken away stays as a mark (mode delete)."""
    if change is None or base is None:
        return change or base
    stated = {member.key: member for member in change.members}
    if change.mode is Mode.REPLACE:
        gone = [
            MemberOf(member.key, Mode.DELETE, origin)
            for member in base.members
            if member.key not in stated and member.mode is not Mode.DELETE
        ]
        return Classes((*change.members, *gone))
    kept = [stated.pop(member.key, member) for member in base.members]
    return Classes((*kept, *stated.values()))


def merge_attributes(base: AttList | None, change: AttList | None) -> AttList | None:
    """Return the attributes after a change; a deleted one stays as a mark (mode delete)."""
    if change is None or base is None:
        return change or base
    changes = {att_def.ident: att_def for att_def in att_defs(change)}
    known = {att_def.ident for att_def in att_defs(base)}
    refs = {(ref.class_key, ref.name) for ref in att_refs(change)}
    items = (*_changed(base, changes, refs), *_new(change, known))
    return AttList(items, base.org)


def _changed(
    base: AttList, changes: dict[str, AttDef], refs: set[tuple[str, str]]
) -> Iterator[AttItem]:
    for item in base.items:
        match item:
            case AttDef():
                change = changes.get(item.ident)
                yield item if change is None else merge_attribute(item, change)
            case AttRef():
                # One that the change repeats is added again with the new ones.
                if (item.class_key, item.name) not in refs:
                    yield item
            case AttList():
                yield AttList(tuple(_changed(item, changes, refs)), item.org)


def _new(change: AttList, known: set[str]) -> Iterator[AttItem]:
    items: list[AttItem] = []
    for item in change.items:
        match item:
            case AttDef():
                if item.ident not in known:
                    items.append(item)
            case AttRef():
                if item.mode is not Mode.DELETE:
                    items.append(item)
            case AttList():
                items.extend(_new(item, known))
    if items and change.org == "choice":
        yield AttList(tuple(items), "choice")
    else:
        yield from items


def merge_attribute(base: AttDef, change: AttDef) -> AttDef:
    """Return an attribute's declaration after a change to it."""
    history = base.history + change.history
    if change.mode is not Mode.CHANGE:
        return replace(change, history=history)
    return replace(
        base,
        mode=Mode.CHANGE if base.mode is Mode.DELETE else base.mode,
        history=history,
        ns=change.ns if change.ns is not None else base.ns,
        usage=change.usage or base.usage,
        datatype=change.datatype or base.datatype,
        val_list=merge_values(base.val_list, change.val_list),
        default=base.default if change.default is None else change.default,
        alt_idents=change.alt_idents or base.alt_idents,
        prose=merge_prose(base.prose, change.prose),
        constraints=merge_constraints(base.constraints, change.constraints),
        valid_until=change.valid_until or base.valid_until,
    )


def merge_values(base: ValList | None, change: ValList | None) -> ValList | None:
    """Return a list of values after a change to it; only mode change keeps values it had."""
    if change is None:
        return base
    if change.mode == Mode.DELETE:
        return None
    if change.mode != Mode.CHANGE:
        return replace(change, items=tuple(kept_values(change.items)))
    stated = {item.ident: item for item in change.items}
    had = () if base is None else base.items
    merged = [_merge_value(item, stated.pop(item.ident, None)) for item in had]
    merged.extend(stated.values())
    kind = change.type or ("" if base is None else base.type)
    return replace(change, items=tuple(kept_values(merged)), type=kind)


def _merge_value(base: ValItem, change: ValItem | None) -> ValItem:
    if change is None or change.mode != Mode.CHANGE:
        return change or base
    return replace(
        base,
        span=change.span,
        layer=change.layer,
        prose=merge_prose(base.prose, change.prose),
        alt_ident=change.alt_ident or base.alt_ident,
    )


def kept_values(items: Iterable[ValItem]) -> Iterator[ValItem]:
    """Yield the values that are not marked as deleted."""
    return (item for item in items if item.mode != Mode.DELETE)


def att_defs(attributes: AttList | None) -> Iterator[AttDef]:
    """Yield the attribute declarations of a list and of the lists in it."""
    for item in () if attributes is None else attributes.items:
        if isinstance(item, AttDef):
            yield item
        elif isinstance(item, AttList):
            yield from att_defs(item)


def att_refs(attributes: AttList | None) -> Iterator[AttRef]:
    """Yield the attribute references of a list and of the lists in it."""
    for item in () if attributes is None else attributes.items:
        if isinstance(item, AttRef):
            yield item
        elif isinstance(item, AttList):
            yield from att_refs(item)
