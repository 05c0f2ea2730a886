"""What can be wrong with an ODD, in words: one function a mistake."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from lxml import etree

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.odd.datatypes import is_xsd_datatype
from teikit.odd.model import Origin, Removal
from teikit.odd.releases import BUNDLED
from teikit.source import Span, span_at


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(name, sorted(known), n=3, cutoff=0.7))


def _did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    near = _nearest(name, known)
    return (f"Did you mean {listed(near)}?",) if near else ()


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase.

    >>> listed(["p"]), listed(["p", "ab", "l"])
    ('“p”', '“p”, “ab” or “l”')
    """
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def no_schema_spec(span: Span, root: etree._Element) -> Diagnostic:
    """Say that the file is XML, but no ODD."""
    name = etree.QName(root).localname
    return Diagnostic(
        "ODD101",
        f"This is not an ODD: the <{name}> document has no <schemaSpec>.",
        span,
        hints=(
            (
                "An ODD is a TEI document with a <schemaSpec> in its text or header; "
                "name the ODD of your project instead."
            ),
        ),
    )


def several_schema_specs(span: Span, chosen: str, others: Sequence[tuple[str, Span]]) -> Diagnostic:
    """Say that the file has more than one `schemaSpec`."""
    return Diagnostic(
        "ODD102",
        f"This ODD has {len(others) + 1} <schemaSpec> elements; the first, “{chosen}”, is used.",
        span,
        Severity.INFO,
        related=tuple(Related(place, f"“{ident}” is not used.") for ident, place in others),
    )


def source_missing(origin: Origin, source: str) -> Diagnostic:
    """Say that `@source` names a file that is not there."""
    return Diagnostic(
        "ODD103",
        f"The source “{source}” that this ODD builds on cannot be read.",
        origin.span,
        hints=(
            (
                "A path in @source is relative to the ODD it stands in; "
                "write “tei:current” to build on the TEI itself."
            ),
        ),
    )


def source_not_fetched(origin: Origin, source: str) -> Diagnostic:
    """Say that `@source` names something on the network."""
    return Diagnostic(
        "ODD104",
        f"The source “{source}” is on the network, and teikit fetches nothing.",
        origin.span,
        hints=("Save the file beside the ODD and name it in @source by its path.",),
    )


def release_not_at_hand(origin: Origin, version: str) -> Diagnostic:
    """Say that `@source` names a TEI release that is not there."""
    return Diagnostic(
        "ODD105",
        f"TEI P5 {version} is not at hand; {BUNDLED}, which comes with teikit, is used instead.",
        origin.span,
        Severity.WARNING,
        hints=(
            (
                f"Download p5subset.xml of {version} from the TEI's Vault and run "
                "“teikit p5 add FILE”."
            ),
        ),
    )


def source_loops(origin: Origin, chain: Sequence[str]) -> Diagnostic:
    """Say that the chain of sources comes back to itself."""
    return Diagnostic(
        "ODD106",
        f"This ODD builds on itself: {' → '.join(chain)}.",
        origin.span,
        hints=("One of the ODDs in the chain must build on the TEI (source=“tei:current”).",),
    )


def source_unusable(origin: Origin, source: str, causes: Sequence[Diagnostic]) -> Diagnostic:
    """Say that the ODD that `@source` names cannot be used."""
    return Diagnostic(
        "ODD107",
        f"The source “{source}” that this ODD builds on cannot be used.",
        origin.span,
        related=tuple(Related(cause.span, cause.message) for cause in causes),
    )


def group_missing(origin: Origin, target: str, known: Iterable[str]) -> Diagnostic:
    """Say that `specGrpRef` points nowhere."""
    return Diagnostic(
        "ODD108",
        f"There is no specification group at “{target}”.",
        origin.span,
        Severity.WARNING,
        hints=_did_you_mean(target, (f"#{ident}" for ident in known)),
    )


def group_loops(origin: Origin, target: str) -> Diagnostic:
    """Say that a group includes itself."""
    return Diagnostic("ODD109", f"The specification group “{target}” includes itself.", origin.span)


def external_missing(origin: Origin, url: str) -> Diagnostic:
    """Say that `moduleRef/@url` points nowhere."""
    return Diagnostic(
        "ODD110",
        f"The external module “{url}” cannot be read, so its elements are not allowed.",
        origin.span,
        hints=("Save the RELAX NG file beside the ODD and name it in @url by its path.",),
    )


def too_deep(span: Span) -> Diagnostic:
    """Say that declarations are nested more deeply than anyone writes them."""
    return Diagnostic(
        "ODD111",
        "The declarations of this ODD are nested too deeply to be read.",
        span,
        hints=("Name a part of the content model by a <macroSpec> and refer to that.",),
    )


