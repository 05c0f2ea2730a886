"""What can be wrong with an ODD, in words: one function a mistake."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from teikit.diagnostics import Diagnostic, Related, Severity
from teikit.odd.model import Origin, Removal
from teikit.odd.releases import BUNDLED
from teikit.odd.wording import did_you_mean
from teikit.source import Span


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
        hints=did_you_mean(target, (f"#{ident}" for ident in known)),
    )


def outside(origin: Origin, target: str) -> Diagnostic:
    """Say that an ODD refers to a file it may not reach."""
    return Diagnostic(
        "ODD103",
        f"“{target}” is not read: it lies outside the edition’s folder.",
        origin.span,
        hints=(
            (
                "A schema that a document names can only be made of files of the edition. Name the "
                "schema with --schema, or in teikit.toml, if you trust it."
            ),
        ),
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
        hints=(
            (
                "Save the RELAX NG file beside the ODD: it is found there by its name, "
                "also where @url has an address on the network."
            ),
        ),
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
        hints=did_you_mean(key, known),
        expected=tuple(sorted(known)),
    )


def unknown_reference(origin: Origin, kind: str, key: str, known: Iterable[str]) -> Diagnostic:
    """Say that a reference names nothing that exists."""
    article = "an" if kind == "element" else "a"
    return Diagnostic(
        "ODD202",
        f"“{key}” is not the name of {article} {kind} in the source this ODD builds on.",
        origin.span,
        hints=did_you_mean(key, known),
    )


def not_in_module(
    origin: Origin, key: str, module: str, home: str | None, known: Iterable[str]
) -> Diagnostic:
    """Say that `moduleRef` includes or excepts what the module does not have."""
    hints = did_you_mean(key, known)
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
        hints=did_you_mean(ident, known)
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


def no_start(origin: Origin, ident: str, known: Iterable[str], *, others: bool) -> Diagnostic:
    """Say that `@start` names no element of the schema; `others`, whether it also names some."""
    return Diagnostic(
        "ODD305",
        f"Documents are to start with “{ident}”, but the schema has no such element.",
        origin.span,
        Severity.WARNING if others else Severity.ERROR,
        hints=did_you_mean(ident, known),
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
