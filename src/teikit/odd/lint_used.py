"""Elements that no document can hold, and classes that nothing is in."""

from collections.abc import Iterator

from teikit.diagnostics import Diagnostic, Severity
from teikit.odd.customization import Kind
from teikit.odd.lint_places import called, is_touched, place_of
from teikit.odd.model import ClassSpec, ElementSpec
from teikit.odd.reach import Reach
from teikit.odd.why_layers import Layer

_SHOWN = 8


def check_reach(layer: Layer) -> Iterator[Diagnostic]:
    """Yield elements that nothing leads to from the root of a document (ODD322).

    Those that the ODD names are reported one by one, those that came with a module together.
    """
    vocabulary = layer.vocabulary
    if vocabulary.external:
        return  # whose elements may lead anywhere
    reach = Reach(vocabulary)
    reachable = reach.reachable()
    others = []
    for key, spec in vocabulary.elements.items():
        if key in reachable:
            continue
        if is_touched(spec, layer) or _is_named(spec, layer):
            yield _unreachable(key, spec, reach, layer)
        else:
            others.append(key)
    if others:
        yield Diagnostic(
            "ODD322",
            f"{_counted(others, 'element')} came with modules, but no document can hold "
            f"{'it' if len(others) == 1 else 'them'}: {_tags(sorted(others))}.",
            layer.origin.span,
            Severity.INFO,
            hints=("This does no harm. Leave them out with @except if they are in the way.",),
        )


def _is_named(spec: ElementSpec, layer: Layer) -> bool:
    return any(
        spec.ident in (reference.include or ())
        or (reference.kind is Kind.ELEMENT and reference.key == spec.ident)
        for reference in layer.references()
    )


def _unreachable(key: str, spec: ElementSpec, reach: Reach, layer: Layer) -> Diagnostic:
    parents = sorted(set(reach.parents.get(key, [])) - {key})
    roots = " or ".join(f"<{root}>" for root in reach.roots())
    why = (
        f"only {_tags(parents)} would allow it, and nothing leads there either"
        if parents
        else "no content model allows it"
    )
    return Diagnostic(
        "ODD322",
        f"{called(spec)} is part of the schema, but no document that starts with {roots} "
        f"can hold it: {why}.",
        place_of(spec, layer),
        Severity.WARNING,
        hints=("Allow it somewhere, add it to @start, or leave it out.",),
    )


def _counted(names: list[str], noun: str, ending: str = "s") -> str:
    return f"1 {noun}" if len(names) == 1 else f"{len(names)} {noun}{ending}"


def check_classes(layer: Layer) -> Iterator[Diagnostic]:
    """Yield classes without members (ODD323): each one's own, the others together."""
    reach = Reach(layer.vocabulary)
    others = []
    for key, spec in layer.vocabulary.classes.items():
        if reach.elements_in(key):
            continue
        if is_touched(spec, layer):
            yield _empty(spec, layer)
        else:
            others.append(key)
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        shown = ", ".join(sorted(others)[:_SHOWN])
        yield Diagnostic(
            "ODD323",
            f"{_counted(others, 'class', 'es')} that came with modules "
            f"{'has' if len(others) == 1 else 'have'} no members here: "
            f"{shown}{more}.",
            layer.origin.span,
            Severity.INFO,
            hints=("This does no harm. Leave them out with @except if they are in the way.",),
        )


def _empty(spec: ClassSpec, layer: Layer) -> Diagnostic:
    return Diagnostic(
        "ODD323",
        f"The class {spec.ident} has no members, so what is said about it here has no effect.",
        place_of(spec, layer),
        Severity.WARNING,
        hints=("Make an element a member of it with <memberOf>, or take it out.",),
    )


def _tags(names: list[str]) -> str:
    shown = ", ".join(f"<{name}>" for name in names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown
