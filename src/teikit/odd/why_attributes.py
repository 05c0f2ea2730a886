"""Why an attribute is as it is, or is not there: on one element, or wherever it is."""

from collections.abc import Iterator
from typing import Final

from teikit.odd.attributes import Attributes, Effective
from teikit.odd.merge import att_defs
from teikit.odd.model import AttDef, ClassSpec, Declarations, ElementSpec, Mode, Spec
from teikit.odd.notation import datatype_tokens, text_of
from teikit.odd.why_changes import Statement, attribute_effects, called, quoted
from teikit.odd.why_layers import Layer, Layers
from teikit.odd.why_specs import _HOW, Answer, Told, _listed, ancestors, memberships, place

_USAGE: Final = {"req": "It is required.", "rec": "It is recommended.", "opt": "It is optional."}


def why_on_element(element: str, attribute: str, layers: Layers) -> Answer:
    """Return why an element has an attribute as it does, or does not have it."""
    told = [_base(element, attribute, layers)]
    told += [Told(layer.name, tuple(_layer(element, attribute, layer))) for layer in layers.odds]
    spec = layers.top.elements.get(element)
    now = None if spec is None else Attributes(layers.top.declared).of(spec).get(attribute)
    if spec is None:
        verdict = iter([f"<{element}> is not part of this schema, so it has no @{attribute}."])
    elif now is None:
        verdict = _gone(element, attribute, layers)
    else:
        verdict = _present(element, attribute, now)
    shown = tuple(one for one in told if one.statements)
    name = f"{element}/@{attribute}"
    return Answer(name, "attribute", now is not None, tuple(verdict), shown)


def why_anywhere(attribute: str, layers: Layers) -> Answer:
    """Return where an attribute is to be found, and what each layer does to it anywhere."""
    base = tuple(_declarations(attribute, layers.base))
    told = [Told(_name_of(layers.base), base)]
    told += [Told(layer.name, tuple(_anywhere(attribute, layer))) for layer in layers.odds]
    having = elements_with(attribute, layers.top.declared)
    lost = [f"<{owner}>" for (owner, name) in layers.top.removed_attributes if name == attribute]
    verdict = (
        [f"@{attribute} is an attribute of {_listed([f'<{one}>' for one in having])}."]
        if having
        else [f"No element of this schema has an attribute @{attribute}."]
    )
    if lost:
        verdict.append(f"These elements are part of the schema, but have lost it: {_listed(lost)}.")
    if having:
        verdict.append(f"Ask for one of them: teikit odd why {having[0]}/@{attribute}")
    shown = tuple(one for one in told if one.statements)
    return Answer(f"@{attribute}", "attribute", bool(having), tuple(verdict), shown)


def elements_with(attribute: str, declared: Declarations) -> list[str]:
    """Return the elements that have an attribute, of their own or from a class."""
    inherited = Attributes(declared)
    return [spec.ident for spec in declared.elements.values() if attribute in inherited.of(spec)]


def _name_of(declared: Declarations) -> str:
    first = next(iter(declared.elements.values()), None)
    return first.history[0].layer if first is not None else ""


def _declarations(attribute: str, declared: Declarations) -> Iterator[Statement]:
    specs: list[ElementSpec | ClassSpec] = [*declared.classes.values(), *declared.elements.values()]
    for spec in specs:
        for definition in att_defs(spec.attributes):
            if definition.ident == attribute and definition.mode is not Mode.DELETE:
                origin = definition.history[0]
                yield Statement(f"Declares it on {called(spec)}.", origin.span)


def _base(element: str, attribute: str, layers: Layers) -> Told:
    spec = layers.base.elements.get(element)
    if spec is None:
        return Told("", ())
    effective = Attributes(layers.base).of(spec).get(attribute)
    if effective is None:
        sentence = f"Declares <{element}> without an attribute @{attribute}."
        return Told(spec.history[0].layer, (Statement(sentence, spec.history[0].span),))
    origin = effective.definition.history[0]
    sentence = f"Declares @{attribute} on <{element}> itself."
    if effective.via:
        path = " → ".join(path_to(spec, effective.via, layers.base))
        sentence = f"Declares @{attribute}; it comes to <{element}> this way: {path}."
    return Told(origin.layer, (Statement(sentence, origin.span),))


