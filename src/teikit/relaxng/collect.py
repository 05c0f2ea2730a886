"""Grammars -> definitions by name: div, include, combine (specification, 4.6, 4.7, 4.11, 4.17)."""

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TypeAlias

from teikit.diagnostics import Diagnostic, Outcome, Related
from teikit.records import dataclass
from teikit.relaxng import syntax as s
from teikit.relaxng.files import Resolver
from teikit.relaxng.pattern import Pattern
from teikit.relaxng.uri import joined
from teikit.source import SourceFile, Span

START = ""
"""The name under which a grammar's `start` is kept."""

Read: TypeAlias = Callable[[SourceFile, str], Outcome[s.Pattern]]
"""Returns the schema of a file in full syntax; the string is the URI of the file."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a pattern stands: its grammar, the namespace it inherits, the files around it."""

    scope: "Scope | None"
    namespace: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One `define` or `start`, and where its pattern stands."""

    node: s.Define | s.Start
    namespace: str
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name that is defined."""
        return START if isinstance(self.node, s.Start) else self.node.name


@dataclass(slots=True)
class Definition:
    """All parts that define a name; `core` and `busy` belong to `simplify`."""

    name: str
    parts: list[Part]
    combine: str = ""
    core: Pattern | None = None
    busy: bool = False


@dataclass(slots=True)
class Scope:
    """A grammar: its definitions, and the grammar around it."""

    parent: "Scope | None"
    span: Span
    definitions: dict[str, Definition] = field(default_factory=dict)


class Files:
    """Finds and reads what `externalRef` and `include` refer to; each file once."""

    def __init__(
        self, read: Read, resolver: Resolver, report: Callable[[Diagnostic], None]
    ) -> None:
        self._read = read
        self._resolver = resolver
        self._report = report
        self._known: dict[str, s.Pattern | None] = {}

    def pattern(
        self, node: s.ExternalRef | s.Include, files: tuple[str, ...], span: Span
    ) -> tuple[str, s.Pattern | None]:
        """Return the URI a node refers to and the pattern there; None where there is none."""
        uri, fragment = joined(node.base, node.href).partition("#")[::2]
        if fragment or "#" in node.href:
            message = f"“{node.href}” may not have a part after “#”."
            self._report(Diagnostic("RNG106", message, span))
            return uri, None
        if uri in files:
            message = f"“{node.href}” includes itself, directly or by way of others."
            self._report(Diagnostic("RNG122", message, span))
            return uri, None
        if uri not in self._known:
            self._known[uri] = self._load(uri, span)
        return uri, self._known[uri]

    def _load(self, uri: str, span: Span) -> s.Pattern | None:
        found = self._resolver(uri, span)
        for diagnostic in found.diagnostics:
            self._report(diagnostic)
        if found.value is None:
            return None
        outcome = self._read(found.value, uri)
        for diagnostic in outcome.diagnostics:
            self._report(diagnostic)
        return outcome.value


class Collector:
    """Collects the definitions of one grammar."""

    def __init__(self, files: Files, report: Callable[[Diagnostic], None]) -> None:
        self._files = files
        self._report = report

    def scope(self, grammar: s.Grammar, around: Surroundings, span: Span) -> Scope:
        """Return a grammar with its definitions, combined."""
        scope = Scope(around.scope, span)
        for part in self._parts(grammar.content, around.namespace, around.files, span):
            definition = scope.definitions.setdefault(part.name, Definition(part.name, []))
            definition.parts.append(part)
        for definition in scope.definitions.values():
            self._combine(definition, span)
        return scope

    def _parts(
        self, content: Iterable[s.Component], namespace: str, files: tuple[str, ...], span: Span
    ) -> list[Part]:
        parts: list[Part] = []
        for node in content:
            match node:
                case s.Div():
                    parts += self._parts(node.content, namespace, files, node.span or span)
                case s.Include():
                    parts += self._included(node, namespace, files, node.span or span)
                case _:
                    parts.append(Part(node, namespace, files))
        return parts

    def _included(
        self, node: s.Include, namespace: str, files: tuple[str, ...], span: Span
    ) -> list[Part]:
        uri, pattern = self._files.pattern(node, files, span)
        own = self._parts(node.content, namespace, files, span)
        if pattern is None:
            return own
        if not isinstance(pattern, s.Grammar):
            message = f"“{node.href}” is not a grammar, so it cannot be included."
            self._report(Diagnostic("RNG123", message, span))
            return own
        inherited = namespace if node.namespace is None else node.namespace
        theirs = self._parts(pattern.content, inherited, (*files, uri), pattern.span or span)
        known = {part.name for part in theirs}
        replaced = {part.name: part for part in own}
        for name in replaced.keys() - known:
            what = f"a definition of “{name}”" if name else "a start"
            message = f"“{node.href}” has not got {what} that could be replaced here."
            self._report(Diagnostic("RNG134", message, replaced[name].node.span or span))
        return [part for part in theirs if part.name not in replaced] + own

    def _combine(self, definition: Definition, span: Span) -> None:
        what = f"“{definition.name}”" if definition.name else "The start"
        first = definition.parts[0].node.span or span
        ways = {part.node.combine for part in definition.parts} - {""}
        plain = [part for part in definition.parts if not part.node.combine]
        if len(ways) > 1:
            message = f"{what} is combined both by choice and by interleave."
            self._report(Diagnostic("RNG131", message, definition.parts[-1].node.span or span))
        elif len(plain) > 1:
            message = f"{what} is defined twice; only one definition can do without combine."
            related = (Related(first, "It is first defined here."),)
            place = plain[1].node.span or span
            self._report(Diagnostic("RNG131", message, place, related=related))
        definition.combine = min(ways, default="")
