"""Findings about pointers as diagnostics: one plain sentence each, and what to do about it."""

from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.names import split_clark
from teikit.source import Span
from teikit.validate.links.kinds import expected

WARNING: Final = Severity.WARNING
_LONGEST: Final = 200
_ELSEWHERE: Final = (
    "If the entries are in another file, name it before the #, as in "
    "“registers/persons.xml#id”, or declare a prefix for it with prefixDef."
)
_SLASH: Final = "In addresses, / stands between folders and files, not \\."
_BELONGS: Final = (
    "If the file belongs to the edition, put teikit.toml into the folder that holds them both, or "
    "run teikit on that folder; absolute paths work on one computer only."
)


def shown(pair: str) -> tuple[str, str]:
    """Return the element and the attribute of a pair as they are shown to people.

    >>> shown("persName@ref"), shown("{http://example.org}x@target")
    (('persName', 'ref'), ('x', 'target'))
    """
    element, _, attribute = pair.rpartition("@")
    return split_clark(element)[1], split_clark(attribute)[1]


def cut(text: str) -> str:
    """Return a text of a document, shortened if it is very long.

    >>> cut("#legran")
    '#legran'
    """
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def dead(text: str, near: str | None, place: Span, start: str = "") -> Diagnostic:
    """Say that a pointer finds nothing in its document.

    With a `start`, it is that identifier an XPointer starts from that is not there.
    """
    hint = "Correct the identifier, or give the element that is meant this xml:id."
    if near:
        hint = f"Did you mean “#{cut(near)}”?"
    which = f"the xml:id “{cut(start)}”" if start else "this xml:id"
    message = f"“{cut(text)}” leads nowhere: no element of this document has {which}."
    return Diagnostic("LNK201", message, place, hints=(hint,))


def dead_together(text: str, begin: str, others: int, pair: str, place: Span) -> Diagnostic:
    """Say that all pointers of a kind find nothing, at the place of the first."""
    _element, attribute = shown(pair)
    kind = f" that begin with “#{cut(begin)}”" if begin else ""
    message = (
        f"“{cut(text)}” leads nowhere, and neither do {others:,} more values of @{attribute}{kind}"
        ": no element of this document has these identifiers."
    )
    # Names of a register that is kept elsewhere may be meant; a text that refers to itself is not.
    severity = WARNING if attribute == "ref" else Severity.ERROR
    return Diagnostic("LNK201", message, place, severity, hints=(_ELSEWHERE,))


def empty(place: Span) -> Diagnostic:
    """Say that a pointer is nothing but a number sign."""
    return Diagnostic(
        "LNK203",
        "The pointer “#” names no element.",
        place,
        WARNING,
        hints=("Write the identifier after the #, or leave the attribute out.",),
    )


def wrong_kind(text: str, pair: str, element: str, place: Span) -> Diagnostic:
    """Say that a pointer leads to an element of a kind that makes no sense."""
    wanted = expected(pair)
    owner, attribute = shown(pair)
    what = wanted.words if wanted else "something else"
    found = f"<{split_clark(element)[1]}>"
    return Diagnostic(
        "LNK501",
        f"“{cut(text)}” leads to {found}, but @{attribute} of <{owner}> should lead to {what}.",
        place,
        WARNING,
        hints=("Is it the wrong identifier, or the wrong element or attribute?",),
    )


def backwards(text: str, place: Span) -> Diagnostic:
    """Say that the end of a span comes before its beginning."""
    return Diagnostic(
        "LNK502",
        f"The span ends before it begins: “{cut(text)}” comes earlier in the document.",
        place,
        WARNING,
        hints=("@spanTo points to the element at which the span ends, which must follow.",),
    )


def refused(text: str, place: Span) -> Diagnostic:
    """Say that a pointer leads out of the edition."""
    return Diagnostic(
        "LNK303",
        f"“{cut(text)}” leads out of the folder that is being checked, so it is not followed.",
        place,
        WARNING,
        hints=(_BELONGS,),
    )


def mismatch(text: str, scheme: str, place: Span) -> Diagnostic:
    """Say that a pointer is not what the declaration of its scheme expects."""
    return Diagnostic(
        "LNK402",
        f"“{cut(text)}” does not fit the @matchPattern that prefixDef gives for “{cut(scheme)}”.",
        place,
        hints=("Correct the pointer, or the pattern in the header.",),
    )


def bad_pattern(pattern: str, place: Span) -> Diagnostic:
    """Say that a declaration of a scheme has no pattern that can be used."""
    return Diagnostic(
        "LNK403",
        f"The @matchPattern “{cut(pattern)}” is no regular expression that can be used.",
        place,
        hints=("Write what follows the prefix, with what is to be kept in brackets: (.+).",),
    )