def path_to(spec: ElementSpec, key: str, declared: Declarations) -> list[str]:
    """Return the classes between an element and the class that gives it an attribute."""
    inherited = Attributes(declared)
    waiting: list[tuple[ElementSpec | ClassSpec, list[str]]] = [(spec, [f"<{spec.ident}>"])]
    seen: set[str] = set()
    while waiting:
        current, path = waiting.pop(0)
        for parent in inherited.classes_of(current):
            if parent == key:
                return [*path, parent]
            if parent not in seen:
                seen.add(parent)
                waiting.append((declared.classes[parent], [*path, parent]))
    return [f"<{spec.ident}>", key]


def _layer(element: str, attribute: str, layer: Layer) -> Iterator[Statement]:
    offered = layer.vocabulary.offered.elements.get(element)
    reach = [] if offered is None else ancestors(offered, Attributes(layer.vocabulary.offered))
    giving = Attributes(layer.vocabulary.offered)
    for step in layer.steps:
        if not isinstance(step, ElementSpec | ClassSpec):
            continue
        if isinstance(step, ElementSpec) and step.ident != element:
            continue
        if isinstance(step, ClassSpec) and step.ident not in reach:
            continue
        yield from _step(step, attribute, giving)


def _step(step: ElementSpec | ClassSpec, attribute: str, giving: Attributes) -> Iterator[Statement]:
    if step.mode is Mode.DELETE:
        if isinstance(step, ElementSpec) or attribute in giving.of_class(step.ident):
            yield Statement(f"Deletes {called(step)}.", step.origin.span)
        return
    for definition in att_defs(step.attributes):
        if definition.ident == attribute:
            yield from _on(step, definition)
    for member in memberships(step):
        if attribute in giving.of_class(member.key):
            does = "Takes" if member.mode is Mode.DELETE else "Makes"
            where = "out of" if member.mode is Mode.DELETE else "a member of"
            yield Statement(
                f"{does} {called(step)} {where} {member.key}, which gives @{attribute}.",
                member.origin.span,
            )


def _on(step: Spec, definition: AttDef) -> Iterator[Statement]:
    for statement in attribute_effects(definition):
        yield Statement(f"On {called(step)}: {_lower(statement.sentence)}", statement.span)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _anywhere(attribute: str, layer: Layer) -> Iterator[Statement]:
    giving = Attributes(layer.vocabulary.offered)
    for step in layer.steps:
        if isinstance(step, ClassSpec) or (
            isinstance(step, ElementSpec) and step.mode is not Mode.DELETE
        ):
            yield from _step(step, attribute, giving)


def _present(element: str, attribute: str, now: Effective) -> Iterator[str]:
    definition = now.definition
    source = f"from the class {now.via}" if now.via else f"declared on <{element}> itself"
    yield f"<{element}> has the attribute @{attribute}, {source}."
    last = definition.origin
    if len(definition.history) > 1:
        yield f"{last.layer} was the last to change it ({place(last.span)})."
    else:
        yield f"It is as {last.layer} declares it ({place(last.span)})."
    yield _USAGE.get(definition.usage or "opt", "It is optional.")
    if definition.val_list is not None and definition.val_list.items:
        closed = definition.val_list.type == "closed"
        start = "Only these values are allowed" if closed else "These values are suggested"
        yield f"{start}: {quoted([item.ident for item in definition.val_list.items])}."
    else:
        yield f"Its values are {text_of(datatype_tokens(definition.datatype))}."


def _gone(element: str, attribute: str, layers: Layers) -> Iterator[str]:
    yield f"<{element}> has no attribute @{attribute} in this schema."
    removal = layers.top.removed_attributes.get((element, attribute))
    if removal is None:
        yield "No layer has ever given it one."
    else:
        does = _HOW[removal.how].format(removal.via)
        if removal.via and removal.how.value == "deleted":
            does = f"deletes it from the class {removal.via}"
        yield f"{removal.layer} {does} ({place(removal.span)})."
    others = elements_with(attribute, layers.top.declared)
    if others:
        yield f"Elements that have it: {_listed([f'<{one}>' for one in others])}."
