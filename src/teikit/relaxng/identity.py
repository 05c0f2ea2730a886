"""Identifiers and references to them (RELAX NG DTD Compatibility, section 5)."""

from typing import Protocol

from teikit.diagnostics import Diagnostic, Related
from teikit.relaxng.check import Check
from teikit.source import Span
from teikit.xml.locator import Locator


class Notes(Protocol):
    """Takes the attribute values that matched the datatypes ID, IDREF and IDREFS."""

    def note(self, check: Check, value: str, /) -> None:
        """Take a value that has passed a check."""

    def diagnostics(self) -> list[Diagnostic]:
        """Return what is wrong with them; call it when the whole document is known."""


class NamesOnly:
    """Notes identifiers and references without their places; tells whether all is well."""

    __slots__ = ("_are_unique", "_ids", "_references")

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._references: set[str] = set()
        self._are_unique = True

    def note(self, check: Check, value: str) -> None:
        """Take a value that has passed a check."""
        if check.id_kind == "ID":
            name = value.strip()
            if name in self._ids:
                self._are_unique = False
            self._ids.add(name)
        elif check.id_kind:
            self._references.update(value.split())

    def are_sound(self) -> bool:
        """Return whether identifiers are unique and references refer to them."""
        return self._are_unique and self._references <= self._ids

    def diagnostics(self) -> list[Diagnostic]:
        """Return nothing: where something is wrong, its place has to be found."""
        return []


class Identifiers:
    """Notes the attribute values that matched the datatypes ID, IDREF and IDREFS."""

    __slots__ = ("_duplicates", "_ids", "_locator", "_references")

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._ids: dict[str, Span] = {}
        self._duplicates: list[tuple[str, Span]] = []
        self._references: list[tuple[str, Span]] = []

    def note(self, check: Check, value: str) -> None:
        """Take a value that has passed a check."""
        if not check.id_kind:
            return
        span = self._locator.span()
        for word in value.split():
            if check.id_kind != "ID":
                self._references.append((word, span))
            elif word in self._ids:
                self._duplicates.append((word, span))
            else:
                self._ids[word] = span

    def diagnostics(self) -> list[Diagnostic]:
        """Return what is wrong with them; call it when the whole document is known."""
        twice = [self._duplicate(name, span) for name, span in self._duplicates]
        lost = [_dangling(name, span) for name, span in self._references if name not in self._ids]
        return twice + lost

    def _duplicate(self, name: str, span: Span) -> Diagnostic:
        first = self._ids[name]
        return Diagnostic(
            "IDS101",
            f"The identifier “{name}” is already taken in line {first.start.line}.",
            span,
            hints=("An identifier names one element of the document only; choose another.",),
            related=(Related(first, "The identifier is first given here."),),
        )


def _dangling(name: str, span: Span) -> Diagnostic:
    return Diagnostic("IDS102", f"No element of this document has the identifier “{name}”.", span)