def no_group(number: int, groups: int, place: Span) -> Diagnostic:
    """Say that a declaration of a scheme uses a part of the pattern that is not there."""
    return Diagnostic(
        "LNK403",
        f"${number} means bracket {number} of @matchPattern, which has only {groups}.",
        place,
        hints=("Put what is to be kept into brackets in @matchPattern: (.+).",),
    )


def undeclared(text: str, scheme: str, others: int, place: Span) -> Diagnostic:
    """Say that nobody has declared a scheme; once a file."""
    more = f" It is used {others + 1:,} times in this document." if others else ""
    return Diagnostic(
        "LNK401",
        f"“{cut(text)}” begins with “{cut(scheme)}:”, but no prefixDef says what that means.{more}",
        place,
        WARNING,
        hints=(_declaration(scheme),),
    )


def _so_too(others: int, attribute: str) -> str:
    more = "one more value" if others == 1 else f"{others:,} more values"
    return f"The same is true of {more} of @{attribute} in this document."


def _declaration(scheme: str) -> str:
    return (
        "Declare it in the header, in encodingDesc: <listPrefixDef><prefixDef "
        f'ident="{cut(scheme)}" matchPattern="(.+)" replacementPattern="registers/file.xml#$1"/>'
        "</listPrefixDef>."
    )


def no_hash(text: str, here: bool, others: int, pair: str, place: Span) -> Diagnostic:
    """Say that a word is read as the name of a file, and probably is an identifier."""
    _element, attribute = shown(pair)
    more = f" {_so_too(others, attribute)}" if others else ""
    known = " An element of this document has it as its xml:id." if here else ""
    hint = f"To point to an element, write “#{cut(text)}”."
    if not here:
        hint += " For the key of a database, use @key, or declare a prefix with prefixDef."
    return Diagnostic(
        "LNK204",
        f"“{cut(text)}” is read as the name of a file, and there is no such file.{known}{more}",
        place,
        WARNING,
        hints=(hint,),
    )


def no_entry(text: str, file: str, fragment: str, near: str | None, place: Span) -> Diagnostic:
    """Say that another file has no such identifier."""
    hint = f"Did you mean “{cut(near)}”?" if near else f"Correct the pointer, or add it to {file}."
    return Diagnostic(
        "LNK202",
        f"“{cut(text)}” leads nowhere: no element of {file} has the xml:id “{cut(fragment)}”.",
        place,
        hints=(hint,),
    )


def no_document(text: str, near: str | None, place: Span) -> Diagnostic:
    """Say that a TEI file does not exist."""
    return Diagnostic(
        "LNK301",
        f"“{cut(text)}” leads nowhere: there is no such file.",
        place,
        hints=(_file_hint(near),),
    )


def no_file(text: str, near: str | None, place: Span) -> Diagnostic:
    """Say that a picture or another file does not exist."""
    return Diagnostic(
        "LNK302",
        f"There is no file “{cut(text)}”.",
        place,
        WARNING,
        hints=(_file_hint(near) if near or "\\" not in text else _SLASH,),
    )


def no_files(text: str, others: int, pair: str, place: Span) -> Diagnostic:
    """Say that many files of a kind do not exist, at the place of the first."""
    _element, attribute = shown(pair)
    return Diagnostic(
        "LNK302",
        f"There is no file “{cut(text)}”. {_so_too(others, attribute)}",
        place,
        WARNING,
        hints=("If the files are kept elsewhere, @xml:base or prefixDef can say where.",),
    )


def _file_hint(near: str | None) -> str:
    if near:
        return f"Did you mean “{cut(near)}”?"
    return "Paths start from the folder of the document; correct it, or add the file."


def other_case(text: str, name: str, place: Span) -> Diagnostic:
    """Say that a file's name is written otherwise."""
    return Diagnostic(
        "LNK304",
        f"The file that “{cut(text)}” means is called “{cut(name)}”.",
        place,
        WARNING,
        hints=("Capital and small letters must agree: elsewhere the file is not found.",),
    )


def unreadable(text: str, file: str, place: Span) -> Diagnostic:
    """Say that the file a pointer leads to is no XML that can be read."""
    return Diagnostic(
        "LNK305",
        f"“{cut(text)}” cannot be followed, since {file} is not well-formed XML or cannot be read.",
        place,
        WARNING,
        hints=(f"Validate {file} to see what is wrong with it.",),
    )
