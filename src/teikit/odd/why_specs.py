"""Why an element, class, macro or datatype is as it is, or is not there, layer by layer."""

from collections.abc import Iterator, Mapping
from typing import Final

from teikit.odd.attributes import Attributes
from teikit.odd.customization import Kind, Reference
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    AnySpec,
    ClassSpec,
    Declarations,
    ElementSpec,
    How,
    MemberOf,
    Mode,
    Removal,
    Spec,
)
from teikit.odd.reach import Reach
from teikit.odd.why_changes import Statement, called, effects
from teikit.odd.why_layers import Layer, Layers
from teikit.records import dataclass
from teikit.source import Span

KINDS: Final = (Kind.ELEMENT, Kind.CLASS, Kind.MACRO, Kind.DATATYPE)
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What one layer does about a name, in its order."""

    layer: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a name is as it is: the verdict in sentences, and each layer's part in it."""

    name: str
    kind: str
    present: bool
    verdict: tuple[str, ...]
    layers: tuple[Told, ...]


def table(declared: Declarations, kind: Kind) -> Mapping[str, AnySpec]:
    """Return the declarations of one kind by name."""
    tables: Mapping[Kind, Mapping[str, AnySpec]] = {
        Kind.ELEMENT: declared.elements,
        Kind.CLASS: declared.classes,
        Kind.MACRO: declared.macros,
        Kind.DATATYPE: declared.datatypes,
    }
    return tables[kind]


def why_spec(ident: str, kind: Kind, layers: Layers) -> Answer:
    """Return why an element, class, macro or datatype is as it is, or is not there."""
    first = _first(layers, ident, kind)
    told = [Told(_base_name(layers, ident, kind), tuple(_declared(first)))]
    told += [Told(layer.name, tuple(_layer(ident, kind, layer))) for layer in layers.odds]
    here = table(layers.top.declared, kind).get(ident)
    verdict = _gone(ident, kind, layers) if here is None else _present(here, layers)
    shown = tuple(one for one in told if one.statements)
    return Answer(ident, kind.value, here is not None, tuple(verdict), shown)


def any_spec(ident: str, kind: Kind, layers: Layers) -> AnySpec | None:
    """Return the highest declaration of a name that any layer has."""
    found = None
    for declared in layers.tables():
        found = table(declared, kind).get(ident) or found
    return found


def _base_name(layers: Layers, ident: str, kind: Kind) -> str:
    spec = _first(layers, ident, kind)
    return spec.history[0].layer if spec is not None else ""


def _first(layers: Layers, ident: str, kind: Kind) -> AnySpec | None:
    """Return the declaration that the layers start from, be it from a source of a reference."""
    spec = table(layers.base, kind).get(ident) or any_spec(ident, kind, layers)
    own = {layer.name for layer in layers.odds}
    return None if spec is None or spec.history[0].layer in own else spec


def _declared(spec: AnySpec | None) -> Iterator[Statement]:
    if spec is not None:
        module = f" in the module “{spec.module}”" if spec.module else ""
        yield Statement(f"Declares {called(spec)}{module}.", spec.history[0].span)


def _layer(ident: str, kind: Kind, layer: Layer) -> Iterator[Statement]:
    here = table(layer.vocabulary.declared, kind).get(ident)
    offered = table(layer.vocabulary.offered, kind).get(ident)
    if offered is None and here is not None and here.history[0].layer != layer.name:
        offered = here  # from a source that a reference names for itself
    if offered is not None:
        yield from _inclusion(offered, kind, layer)
    for spec in layer.changes(ident):
        yield from effects(spec)
    if isinstance(here, ElementSpec | ClassSpec):
        yield from _through_classes(here, layer)


def _inclusion(spec: AnySpec, kind: Kind, layer: Layer) -> Iterator[Statement]:
    matching = [ref for ref in layer.references() if _concerns(ref, spec, kind)]
    for ref in matching:
        yield Statement(_included(ref, spec), ref.origin.span)
    if not matching and not any(spec.mode is Mode.ADD for spec in layer.changes(spec.ident)):
        module = f"the module “{spec.module}”" if spec.module else "the module it belongs to"
        yield Statement(f"Does not use {module}, nor {called(spec)} by itself.", layer.origin.span)


def _concerns(ref: Reference, spec: AnySpec, kind: Kind) -> bool:
    if ref.kind is Kind.MODULE:
        return ref.key == spec.module
    return ref.kind is kind and ref.key == spec.ident


def _included(ref: Reference, spec: AnySpec) -> str:
    name = called(spec)
    source = f" of {ref.source}" if ref.source else ""
    if ref.kind is not Kind.MODULE:
        return f"Includes {name} by itself{f', from {ref.source}' if ref.source else ''}."
    module = f"the module “{ref.key}”{source}"
    if spec.ident in ref.excepted:
        return f"Includes {module} except {name}."
    if isinstance(spec, ElementSpec) and ref.include is not None:
        if spec.ident in ref.include:
            return f"Includes {name} from {module}."
        return f"Includes {module}, but {name} is not among the elements it names."
    return f"Includes {module}, and {name} with it."