def unknown_module(origin: Origin, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that `moduleRef` names no module."""
    return Diagnostic(
        "ODD201",
        f"There is no module “{key}” in the source this ODD builds on.",
        origin.span,
        hints=_did_you_mean(key, known),
        expected=tuple(sorted(known)),
    )


def unknown_reference(origin: Origin, kind: str, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that a reference names nothing that exists."""
    article = "an" if kind == "element" else "a"
    return Diagnostic(
        "ODD202",
        f"“{key}” is not the name of {article} {kind} in the source this ODD builds on.",
        origin.span,
        hints=_did_you_mean(key, known),
    )


def not_in_module(
    origin: Origin, key: str, module: str, home: str | None, known: Iterable[str]
) -> Diagnostic:
    """Say that `moduleRef` includes or excepts what the module does not have."""
    hints = _did_you_mean(key, known)
    if home is not None:
        hints = (f"“{key}” belongs to the module “{home}”; name it in the reference to that one.",)
    return Diagnostic(
        "ODD203",
        f"The module “{module}” has no element “{key}”.",
        origin.span,
        Severity.WARNING,
        hints=hints,
    )


def because(found: Diagnostic, ident: str, removal: Removal) -> Diagnostic:
    """Return a diagnostic with the place that took away what is missing."""
    related = Related(removal.span, f"{removal.layer} has left out “{ident}” here.")
    return replace(found, related=(*found.related, related), hints=())


def change_of_unknown(
    origin: Origin, kind: str, ident: str, mode: str, known: Iterable[str]
) -> Diagnostic:
    """Say that a declaration changes, replaces or deletes what does not exist."""
    return Diagnostic(
        "ODD204",
        f"This would {mode} the {kind} “{ident}”, but there is none of that name.",
        origin.span,
        Severity.WARNING,
        hints=_did_you_mean(ident, known)
        or (() if mode == "delete" else ("Write mode=“add” if it is a new one.",)),
    )


def change_of_absent(origin: Origin, kind: str, ident: str, mode: str) -> Diagnostic:
    """Say that a declaration changes what exists but is not part of the schema."""
    return Diagnostic(
        "ODD205",
        f"This would {mode} the {kind} “{ident}”, but it is not part of this schema.",
        origin.span,
        Severity.WARNING,
        hints=()
        if mode == "delete"
        else (f"Include it first, for example with <{kind}Ref key=“{ident}”/>.",),
    )


def added_twice(origin: Origin, kind: str, ident: str, first: Origin) -> Diagnostic:
    """Say that a declaration adds what is there already."""
    return Diagnostic(
        "ODD206",
        f"The {kind} “{ident}” is there already; this declaration takes its place.",
        origin.span,
        Severity.WARNING,
        hints=("Write mode=“change” to alter it, or mode=“replace” if you mean this.",),
        related=(Related(first.span, "It was declared here before."),),
    )


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
        hints=_did_you_mean(key, known) if key else ("The attribute @key says what is meant.",),
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
        hints = _did_you_mean(key, known)
    return Diagnostic(
        "ODD308",
        f"@{owner} is to have the datatype “{key}”, which this schema does not have.",
        span,
        Severity.WARNING,
        hints=hints,
    )


def unknown_in_pattern(span: Span | None, name: str, known: Iterable[str]) -> Diagnostic:
    """Say that rELAX NG in a content model refers to what is not there."""
    return Diagnostic(
        "ODD307",
        f"The RELAX NG here refers to “{name}”, which is not part of this schema; "
        "it is left out there.",
        span or span_at("<unknown>", 1, 1),
        Severity.WARNING,
        hints=_did_you_mean(name, known),
    )


def unknown_class(origin: Origin, owner: str, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that `memberOf` names no class."""
    return Diagnostic(
        "ODD303",
        f"“{owner}” is to be a member of the class “{key}”, which does not exist.",
        origin.span,
        Severity.WARNING,
        hints=_did_you_mean(key, known),
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
        hints=_did_you_mean(ident, known),
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
        hints=_did_you_mean(expand, filter(None, known)),
        expected=tuple(filter(None, known)),
    )


def no_start(origin: Origin, ident: str, known: Iterable[str], *, others: bool) -> Diagnostic:
    """Say that `@start` names no element of the schema; `others`, whether it also names some."""
    return Diagnostic(
        "ODD305",
        f"Documents are to start with “{ident}”, but the schema has no such element.",
        origin.span,
        Severity.WARNING if others else Severity.ERROR,
        hints=_did_you_mean(ident, known),
    )


def nothing_to_start_with(origin: Origin) -> Diagnostic:
    """Say that no element is there that a document could start with."""
    return Diagnostic(
        "ODD306",
        "No document can be valid under this schema: it has no element to start with.",
        origin.span,
        hints=(
            (
                "Include at least one element, and name it in @start of <schemaSpec>; a TEI schema "
                "usually includes the modules tei, core, header and textstructure."
            ),
        ),
    )
