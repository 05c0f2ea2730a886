"""Running an XSD over a tree: every mistake with its element and its attribute."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, Self

from lxml import etree
from xmlschema import XMLResource
from xmlschema.namespaces import NamespaceMapper
from xmlschema.validators import XMLSchemaValidationError
from xmlschema.validators.exceptions import XMLSchemaStopValidation
from xmlschema.validators.validation import ValidationContext

from teikit.validate.xsd.build import FAILURES, Built

MOST: Final = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """What xmlschema objects to: in which element, at which attribute, declared by what.

    `kind` is "invalid", or what was found beside the checks of single values: "root",
    "duplicate", "dangling", "many", "deep" and "stopped". `value` is the identifier that it is
    about, `other` the element that has it already; `first` is whether it was not spoken of before.
    """

    kind: str
    element: etree._Element
    attribute: str | None = None
    error: XMLSchemaValidationError | None = None
    declaration: Any = None
    value: str = ""
    other: etree._Element | None = None
    first: bool = False

    @property
    def subject(self) -> object:
        """What makes two mistakes one: a value that is wrong in several ways."""
        value = self.attribute or (self.kind == "invalid" and not self._about_structure())
        return (self.element, self.attribute, self.kind, self.value) if value else self

    def _about_structure(self) -> bool:
        return (
            self.error is None
            or self.error.obj is self.element
            or not isinstance(self.error.obj, str)
        )


def run(schema: Built, tree: etree._ElementTree, *, ids: bool = True) -> list[Mistake]:
    """Return what a schema objects to in a tree, at most `MOST` things and a note."""
    root = tree.getroot()
    resource = XMLResource(tree, allow="none")
    log = _Log(root)
    context = _Context(resource, log)
    declaration: Any = schema.maps.elements.get(str(root.tag))
    if declaration is None:
        return [Mistake("root", root)]
    try:
        declaration.raw_decode(root, "lax", context)
    except XMLSchemaStopValidation:
        log.mistakes.append(Mistake("many", log.mistakes[-1].element))
    except RecursionError:
        log.mistakes.append(Mistake("deep", root))
    except FAILURES as error:
        # xmlschema gives up at a type it does not know, among others.
        log.mistakes.append(Mistake("stopped", log.element, value=str(error)))
    if not ids:
        return [one for one in log.mistakes if one.kind != "duplicate"]
    found = [*log.mistakes, *log.identifiers.dangling()]
    return found if len(found) <= MOST else [*found[:MOST], Mistake("many", found[MOST].element)]


@dataclass(slots=True)
class _Log:
    """What copies of a context share: where validation is, and what it has found."""

    element: etree._Element
    declaration: Any = None
    mistakes: list[Mistake] = field(default_factory=list)
    identifiers: "_Identifiers" = field(init=False)

    def __post_init__(self) -> None:
        self.identifiers = _Identifiers()

    def declared(self, element: Any, declaration: Any) -> bool:
        """Take note of the element that comes now, and of its declaration."""
        self.element = element
        self.declaration = declaration
        return False


class _Identifiers(Counter[str]):
    """The identifiers of a document (1) and the references to what is none so far (0)."""

    def __init__(self) -> None:
        super().__init__()
        self.context: _Context | None = None
        self.owners: dict[str, etree._Element] = {}
        self.references: dict[str, list[tuple[etree._Element, str | None]]] = {}

    def __contains__(self, key: object) -> bool:
        # So that not only the first of several references is handed over below.
        return bool(self.get(str(key)))

    def __setitem__(self, key: str, value: int) -> None:
        super().__setitem__(key, value)
        if self.context is None or self.context.elem is None:
            return
        element: Any = self.context.elem
        if value:
            self.owners.setdefault(key, element)
        else:
            self.references.setdefault(key, []).append((element, self.context.attribute))

    def copy(self) -> Self:
        """Return the same: a document has its identifiers once."""
        return self

    def dangling(self) -> list[Mistake]:
        """Return the references to identifiers that do not exist."""
        return [
            Mistake("dangling", element, attribute, value=key, first=not number)
            for key, places in self.references.items()
            if not self[key]
            for number, (element, attribute) in enumerate(places)
        ]


class _Context(ValidationContext):
    """A validation that notes where it is when something is wrong."""

    __slots__ = ("log",)

    def __init__(self, resource: XMLResource, log: _Log) -> None:
        super().__init__(
            source=resource,
            converter=NamespaceMapper(None, source=resource),
            check_identities=True,
            validation_hook=log.declared,
        )
        self.validation_only = True
        self.log = log
        self.id_map = log.identifiers
        log.identifiers.context = self

    def raise_or_collect(
        self, validation: str, error: XMLSchemaValidationError
    ) -> XMLSchemaValidationError:
        """Take note of an error; raises it where the caller only tries something."""
        if validation == "strict":
            raise error
        if validation == "lax":
            self.log.mistakes.append(self._mistake(error))
            if len(self.log.mistakes) >= MOST:
                raise XMLSchemaStopValidation
        return error

    def _mistake(self, error: XMLSchemaValidationError) -> Mistake:
        element: Any = error.elem if error.elem is not None else self.elem
        if element is None:
            element = self.log.element
        value = error.obj if isinstance(error.obj, str) else ""
        if value and value.strip() in self.id_map and "duplicated xs:ID" in (error.reason or ""):
            key = value.strip()
            other = self.log.identifiers.owners.get(key)
            return Mistake("duplicate", element, self.attribute, error, None, key, other)
        return Mistake("invalid", element, self.attribute, error, self.log.declaration)