def _through_classes(spec: ElementSpec | ClassSpec, layer: Layer) -> Iterator[Statement]:
    """Yield changes to attribute classes that reach an element or class through membership."""
    for key in ancestors(spec, Attributes(layer.vocabulary.offered)):
        for change in layer.changes(key):
            if change.mode is Mode.DELETE:
                sentence = f"Deletes {key}, and the attributes {called(spec)} had from it."
                yield Statement(sentence, change.origin.span)
            elif isinstance(change, ClassSpec):
                yield from _class_change(change, spec)


def _class_change(change: ClassSpec, spec: Spec) -> Iterator[Statement]:
    names = [f"@{definition.ident}" for definition in att_defs(change.attributes)]
    if names:
        yield Statement(
            f"Changes {change.ident}, which gives {called(spec)} attributes: {', '.join(names)}.",
            change.origin.span,
        )


def ancestors(spec: ElementSpec | ClassSpec, inherited: Attributes) -> list[str]:
    """Return the attribute classes a declaration is in, directly or through others."""
    found: list[str] = []
    waiting = list(inherited.classes_of(spec))
    while waiting:
        key = waiting.pop(0)
        if key not in found:
            found.append(key)
            waiting.extend(inherited.classes_of(inherited.declared.classes[key]))
    return found


# ------------------------------------------------------------ verdicts


def _present(spec: AnySpec, layers: Layers) -> Iterator[str]:
    last = spec.history[-1]
    module = f" (module “{spec.module}”)" if spec.module else ""
    yield f"{called(spec)} is part of this schema{module}."
    changed = {origin.layer for origin in spec.history[1:]}
    if changed:
        yield f"{last.layer} was the last to change it ({place(last.span)})."
    else:
        yield f"It is as {last.layer} declares it."
    if isinstance(spec, ElementSpec):
        yield from _element_now(spec, layers)
    elif isinstance(spec, ClassSpec):
        yield from _class_now(spec, layers)


def _element_now(spec: ElementSpec, layers: Layers) -> Iterator[str]:
    lost = sorted(
        attribute for (owner, attribute) in layers.top.removed_attributes if owner == spec.ident
    )
    if lost:
        yield f"It has lost {_listed([f'@{name}' for name in lost])}."
    reach = Reach(layers.top)
    parents = reach.parents.get(spec.ident, [])
    if parents:
        yield f"It is allowed in {_listed([f'<{parent}>' for parent in parents])}."
    elif spec.ident in reach.roots():
        yield "Documents start with it."
    else:
        yield "No element of the schema allows it in its content."


def _classes_of(spec: ElementSpec | ClassSpec) -> list[str]:
    members = () if spec.classes is None else spec.classes.members
    return [member.key for member in members if member.mode is not Mode.DELETE]


def members_of(key: str, declared: Declarations) -> list[str]:
    """Return the names of the elements and classes that are direct members of a class."""
    everything: list[ElementSpec | ClassSpec] = [
        *declared.classes.values(),
        *declared.elements.values(),
    ]
    return [called(spec) for spec in everything if key in _classes_of(spec)]


def _class_now(spec: ClassSpec, layers: Layers) -> Iterator[str]:
    members = members_of(spec.ident, layers.top.declared)
    yield f"Its members are {_listed(members)}." if members else "It has no members any more."
    gone = [name for name in members_of(spec.ident, layers.base) if name not in members]
    if gone:
        yield f"Members that TEI or a lower layer has and this schema has not: {_listed(gone)}."


def _listed(names: list[str]) -> str:
    if len(names) <= _SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"


def _gone(ident: str, kind: Kind, layers: Layers) -> Iterator[str]:
    spec = any_spec(ident, kind, layers)
    name = called(spec) if spec is not None else ident
    yield f"{name} is not part of this schema."
    removals: Mapping[str, Removal] = {}
    if kind is Kind.ELEMENT:
        removals = layers.top.removed_elements
    elif kind is Kind.CLASS:
        removals = layers.top.removed_classes
    removal = removals.get(ident)
    if removal is not None:
        yield f"{removal.layer} {_HOW[removal.how].format(removal.via)} ({place(removal.span)})."
    advice = None if spec is None or removal is None else _advice(spec, removal)
    if advice:
        yield advice


_HOW: Final[Mapping[How, str]] = {
    How.DELETED: "deletes it",
    How.EXCEPTED: "leaves it out of the module “{}” (except)",
    How.NOT_INCLUDED: "includes the module “{}”, but does not name it there",
    How.MODULE_ABSENT: "does not use its module, “{}”",
    How.CLASS_ABSENT: "does not use the class {}",
    How.MEMBERSHIP_REMOVED: "takes it out of the class {}",
}


def _advice(spec: AnySpec, removal: Removal) -> str | None:
    if not isinstance(spec, ElementSpec):
        return None
    ident = spec.ident
    return {
        How.DELETED: f"To have it, take that declaration of {ident} out.",
        How.EXCEPTED: f"To have it, take {ident} out of @except.",
        How.NOT_INCLUDED: f"To have it, name {ident} in @include.",
        How.MODULE_ABSENT: f'To have it, add <elementRef key="{ident}"/> to the schemaSpec.',
    }.get(removal.how)


def place(span: Span) -> str:
    """Return the line of a place, for a sentence that names the layer."""
    return f"line {span.start.line}"


def memberships(spec: ElementSpec | ClassSpec) -> tuple[MemberOf, ...]:
    """Return the memberships a declaration states, deletions included."""
    return () if spec.classes is None else spec.classes.members
