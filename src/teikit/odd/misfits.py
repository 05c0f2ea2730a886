"""What does not fit in content models, attributes and memberships, in words: one function each."""

from collections.abc import Iterable

from teikit.diagnostics import Diagnostic, Severity
from teikit.odd.datatypes import XSD_NAMES, is_xsd_datatype
from teikit.odd.model import Origin
from teikit.odd.wording import did_you_mean
from teikit.source import Span, span_at


def unknown_in_content(
    span: Span, owner: str, kind: str, key: str, known: Iterable[str]
) -> Diagnostic:
    """Say that a content model names what does not exist."""
    what = f"names the {kind} “{key}”, which does not exist" if key else f"names no {kind}"
    return Diagnostic(
        "ODD301",
        f"The content of “{owner}” {what}.",
        span,
        Severity.WARNING,
        hints=did_you_mean(key, known) if key else ("The attribute @key says what is meant.",),
    )


def absent_in_content(span: Span, owner: str, kind: str, key: str) -> Diagnostic:
    """Say that a content model names what is not part of the schema."""
    return Diagnostic(
        "ODD302",
        f"The content of “{owner}” names the {kind} “{key}”, which is not part of this schema; "
        "it is left out there.",
        span,
        Severity.WARNING,
    )


def unknown_datatype(span: Span, owner: str, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that a datatype is not among those of the schema."""
    if is_xsd_datatype(key):
        hints: tuple[str, ...] = (f"“{key}” is a datatype of XML Schema: write name=“{key}”.",)
    else:
        hints = did_you_mean(key, known)
    return Diagnostic(
        "ODD308",
        f"@{owner} is to have the datatype “{key}”, which this schema does not have.",
        span,
        Severity.WARNING,
        hints=hints,
    )


def unknown_xsd_datatype(span: Span, name: str) -> Diagnostic:
    """Say that XML Schema has no datatype of that name."""
    return Diagnostic(
        "ODD308",
        f"XML Schema has no datatype “{name}”, so any text is allowed here.",
        span,
        Severity.WARNING,
        hints=did_you_mean(name, XSD_NAMES)
        or ("A datatype of the TEI, such as “teidata.word”, is named by @key.",),
    )


def no_name(origin: Origin, what: str, ident: str) -> Diagnostic:
    """Say that a declaration has no name, or one that nothing in XML can have."""
    said = f"“{ident}” cannot be the name of {_an(what)}." if ident else f"This {what} has no name."
    return Diagnostic(
        "ODD315",
        said,
        origin.span,
        hints=(
            "A name starts with a letter and has only letters, digits, “.”, “-” and “_”"
            + ("; a prefix and a colon may stand before it." if what == "attribute" else "."),
        ),
    )


def _an(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def unknown_in_pattern(span: Span | None, name: str, known: Iterable[str]) -> Diagnostic:
    """Say that RELAX NG in a content model refers to what is not there."""
    return Diagnostic(
        "ODD307",
        f"The RELAX NG here refers to “{name}”, which is not part of this schema; "
        "it is left out there.",
        span or span_at("<unknown>", 1, 1),
        Severity.WARNING,
        hints=did_you_mean(name, known),
    )


def unknown_class(origin: Origin, owner: str, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that `memberOf` names no class."""
    return Diagnostic(
        "ODD303",
        f"“{owner}” is to be a member of the class “{key}”, which does not exist.",
        origin.span,
        Severity.WARNING,
        hints=did_you_mean(key, known),
    )


def unknown_attribute(
    origin: Origin, owner: str, ident: str, mode: str, known: Iterable[str]
) -> Diagnostic:
    """Say that an attribute is changed or deleted that is not there."""
    return Diagnostic(
        "ODD304",
        f"This would {mode} the attribute @{ident}, but “{owner}” has none of that name.",
        origin.span,
        Severity.WARNING,
        hints=did_you_mean(ident, known),
    )


def attribute_of_other_class(origin: Origin, owner: str, ident: str, home: str) -> Diagnostic:
    """Say that a class would delete an attribute that it gets from another."""
    return Diagnostic(
        "ODD309",
        f"“{owner}” gets @{ident} from “{home}”, so it stays; a class can only delete its own.",
        origin.span,
        Severity.WARNING,
        hints=(f"Delete the attribute in the class “{home}”.",),
    )


def impossible_occurrence(span: Span, minimum: int, maximum: int) -> Diagnostic:
    """Say that something must occur more often than it may."""
    return Diagnostic(
        "ODD310",
        f"This must occur at least {minimum} times and may occur at most {maximum}.",
        span,
        hints=("Without @minOccurs or @maxOccurs, 1 is meant; write both.",),
    )


def unknown_expansion(span: Span, expand: str, known: Iterable[str]) -> Diagnostic:
    """Say that a class is to be expanded in no known way."""
    return Diagnostic(
        "ODD311",
        f"There is no way to expand a class that is called “{expand}”; any one member is allowed.",
        span,
        Severity.WARNING,
        hints=did_you_mean(expand, filter(None, known)),
        expected=tuple(filter(None, known)),
    )


def no_number(span: Span, attribute: str, value: str) -> Diagnostic:
    """Say that an occurrence is not stated by a number."""
    least = attribute == "minOccurs"
    hint = "Write a number." if least else "Write a number, or “unbounded” for any number."
    meant = "as if it said 0" if least else "as if it said “unbounded”"
    return Diagnostic(
        "ODD312",
        f"@{attribute} says “{value.strip()}”, which is no number; it is read {meant}.",
        span,
        Severity.WARNING,
        hints=(hint,),
    )


def too_many(span: Span, most: int, *, least: bool) -> Diagnostic:
    """Say that so many occurrences are not counted; `least`, whether that also loosens these."""
    loose = f"at least {most} are required" if least else "any number is allowed"
    return Diagnostic(
        "ODD313",
        f"A schema of teikit counts up to {most} occurrences; of what is stated here, {loose}.",
        span,
        Severity.WARNING,
        hints=("If the exact number matters, check it with a <constraintSpec>.",),
    )


def too_large(origin: Origin, kind: str, ident: str, most: int) -> Diagnostic:
    """Say that a content model is too large to be written out."""
    return Diagnostic(
        "ODD316",
        f"The content of the {kind} “{ident}” comes to more than {most:,} parts, once everything "
        "is written out that it repeats and refers to.",
        origin.span,
        hints=("Use smaller numbers in @minOccurs and @maxOccurs, or “unbounded”.",),
    )


def unknown_attribute_reference(
    origin: Origin, class_key: str, name: str, known: Iterable[str]
) -> Diagnostic:
    """Say that `attRef` names no attribute of a class."""
    if class_key:
        message = f"The class “{class_key}” has no attribute @{name}, so there is none here."
    else:
        message = f"The reference to @{name} names no class, so there is no such attribute here."
    return Diagnostic(
        "ODD314",
        message,
        origin.span,
        Severity.WARNING,
        hints=did_you_mean(name, known)
        if class_key
        else ("The attribute @class says which class the attribute is declared in.",),
    )
