"""Declarations from XML: `elementSpec`, `classSpec`, `macroSpec`, `dataSpec`, `moduleSpec`."""

import re
from collections.abc import Callable
from typing import Final, TypedDict

from lxml import etree

from teikit.names import TEI
from teikit.odd.content import Content, Prose, ValList
from teikit.odd.model import (
    AnySpec,
    AttDef,
    AttItem,
    AttList,
    AttRef,
    Classes,
    ClassSpec,
    ConstraintSpec,
    ContentModel,
    DataSpec,
    Datatype,
    ElementSpec,
    MacroSpec,
    MemberOf,
    Mode,
    ModuleSpec,
    Origin,
)
from teikit.odd.read_content import (
    Reading,
    maximum,
    minimum,
    read_alt_idents,
    read_nodes,
    read_prose,
    read_val_list,
    tei_children,
)

_TEI: Final = f"{{{TEI}}}"
_NUMBER: Final = re.compile("[0-9]{1,9}")
_MODES: Final = {mode.value: mode for mode in Mode}

# Names of patterns have no colon, and some ODDs name attributes as patterns do.
_AS_IN_PATTERNS: Final = {f"xml{one}": f"xml:{one}" for one in ("id", "lang", "base", "space")}


class _Common(TypedDict):
    ident: str
    mode: Mode
    history: tuple[Origin, ...]
    module: str | None
    prefix: str | None
    alt_idents: tuple[Prose, ...]
    prose: tuple[Prose, ...]
    constraints: tuple[ConstraintSpec, ...]
    valid_until: str | None


def read_spec(element: etree._Element, reading: Reading) -> AnySpec:
    """Return the declaration that an element of `SPECS` makes."""
    return SPECS[str(element.tag)](element, reading)


def mode_of(element: etree._Element, default: Mode = Mode.ADD) -> Mode:
    """Return what `@mode` says; an unknown word counts as absent."""
    return _MODES.get(element.get("mode", ""), default)


def read_constraints(parent: etree._Element, reading: Reading) -> tuple[ConstraintSpec, ...]:
    """Return the constraints an element holds as children."""
    return tuple(
        ConstraintSpec(
            ident=child.get("ident", ""),
            scheme=child.get("scheme", "schematron"),
            mode=mode_of(child),
            xml=child,
            origin=_origin(child, reading),
        )
        for child in tei_children(parent, "constraintSpec")
    )


def _origin(element: etree._Element, reading: Reading) -> Origin:
    return Origin(reading.span(element), reading.layer)


def _common(element: etree._Element, reading: Reading) -> _Common:
    return {
        "ident": element.get("ident", ""),
        "mode": mode_of(element),
        "history": (_origin(element, reading),),
        "module": element.get("module"),
        "prefix": element.get("prefix"),
        "alt_idents": read_alt_idents(element),
        "prose": read_prose(element),
        "constraints": read_constraints(element, reading),
        "valid_until": element.get("validUntil"),
    }


def _element(element: etree._Element, reading: Reading) -> ElementSpec:
    return ElementSpec(
        **_common(element, reading),
        ns=element.get("ns"),
        classes=_classes(element, reading),
        content=_content(element, reading),
        attributes=_attributes(element, reading),
        models=tuple(tei_children(element, "model", "modelGrp", "modelSequence")),
    )


def _class(element: etree._Element, reading: Reading) -> ClassSpec:
    return ClassSpec(
        **_common(element, reading),
        type=element.get("type"),
        classes=_classes(element, reading),
        attributes=_attributes(element, reading),
    )


def _macro(element: etree._Element, reading: Reading) -> MacroSpec:
    return MacroSpec(**_common(element, reading), content=_content(element, reading))


def _datatype_spec(element: etree._Element, reading: Reading) -> DataSpec:
    return DataSpec(**_common(element, reading), content=_content(element, reading))


def _module(element: etree._Element, reading: Reading) -> ModuleSpec:
    return ModuleSpec(**_common(element, reading))


def _classes(parent: etree._Element, reading: Reading) -> Classes | None:
    element = parent.find(_TEI + "classes")
    if element is None:
        return None
    return Classes(
        tuple(
            MemberOf(
                member.get("key", ""), mode_of(member), _origin(member, reading), _times(member)
            )
            for member in tei_children(element, "memberOf")
        ),
        mode_of(element, Mode.REPLACE),
    )


def _times(member: etree._Element) -> tuple[int, int]:
    """Return `@min` and `@max` of a membership, once where they state no number."""
    least, most = (member.get(name, "").strip() for name in ("min", "max"))
    minimum = int(least) if _NUMBER.fullmatch(least) else 1
    return minimum, max(minimum, int(most) if _NUMBER.fullmatch(most) else 1)


def _content(parent: etree._Element, reading: Reading) -> ContentModel | None:
    element = parent.find(_TEI + "content")
    if element is None:
        return None
    return ContentModel(read_nodes(element, reading), _origin(element, reading))


def _attributes(parent: etree._Element, reading: Reading) -> AttList | None:
    element = parent.find(_TEI + "attList")
    return None if element is None else _att_list(element, reading)


def _att_list(element: etree._Element, reading: Reading) -> AttList:
    items: list[AttItem] = []
    for child in tei_children(element, "attDef", "attRef", "attList"):
        if child.tag == _TEI + "attDef":
            items.append(_att_def(child, reading))
        elif child.tag == _TEI + "attRef":
            items.append(_att_ref(child, reading))
        else:
            items.append(_att_list(child, reading))
    return AttList(tuple(items), element.get("org", "group"))


def _att_ref(element: etree._Element, reading: Reading) -> AttRef:
    class_key, name = element.get("class", ""), element.get("name", "")
    if not class_key and ".attribute." in name:
        # The name of a pattern, which says both.
        class_key, _, name = name.partition(".attribute.")
    return AttRef(
        class_key,
        _AS_IN_PATTERNS.get(name, name),
        _origin(element, reading),
        mode_of(element),
    )


def _att_def(element: etree._Element, reading: Reading) -> AttDef:
    default = element.find(_TEI + "defaultVal")
    return AttDef(
        ident=element.get("ident", ""),
        mode=mode_of(element),
        history=(_origin(element, reading),),
        ns=element.get("ns"),
        usage=element.get("usage"),
        datatype=_datatype(element, reading),
        val_list=_val_list(element, reading),
        default=None if default is None else " ".join((default.text or "").split()),
        alt_idents=read_alt_idents(element),
        prose=read_prose(element),
        constraints=read_constraints(element, reading),
        valid_until=element.get("validUntil"),
    )


def _datatype(parent: etree._Element, reading: Reading) -> Datatype | None:
    element = parent.find(_TEI + "datatype")
    if element is None:
        return None
    nodes: tuple[Content, ...] = read_nodes(element, reading)
    return Datatype(
        nodes[0] if nodes else None, minimum(element, reading), maximum(element, reading)
    )


def _val_list(parent: etree._Element, reading: Reading) -> ValList | None:
    element = parent.find(_TEI + "valList")
    return None if element is None else read_val_list(element, reading)


SPECS: Final[dict[str, Callable[[etree._Element, Reading], AnySpec]]] = {
    _TEI + "elementSpec": _element,
    _TEI + "classSpec": _class,
    _TEI + "macroSpec": _macro,
    _TEI + "dataSpec": _datatype_spec,
    _TEI + "moduleSpec": _module,
}
