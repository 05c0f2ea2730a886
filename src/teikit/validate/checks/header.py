"""Whether a header says what an archive needs to take a document in (TEI Guidelines, ch. 2)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import DATE_ATTRIBUTES, XML_LANG, Gathered
from teikit.validate.checks.tree import beginning_of, child, children, has_text, inside, text_of

# Texts that templates and converters leave behind, in the languages editors write headers in.
_PLACEHOLDER: Final = re.compile(
    r"(?i)\W*(untitled|title( here| goes here)?|no title|tbd|todo|fixme|xxx+|n\.?\s?n\.?|"
    r"ohne titel|titel|sans titre|titre|senza titolo|titolo|sin título|lorem ipsum.*|"
    r"publication information|information about the source|replace me|new document|unknown)?\W*"
)
_LONGEST: Final = 80  # of a placeholder
_RESPONSIBLE: Final = (
    "author", "editor", "respStmt", "principal", "meeting",
)  # fmt: skip
_PARTS: Final = frozenset(clark(TEI, name) for name in ("text", "group", "body", "div", "ab", "p"))
_PLAIN_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check_header(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what the headers of a document lack; headers inside a teiCorpus may leave it to it."""
    headers = gathered.elements["teiHeader"]
    for number, header in enumerate(headers):
        if number and _inherits(header):
            continue
        description = child(header, "fileDesc")
        if description is not None:
            yield from _title_statement(gathered, description)
            yield from _publication(gathered, description)
            yield from _source(gathered, description)
        if number == 0:
            yield from _language(gathered, header)
        yield from _revisions(gathered, header)


def _inherits(header: etree._Element) -> bool:
    parent = header.getparent()
    above = None if parent is None else parent.getparent()
    return above is not None and above.tag in (clark(TEI, "teiCorpus"), clark(TEI, "TEI"))


def _title_statement(gathered: Gathered, description: etree._Element) -> Iterator[Diagnostic]:
    statement = child(description, "titleStmt")
    if statement is None:
        return
    titles = children(statement, "title")
    if titles and all(_says_nothing(title) for title in titles):
        said = text_of(titles[0])
        yield finding(
            "HDR101",
            f"“{said}” is no title." if said else "The title of the document is empty.",
            gathered.document.span(titles[0]),
            "Write what a catalogue should list: for a letter, from whom to whom, and when.",
        )
    edition = child(description, "editionStmt")
    holders = [statement] if edition is None else [statement, edition]
    named = [one for holder in holders for tag in _RESPONSIBLE for one in children(holder, tag)]
    if not any(has_text(one) or one.attrib for one in named):
        yield finding(
            "HDR102",
            "Nobody is named as responsible for this document.",
            gathered.document.span(statement),
            "Add an <author>, an <editor>, or a <respStmt> that says who did what.",
        )


def _publication(gathered: Gathered, description: etree._Element) -> Iterator[Diagnostic]:
    statement = child(description, "publicationStmt")
    if statement is None:
        return
    names = {str(child.tag) for child in statement.iterchildren(etree.Element)}
    if names <= {clark(TEI, "p"), clark(TEI, "ab")}:
        # What is told in prose may hold it all; only an empty one says nothing.
        if _says_nothing(statement):
            yield finding(
                "HDR103",
                "Nothing is said about the publication of this document.",
                gathered.document.span(statement),
                "Say who publishes it, since when, and what others may do with it.",
            )
        return
    agencies = ("publisher", "distributor", "authority")
    if all(_says_nothing(one) for tag in agencies for one in children(statement, tag)):
        yield finding(
            "HDR103",
            "Nobody is named who publishes this document.",
            gathered.document.span(statement),
            "Add a <publisher>, <distributor> or <authority>.",
        )
    yield from _licence(gathered, statement)
    edition = child(description, "editionStmt")
    holders = [statement] if edition is None else [statement, edition]
    dates = [one for holder in holders for one in holder.iter(clark(TEI, "date"))]
    if not any(_is_dated(one) for one in dates):
        said = f"“{text_of(dates[0])}” is no date: the" if dates and has_text(dates[0]) else "The"
        yield finding(
            "HDR106",
            f"{said} header does not say when this document was published.",
            gathered.document.span(dates[0] if dates else statement),
            'Add a date to the publication: <date when="2026-03-01">1 March 2026</date>.',
        )


