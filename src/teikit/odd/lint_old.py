"""What the TEI is going to give up, or has given up: in the vocabulary and in ODDs themselves."""

import datetime
from collections.abc import Iterator
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import TEI
from teikit.odd.content import Alternate, Content, RawPattern, Sequence
from teikit.odd.lint_places import all_specs, called, is_own, is_touched, place_of
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    Spec,
)
from teikit.odd.why_layers import Layer
from teikit.source import Span

_OLD_USAGES: Final = frozenset({"mwa", "rwa"})


def check_deprecated(layer: Layer, today: datetime.date) -> Iterator[Diagnostic]:
    """Yield what the schema includes although it is deprecated (ODD326)."""
    for spec in all_specs(layer):
        if spec.valid_until and not is_own(spec, layer):
            yield _deprecated(called(spec), spec.valid_until, place_of(spec, layer), today)
        if isinstance(spec, ElementSpec | ClassSpec):
            for one in att_defs(spec.attributes):
                if one.valid_until and one.mode is not Mode.DELETE:
                    subject = f"The attribute @{one.ident} of {spec.ident}"
                    yield _deprecated(subject, one.valid_until, place_of(spec, layer), today)


def _deprecated(subject: str, until: str, place: Span, today: datetime.date) -> Diagnostic:
    over = until < today.isoformat()
    says = f"was valid until {until}" if over else f"stays valid until {until} only"
    return Diagnostic(
        "ODD326",
        f"{subject} is deprecated: it {says}.",
        place,
        Severity.WARNING if over else Severity.INFO,
        hints=("Leave it out of the schema, and use what the TEI Guidelines advise instead.",),
    )


def check_old_constructs(layer: Layer) -> Iterator[Diagnostic]:
    """Yield ways of writing an ODD that have been replaced (ODD327)."""
    for spec in all_specs(layer):
        if not is_touched(spec, layer):
            continue
        yield from _relaxng(spec, layer)
        yield from _constraints(spec.constraints, layer)
        if isinstance(spec, ElementSpec | ClassSpec):
            yield from _attributes(spec, layer)
    yield from _constraints(layer.vocabulary.constraints, layer)
    document = layer.vocabulary.settings.document
    if document is not None and next(document.iter(f"{{{TEI}}}valDesc"), None) is not None:
        yield _old(
            "<valDesc> describes values without listing them; the TEI has given it up.",
            layer.origin.span,
            "Use <valList>, or a <datatype> with <dataRef>.",
        )


def _old(message: str, place: Span, hint: str) -> Diagnostic:
    return Diagnostic("ODD327", message, place, Severity.INFO, hints=(hint,))


def _relaxng(spec: Spec, layer: Layer) -> Iterator[Diagnostic]:
    if not isinstance(spec, ElementSpec | MacroSpec | DataSpec) or spec.content is None:
        return
    if spec.content.origin.layer != layer.name:
        return
    raw = next((one for node in spec.content.nodes for one in _raw(node)), None)
    if raw is not None:
        yield _old(
            f"The content of {spec.ident} is written in RELAX NG.",
            raw.span,
            "Write it in the TEI’s own words (<sequence>, <alternate>, <elementRef>, <classRef>): "
            "documentation and other schema languages are made from those.",
        )


def _raw(node: Content) -> Iterator[RawPattern]:
    if isinstance(node, RawPattern):
        yield node
    elif isinstance(node, Sequence | Alternate):
        for member in node.members:
            yield from _raw(member)


def _constraints(constraints: tuple[ConstraintSpec, ...], layer: Layer) -> Iterator[Diagnostic]:
    for one in constraints:
        if one.origin.layer != layer.name or one.mode is Mode.DELETE:
            continue
        scheme = one.xml.get("scheme")
        if scheme == "isoschematron":
            yield _old(
                f"The scheme of the constraint “{one.ident}” has an old name, “isoschematron”.",
                one.origin.span,
                "Write scheme=“schematron”.",
            )
        elif scheme is None:
            yield _old(
                f"The constraint “{one.ident}” does not say what it is written in.",
                one.origin.span,
                "Write scheme=“schematron”.",
            )


def _attributes(spec: ElementSpec | ClassSpec, layer: Layer) -> Iterator[Diagnostic]:
    for definition in att_defs(spec.attributes):
        if definition.origin.layer != layer.name:
            continue
        yield from _constraints(definition.constraints, layer)
        if definition.usage in _OLD_USAGES:
            yield _old(
                f"The usage “{definition.usage}” of @{definition.ident} has been given up.",
                definition.origin.span,
                "Write usage=“rec” or usage=“opt”.",
            )
        values = None if definition.datatype is None else definition.datatype.content
        if isinstance(values, RawPattern):
            yield _old(
                f"The datatype of @{definition.ident} is written in RELAX NG.",
                values.span,
                "Write it with <dataRef>.",
            )
