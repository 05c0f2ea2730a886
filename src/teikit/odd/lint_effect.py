"""Declarations and references that change nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.odd.attributes import Attributes, Effective
from teikit.odd.customization import Kind, Reference
from teikit.odd.merge import att_defs, att_refs, merge_attribute
from teikit.odd.model import (
    AttDef,
    ClassSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    Spec,
)
from teikit.odd.why_layers import Layer
from teikit.source import Span


def check_effect(layer: Layer) -> Iterator[Diagnostic]:
    """Yield declarations without effect (ODD320) and references without effect (ODD321)."""
    before = Attributes(layer.vocabulary.offered)
    for step in layer.steps:
        if isinstance(step, Reference):
            continue
        if isinstance(step, Spec) and step.mode is Mode.CHANGE:
            yield from _spec(step, layer, before)
    yield from _references(layer)


def _no_effect(span: Span, message: str, *hints: str) -> Diagnostic:
    return Diagnostic("ODD320", message, span, Severity.WARNING, hints=hints)


def _name(spec: Spec) -> str:
    return f"<{spec.ident}>" if isinstance(spec, ElementSpec) else spec.ident


def _offered(spec: Spec, layer: Layer) -> Spec | None:
    offered = layer.vocabulary.offered
    match spec:
        case ElementSpec():
            return offered.elements.get(spec.ident)
        case ClassSpec():
            return offered.classes.get(spec.ident)
        case MacroSpec():
            return offered.macros.get(spec.ident)
        case DataSpec():
            return offered.datatypes.get(spec.ident)
    return None


def _spec(spec: Spec, layer: Layer, before: Attributes) -> Iterator[Diagnostic]:
    base = _offered(spec, layer)
    if base is None:
        return  # the compiler says that there is nothing to change
    if _is_empty(spec):
        yield _no_effect(
            spec.origin.span,
            f"This declaration changes nothing about {_name(spec)}.",
            "Take it out, or say what is to change.",
        )
    yield from _content(spec, base)
    if isinstance(spec, ElementSpec | ClassSpec) and isinstance(base, ElementSpec | ClassSpec):
        yield from _memberships(spec, base)
        known = before.of(base)
        for definition in att_defs(spec.attributes):
            if definition.mode is Mode.CHANGE and definition.ident in known:
                yield from _attribute(spec, definition, known[definition.ident])


def _is_empty(spec: Spec) -> bool:
    common = (
        spec.alt_idents, spec.prose, spec.constraints, spec.valid_until, spec.prefix is not None,
    )  # fmt: skip
    if any(common):
        return False
    match spec:
        case ElementSpec():
            own = (spec.classes, spec.content, spec.models, spec.ns)
            return all(one in (None, ()) for one in own) and not _has_attributes(spec)
        case ClassSpec():
            return spec.classes is None and not _has_attributes(spec)
        case MacroSpec() | DataSpec():
            return spec.content is None
    return False


def _has_attributes(spec: ElementSpec | ClassSpec) -> bool:
    return any(True for _ in att_defs(spec.attributes)) or any(
        True for _ in att_refs(spec.attributes)
    )


def _content(spec: Spec, base: Spec) -> Iterator[Diagnostic]:
    if not isinstance(spec, ElementSpec | MacroSpec | DataSpec):
        return
    if not isinstance(base, ElementSpec | MacroSpec | DataSpec):
        return
    new, old = spec.content, base.content
    if new is not None and old is not None and new.nodes and new.nodes == old.nodes:
        yield _no_effect(
            new.origin.span,
            f"The content given to {_name(spec)} here is the one it has anyway.",
            "Take the <content> out; the declaration then follows what it builds on.",
        )


def _memberships(
    spec: ElementSpec | ClassSpec, base: ElementSpec | ClassSpec
) -> Iterator[Diagnostic]:
    if spec.classes is None or spec.classes.mode is not Mode.CHANGE:
        return
    had = {
        member.key
        for member in (() if base.classes is None else base.classes.members)
        if member.mode is not Mode.DELETE
    }
    for member in spec.classes.members:
        if member.mode is Mode.DELETE and member.key not in had:
            yield _no_effect(
                member.origin.span, f"{_name(spec)} is no member of {member.key} anyway."
            )
        elif member.mode is not Mode.DELETE and member.key in had:
            yield _no_effect(
                member.origin.span, f"{_name(spec)} is a member of {member.key} anyway."
            )


def _attribute(
    spec: ElementSpec | ClassSpec, definition: AttDef, known: Effective
) -> Iterator[Diagnostic]:
    base = known.definition
    merged = merge_attribute(base, definition)
    same = replace(merged, history=base.history, mode=base.mode)
    usage = {same.usage or "opt", base.usage or "opt"}
    if len(usage) == 1 and replace(same, usage=base.usage) == base:
        yield _no_effect(
            definition.origin.span,
            f"This changes nothing about the attribute @{definition.ident} of {_name(spec)}.",
        )


def _references(layer: Layer) -> Iterator[Diagnostic]:
    """Yield references to what another reference includes already."""
    offered = layer.vocabulary.offered.elements
    seen: dict[str, Reference] = {}
    for reference in layer.references():
        if reference.source is not None and reference.kind is not Kind.MODULE:
            continue
        for ident in _elements(reference, offered):
            first = seen.setdefault(ident, reference)
            alone = reference.kind is Kind.ELEMENT or reference.include is not None
            if first is not reference and alone:
                yield Diagnostic(
                    "ODD321",
                    f"<{ident}> is included already.",
                    reference.origin.span,
                    Severity.WARNING,
                    related=(Related(first.origin.span, "It is included here."),),
                )


def _elements(reference: Reference, offered: Mapping[str, ElementSpec]) -> list[str]:
    if reference.kind is Kind.ELEMENT:
        return [reference.key] if reference.key in offered else []
    if reference.kind is not Kind.MODULE:
        return []
    return [
        ident
        for ident, spec in offered.items()
        if spec.module == reference.key
        and ident not in reference.excepted
        and (reference.include is None or ident in reference.include)
    ]
