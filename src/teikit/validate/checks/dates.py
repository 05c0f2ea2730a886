"""Dates that cannot be: out of order, said twice, impossible, or not what the text says."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.moments import certainly_after, is_impossible
from teikit.validate.checks.tree import text_of

_KINDS: Final = ("", "-iso", "-custom")
_RANGES: Final = ("notBefore", "notAfter", "from", "to")
# Whatever the editor changed or added may not be what the date is about.
_EDITED: Final = tuple(
    clark(TEI, name)
    for name in ("choice", "sic", "corr", "del", "add", "supplied", "unclear", "note", "bibl",
                 "app", "gap", "date")
)  # fmt: skip
_DATED: Final = frozenset(clark(TEI, name) for name in ("date", "docDate", "origDate"))
_YEAR: Final = re.compile(r"(?<![\d/–-])\d{4}(?![\d/–-])")
_DIGITS: Final = re.compile(r"\d{4,}")
_NUMERIC: Final = re.compile(r"\D{0,20}?(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4})\D{0,5}")


def check_dates(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what is wrong with the dates of a document."""
    attributes = gathered.attributes
    for kind in _KINDS:
        if kind == "-custom" and not any(attributes[f"{n}{kind}"] for n in ("when", *_RANGES)):
            continue
        yield from _order(gathered, kind)
        if kind or not gathered.settings.tei_constraints:
            yield from _twice(gathered, kind)
    yield from _impossible(gathered)
    for element, value in attributes["when"]:
        if element.tag in _DATED:
            yield from _contradiction(gathered, element, value)
    if any(attributes[name] for name in _EDTF_ATTRIBUTES):
        # The library comes in only where there is such a date.
        from teikit.validate.checks.extended import check_extended  # noqa: PLC0415

        yield from check_extended(gathered)


_EDTF_ATTRIBUTES: Final = ("edtf", *(f"{name}-custom" for name in ("when", *_RANGES)))


def _order(gathered: Gathered, kind: str) -> Iterator[Diagnostic]:
    for first, last in (("notBefore", "notAfter"), ("from", "to")):
        for element, value in gathered.attributes[f"{first}{kind}"]:
            other = element.get(f"{last}{kind}")
            if other is None or not certainly_after(value.strip(), other.strip()):
                continue
            yield finding(
                "DAT101",
                f"@{first}{kind} ({value}) is later than @{last}{kind} ({other}).",
                gathered.document.attribute_span(element, f"{first}{kind}"),
                "Exchange the two, or correct the one that is wrong.",
            )


def _twice(gathered: Gathered, kind: str) -> Iterator[Diagnostic]:
    for first, others in (("when", _RANGES), ("from", ("notBefore",)), ("to", ("notAfter",))):
        for element, _value in gathered.attributes[f"{first}{kind}"]:
            beside = [f"@{name}{kind}" for name in others if element.get(f"{name}{kind}")]
            if beside:
                yield finding(
                    "DAT102",
                    f"@{first}{kind} and {' and '.join(beside)} say different things about one "
                    "date.",
                    gathered.document.attribute_span(element, f"{first}{kind}"),
                    "@when is for one date, @from and @to for a time that something lasted, "
                    "@notBefore and @notAfter for a date that is not known exactly. Keep one.",
                )


def _impossible(gathered: Gathered) -> Iterator[Diagnostic]:
    # The grammar knows the days of @when itself, but takes any digits in @when-iso.
    for name in ("when", *_RANGES):
        for element, value in gathered.attributes[f"{name}-iso"]:
            for part in value.split("/"):
                if is_impossible(part.strip()):
                    yield finding(
                        "DAT103",
                        f"There is no such date as {part}.",
                        gathered.document.attribute_span(element, f"{name}-iso"),
                        "Write year, month and day as in 1920-12-21.",
                    )


def _contradiction(gathered: Gathered, element: etree._Element, value: str) -> Iterator[Diagnostic]:
    """Compare a date with its text, where the text can mean only one thing."""
    if not value[:4].isdecimal() or element.get("calendar") or element.get("datingMethod"):
        return
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    years = set(_DIGITS.findall(text))
    if len(years) != 1 or not _YEAR.search(text) or _is_edited(element):
        return
    year = years.pop()
    said = _NUMERIC.fullmatch(text.strip())
    if year == value[:4]:
        if said is None or len(value) < 10:
            return
        if sorted((int(said[1]), int(said[2]))) == sorted((int(value[5:7]), int(value[8:10]))):
            return
    yield finding(
        "DAT104",
        f"The text says “{text_of(element)}”, but @when says {value}.",
        gathered.document.attribute_span(element, "when"),
        "Correct one of the two. Where the writer was wrong, say so: "
        "<choice><sic>…</sic><corr>…</corr></choice>.",
    )


def _is_edited(element: etree._Element) -> bool:
    return any(one is not element for one in element.iter(*_EDITED))
