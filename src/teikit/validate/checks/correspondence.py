"""Whether letters can be found by correspSearch (TEI Guidelines 2.4.6; the format CMIF)."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import split_clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.tree import children, has_text, inside, text_of

_DATES: Final = ("when", "from", "to", "notBefore", "notAfter")
_ISO_DATES: Final = tuple(f"{name}-iso" for name in _DATES)
_ADDRESS: Final = re.compile(r"https?://\S+")
_NAMES: Final = ("persName", "orgName", "name", "rs")
_NAMES_IN_ANY_CASE: Final = frozenset(name.lower() for name in _NAMES)
_UNKNOWN: Final = re.compile(
    r"(?i)\W*(unknown|undated|n\.?\s?d\.?|s\.?\s?[dl]\.?|o\.?\s?d\.?|undatiert|unbekannt|"
    r"ohne datum|sans date|inconnue)?\W*"
)


def check_correspondence(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what keeps the letters of a document from being found."""
    descriptions = gathered.elements["correspDesc"]
    if not descriptions:
        return
    index = _is_index(gathered)
    for description in descriptions:
        yield from _description(gathered, description)
        if index:
            yield from _entry(gathered, description)


def _is_index(gathered: Gathered) -> bool:
    """Return whether a document is an index of letters (CMIF), and not itself a letter."""
    text = inside(gathered.document.tree.getroot(), "body")
    return text is None or not has_text(text)


def _description(gathered: Gathered, description: etree._Element) -> Iterator[Diagnostic]:
    actions = children(description, "correspAction")
    for action in actions:
        if not action.get("type"):
            yield finding(
                "COR101",
                "Nothing says whether this is about sending or receiving the letter.",
                gathered.document.span(action),
                'Add type="sent" or type="received".',
            )
    sent = [one for one in actions if one.get("type") == "sent"]
    if not sent and actions and all(one.get("type") == "received" for one in actions):
        yield finding(
            "COR102",
            "Nothing is said about the sending of this letter.",
            gathered.document.span(description),
            'Add a <correspAction type="sent"> with the sender, the date and the place.',
        )
    for action in sent:
        yield from _sent(gathered, action)


def _sent(gathered: Gathered, action: etree._Element) -> Iterator[Diagnostic]:
    if not any(map(_is_name, action.iterchildren(etree.Element))):
        yield finding(
            "COR103",
            "Nobody is named who sent this letter.",
            gathered.document.span(action),
            "Add a <persName> or <orgName>; for a sender who is not known, "
            "<persName>unknown</persName>.",
        )
    dates = children(action, "date")
    if dates and not any(one.get(name) for one in dates for name in (*_DATES, *_ISO_DATES)):
        if _UNKNOWN.fullmatch(text_of(dates[0])[:40]):
            return
        yield finding(
            "COR104",
            "The date of this letter is written in words only, so no program can sort it.",
            gathered.document.span(dates[0]),
            "Add @when, or @notBefore and @notAfter where the day is not known.",
        )


def _is_name(element: etree._Element) -> bool:
    # One that is misspelt, or in no namespace, is a mistake of its own.
    return split_clark(str(element.tag))[1].lower() in _NAMES_IN_ANY_CASE


def _entry(gathered: Gathered, description: etree._Element) -> Iterator[Diagnostic]:
    """Check an entry of an index: it identifies people, places and the edition by addresses."""
    for action in children(description, "correspAction"):
        for name in (*_NAMES, "placeName"):
            for one in children(action, name):
                yield from _identified(gathered, one, name)


def _identified(gathered: Gathered, element: etree._Element, name: str) -> Iterator[Diagnostic]:
    reference = element.get("ref")
    if reference is None:
        return
    if reference and all(map(_ADDRESS.fullmatch, reference.split())):
        return
    what = "place" if name == "placeName" else "person or organisation"
    example = "geonames.org/2761369" if name == "placeName" else "d-nb.info/gnd/118609807"
    yield finding(
        "COR105",
        f"“{reference}” does not identify the {what} for readers of this index.",
        gathered.document.attribute_span(element, "ref"),
        f"Give the full address in an authority file, such as https://{example}.",
    )
