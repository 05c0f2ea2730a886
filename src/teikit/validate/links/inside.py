"""What is wrong with the links inside a document, in words and at its place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from teikit.diagnostics import Diagnostic, Related, place_of
from teikit.names import TEI, clark
from teikit.source import Position, Span
from teikit.validate.links import words
from teikit.validate.links.address import Scope
from teikit.validate.links.dead import Dead
from teikit.validate.links.facts import Context
from teikit.validate.links.judge import Problem, local_problem
from teikit.validate.links.prefixes import groups_used, understood
from teikit.validate.links.table import PointerTable, short_name
from teikit.validate.links.walk import ID, Pointer, pointers, schemes
from teikit.xml.parse import Document, elements

_PREFIX_DEF: Final = clark(TEI, "prefixDef")


def findings_inside(
    document: Document, context: Context, reported: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """Return what is wrong with the links inside a document, in its order."""
    repeated = {one.span.start for one in reported if one.code == "IDS101"}
    spans = {one.span.start for one in reported if _is_about_a_span(one)}
    found = [
        *_repeated(document, context, repeated),
        *_declarations(document, context),
        *_pointers(document, context, spans),
    ]
    return sorted(found, key=place_of)


def _is_about_a_span(diagnostic: Diagnostic) -> bool:
    # The TEI's own constraint on @spanTo says the same, of the element.
    return diagnostic.code.startswith("SCH") and "@spanTo" in diagnostic.message


def _repeated(
    document: Document, context: Context, reported: Collection[Position]
) -> Iterable[Diagnostic]:
    if not context.survey.repeated:
        return
    tree = list(elements(document.tree.getroot()))
    for element in context.survey.repeated:
        place = document.attribute_span(element, ID)
        if place.start in reported or document.span(element).start in reported:
            continue
        name = element.get(ID, "")
        first = document.attribute_span(tree[context.survey.ids[name][1]], ID)
        yield Diagnostic(
            "LNK101",
            f"The identifier “{words.cut(name)}” is already taken in line {first.start.line}.",
            place,
            hints=("An identifier names one element of the document only; choose another.",),
            related=(Related(first, "The identifier is first given here."),),
        )


def _declarations(document: Document, context: Context) -> Iterable[Diagnostic]:
    if not context.survey.prefixes:
        return
    for element in document.tree.getroot().iter(_PREFIX_DEF):
        pattern = element.get("matchPattern", "")
        replacement = element.get("replacementPattern", "")
        compiled = understood(pattern)
        if compiled is None:
            place = document.attribute_span(element, "matchPattern")
            yield words.bad_pattern(pattern, place)
        elif groups_used(replacement) > compiled.groups:
            place = document.attribute_span(element, "replacementPattern")
            yield words.no_group(groups_used(replacement), compiled.groups, place)


def _pointers(
    document: Document, context: Context, spans: Collection[Position]
) -> Iterable[Diagnostic]:
    """Return findings about pointers that stay in the document, or lead nowhere by themselves."""
    ids, base = context.survey.ids, context.base
    prefixes = schemes(context.survey.prefixes)
    # Dead pointers are judged among those of the same attribute, so no others matter.
    table = PointerTable({name: context.table.rows[name] for name in context.wrong})
    dead = Dead(ids)
    for one in pointers(document, table, base, prefixes, context.inventory):
        if spans and one.attribute == "spanTo" and document.span(one.element).start in spans:
            continue
        if one.address.scope is Scope.HERE:
            problem = local_problem(one.address, one.text, one.pair, one.number, ids)
            if problem is Problem.DEAD:
                dead.add(one)
            elif problem is None:
                dead.see(one)
            else:
                yield _said(problem, one, ids, one.place(document))
        elif one.address.scope is Scope.OUTSIDE:
            yield words.refused(one.text, one.place(document))
        elif one.address.scope is Scope.MISMATCH:
            yield words.mismatch(one.text, one.address.target, one.place(document))
    yield from dead.findings(document)


def _said(
    problem: Problem, pointer: Pointer, ids: Mapping[str, tuple[str, int]], place: Span
) -> Diagnostic:
    if problem is Problem.EMPTY:
        return words.empty(place)
    if problem is Problem.BACKWARDS:
        return words.backwards(pointer.text, place)
    element = short_name(ids[pointer.address.fragment][0])
    return words.wrong_kind(pointer.text, pointer.pair, element, place)
