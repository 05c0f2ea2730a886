"""The declarations of a customization, applied one after the other to what it includes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from teikit.odd import mistakes
from teikit.odd.merge import (
    merge_class,
    merge_datatype,
    merge_element,
    merge_macro,
    merge_module,
)
from teikit.odd.model import (
    AnySpec,
    ClassSpec,
    DataSpec,
    Declarations,
    ElementSpec,
    How,
    MacroSpec,
    Mode,
    ModuleSpec,
    Removal,
)
from teikit.odd.read import key_in, table_of
from teikit.odd.select import Selection
from teikit.odd.workspace import Workspace

KINDS: Mapping[type[object], str] = {
    ElementSpec: "element",
    ClassSpec: "class",
    MacroSpec: "macro",
    DataSpec: "datatype",
    ModuleSpec: "module",
}


def apply_changes(
    specs: Iterable[AnySpec],
    selection: Selection,
    offered: Declarations,
    workspace: Workspace,
) -> None:
    """Apply the declarations, in order, to the selection."""
    for spec in specs:
        if spec.mode is Mode.ADD:
            _add(spec, selection, workspace)
        else:
            _alter(spec, selection, offered, workspace)


def _add(spec: AnySpec, selection: Selection, workspace: Workspace) -> None:
    table = table_of(selection.declared, spec)
    key = key_in(selection.declared, spec)
    present = table.get(key)
    if present is not None and not isinstance(spec, ModuleSpec):
        kind = KINDS[type(spec)]
        workspace.report([mistakes.added_twice(spec.origin, kind, key, present.origin)])
    table[key] = spec
    _forget(selection, spec, key)


def _forget(selection: Selection, spec: AnySpec, key: str) -> None:
    if isinstance(spec, ElementSpec):
        selection.removed_elements.pop(key, None)
    elif isinstance(spec, ClassSpec):
        selection.removed_classes.pop(key, None)


def _alter(
    spec: AnySpec, selection: Selection, offered: Declarations, workspace: Workspace
) -> None:
    table = table_of(selection.declared, spec)
    key = key_in(selection.declared, spec)
    present = table.get(key)
    if present is None:
        _report_absent(spec, selection, offered, workspace)
        if spec.mode is Mode.REPLACE:
            table[key] = spec
    elif spec.mode is Mode.DELETE:
        del table[key]
        _remember(spec, key, selection)
    elif spec.mode is Mode.REPLACE:
        module = spec.module or present.module
        table[key] = replace(spec, history=present.history + spec.history, module=module)
    else:
        table[key] = _merged(present, spec)


def _report_absent(
    spec: AnySpec, selection: Selection, offered: Declarations, workspace: Workspace
) -> None:
    kind = KINDS[type(spec)]
    there = _table(offered, spec)
    if spec.ident in there or spec.ident in selection.removed_elements:
        found = mistakes.change_of_absent(spec.origin, kind, spec.ident, spec.mode)
    else:
        found = mistakes.change_of_unknown(spec.origin, kind, spec.ident, spec.mode, there)
    workspace.report([found])


def _remember(spec: AnySpec, key: str, selection: Selection) -> None:
    removal = Removal(spec.origin.span, spec.origin.layer, How.DELETED)
    if isinstance(spec, ElementSpec):
        selection.removed_elements[key] = removal
    elif isinstance(spec, ClassSpec):
        selection.removed_classes[key] = removal


def _table(declarations: Declarations, spec: AnySpec) -> Mapping[str, AnySpec]:
    tables: Mapping[type[object], Mapping[str, AnySpec]] = {
        ElementSpec: declarations.elements,
        ClassSpec: declarations.classes,
        MacroSpec: declarations.macros,
        DataSpec: declarations.datatypes,
        ModuleSpec: declarations.modules,
    }
    return tables[type(spec)]


def _merged(base: AnySpec, change: AnySpec) -> AnySpec:
    match base, change:
        case ElementSpec(), ElementSpec():
            return merge_element(base, change)
        case ClassSpec(), ClassSpec():
            return merge_class(base, change)
        case MacroSpec(), MacroSpec():
            return merge_macro(base, change)
        case DataSpec(), DataSpec():
            return merge_datatype(base, change)
        case ModuleSpec(), ModuleSpec():
            return merge_module(base, change)
    return change
