"""Content models that no document can satisfy, or that name the same element twice."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.odd import content as c
from teikit.odd.lint_places import called, is_touched, place_of
from teikit.odd.model import ContentModel, ElementSpec, MacroSpec, Vocabulary
from teikit.odd.notation import node_tokens, text_of
from teikit.odd.reach import Reach
from teikit.odd.why_layers import Layer
from teikit.records import dataclass
from teikit.source import Span

_IMPOSSIBLE: Final = (
    "A class it needs has no members in this schema, or elements need each other without end. "
    "Include what is needed, or make it optional with minOccurs=“0”."
)


def check_content(layer: Layer) -> Iterator[Diagnostic]:
    """Yield content that cannot be (ODD324) and choices that name a thing twice (ODD325)."""
    satisfiable = Satisfiable(layer.vocabulary)
    reach = Reach(layer.vocabulary)
    reachable = reach.reachable()
    yield from _impossible_elements(satisfiable, reachable, layer)
    for spec in layer.vocabulary.elements.values():
        if is_touched(spec, layer) and _is_here(spec.content, layer):
            yield from _twice(spec, spec.content, reach)
    for macro in layer.vocabulary.macros.values():
        if is_touched(macro, layer) and _is_here(macro.content, layer):
            yield from _twice(macro, macro.content, reach)


def _impossible_elements(
    satisfiable: "Satisfiable", reachable: AbstractSet[str], layer: Layer
) -> Iterator[Diagnostic]:
    """Yield the elements that are the cause; those that only need such elements, if none is."""
    impossible = {
        key: spec
        for key, spec in layer.vocabulary.elements.items()
        if key in reachable and key not in satisfiable.elements
    }
    causes = {
        key: spec
        for key, spec in impossible.items()
        if not satisfiable.reach.children(key) & (impossible.keys() - {key})
        or _needs_nothing_there_is(_culprit(spec, satisfiable), satisfiable.reach)
    }
    for spec in (causes or impossible).values():
        yield _impossible(spec, satisfiable, layer)


def _needs_nothing_there_is(culprit: c.Content | None, reach: Reach) -> bool:
    return culprit is not None and not _names(culprit, reach)


def _is_here(content: ContentModel | None, layer: Layer) -> bool:
    return content is not None and content.origin.layer == layer.name


@dataclass(frozen=True)
class Satisfiable:
    """Which elements a finite document can hold: those whose content does not ask for too much."""

    vocabulary: Vocabulary

    @cached_property
    def reach(self) -> Reach:
        """Who is in which class."""
        return Reach(self.vocabulary)

    @cached_property
    def elements(self) -> frozenset[str]:
        """The keys of the elements that can be written in full."""
        found: set[str] = set()
        rest = dict(self.vocabulary.elements)
        grown = True
        while grown:
            grown = False
            for key, spec in list(rest.items()):
                if self.model(spec.content, found, frozenset()):
                    found.add(key)
                    del rest[key]
                    grown = True
        return frozenset(found)

    def model(
        self,
        content: ContentModel | None,
        found: AbstractSet[str],
        inside: frozenset[str],
    ) -> bool:
        """Return whether a content model can be satisfied with the elements found so far."""
        nodes = () if content is None else content.nodes
        return all(self.node(node, found, inside) for node in nodes)

    def node(self, node: c.Content, found: AbstractSet[str], inside: frozenset[str]) -> bool:
        """Return whether a part of a content model can be satisfied."""
        if node.min_occurs == 0 or node.max_occurs == 0:
            return True
        possible = True
        match node:
            case c.ElementRef():
                possible = node.key in found
            case c.ClassRef():
                possible = self._class(node, found)
            case c.MacroRef():
                possible = self._macro(node.key, found, inside)
            case c.Sequence():
                possible = all(self.node(one, found, inside) for one in node.members)
            case c.Alternate():
                possible = any(self.node(one, found, inside) for one in node.members)
        return possible

    def _macro(self, key: str, found: AbstractSet[str], inside: frozenset[str]) -> bool:
        macro = self.vocabulary.macros.get(key)
        if macro is None or key in inside:
            return True
        return self.model(macro.content, found, inside | {key})

    def _class(self, node: c.ClassRef, found: AbstractSet[str]) -> bool:
        if node.expand.startswith("sequenceOptional"):
            return True
        members = self.reach.elements_in(node.key)
        chosen = {
            key
            for key in members
            if (not node.include or key in node.include) and key not in node.exclude
        }
        if node.expand.startswith("sequence"):
            return chosen <= found
        return bool(chosen & found)


def _impossible(spec: ElementSpec, satisfiable: Satisfiable, layer: Layer) -> Diagnostic:
    culprit = _culprit(spec, satisfiable)
    needs = f": it needs {text_of(node_tokens(culprit))}" if culprit is not None else ""
    return Diagnostic(
        "ODD324",
        f"No document can satisfy the content of <{spec.ident}>{needs}, which cannot be.",
        _place(spec, culprit, layer),
        Severity.WARNING,
        hints=(_IMPOSSIBLE,),
    )


def _culprit(spec: ElementSpec, satisfiable: Satisfiable) -> c.Content | None:
    """Return the innermost part of a content model that cannot be satisfied."""
    nodes = () if spec.content is None else spec.content.nodes
    found = satisfiable.elements
    current: c.Content | None = None
    while True:
        failing = next(
            (one for one in nodes if not satisfiable.node(one, found, frozenset())), None
        )
        if failing is None:
            return current
        current = failing
        if not isinstance(failing, c.Sequence):
            return current
        nodes = failing.members


def _place(spec: ElementSpec, culprit: c.Content | None, layer: Layer) -> Span:
    content = spec.content
    if culprit is not None and content is not None and content.origin.layer == layer.name:
        return culprit.span
    return place_of(spec, layer)


def _twice(
    spec: ElementSpec | MacroSpec, content: ContentModel | None, reach: Reach
) -> Iterator[Diagnostic]:
    for node in () if content is None else content.nodes:
        yield from _twice_in(spec, node, reach)


def _twice_in(spec: ElementSpec | MacroSpec, node: c.Content, reach: Reach) -> Iterator[Diagnostic]:
    if not isinstance(node, c.Sequence | c.Alternate):
        return
    for member in node.members:
        yield from _twice_in(spec, member, reach)
    if not isinstance(node, c.Alternate):
        return
    seen: dict[str, c.Content] = {}
    for member in node.members:
        if not isinstance(member, c.ElementRef | c.ClassRef | c.MacroRef):
            continue
        repeated = sorted(key for key in _names(member, reach) if key in seen)
        for key in _names(member, reach):
            seen.setdefault(key, member)
        if repeated:
            yield _said_twice(spec, member, repeated, seen[repeated[0]])


def _names(node: c.Content, reach: Reach) -> set[str]:
    model = ContentModel((node,), next(iter(reach.vocabulary.elements.values())).origin)
    return set(reach.named_in(model, frozenset()))


def _said_twice(
    spec: ElementSpec | MacroSpec, member: c.Content, repeated: list[str], first: c.Content
) -> Diagnostic:
    names = ", ".join(f"<{key}>" for key in repeated[:6])
    more = f" and {len(repeated) - 6} more" if len(repeated) > 6 else ""
    return Diagnostic(
        "ODD325",
        f"{called(spec)} allows {names}{more} twice in one choice: here, and by "
        f"{text_of(node_tokens(first))}.",
        member.span,
        Severity.WARNING,
        hints=("One of the two is enough; some schema languages refuse the repetition.",),
    )
