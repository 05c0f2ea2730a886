"""A Schematron schema after composition: nothing abstract, nothing to include, all in order."""

from collections.abc import Mapping

from lxml import etree

from teikit.records import dataclass
from teikit.source import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known about an element of a schema from where it was written.

    `base` is the URI that relative references count from.
    """

    span: Span
    namespaces: Mapping[str, str]
    base: str
    lang: str


@dataclass(frozen=True, slots=True)
class Let:
    """A variable: its value is an expression, or else the content of the element."""

    name: str
    value: str | None
    as_type: str | None
    element: etree._Element
    mark: Mark


@dataclass(frozen=True, slots=True)
class Note:
    """A diagnostic or a property that an assertion refers to."""

    ident: str
    element: etree._Element
    mark: Mark


@dataclass(frozen=True, slots=True)
class Assertion:
    """An `assert` or a `report`."""

    element: etree._Element
    mark: Mark
    diagnostics: tuple[Note, ...]
    properties: tuple[Note, ...]

    @property
    def is_report(self) -> bool:
        """Whether the finding is that the test is true."""
        return str(self.element.tag).endswith("}report")

    @property
    def test(self) -> str:
        """The expression."""
        return self.element.get("test", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its context; `element` has the attributes that are reported."""

    context: str
    lets: tuple[Let, ...]
    assertions: tuple[Assertion, ...]
    element: etree._Element
    mark: Mark


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, or a group, whose rules do not exclude each other."""

    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]
    element: etree._Element
    mark: Mark

    @property
    def ident(self) -> str:
        """The identifier, "" where there is none."""
        return self.element.get("id", "")

    @property
    def is_group(self) -> bool:
        """Whether every rule that matches a node is applied to it."""
        return str(self.element.tag).endswith("}group")

    @property
    def documents(self) -> str | None:
        """The expression that names the documents to look at instead of the main one."""
        return self.element.get("documents")


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase: the patterns it makes active, by identifier."""

    ident: str
    active: tuple[str, ...]
    lets: tuple[Let, ...]
    element: etree._Element
    mark: Mark


@dataclass(frozen=True, slots=True)
class Schema:
    """A whole schema; `foreign` is the XSLT that stands in it."""

    binding: str
    lets: tuple[Let, ...]
    patterns: tuple[Pattern, ...]
    phases: tuple[Phase, ...]
    foreign: tuple[tuple[etree._Element, Mark], ...]
    element: etree._Element
    mark: Mark