def _is_dated(date: etree._Element) -> bool:
    if any(name in DATE_ATTRIBUTES for name in map(str, date.keys())):
        return True
    return any(character.isdecimal() for character in text_of(date))


def _licence(gathered: Gathered, statement: etree._Element) -> Iterator[Diagnostic]:
    hint = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'
    rights = children(statement, "availability")
    licences = [one for right in rights for one in right.iter(clark(TEI, "licence"))]
    if all(_says_nothing(right) for right in rights) and not any(
        one.get("target") for one in licences
    ):
        yield finding(
            "HDR104",
            "The header does not say what others may do with this document.",
            gathered.document.span(rights[0] if rights else statement),
            f"Add an <availability> with a licence, such as {hint}.",
        )
        return
    for licence in licences:
        if not licence.get("target") and not _has_pointer(licence):
            yield finding(
                "HDR105",
                "The licence is not named by its address, so no program can tell which it is.",
                gathered.document.span(licence),
                f"Give its address in @target, as in {hint}.",
            )


def _has_pointer(element: etree._Element) -> bool:
    return any(one.get("target") for one in element.iter(clark(TEI, "ref"), clark(TEI, "ptr")))


def _source(gathered: Gathered, description: etree._Element) -> Iterator[Diagnostic]:
    statement = child(description, "sourceDesc")
    if statement is not None and _says_nothing(statement):
        yield finding(
            "HDR107",
            "The header does not say what this document was made from.",
            gathered.document.span(statement),
            "Name the manuscript, the print or the file; or say that it is born digital.",
        )


def _language(gathered: Gathered, header: etree._Element) -> Iterator[Diagnostic]:
    root = gathered.document.tree.getroot()
    if gathered.elements["language"] or root.get(XML_LANG) or gathered.attributes["mainLang"]:
        return
    if any(element.tag in _PARTS for element, _ in gathered.attributes[XML_LANG]):
        return
    body = inside(root, "body")
    if body is not None and not has_text(body):
        return  # an index, say of letters, which is in no language
    yield finding(
        "HDR108",
        "Nothing says in which language this document is.",
        gathered.document.span(header),
        'Add xml:lang to <TEI> or <text>, and <langUsage><language ident="de">German</language>'
        "</langUsage> to the <profileDesc>.",
    )


def _revisions(gathered: Gathered, header: etree._Element) -> Iterator[Diagnostic]:
    history = child(header, "revisionDesc")
    if history is None:
        return
    changes = [one for one in history.iter(clark(TEI, "change")) if _plain_date(one)]
    dates = [_plain_date(one) for one in changes]
    pairs = list(pairwise(dates))
    falling = [i for i, (one, other) in enumerate(pairs) if _before(other, one)]
    rising = [i for i, (one, other) in enumerate(pairs) if _before(one, other)]
    if falling and rising:
        # The direction that most of the list has is the one that is meant.
        odd = min(falling, rising, key=len)[0] + 1
        yield finding(
            "HDR109",
            f"The change of {dates[odd]} stands out of order in the history of revisions.",
            gathered.document.attribute_span(changes[odd], "when"),
            "List the changes by date, the newest first.",
        )


def _plain_date(change: etree._Element) -> str:
    date = change.get("when", "")
    return date if _PLAIN_DATE.fullmatch(date) else ""


def _before(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _says_nothing(element: etree._Element) -> bool:
    """Return whether an element has no text but a placeholder, and points to nothing either."""
    text = beginning_of(element, _LONGEST + 1)
    if any(map(str.isalnum, text)) and not (
        len(text) <= _LONGEST and _PLACEHOLDER.fullmatch(" ".join(text.split()))
    ):
        return False
    return not any(
        name.startswith(("ref", "target", "corresp", "source", "key", "facs", "when", "url"))
        for one in element.iter(etree.Element)
        for name in map(str, one.keys())
    )
