"""What one declaration of a customization does, in sentences."""

from collections.abc import Iterator, Sequence
from typing import Final

from teikit.odd.content import Prose
from teikit.odd.merge import att_defs, att_refs
from teikit.odd.model import (
    AttDef,
    Classes,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    Spec,
)
from teikit.odd.notation import datatype_tokens, model_text, text_of
from teikit.records import dataclass
from teikit.source import Span

_MOST_VALUES: Final = 12
_USAGES: Final = {"req": "required", "rec": "recommended", "opt": "optional"}
_DOCUMENTS: Final = ("gloss", "desc", "remarks", "exemplum")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a place of an ODD does, as a sentence without its subject."""

    sentence: str
    span: Span


def called(spec: Spec) -> str:
    """Return the name of a declaration as prose has it."""
    return f"<{spec.ident}>" if isinstance(spec, ElementSpec) else spec.ident


def effects(spec: Spec) -> Iterator[Statement]:
    """Yield what a declaration does, the declaration itself first."""
    verb = {
        Mode.ADD: "Declares",
        Mode.CHANGE: "Changes",
        Mode.REPLACE: "Replaces",
        Mode.DELETE: "Deletes",
    }[spec.mode]
    yield Statement(f"{verb} {called(spec)}.", spec.origin.span)
    if spec.mode is Mode.DELETE:
        return
    if spec.alt_idents:
        names = ", ".join(alt.text() for alt in spec.alt_idents)
        yield Statement(f"Renames it to {names}.", spec.origin.span)
    if isinstance(spec, ElementSpec | ClassSpec):
        yield from _classes(spec.classes, spec.origin.span)
    if isinstance(spec, ElementSpec | MacroSpec | DataSpec) and spec.content is not None:
        text = model_text(spec.content)
        yield Statement(f"Gives it the content {text}.", spec.content.origin.span)
    if isinstance(spec, ElementSpec | ClassSpec):
        for definition in att_defs(spec.attributes):
            yield from attribute_effects(definition)
        for ref in att_refs(spec.attributes):
            yield Statement(f"Takes @{ref.name} from {ref.class_key}.", ref.origin.span)
    yield from _common(spec.constraints, spec.prose, spec.origin.span, spec.valid_until)


def attribute_effects(definition: AttDef) -> Iterator[Statement]:
    """Yield what the declaration of an attribute does."""
    name, place = f"@{definition.ident}", definition.origin.span
    if definition.mode is Mode.DELETE:
        yield Statement(f"Deletes {name}.", place)
        return
    verb = {Mode.ADD: "Adds", Mode.CHANGE: "Changes", Mode.REPLACE: "Replaces"}[definition.mode]
    parts = list(_attribute_parts(definition))
    yield Statement(f"{verb} {name}{': ' if parts else ''}{'; '.join(parts)}.", place)
    yield from _common(definition.constraints, (), place, definition.valid_until, name)


def _attribute_parts(definition: AttDef) -> Iterator[str]:
    if definition.usage:
        yield f"it is {_USAGES.get(definition.usage, definition.usage)}"
    if definition.datatype is not None:
        yield f"its values are {text_of(datatype_tokens(definition.datatype))}"
    if definition.val_list is not None:
        yield _value_list(definition)
    if definition.alt_idents:
        yield f"it is called {definition.alt_idents[0].text()}"
    if definition.default is not None:
        yield f"its default is “{definition.default}”"
    if definition.prose:
        yield "it is described anew"


def _value_list(definition: AttDef) -> str:
    values = definition.val_list
    if values is None:
        return "any value of its datatype is allowed"
    if values.mode == Mode.DELETE:
        return "its list of values is taken away"
    added = [item.ident for item in values.items if item.mode != Mode.DELETE]
    gone = [item.ident for item in values.items if item.mode == Mode.DELETE]
    if values.mode == Mode.CHANGE:
        parts = [f"the values {quoted(added)} are added or changed"] if added else []
        parts += [f"the values {quoted(gone)} are taken out"] if gone else []
        parts += ["the list is closed"] if values.type == "closed" else []
        return ", ".join(parts) or "its list of values stays"
    if values.type == "closed":
        return f"only these values are allowed: {quoted(added)}"
    return f"these values are suggested: {quoted(added)}"


def quoted(names: Sequence[str]) -> str:
    """Return names in quotation marks, the first dozen of them."""
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_VALUES])
    more = len(names) - _MOST_VALUES
    return f"{shown} and {more} more" if more > 0 else shown


def _classes(classes: Classes | None, place: Span) -> Iterator[Statement]:
    if classes is None:
        return
    if classes.mode is Mode.REPLACE:
        keys = ", ".join(member.key for member in classes.members)
        yield Statement(
            f"Makes it a member of {keys} and of no other class."
            if keys
            else "Takes it out of all classes.",
            classes.members[0].origin.span if classes.members else place,
        )
        return
    for member in classes.members:
        does = "Takes it out of" if member.mode is Mode.DELETE else "Makes it a member of"
        yield Statement(f"{does} the class {member.key}.", member.origin.span)


def _common(
    constraints: Sequence[ConstraintSpec],
    prose: Sequence[Prose],
    place: Span,
    valid_until: str | None,
    subject: str = "it",
) -> Iterator[Statement]:
    for constraint in constraints:
        does = "Deletes" if constraint.mode is Mode.DELETE else "Adds"
        sentence = f"{does} the constraint “{constraint.ident}” on {subject}."
        yield Statement(sentence, constraint.origin.span)
    if valid_until:
        yield Statement(f"Deprecates {subject}: it is valid until {valid_until}.", place)
    kinds = sorted({one.kind for one in prose} & set(_DOCUMENTS), key=_DOCUMENTS.index)
    if kinds:
        names = {"desc": "description", "exemplum": "example"}
        said = ", ".join(names.get(kind, kind) for kind in kinds)
        yield Statement(f"Documents {subject} ({said}).", place)
