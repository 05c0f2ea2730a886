"""Findings about identifiers, registers and addresses on the web, as diagnostics."""

from teikit.diagnostics import Diagnostic, Severity
from teikit.source import Span
from teikit.validate.links.words import cut

WARNING, INFO = Severity.WARNING, Severity.INFO


def in_other_files(name: str, file: str, place: Span) -> Diagnostic:
    """Say that another document, or an entry of another register, has the same identifier."""
    return Diagnostic(
        "LNK102",
        f"The identifier “{cut(name)}” is already taken in {file}.",
        place,
        WARNING,
        hints=("Within an edition, documents and entries of registers need one of their own.",),
    )


def also_elsewhere(name: str, file: str, others: int, place: Span) -> Diagnostic:
    """Say that other files use identifiers of this one, too."""
    more = f" So are {others:,} more of this document in other files." if others else ""
    return Diagnostic(
        "LNK103",
        f"The identifier “{cut(name)}” is also used in {file}.{more}",
        place,
        INFO,
        hints=("If files are to be put together, only one element can have it.",),
    )


def unused(name: str, element: str, place: Span) -> Diagnostic:
    """Say that nobody points to an entry of a register."""
    return Diagnostic(
        "LNK601",
        f"Nothing in the edition points to this {element}, “{cut(name)}”.",
        place,
        INFO,
        hints=("Point to it where it is named, or take it out of the register.",),
    )


def dead_address(text: str, why: str, place: Span) -> Diagnostic:
    """Say that an address on the web does not answer as it should."""
    return Diagnostic(
        "LNK701",
        f"The address {cut(text)} does not work: {why}.",
        place,
        WARNING,
        hints=("Look for where it has moved to, or cite an archived copy.",),
    )


def unchecked_address(text: str, why: str, place: Span) -> Diagnostic:
    """Say that an address on the web was not looked up."""
    return Diagnostic("LNK702", f"The address {cut(text)} was not checked: {why}.", place, INFO)
