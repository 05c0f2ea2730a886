"""Full syntax -> core patterns (specification, section 4).

The steps of the specification happen in one walk: references are followed, so that only elements
stay as definitions, and everything else becomes a pattern of the pool.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic, Outcome
from teikit.relaxng import syntax as s
from teikit.relaxng.collect import (
    START,
    Collector,
    Definition,
    Files,
    Read,
    Scope,
    Surroundings,
)
from teikit.relaxng.core import Core
from teikit.relaxng.datatypes import Datatype, DatatypeError, FacetError, make_datatype
from teikit.relaxng.files import Resolver
from teikit.relaxng.pattern import Pattern, Pool
from teikit.relaxng.read_common import MAX_DEPTH
from teikit.relaxng.simplify_names import declares_namespaces, simple_name_class
from teikit.source import Span, span_at

__all__ = ["Core", "simplify"]


def simplify(
    pattern: s.Pattern, *, read: Read, resolver: Resolver, uri: str = "", name: str = "<schema>"
) -> Outcome[Core]:
    """Return the schema in simple form; None where anything in it is wrong.

    `uri` is the schema's own, `name` what diagnostics call it where there is no place to give;
    `read` turns an included file into full syntax.
    """
    simplifier = _Simplifier(read, resolver, span_at(name, 1, 1))
    files = (uri,) if uri else ()
    core = simplifier.run(pattern, Surroundings(None, "", files))
    diagnostics = tuple(dict.fromkeys(simplifier.diagnostics))
    if diagnostics:
        return Outcome(None, diagnostics)
    return Outcome(core)


class _Simplifier:
    """Turns patterns into core patterns and collects what is wrong with them."""

    def __init__(self, read: Read, resolver: Resolver, nowhere: Span) -> None:
        self.nowhere = nowhere
        self.depth = 0
        self.pool = Pool()
        self.diagnostics: list[Diagnostic] = []
        self.files = Files(read, resolver, self.diagnostics.append)
        self.collector = Collector(self.files, self.diagnostics.append)
        self.elements: list[Pattern] = []
        self.scopes: list[Scope] = []
        self.reached = False
        self.waiting: list[tuple[Pattern, s.Pattern, Surroundings]] = []
        self.datatypes: dict[tuple[object, ...], Datatype | None] = {}

    def run(self, pattern: s.Pattern, around: Surroundings) -> Core:
        start = self.core(pattern, around)
        self.finish_elements()
        core = Core(self.pool, start, tuple(self.elements))
        # Definitions that nothing refers to must make sense all the same (4.18), except that they
        # may be circular.
        self.reached = True
        for scope in self.scopes:
            for definition in scope.definitions.values():
                self.definition(definition, scope)
            self.finish_elements()
        return core

    def finish_elements(self) -> None:
        # Elements wait their turn, so that recursion through them needs no deep stack.
        while self.waiting:
            element, content, inside = self.waiting.pop()
            element.parts = (self.core(content, inside),)

    def wrong(self, code: str, message: str, span: Span | None, *hints: str) -> Pattern:
        self.diagnostics.append(Diagnostic(code, message, span or self.nowhere, hints=hints))
        return self.pool.not_allowed

    def core(self, node: s.Pattern, around: Surroundings) -> Pattern:
        if self.depth >= MAX_DEPTH:
            message = "The patterns of this schema are nested too deeply."
            return self.wrong("RNG160", message, node.span)
        self.depth += 1
        pattern = _MAKERS[type(node)](self, node, around)
        self.depth -= 1
        if pattern.span is None:
            pattern.span = node.span
        if node.gloss and not pattern.gloss:
            pattern.gloss = node.gloss
        return pattern

    # ------------------------------------------------------------ leaves

    def empty(self, _node: s.Empty, _around: Surroundings) -> Pattern:
        return self.pool.empty

    def text(self, _node: s.Text, _around: Surroundings) -> Pattern:
        return self.pool.text

    def not_allowed(self, _node: s.NotAllowed, _around: Surroundings) -> Pattern:
        return self.pool.not_allowed

    def data(self, node: s.Data, around: Surroundings) -> Pattern:
        facets = tuple((param.name, param.value) for param in node.params)
        datatype = self.datatype(node.library, node.type, facets, node)
        if datatype is None:
            return self.pool.not_allowed
        excepted = None if node.excepted is None else self.core(node.excepted, around)
        return self.pool.data(datatype, excepted)

    def value(self, node: s.Value, around: Surroundings) -> Pattern:
        datatype = self.datatype(node.library, node.type, (), node)
        if datatype is None:
            return self.pool.not_allowed
        default = around.namespace if node.namespace is None else node.namespace
        try:
            meaning = datatype.read(node.value, {**dict(node.namespaces), "": default})
        except ValueError:
            message = f"“{node.value}” is not a value of the datatype “{node.type}”."
            return self.wrong("RNG142", message, node.span)
        return self.pool.value(datatype, node.value, meaning)

    def datatype(
        self, library: str, name: str, facets: tuple[tuple[str, str], ...], node: s.Node
    ) -> Datatype | None:
        key = (library, name, facets)
        if key not in self.datatypes:
            try:
                self.datatypes[key] = make_datatype(library, name, facets)
            except DatatypeError as error:
                self.datatypes[key] = None
                code = "RNG141" if isinstance(error, FacetError) else "RNG140"
                self.wrong(code, str(error), node.span)
        return self.datatypes[key]

    # ------------------------------------------------------------ composites

    def group(self, node: s.Group, around: Surroundings) -> Pattern:
        return self.pool.group([self.core(part, around) for part in node.patterns])

    def interleave(self, node: s.Interleave, around: Surroundings) -> Pattern:
        return self.pool.interleave([self.core(part, around) for part in node.patterns])

    def choice(self, node: s.Choice, around: Surroundings) -> Pattern:
        return self.pool.choice([self.core(part, around) for part in node.patterns])

    def optional(self, node: s.Optional, around: Surroundings) -> Pattern:
        return self.pool.optional(self.core(node.pattern, around))

    def zero_or_more(self, node: s.ZeroOrMore, around: Surroundings) -> Pattern:
        return self.pool.optional(self.pool.one_or_more(self.core(node.pattern, around)))

    def one_or_more(self, node: s.OneOrMore, around: Surroundings) -> Pattern:
        return self.pool.one_or_more(self.core(node.pattern, around))

    def mixed(self, node: s.Mixed, around: Surroundings) -> Pattern:
        return self.pool.interleave([self.pool.text, self.core(node.pattern, around)])

    def list(self, node: s.List, around: Surroundings) -> Pattern:
        return self.pool.list(self.core(node.pattern, around))

    def element(self, node: s.Element, around: Surroundings) -> Pattern:
        element = self.pool.element(simple_name_class(node.name, around.namespace, self.wrong))
        element.span = node.span
        self.elements.append(element)
        self.waiting.append((element, node.pattern, around))
        return element

    def attribute(self, node: s.Attribute, around: Surroundings) -> Pattern:
        name = simple_name_class(node.name, around.namespace, self.wrong)
        if declares_namespaces(name):
            message = "Namespace declarations cannot be described as attributes (“xmlns”)."
            return self.wrong("RNG159", message, node.span)
        return self.pool.attribute(name, self.core(node.pattern, around))

    # ------------------------------------------------------------ references

    def ref(self, node: s.Ref, around: Surroundings) -> Pattern:
        return self.reference(node, around.scope)

    def parent_ref(self, node: s.ParentRef, around: Surroundings) -> Pattern:
        if around.scope is None or around.scope.parent is None:
            message = f"There is no grammar around this one that could define “{node.name}”."
            return self.wrong("RNG135", message, node.span)
        return self.reference(node, around.scope.parent)

    def reference(self, node: s.Ref | s.ParentRef, scope: Scope | None) -> Pattern:
        definition = scope.definitions.get(node.name) if scope else None
        if scope is None or definition is None:
            message = f"“{node.name}” is not defined."
            return self.wrong("RNG130", message, node.span)
        if definition.busy and self.reached:
            return self.pool.not_allowed
        if definition.busy:
            message = f"“{node.name}” refers to itself without an element in between."
            return self.wrong("RNG132", message, node.span)
        return self.definition(definition, scope)

    def definition(self, definition: Definition, scope: Scope) -> Pattern:
        if definition.core is None:
            definition.busy = True
            parts = [
                self.core(part.node.pattern, Surroundings(scope, part.namespace, part.files))
                for part in definition.parts
            ]
            combine = (
                self.pool.interleave if definition.combine == "interleave" else self.pool.choice
            )
            definition.core = combine(parts)
            definition.busy = False
            for part in definition.parts:
                if part.node.gloss and not definition.core.gloss:
                    definition.core.gloss = part.node.gloss
        return definition.core

    def external(self, node: s.ExternalRef, around: Surroundings) -> Pattern:
        uri, pattern = self.files.pattern(node, around.files, node.span or self.nowhere)
        if pattern is None:
            return self.pool.not_allowed
        namespace = around.namespace if node.namespace is None else node.namespace
        # The other file knows nothing of the grammar that refers to it.
        inside = Surroundings(None, namespace, (*around.files, uri))
        return self.core(pattern, inside)

    def grammar(self, node: s.Grammar, around: Surroundings) -> Pattern:
        span = node.span or self.nowhere
        scope = self.collector.scope(node, around, span)
        start = scope.definitions.get(START)
        if start is None:
            return self.wrong(
                "RNG133", "The grammar does not say what a document starts with (“start”).", span
            )
        self.scopes.append(scope)
        return self.definition(start, scope)


_Maker: TypeAlias = Callable[..., Pattern]
_MAKERS: Final[dict[type[s.Pattern], _Maker]] = {
    s.Empty: _Simplifier.empty,
    s.Text: _Simplifier.text,
    s.NotAllowed: _Simplifier.not_allowed,
    s.Data: _Simplifier.data,
    s.Value: _Simplifier.value,
    s.Group: _Simplifier.group,
    s.Interleave: _Simplifier.interleave,
    s.Choice: _Simplifier.choice,
    s.Optional: _Simplifier.optional,
    s.ZeroOrMore: _Simplifier.zero_or_more,
    s.OneOrMore: _Simplifier.one_or_more,
    s.Mixed: _Simplifier.mixed,
    s.List: _Simplifier.list,
    s.Element: _Simplifier.element,
    s.Attribute: _Simplifier.attribute,
    s.Ref: _Simplifier.ref,
    s.ParentRef: _Simplifier.parent_ref,
    s.ExternalRef: _Simplifier.external,
    s.Grammar: _Simplifier.grammar,
}
