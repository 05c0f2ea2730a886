"""Language tags: @xml:lang, language/@ident, textLang, and whether the header declares them."""

from collections.abc import Iterator

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import XML_LANG, Gathered
from teikit.validate.checks.language_tags import fault_of


def check_language(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what is wrong with language tags; each fault is told once, where it is first."""
    seen: set[str] = set()
    for element, name, tag in _tags(gathered):
        if tag in seen:
            continue
        seen.add(tag)
        fault = fault_of(tag)
        if fault is not None:
            place = gathered.document.attribute_span(element, name)
            yield finding(fault.code, fault.message, place, fault.hint)
    yield from _undeclared(gathered)


def _tags(gathered: Gathered) -> Iterator[tuple[etree._Element, str, str]]:
    for element, tag in gathered.attributes[XML_LANG]:
        yield element, XML_LANG, tag
    for element in gathered.elements["language"]:
        yield element, "ident", element.get("ident", "")
    for name in ("mainLang", "otherLangs"):
        for element, tags in gathered.attributes[name]:
            for tag in tags.split():
                yield element, name, tag


def _undeclared(gathered: Gathered) -> Iterator[Diagnostic]:
    if not gathered.elements["language"]:
        return
    declared = {one.get("ident", "").lower() for one in gathered.elements["language"]}
    wider = {part for tag in declared for part in _parts(tag)}
    told: set[str] = {"", "und", "zxx", "mul"}
    for element, tag in gathered.attributes[XML_LANG]:
        wanted = tag.lower()
        if wanted in told or wanted in wider or fault_of(tag) is not None:
            continue
        if any(part in declared for part in _parts(wanted)):
            continue
        told.add(wanted)
        yield finding(
            "LNG106",
            f"The language “{tag}” is used here, but <langUsage> does not list it.",
            gathered.document.attribute_span(element, XML_LANG),
            f'Add <language ident="{tag}"> to <langUsage>, or correct the tag.',
        )


def _parts(tag: str) -> Iterator[str]:
    """Return a tag and every wider one: de-Latn-AT, de-Latn, de."""
    subtags = tag.split("-")
    return ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
