"""RELAX NG -> XML Schema 1.0: the recipe, and what it says about what gets lost."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from teikit.diagnostics import Outcome
from teikit.relaxng import syntax as s
from teikit.relaxng.nameclass import Within, local_name, mentioned, names, namespace_of
from teikit.relaxng.pattern import CHOICE, EMPTY, Pattern
from teikit.relaxng.walk import nodes
from teikit.schema.published import Published
from teikit.schema.xsd.content import Contents
from teikit.schema.xsd.core import SIMPLE, Stripper, attributes_in, elements_in, parts_of
from teikit.schema.xsd.elements import ElementTypes, namespace_of_schema
from teikit.schema.xsd.losses import losses
from teikit.schema.xsd.model import AttributeUse, Loss, Schema
from teikit.schema.xsd.particle import Named, Particle
from teikit.schema.xsd.probe import Simple, simple_form
from teikit.schema.xsd.simple import SimpleTypes
from teikit.schema.xsd.types import Types
from teikit.schema.xsd.upa import Alphabet, Attribution
from teikit.schema.xsd.words import Words, words_of
from teikit.schema.xsd.write import write

VALUES: Final = SIMPLE | {CHOICE, EMPTY}


def emit(schema: Published) -> Outcome[str]:
    """Return an XSD that accepts all that the RELAX NG accepts, and warnings where it is laxer."""
    simple = simple_form(schema.grammar, schema.resolver)
    if simple.value is None:
        return Outcome(None, simple.diagnostics)
    types = _types(
        simple.value, _value_names(simple.value, schema.grammar), words_of(schema.vocabulary)
    )
    made = _schema(simple.value, types)
    warnings = tuple(losses(types.lost, schema.vocabulary.settings.origin.span))
    text = write(made, [one.message for one in warnings])
    return Outcome(text, (*simple.diagnostics, *warnings))


def _types(simple: Simple, value_names: Mapping[int, str], words: Words) -> Types:
    own = namespace_of_schema(simple.start)
    elements = ElementTypes(own, simple.pool)
    elements.gather(simple.start)
    attribution = Attribution(_alphabet(elements, own))
    return Types(
        own,
        elements,
        Stripper(simple.pool),
        Contents(own, elements.type_of, attribution),
        attribution,
        SimpleTypes(value_names),
        words,
    )


def _schema(simple: Simple, types: Types) -> Schema:
    made = types.all()
    roots = _roots(simple.start, types)
    groups: dict[str, Particle] = {}
    attribute_groups: dict[str, tuple[AttributeUse, ...]] = {}
    for name, pattern in simple.definitions.items():
        if pattern.has_attributes:
            label = name.removesuffix(".attributes")
            attribute_groups[label], _ = types.attributes(attributes_in(pattern), name)
        elif _is_class(pattern, types):
            groups[name] = types.contents.particle(pattern)
    return Schema(types.own, roots, made, groups, attribute_groups, dict(types.simple.used))


def _roots(start: Pattern, types: Types) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for element in elements_in(start):
        for term in types.contents.terms(element):
            if isinstance(term, Named) and namespace_of(term.name) == types.own:
                found[local_name(term.name)] = term.type
            else:
                types.lose(Loss.ROOTS, element)
    return tuple(found.items())


def _is_class(pattern: Pattern, types: Types) -> bool:
    elements = elements_in(pattern)
    return (
        pattern.kind == CHOICE
        and len(elements) == len(pattern.parts)
        and all(types.elements.type_of(element) in types.elements.members for element in elements)
    )


def _alphabet(elements: ElementTypes, own: str) -> Alphabet:
    members = (member for alike in elements.members.values() for member in alike)
    classes = [one.name_class for member in members for one in elements_in(member.content)]
    listed = {name for name_class in classes for name in names(name_class)}
    foreign = set(map(namespace_of, listed))
    for name_class in classes:
        foreign.update(one.namespace for one in mentioned(name_class) if isinstance(one, Within))
    return Alphabet(
        own=frozenset(name for name in listed if own and namespace_of(name) == own),
        local=frozenset(name for name in listed if not namespace_of(name)),
        foreign=frozenset(foreign - {own, ""}),
    )


def _value_names(simple: Simple, grammar: s.Grammar) -> dict[int, str]:
    """Return the names of datatypes by their patterns.

    Of several, one that says what it is comes before those that only refer to it, then the one
    most referred to.
    """
    references = Counter(node.name for node in nodes(grammar) if isinstance(node, s.Ref))
    aliases = {
        one.name
        for one in grammar.content
        if isinstance(one, s.Define) and isinstance(one.pattern, s.Ref)
    }
    found: dict[int, str] = {}
    for name in sorted(
        simple.definitions, key=lambda name: (name in aliases, -references[name], name)
    ):
        pattern = simple.definitions[name]
        if pattern.has_data and all(part.kind in VALUES for part in parts_of(pattern)):
            found.setdefault(pattern.id, name)
    return found
