"""Content models as RELAX NG patterns."""

from collections.abc import Callable, Iterator
from dataclasses import field, replace

from teikit.diagnostics import Diagnostic
from teikit.names import XSD_DATATYPES
from teikit.odd import misfits
from teikit.odd.check_size import MANY
from teikit.odd.content import (
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    MacroRef,
    RawPattern,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from teikit.odd.datatypes import is_xsd_datatype
from teikit.odd.model import ContentModel, Datatype, ElementSpec, Mode, Vocabulary
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.schema.any_element import any_element
from teikit.schema.naming import Naming
from teikit.schema.occurrence import ManyTimes, occurring
from teikit.source import Span

EXPANSIONS: dict[str, ManyTimes] = {
    "sequence": lambda pattern: pattern,
    "sequenceOptional": s.Optional,
    "sequenceRepeatable": s.OneOrMore,
    "sequenceOptionalRepeatable": s.ZeroOrMore,
}


@dataclass
class Contents:
    """Turns content models into patterns; `extra` collects definitions they call for."""

    vocabulary: Vocabulary
    naming: Naming
    raw: Callable[[RawPattern], s.Pattern | None]
    members: dict[str, list[str]]
    extra: dict[str, s.Pattern] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    _owner: str = ""

    def of_element(self, spec: ElementSpec) -> s.Pattern:
        """Return the pattern of an element's content."""
        return self.model(spec.ident, spec.content)

    def model(self, owner: str, content: ContentModel | None) -> s.Pattern:
        """Return the pattern of a content model; nothing at all is the empty pattern."""
        self._owner = owner
        if content is None:
            return s.Empty()
        patterns = [self.node(node) for node in content.nodes]
        return s.group([pattern for pattern in patterns if pattern is not None])

    def node(self, node: Content) -> s.Pattern | None:
        """Return the pattern of a part of a content model; None where nothing remains of it."""
        if isinstance(node, RawPattern):
            return self.raw(node)
        if isinstance(node, TextNode):
            return s.Text(span=node.span)
        pattern = self._once(node)
        if pattern is None:
            return None
        self._countable(node.span, node.min_occurs, node.max_occurs)
        return occurring(pattern, node.min_occurs, node.max_occurs)

    def _countable(self, span: Span, minimum: int, maximum: int | None) -> None:
        """Say where something may occur more often than a schema can count."""
        if max(minimum, maximum or 0) > MANY:
            self.found.append(misfits.too_many(span, MANY, least=minimum > MANY))

    def _once(self, node: Content) -> s.Pattern | None:
        match node:
            case ElementRef() | ClassRef() | MacroRef() | DataRef():
                return self._reference(node)
            case Alternate():
                return s.choice(self._members(node), span=node.span)
            case Sequence():
                return self._sequence(node)
            case ValList():
                return self._listed(node)
            case AnyElement():
                return self._any(node)
        return s.Empty(span=node.span)

    def _reference(self, node: ElementRef | ClassRef | MacroRef | DataRef) -> s.Pattern:
        match node:
            case ElementRef():
                spec = self.vocabulary.elements[node.key]
                return s.Ref(self.naming.element_pattern(node.key, spec), span=node.span)
            case ClassRef():
                return self._class(node)
            case MacroRef():
                return s.Ref(self.naming.pattern(node.key), span=node.span)
            case DataRef():
                return self.data(node)

    def _sequence(self, node: Sequence) -> s.Pattern:
        members = tuple(self._members(node))
        if node.preserve_order or len(members) < 2:
            return s.group(members, span=node.span)
        return s.Interleave(members, span=node.span)

    def _members(self, node: Sequence | Alternate) -> Iterator[s.Pattern]:
        for member in node.members:
            pattern = self.node(member)
            if pattern is not None:
                yield pattern

    def _any(self, node: AnyElement) -> s.Pattern:
        name = first = self.naming.pattern(f"anyElement_{self._owner}")
        while name in self.extra:
            name = f"{first}_{len(self.extra)}"
        self.extra[name] = any_element(node, name, self.vocabulary.settings)
        return s.Ref(name, span=node.span)

    # ------------------------------------------------------------ classes

    def _class(self, node: ClassRef) -> s.Pattern:
        times = EXPANSIONS.get(node.expand)
        if node.include or node.exclude:
            chosen = [
                key
                for key in self.flat_members(node.key)
                if (not node.include or key in node.include) and key not in node.exclude
            ]
            refs = self._refs(chosen, node.key if times else "")
            if times is None:
                return s.choice(refs, span=node.span)
            return s.group([times(ref) for ref in refs], span=node.span)
        if times is None:
            return s.Ref(self.naming.pattern(node.key), span=node.span)
        return s.Ref(self.expanded(node.key, node.expand), span=node.span)

    def expanded(self, key: str, expand: str) -> str:
        """Return the name of the pattern of a class in an expanded form, defining it."""
        name = self.naming.pattern(f"{key}_{expand}")
        if name not in self.extra:
            times = EXPANSIONS[expand]
            refs = self._refs(self.flat_members(key), key)
            self.extra[name] = s.group([times(ref) for ref in refs])
        return name

    def _refs(self, keys: list[str], class_key: str) -> list[s.Pattern]:
        """Return references to elements, each as often as it says where it joins the class."""
        return [self._ref(self.vocabulary.elements[key], key, class_key) for key in keys]

    def _ref(self, spec: ElementSpec, key: str, class_key: str) -> s.Pattern:
        ref = s.Ref(self.naming.element_pattern(key, spec))
        joined = () if spec.classes is None else spec.classes.members
        times = next((one.times for one in joined if one.key == class_key), (1, 1))
        return occurring(ref, *times)

    def flat_members(self, class_key: str) -> list[str]:
        """Return the elements of a model class, also those of the classes in it."""
        found: dict[str, None] = {}
        waiting, seen = [class_key], set[str]()
        while waiting:
            key = waiting.pop()
            if key in self.vocabulary.elements:
                found[key] = None
            elif key not in seen:
                seen.add(key)
                waiting.extend(reversed(self.members.get(key, ())))
        return list(found)

    def choice_of_members(self, class_key: str) -> s.Pattern:
        """Return the pattern of a model class: one of its members."""
        elements = self.vocabulary.elements
        span = self.vocabulary.classes[class_key].origin.span
        names = (
            self.naming.element_pattern(key, elements[key])
            if key in elements
            else self.naming.pattern(key)
            for key in self.members.get(class_key, ())
        )
        return s.choice((s.Ref(name, span=span) for name in names), span=span)

    # ------------------------------------------------------------ datatypes and values

    def data(self, node: DataRef) -> s.Pattern:
        """Return the pattern of a datatype, with what restricts it here."""
        params = tuple(s.Param(facet.name, facet.value) for facet in node.facets)
        if node.restriction:
            params = (s.Param("pattern", node.restriction), *params)
        if not self._is_declared(node.key):
            name = node.key or node.name or node.ref.rpartition("#")[2]
            known = name if is_xsd_datatype(name) else "string"
            return s.Data(known, XSD_DATATYPES, params, span=node.span)
        if params:
            return restricted(self._inline(node.key), params)
        return s.Ref(self.naming.pattern(node.key), span=node.span)

    def _is_declared(self, key: str) -> bool:
        return key in self.vocabulary.datatypes or key in self.vocabulary.macros

    def _inline(self, key: str, depth: int = 0) -> s.Pattern:
        # A reference cannot be restricted, so what it refers to is written out.
        spec = self.vocabulary.datatypes.get(key) or self.vocabulary.macros.get(key)
        if spec is None or depth > 20:
            return s.Data("string", XSD_DATATYPES)
        pattern = self.model(key, spec.content)
        return self._dereferenced(pattern, depth + 1)

    def _dereferenced(self, pattern: s.Pattern, depth: int) -> s.Pattern:
        match pattern:
            case s.Ref():
                return self._inline(pattern.name.removeprefix(self.naming.settings.prefix), depth)
            case s.Choice() | s.Group():
                inner = tuple(self._dereferenced(one, depth) for one in pattern.patterns)
                return replace(pattern, patterns=inner)
        return pattern

    def attribute_value(self, datatype: Datatype | None, values: ValList | None) -> s.Pattern:
        """Return the pattern of an attribute's value."""
        words = None
        if datatype is not None and datatype.content is not None:
            words = self.node(datatype.content)
        pattern = self.values(values, words) if values is not None else words
        if pattern is None or isinstance(pattern, s.Text):
            return s.Text()
        if datatype is None or (datatype.min_occurs, datatype.max_occurs) == (1, 1):
            return pattern
        if (datatype.min_occurs, datatype.max_occurs) == (0, 1):
            # Not a list of words: one value may have several.
            return s.Optional(pattern)
        if contains_list(pattern, self):
            return pattern
        if datatype.content is not None:
            self._countable(datatype.content.span, datatype.min_occurs, datatype.max_occurs)
        return s.List(occurring(pattern, datatype.min_occurs, datatype.max_occurs))

    def values(self, values: ValList, otherwise: s.Pattern | None) -> s.Pattern | None:
        """Return the pattern of a list of values: only they, they or others, or just others."""
        items = [self._value(item) for item in values.items if item.mode != Mode.DELETE]
        match values.type:
            case "closed" if items:
                return s.choice(items, span=values.span)
            case "semi":
                # The Guidelines leave open what the others are; the reference has a name.
                others = otherwise or s.Data("Name", XSD_DATATYPES)
                return s.choice([*items, others], span=values.span)
        return otherwise

    def _listed(self, values: ValList) -> s.Pattern:
        # In a content model a list says what there may be, whatever it calls itself.
        items: list[s.Pattern] = [self._value(item) for item in values.items]
        if values.type in {"semi", "open"}:
            items.append(s.Data("string", XSD_DATATYPES))
        return s.choice(items, span=values.span)

    def _value(self, item: ValItem) -> s.Value:
        return s.Value(
            item.alt_ident or item.ident,
            span=item.span,
            documentation=self.naming.documentation(item.prose),
        )


def contains_list(pattern: s.Pattern, contents: Contents, depth: int = 0) -> bool:
    """Return whether a value's pattern is a list already, which cannot stand in another."""
    match pattern:
        case s.List() | s.Text():
            return True
        case s.Ref() if depth < 20:
            key = pattern.name.removeprefix(contents.naming.settings.prefix)
            spec = contents.vocabulary.datatypes.get(key) or contents.vocabulary.macros.get(key)
            if spec is None or spec.content is None:
                return False
            inner = contents.model(key, spec.content)
            return contains_list(inner, contents, depth + 1)
        case s.Choice() | s.Group():
            return any(contains_list(one, contents, depth) for one in pattern.patterns)
        case s.Optional() | s.ZeroOrMore() | s.OneOrMore():
            return contains_list(pattern.pattern, contents, depth)
    return False


def restricted(pattern: s.Pattern, params: tuple[s.Param, ...]) -> s.Pattern:
    """Return a datatype's pattern with facets added to every datatype in it."""
    match pattern:
        case s.Data():
            named = {param.name for param in params if param.name != "pattern"}
            kept = tuple(param for param in pattern.params if param.name not in named)
            return replace(pattern, params=(*kept, *params))
        case s.Choice() | s.Group():
            return replace(
                pattern, patterns=tuple(restricted(one, params) for one in pattern.patterns)
            )
    return pattern
