"""ODD files from XML: the customization a `schemaSpec` states, its groups, or a whole library."""

from pathlib import Path
from typing import Final

from lxml import etree

from teikit.diagnostics import Outcome
from teikit.names import TEI, XML, clark
from teikit.odd import mistakes
from teikit.odd.customization import Customization, GroupReference, Kind, Reference, Step
from teikit.odd.model import (
    AnySpec,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    Declarations,
    ElementSpec,
    ExternalModule,
    MacroSpec,
    Mode,
    ModuleSpec,
    Origin,
    Settings,
)
from teikit.odd.read_content import Reading, prefixes_of, words
from teikit.odd.read_spec import SPECS, mode_of, read_spec
from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.xml.parse import parse_document

_TEI: Final = f"{{{TEI}}}"
_ID: Final = clark(XML, "id")
_REFERENCES: Final = {
    _TEI + "moduleRef": Kind.MODULE,
    _TEI + "elementRef": Kind.ELEMENT,
    _TEI + "classRef": Kind.CLASS,
    _TEI + "macroRef": Kind.MACRO,
    _TEI + "dataRef": Kind.DATATYPE,
}
_AROUND_REFERENCES: Final = frozenset({_TEI + "schemaSpec", _TEI + "specGrp"})


@dataclass(frozen=True)
class OddFile:
    """A parsed ODD: the file, its tree, and what reading its declarations needs."""

    file: SourceFile
    root: etree._Element
    reading: Reading

    def origin(self, element: etree._Element) -> Origin:
        """Return the place of an element as the origin of a declaration."""
        return Origin(self.reading.span(element), self.reading.layer)


def open_odd(file: SourceFile, layer: str = "") -> Outcome[OddFile]:
    """Return the parsed file; `layer` is its name in histories, by default that of the file."""
    # Most of what an ODD includes is prose, which a schema can do without.
    outcome = parse_document(file, root=_folder(file), incomplete=True)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    document = outcome.value
    name = layer or (file.path.name if file.path else file.name)
    reading = Reading(document.span, name)
    return Outcome(OddFile(file, document.tree.getroot(), reading), outcome.diagnostics)


def _folder(file: SourceFile) -> Path | None:
    return file.path.resolve().parent if file.path else None


def find_schema_spec(odd: OddFile, ident: str | None = None) -> Outcome[etree._Element]:
    """Return the `schemaSpec` of an ODD: that of the name asked for, or the first."""
    specs = list(odd.root.iter(_TEI + "schemaSpec"))
    if not specs:
        return Outcome(None, (mistakes.no_schema_spec(odd.reading.span(odd.root), odd.root),))
    chosen = next((spec for spec in specs if ident and spec.get("ident") == ident), specs[0])
    if len(specs) == 1 or ident:
        return Outcome(chosen)
    others = [(spec.get("ident", ""), odd.reading.span(spec)) for spec in specs[1:]]
    found = mistakes.several_schema_specs(odd.reading.span(chosen), chosen.get("ident", ""), others)
    return Outcome(chosen, (found,))


def is_library(odd: OddFile) -> bool:
    """Return whether a file holds declarations that are complete: a TEI release, a compiled ODD.

    A compiled ODD refers to nothing outside, and declares something; a change may be left in it.
    """
    spec = next(odd.root.iter(_TEI + "schemaSpec"), None)
    if spec is None:
        return odd.root.find(f".//{_TEI}elementSpec") is not None
    if any(_is_reference(element) for element in spec.iter(*_REFERENCES, _TEI + "specGrpRef")):
        return False
    return any(mode_of(element) is Mode.ADD for element in spec.iter(_TEI + "elementSpec"))


def _is_reference(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _AROUND_REFERENCES


def read_library(odd: OddFile) -> Declarations:
    """Return all declarations of a file by name, wherever they stand in it."""
    declarations = Declarations({}, {}, {}, {}, {})
    for element in odd.root.iter(*SPECS):
        if mode_of(element) is not Mode.DELETE:
            add_to(declarations, read_spec(element, odd.reading))
    return declarations


def add_to(declarations: Declarations, spec: AnySpec) -> None:
    """Enter a declaration under its name; `declarations` must hold plain dictionaries."""
    # Two elements of one name can live side by side if their namespaces differ.
    table = table_of(declarations, spec)
    table[key_in(declarations, spec)] = spec


def table_of(declarations: Declarations, spec: AnySpec) -> dict[str, AnySpec]:
    """Return the table of the declarations that one of this kind belongs in."""
    match spec:
        case ElementSpec():
            table: object = declarations.elements
        case ClassSpec():
            table = declarations.classes
        case MacroSpec():
            table = declarations.macros
        case DataSpec():
            table = declarations.datatypes
        case ModuleSpec():
            table = declarations.modules
    if not isinstance(table, dict):
        msg = "only declarations under construction can be added to"
        raise TypeError(msg)
    return table


def key_in(declarations: Declarations, spec: AnySpec) -> str:
    """Return the key of a declaration: its name, or with `{namespace}` if the name is taken."""
    if isinstance(spec, ElementSpec) and spec.ns not in {None, TEI}:
        taken = declarations.elements.get(spec.ident)
        if taken is not None and taken.ns != spec.ns:
            return clark(spec.ns or "", spec.ident)
    return spec.ident


def read_settings(odd: OddFile, spec: etree._Element) -> Settings:
    """Return what the attributes of a `schemaSpec` state."""
    exceptions, start = spec.get("defaultExceptions"), spec.get("start")
    return Settings(
        ident=spec.get("ident", ""),
        origin=odd.origin(spec),
        start=None if start is None else words(start),
        ns=spec.get("ns"),
        prefix=spec.get("prefix", ""),
        target_lang=spec.get("targetLang", "en"),
        doc_lang=words(spec.get("docLang")),
        default_exceptions=None if exceptions is None else words(exceptions),
        prefixes=prefixes_of(spec),
    )


def read_customization(odd: OddFile, spec: etree._Element) -> Customization:
    """Return what a `schemaSpec` states, with groups as references."""
    source, steps = spec.get("source"), read_steps(odd, spec, spec.get("source"))
    return Customization(read_settings(odd, spec), odd.file, source, steps)


def read_steps(odd: OddFile, parent: etree._Element, source: str | None) -> tuple[Step, ...]:
    """Return what the children of a `schemaSpec` or `specGrp` do, in order."""
    source = parent.get("source", source)
    children = parent.iterchildren(etree.Element)
    return tuple(step for child in children for step in read_group(odd, child, source))


def read_group(odd: OddFile, element: etree._Element, source: str | None) -> tuple[Step, ...]:
    """Return what an element that a `specGrpRef` may point to does: a group, or one declaration."""
    tag = str(element.tag)
    if tag in SPECS:
        return (read_spec(element, odd.reading),)
    if tag == _TEI + "moduleRef" and element.get("url") is not None:
        return (_external(odd, element),)
    if tag in _REFERENCES:
        return (_reference(odd, element, source),)
    if tag == _TEI + "specGrpRef":
        target = element.get("target", "")
        return (GroupReference(target, odd.origin(element), odd.file),)
    if tag == _TEI + "constraintSpec":
        return (_constraint(odd, element),)
    # A group, or prose around declarations.
    return read_steps(odd, element, source)


def find_group(odd: OddFile, ident: str) -> etree._Element | None:
    """Return the element with that xml:id; for an empty one, the first group or schemaSpec."""
    if not ident:
        groups = odd.root.iter(_TEI + "specGrp", _TEI + "schemaSpec")
        return next(groups, odd.root)
    return next((found for found in odd.root.iter(etree.Element) if found.get(_ID) == ident), None)


def group_idents(odd: OddFile) -> list[str]:
    """Return the xml:ids of the groups of an ODD."""
    return [group.get(_ID, "") for group in odd.root.iter(_TEI + "specGrp") if group.get(_ID)]


def _reference(odd: OddFile, element: etree._Element, source: str | None) -> Reference:
    include = element.get("include")
    return Reference(
        kind=_REFERENCES[str(element.tag)],
        key=element.get("key", ""),
        origin=odd.origin(element),
        base=odd.file,
        source=element.get("source", source),
        include=None if include is None else words(include),
        excepted=words(element.get("except")),
    )


def _external(odd: OddFile, element: etree._Element) -> ExternalModule:
    content = element.find(_TEI + "content")
    return ExternalModule(
        url=element.get("url", ""),
        prefix=element.get("prefix", ""),
        file=odd.file,
        content=() if content is None else tuple(content.iterchildren(etree.Element)),
        origin=odd.origin(element),
    )


def _constraint(odd: OddFile, element: etree._Element) -> ConstraintSpec:
    return ConstraintSpec(
        ident=element.get("ident", ""),
        scheme=element.get("scheme", "schematron"),
        mode=mode_of(element),
        xml=element,
        origin=odd.origin(element),
    )
