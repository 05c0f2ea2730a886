"""What is wrong with a document at one place, and the one who reports it."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final, TypeAlias

from teikit.diagnostics import Diagnostic, Related
from teikit.records import dataclass
from teikit.relaxng.automaton import Child
from teikit.relaxng.expect import tag
from teikit.relaxng.forced import Marked
from teikit.source import Position, Span
from teikit.xml.locator import Locator

CODES: Final = {
    "unknown-element": "TEI101",
    "misplaced-element": "TEI102",
    "element-too-early": "TEI103",
    "incomplete-element": "TEI104",
    "wrong-root": "TEI105",
    "wrong-namespace": "TEI106",
    "unknown-attribute": "TEI110",
    "misplaced-attribute": "TEI111",
    "attribute-value": "TEI112",
    "missing-attribute": "TEI113",
    "conflicting-attribute": "TEI114",
    "text-not-allowed": "TEI120",
    "text-value": "TEI121",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, for whoever knows more about the schema; names as "namespace local".

    `kind` is the name of the rule in `teikit.rules.grammar`; `ancestors` go from the parent of
    `element` outwards.
    """

    kind: str
    element: str
    ancestors: tuple[str, ...]
    attribute: str | None = None
    value: str | None = None

    @property
    def parent(self) -> str | None:
        """The element around `element`, None at the root."""
        return self.ancestors[0] if self.ancestors else None


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a mistake, and what could stand there instead."""

    message: str
    expected: Sequence[str] = ()
    hints: Sequence[str] = ()


Advise: TypeAlias = Callable[[Finding], Sequence[str]]
"""Returns more hints about a finding, such as which ODD removed the element."""


_ON_ATTRIBUTES: Final = frozenset({"unknown-attribute", "misplaced-attribute", "attribute-value"})
_ON_TEXT: Final = frozenset({"text-not-allowed", "text-value"})
_ON_ROOT: Final = frozenset({"wrong-root", "wrong-namespace"})
_NEAR: Final = 100  # levels; a hostile document has many more


class Reporter:
    """Collects the diagnostics of one document; `stack` holds its open elements."""

    def __init__(self, locator: Locator, stack: list[Child], advise: Advise | None) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.stack = stack
        self._locator = locator
        self._advise = advise

    def advice(self, finding: Finding) -> tuple[str, ...]:
        """Return the hints of whoever knows more about the schema."""
        return tuple(self._advise(finding)) if self._advise else ()

    def report(self, finding: Finding, words: Words) -> None:
        """Add a diagnostic at the current tag, or at the attribute of it that is wrong."""
        span = self._span(finding)
        related: tuple[Related, ...] = ()
        if finding.kind in _ON_ROOT and span.end and span.end.line > span.start.line:
            # A root's tag is often many lines of declarations. Where it ends is the place that
            # other validators name, and where a missing declaration goes.
            related = (Related(span, f"{tag(finding.element)} begins here."),)
            span = Span(span.source, Position(span.end.line, span.end.column - 1), span.end)
        self.diagnostics.append(
            Diagnostic(
                CODES[finding.kind],
                words.message,
                span,
                hints=(*words.hints, *self.advice(finding)),
                expected=tuple(words.expected),
                related=related,
            )
        )

    def _span(self, finding: Finding) -> Span:
        if finding.kind in _ON_TEXT:
            # The place of the tag after it; `validate.grammar.places` finds that of the text.
            return self._locator.span()
        if finding.attribute is not None and finding.kind in _ON_ATTRIBUTES:
            return self._locator.attribute(finding.attribute)
        return self._locator.tag()

    def about(self, kind: str, element: str, value: str | None = None) -> Finding:
        """Return a finding about an element that is inside the open ones."""
        return Finding(kind, element, self.ancestors(), value=value)

    def here(self, kind: str, attribute: str | None = None, value: str | None = None) -> Finding:
        """Return a finding about the innermost open element."""
        ancestors = self.ancestors()
        return Finding(kind, ancestors[0], ancestors[1:], attribute, value)

    def ancestors(self) -> tuple[str, ...]:
        """Return the names of the nearest open elements, from the innermost outwards."""
        return tuple(child.name for child in islice(reversed(self.stack), _NEAR))

    def inside(self) -> str:
        """Return words that say in which element something is, "" outside of all."""
        return f", inside {tag(self.stack[-1].name)}" if self.stack else ""

    def marked(self) -> Marked | None:
        """Return the open element, marked as one with mistakes directly in it."""
        if not self.stack:
            return None
        child = self.stack[-1]
        if not isinstance(child, Marked):
            child = self.stack[-1] = Marked(child)
        return child
