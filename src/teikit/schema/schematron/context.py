"""Where a constraint looks that does not say so itself: the element or attribute it belongs to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Final

from teikit.names import XML, clark
from teikit.odd import content as c
from teikit.odd.attributes import Attributes
from teikit.odd.merge import att_defs
from teikit.odd.model import (
    AttDef,
    AttList,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    Spec,
    Vocabulary,
)
from teikit.odd.reach import Reach
from teikit.records import dataclass
from teikit.schema.naming import Naming

_LANG: Final = clark(XML, "lang")


@dataclass(frozen=True, slots=True)
class Placed:
    """A constraint, the names of what it belongs to, and the XPath of what it is about.

    `context` is empty where nothing in the schema is of that kind.
    """

    constraint: ConstraintSpec
    owner: str
    context: str


@dataclass(frozen=True)
class Contexts:
    """Finds XPaths for the elements and attributes of a vocabulary; `prefixes` by namespace."""

    vocabulary: Vocabulary
    prefixes: Mapping[str, str]

    @cached_property
    def naming(self) -> Naming:
        """How elements and attributes are called in documents."""
        return Naming(self.vocabulary.settings)

    @cached_property
    def reach(self) -> Reach:
        """Which elements are in which classes."""
        return Reach(self.vocabulary)

    @cached_property
    def attributes(self) -> Attributes:
        """The attributes each element has."""
        return Attributes(self.vocabulary.declared)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every constraint of the vocabulary, those of the whole schema first."""
        found = [one for one in self._all() if one.constraint.mode is not Mode.DELETE]
        unwanted = set(translations(found, self.vocabulary.settings.target_lang))
        return tuple(one for one in found if (one.owner, one.constraint.ident) not in unwanted)

    def _all(self) -> Iterator[Placed]:
        for constraint in self.vocabulary.constraints:
            yield Placed(constraint, "", "/*")
        declared = self.vocabulary.declared
        for module in declared.modules.values():
            yield from (Placed(one, module.ident, "/*") for one in module.constraints)
        for class_spec in declared.classes.values():
            yield from self._of_class(class_spec)
        for element in declared.elements.values():
            yield from self._of_element(element)
        for macro in declared.macros.values():
            yield from self._of(macro, partial(self._with_macro, macro))
        for datatype in declared.datatypes.values():
            yield from self._of(datatype, partial(self._with_datatype, datatype))

    def _of(self, spec: Spec, paths: Callable[[], list[str]]) -> Iterator[Placed]:
        if spec.constraints:
            path = _either(paths())
            yield from (Placed(one, spec.ident, path) for one in spec.constraints)

    def _of_element(self, spec: ElementSpec) -> Iterator[Placed]:
        yield from self._of(spec, lambda: [self.element(spec)])
        for definition in _present(spec.attributes):
            path = f"{self.element(spec)}/{self.attribute(definition)}"
            owner = f"{spec.ident}-{definition.ident}"
            yield from (Placed(one, owner, path) for one in definition.constraints)

    def _of_class(self, spec: ClassSpec) -> Iterator[Placed]:
        yield from self._of(spec, lambda: [self.element(one) for one in self._members(spec)])
        for definition in _present(spec.attributes):
            yield from self._of_class_attribute(spec, definition)

    def _of_class_attribute(self, spec: ClassSpec, definition: AttDef) -> Iterator[Placed]:
        if not definition.constraints:
            return
        having = [one for one in self._members(spec) if definition.ident in self.attributes.of(one)]
        path = _either([f"{self.element(one)}/{self.attribute(definition)}" for one in having])
        owner = f"{spec.ident}-{definition.ident}"
        yield from (Placed(one, owner, path) for one in definition.constraints)

    def _members(self, spec: ClassSpec) -> list[ElementSpec]:
        keys = self.reach.elements_in(spec.ident)
        return [one for key, one in self.vocabulary.elements.items() if key in keys]

    def _with_macro(self, spec: MacroSpec) -> list[str]:
        return [
            self.element(one)
            for one in self.vocabulary.elements.values()
            if one.content is not None and _names(one.content.nodes, spec.ident)
        ]

    def _with_datatype(self, spec: DataSpec) -> list[str]:
        paths = []
        for one in self.vocabulary.elements.values():
            if one.content is not None and _names(one.content.nodes, spec.ident):
                paths.append(self.element(one))
            for effective in self.attributes.of(one).values():
                datatype = effective.definition.datatype
                nodes = () if datatype is None or datatype.content is None else (datatype.content,)
                if _names(nodes, spec.ident):
                    paths.append(f"{self.element(one)}/{self.attribute(effective.definition)}")
        return paths

    def element(self, spec: ElementSpec) -> str:
        """Return the XPath step of an element as documents name it."""
        name = self.naming.element_name(spec)
        prefix = self.prefixes.get(name.namespace or "", "")
        return f"{prefix}:{name.local}" if prefix else name.local

    def attribute(self, definition: AttDef) -> str:
        """Return the XPath step of an attribute as documents name it."""
        name = self.naming.attribute_name(definition)
        if not name.namespace:
            return f"@{name.local}"
        prefix = "xml" if name.namespace == XML else self.prefixes.get(name.namespace, "")
        return f"@{prefix}:{name.local}" if prefix else f"@*[local-name() = '{name.local}']"


def translations(placed: Iterable[Placed], language: str) -> Iterator[tuple[str, str]]:
    """Yield the owners and names of what another constraint says in the language wanted.

    The TEI gives the French version of the constraint `x` the name `x-fr`.
    """
    known = {(one.owner, one.constraint.ident): one.constraint for one in placed}
    for (owner, ident), constraint in known.items():
        lang = constraint.xml.get(_LANG, "")
        original = ident.removesuffix(f"-{lang}")
        if lang and original != ident and (owner, original) in known:
            yield owner, original if lang == language else ident


def _present(attributes: AttList | None) -> Iterator[AttDef]:
    return (one for one in att_defs(attributes) if one.mode is not Mode.DELETE)


def _either(paths: list[str]) -> str:
    return " | ".join(dict.fromkeys(paths))


def _names(nodes: "tuple[c.Content, ...]", key: str) -> bool:
    """Return whether a content model names a macro or datatype."""
    for node in nodes:
        if isinstance(node, c.Sequence | c.Alternate):
            if _names(node.members, key):
                return True
        elif isinstance(node, c.MacroRef | c.DataRef) and node.key == key:
            return True
    return False
