"""What an ODD adds without a word about it, and what it lists twice."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.names import TEI, clark
from teikit.odd.content import Prose, ValList
from teikit.odd.lint_places import all_specs, called, is_own
from teikit.odd.merge import att_defs
from teikit.odd.model import AttDef, ClassSpec, ElementSpec, Mode, Spec
from teikit.odd.why_layers import Layer
from teikit.source import Span

_SHOWN = 8


def check_documentation(layer: Layer) -> Iterator[Diagnostic]:
    """Yield what is new in an ODD and not described (ODD328)."""
    for spec in all_specs(layer):
        if is_own(spec, layer) and not _is_described(spec.prose):
            yield _silent(f"{called(spec)} is not described.", spec.history[0].span)
        if isinstance(spec, ElementSpec | ClassSpec):
            for definition in att_defs(spec.attributes):
                if definition.mode is not Mode.DELETE:
                    yield from _attribute(spec, definition, layer)


def _silent(message: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "ODD328",
        message,
        place,
        Severity.INFO,
        hints=("Say in a <desc> what it is for; editors see it while they write.",),
    )


def _is_described(prose: Sequence[Prose]) -> bool:
    return any(one.kind in {"desc", "gloss", "equiv"} for one in prose)


def _attribute(spec: Spec, definition: AttDef, layer: Layer) -> Iterator[Diagnostic]:
    first = definition.history[0]
    is_new = first.layer == layer.name and definition.mode is Mode.ADD
    if is_new and not _is_described(definition.prose):
        yield _silent(
            f"The attribute @{definition.ident} of {spec.ident} is not described.", first.span
        )
    values = definition.val_list
    if values is None:
        return
    silent = [
        item for item in values.items if item.layer == layer.name and not _is_described(item.prose)
    ]
    if silent:
        names = ", ".join(f"“{item.ident}”" for item in silent[:_SHOWN])
        more = f" and {len(silent) - _SHOWN} more" if len(silent) > _SHOWN else ""
        count = "1 value" if len(silent) == 1 else f"{len(silent)} values"
        are = "is" if len(silent) == 1 else "are"
        yield _silent(
            f"{count} of @{definition.ident} of {spec.ident} {are} not described: {names}{more}.",
            silent[0].span,
        )


def check_prose(layer: Layer) -> Iterator[Diagnostic]:
    """Yield elements that the prose names, but that do not exist and look like others (ODD330)."""
    vocabulary = layer.vocabulary
    known = {
        *vocabulary.elements,
        *vocabulary.offered.elements,
        *vocabulary.removed_elements,
        *(alt.text() for one in vocabulary.elements.values() for alt in one.alt_idents),
    }
    for gi in layer.odd.root.iter(clark(TEI, "gi")):
        name = " ".join("".join(map(str, gi.itertext())).split())
        near = [] if name in known or gi.get("scheme") else get_close_matches(name, known, 1, 0.8)
        if near:
            yield Diagnostic(
                "ODD330",
                f"The prose names an element <{name}>, which does not exist.",
                layer.odd.reading.span(gi),
                Severity.INFO,
                hints=(f"Did you mean <{near[0]}>?",),
            )


def check_duplicates(layer: Layer) -> Iterator[Diagnostic]:
    """Yield values and attributes that stand twice in one list (ODD329)."""
    for step in layer.steps:
        if not isinstance(step, ElementSpec | ClassSpec):
            continue
        yield from _attributes_twice(step)
        for definition in att_defs(step.attributes):
            if definition.val_list is not None:
                yield from _values_twice(step, definition, definition.val_list)


def _attributes_twice(spec: ElementSpec | ClassSpec) -> Iterator[Diagnostic]:
    seen: dict[str, AttDef] = {}
    for definition in att_defs(spec.attributes):
        first = seen.setdefault(definition.ident, definition)
        if first is not definition:
            message = f"The attribute @{definition.ident} of {spec.ident} is declared twice."
            yield _twice(message, definition.origin.span, first.origin.span)


def _values_twice(spec: Spec, definition: AttDef, values: ValList) -> Iterator[Diagnostic]:
    seen: dict[str, Span] = {}
    for item in values.items:
        first = seen.setdefault(item.ident, item.span)
        if first is not item.span:
            message = (
                f"The value “{item.ident}” of @{definition.ident} of {spec.ident} is listed twice."
            )
            yield _twice(message, item.span, first)


def _twice(message: str, place: Span, first: Span) -> Diagnostic:
    related = (Related(first, "It stands here before."),)
    return Diagnostic("ODD329", message, place, Severity.WARNING, related=related)
