"""Pointers to what a header declares once: where the declaration is missing, and how to add it."""

from collections.abc import Iterable, Mapping
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.source import Span
from teikit.validate.links.walk import Pointer
from teikit.validate.links.words import cut

_WHERE: Final[Mapping[str, str]] = {
    "calendar": '<calendarDesc><calendar xml:id="{}"><p>…</p></calendar></calendarDesc>',
    "rendition": '<tagsDecl><rendition xml:id="{}">…</rendition></tagsDecl>',
    "hand": '<handNotes><handNote xml:id="{}">…</handNote></handNotes>',
    "new": '<handNotes><handNote xml:id="{}">…</handNote></handNotes>',
    "scheme": '<classDecl><taxonomy xml:id="{}">…</taxonomy></classDecl>',
    "change": '<change xml:id="{}">…</change>',
    "ana": '<interp xml:id="{}">…</interp> or <category xml:id="{}">…</category>',
    "who": '<particDesc><person xml:id="{}">…</person></particDesc>',
    "toWhom": '<particDesc><person xml:id="{}">…</person></particDesc>',
    "resp": '<respStmt xml:id="{}">…</respStmt>',
    "wit": '<listWit><witness xml:id="{}">…</witness></listWit>',
}
"""For attributes whose values are names of a few things: how one of them is declared."""

# Everybody knows what “#Gregorian” means, declared or not.
_MILD: Final = frozenset({"calendar"})


def is_declared(pointer: Pointer) -> bool:
    """Return whether a pointer names one of a few things that are declared once."""
    return pointer.attribute in _WHERE


def by_name(group: Iterable[Pointer]) -> Iterable[list[Pointer]]:
    """Return pointers that find nothing, those with the same identifier together."""
    together: dict[str, list[Pointer]] = {}
    for one in group:
        together.setdefault(one.address.fragment, []).append(one)
    return together.values()


def not_declared(pointer: Pointer, others: int, near: str | None, place: Span) -> Diagnostic:
    """Say that a thing is used `others` times more and declared nowhere, once for all of them."""
    name = cut(pointer.address.fragment)
    again = f" It is used {others + 1:,} times." if others else ""
    hint = "Declare it: {}.".format(_WHERE[pointer.attribute].replace("{}", name))
    if near:
        hint = f"Did you mean “#{cut(near)}”?"
    return Diagnostic(
        "LNK201",
        f"“{cut(pointer.text)}” leads nowhere: no element of this document has this xml:id.{again}",
        place,
        Severity.WARNING if pointer.attribute in _MILD else Severity.ERROR,
        hints=(hint,),
    )
