"""Where in an ODD to report what it did not write itself, but includes."""

from collections.abc import Iterator

from teikit.odd.customization import Kind, Reference
from teikit.odd.model import (
    AnySpec,
    ClassSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Spec,
)
from teikit.odd.why_layers import Layer
from teikit.source import Span

_KINDS = {
    ElementSpec: Kind.ELEMENT,
    ClassSpec: Kind.CLASS,
    MacroSpec: Kind.MACRO,
    DataSpec: Kind.DATATYPE,
}


def place_of(spec: Spec, layer: Layer) -> Span:
    """Return the place of an ODD that makes a declaration part of it."""
    own = [origin for origin in spec.history if origin.layer == layer.name]
    if own:
        return own[-1].span
    for reference in layer.references():
        if _brings(reference, spec):
            return reference.origin.span
    return layer.origin.span


def _brings(reference: Reference, spec: Spec) -> bool:
    if reference.kind is Kind.MODULE:
        return reference.key == spec.module
    return reference.kind is _KINDS.get(type(spec)) and reference.key == spec.ident


def is_own(spec: Spec, layer: Layer) -> bool:
    """Return whether a declaration is new in an ODD."""
    return spec.history[0].layer == layer.name


def is_touched(spec: Spec, layer: Layer) -> bool:
    """Return whether an ODD declares or changes something itself."""
    return any(origin.layer == layer.name for origin in spec.history)


def all_specs(layer: Layer) -> Iterator[AnySpec]:
    """Yield everything that is part of the schema."""
    declared = layer.vocabulary.declared
    yield from declared.elements.values()
    yield from declared.classes.values()
    yield from declared.macros.values()
    yield from declared.datatypes.values()


def called(spec: Spec) -> str:
    """Return a declaration's kind and name, as in a sentence."""
    if isinstance(spec, ElementSpec):
        return f"The element <{spec.ident}>"
    kind = _KINDS.get(type(spec))
    return f"The {kind or 'module'} {spec.ident}"
