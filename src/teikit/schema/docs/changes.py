"""What an ODD has changed about a declaration, held against what it builds on."""

from collections.abc import Iterator, Mapping, Sequence

from teikit.odd.attributes import Attributes, Effective
from teikit.odd.content import ValList
from teikit.odd.merge import att_defs
from teikit.odd.model import AttDef, ClassSpec, DataSpec, ElementSpec, MacroSpec, Mode, Spec
from teikit.odd.notation import datatype_tokens, model_text, text_of

_USAGES = {"req": "required", "rec": "recommended", "opt": "optional"}


def status(now: Spec, before: Spec | None) -> str:
    """Return whether a declaration is added, changed, or as it was."""
    if before is None:
        return "added"
    return "kept" if now.history == before.history else "changed"


def changes(
    now: ElementSpec | ClassSpec | MacroSpec | DataSpec,
    before: Spec | None,
    attributes: tuple[Attributes, Attributes],
) -> Iterator[str]:
    """Yield the differences in sentences; `attributes` are those now, and those before."""
    if before is None:
        return
    if isinstance(now, ElementSpec | MacroSpec | DataSpec) and isinstance(
        before, ElementSpec | MacroSpec | DataSpec
    ):
        old, new = model_text(before.content), model_text(now.content)
        if old != new:
            yield f"Its content was {old}."
    if isinstance(now, ElementSpec | ClassSpec) and isinstance(before, ElementSpec | ClassSpec):
        yield from _classes(now, before)
        yield from _attributes(now, attributes[0].of(now), attributes[1].of(before))
    known = {one.ident for one in before.constraints}
    added = [one.ident for one in now.constraints if one.ident not in known]
    if added:
        yield f"Constraints were added: {', '.join(added)}."


def _classes(now: ElementSpec | ClassSpec, before: ElementSpec | ClassSpec) -> Iterator[str]:
    new, old = _memberships(now), _memberships(before)
    if added := [key for key in new if key not in old]:
        yield f"It was made a member of {', '.join(added)}."
    if lost := [key for key in old if key not in new]:
        yield f"It was taken out of {', '.join(lost)}."


def _memberships(spec: ElementSpec | ClassSpec) -> list[str]:
    members = () if spec.classes is None else spec.classes.members
    return [one.key for one in members if one.mode is not Mode.DELETE]


def _attributes(
    spec: ElementSpec | ClassSpec, now: Mapping[str, Effective], before: Mapping[str, Effective]
) -> Iterator[str]:
    # Those that a change to a class adds or takes away are told about the class.
    own = {one.ident for one in att_defs(spec.attributes)}
    if added := sorted(own & (now.keys() - before.keys())):
        yield f"Attributes were added: {_names(added)}."
    if lost := sorted(own & (before.keys() - now.keys())):
        yield f"Attributes were taken away: {_names(lost)}."
    for name in sorted(own & now.keys() & before.keys()):
        parts = list(_attribute(now[name].definition, before[name].definition))
        if parts:
            yield f"@{name}: {'; '.join(parts)}."


def _attribute(now: AttDef, before: AttDef) -> Iterator[str]:
    if (now.usage or "opt") != (before.usage or "opt"):
        old = _USAGES.get(before.usage or "opt", "optional")
        yield f"was {old}, is now {_USAGES.get(now.usage or 'opt', 'optional')}"
    new_type, old_type = datatype_tokens(now.datatype), datatype_tokens(before.datatype)
    if new_type != old_type:
        yield f"its values were {text_of(old_type)}"
    yield from _values(now.val_list, before.val_list)


def _values(now: ValList | None, before: ValList | None) -> Iterator[str]:
    new, old = _idents(now), _idents(before)
    closed = now is not None and now.type == "closed"
    if closed and (before is None or before.type != "closed"):
        yield "only the values listed are allowed now"
    if old and (added := [one for one in new if one not in old]):
        yield f"values added: {', '.join(added)}"
    if lost := [one for one in old if one not in new]:
        yield f"values taken out: {', '.join(lost)}"


def _idents(values: ValList | None) -> list[str]:
    return [] if values is None else [item.ident for item in values.items]


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"@{name}" for name in names)
