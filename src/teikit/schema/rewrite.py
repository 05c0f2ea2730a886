"""Walking and rewriting RELAX NG patterns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from teikit.records import dataclass
from teikit.relaxng import syntax as s

Leaf = Callable[[s.Pattern], s.Pattern | None]


def inner_patterns(pattern: s.Pattern) -> tuple[s.Pattern, ...]:
    """Return the patterns directly inside a pattern."""
    match pattern:
        case s.Group() | s.Interleave() | s.Choice():
            return pattern.patterns
        case (
            s.Element()
            | s.Attribute()
            | s.Optional()
            | s.ZeroOrMore()
            | s.OneOrMore()
            | s.List()
            | s.Mixed()
        ):
            return (pattern.pattern,)
        case s.Data() if pattern.excepted is not None:
            return (pattern.excepted,)
    return ()


def names_referred_to(pattern: s.Pattern) -> Iterator[str]:
    """Yield the names of the definitions a pattern refers to."""
    waiting = [pattern]
    while waiting:
        current = waiting.pop()
        if isinstance(current, s.Ref):
            yield current.name
        elif isinstance(current, s.Grammar):
            # What a nested grammar takes from the one around it.
            waiting.extend(one.pattern for one in definitions_in(current.content))
        elif isinstance(current, s.ParentRef):
            yield current.name
        else:
            waiting.extend(inner_patterns(current))


def definitions_in(components: Iterable[s.Component]) -> Iterator[s.Define]:
    """Yield the definitions among components, also those in `div` and `include`."""
    for component in components:
        if isinstance(component, s.Define):
            yield component
        elif isinstance(component, s.Div | s.Include):
            yield from definitions_in(component.content)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How to rewrite: `leaf` for patterns without others inside, `name` for element names."""

    leaf: Leaf
    name: Callable[[s.NameClass], s.NameClass] = lambda name: name
    define: Callable[[str], str] = lambda name: name

    def pattern(self, pattern: s.Pattern) -> s.Pattern | None:
        """Return the pattern rewritten; None where nothing of it remains."""
        match pattern:
            case s.Group() | s.Interleave() | s.Choice():
                members = tuple(
                    one for one in map(self.pattern, pattern.patterns) if one is not None
                )
                return replace(pattern, patterns=members) if members else None
            case s.Optional() | s.ZeroOrMore() | s.OneOrMore() | s.List() | s.Mixed():
                inner = self.pattern(pattern.pattern)
                return None if inner is None else replace(pattern, pattern=inner)
            case s.Element():
                inner = self.pattern(pattern.pattern) or s.Empty()
                return replace(pattern, name=self.name(pattern.name), pattern=inner)
            case s.Attribute():
                return replace(pattern, pattern=self.pattern(pattern.pattern) or s.Text())
        return self.leaf(pattern)

    def component(self, component: s.Component) -> s.Component:
        """Return a component of a grammar rewritten."""
        match component:
            case s.Define():
                # An alternative of which nothing remains must not become an empty one.
                nothing = s.NotAllowed() if component.combine == "choice" else s.Empty()
                inner = self.pattern(component.pattern) or nothing
                return replace(component, name=self.define(component.name), pattern=inner)
            case s.Start():
                return replace(component, pattern=self.pattern(component.pattern) or s.Empty())
            case s.Div() | s.Include():
                return replace(component, content=tuple(map(self.component, component.content)))


def in_namespace(name: s.NameClass, namespace: str) -> s.NameClass:
    """Return a name class with names of the including schema in the namespace given."""
    match name:
        case s.Name() if name.namespace is None:
            return replace(name, namespace=namespace)
        case s.NsName() if name.namespace is None:
            return replace(name, namespace=namespace)
        case s.NameChoice():
            alternatives = tuple(in_namespace(one, namespace) for one in name.alternatives)
            return replace(name, alternatives=alternatives)
    return name
