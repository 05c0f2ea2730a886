"""Characters that are not what they look like: normal form, private use, controls, mojibake."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.validate.checks.character_kinds import JOINERS, Kind, complex_script, kind_of
from teikit.validate.checks.encoding import is_untrue
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.mojibake import garbled
from teikit.xml.encoding import as_utf_8
from teikit.xml.text_places import TextPlaces

_ASCII: Final = bytes(range(0x7F))
_LONGEST_GLYPH: Final = 500  # from the start of a <g> to a character in it
_REFERENCE: Final = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")

_CODES: Final = {
    Kind.PRIVATE: "CHR102",
    Kind.CONTROL: "CHR103",
    Kind.REPLACED: "CHR104",
    Kind.INVISIBLE: "CHR105",
    Kind.UNASSIGNED: "CHR107",
}
_HINTS: Final = {
    Kind.PRIVATE: "It shows differently, or not at all, with every font. Use <g> with a "
    "<charDecl>, or a character of Unicode.",
    Kind.CONTROL: "Delete it; it is often left over from an old file in another encoding.",
    Kind.REPLACED: "A letter was lost here when a file was converted. Look it up in the source.",
    Kind.INVISIBLE: "Nobody sees it, but it keeps searches from finding the word. Delete it, "
    "unless it is meant.",
    Kind.UNASSIGNED: "Look whether another character was meant.",
}


def check_characters(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return what is wrong with the characters of a document's own file; each kind once."""
    data = as_utf_8(gathered.document.source.data)
    if data.isascii() and b"&#" not in data and b"\x7f" not in data:
        return
    if is_untrue(gathered.document.source.data):
        return  # ENC101 says so: read as what it is not, it holds other characters
    # All bytes of characters outside of ASCII are so too: those of one character stay together.
    special = data.translate(None, _ASCII).decode("utf-8", errors="replace")
    found = set(special)
    form = gathered.settings.normal_form
    odd = {one: kind for one in found if (kind := kind_of(one)) is not Kind.USUAL}
    unusual = {one for one, kind in odd.items() if kind is not Kind.COMPOSING}
    composed = form == "NFC" and len(unusual) == len(odd)
    references = b"&#" in data
    # Letters that stand apart in the text may meet in `special`, but none that meet stand apart.
    suspect = any(garbled(special))
    if composed and not unusual and not references and not suspect:
        return
    places = TextPlaces.of(gathered.document.source)
    if not composed:
        yield from _not_normal(places, form)
    if references:
        unusual.update(_referenced(places.text))
    yield from _unusual(gathered, places, unusual, complex_script(found))
    if suspect:
        yield from _garbled(places)


def _not_normal(places: TextPlaces, form: str) -> Iterator[Diagnostic]:
    text = places.text
    if unicodedata.is_normalized(form, text):  # type: ignore[arg-type]  # one of the four forms
        return
    lines = [
        one
        for one in re.finditer(r"[^\r\n]+", text)
        if not unicodedata.is_normalized(form, one[0])  # type: ignore[arg-type]
    ]
    first = lines[0]
    start = _first_difference(first[0], unicodedata.normalize(form, first[0]))  # type: ignore[arg-type]
    others = len(lines) - 1
    more = f", and in {others:,} more {'line' if others == 1 else 'lines'}," if others else ""
    yield finding(
        "CHR101",
        f"The characters here{more} are not in the normal form {form}.",
        places.span(first.start() + start, first.start() + start + 1),
        "“teikit validate --fix” puts the file into its normal form; nobody sees a difference, but "
        "searches find the words then.",
    )


def _first_difference(one: str, other: str) -> int:
    """Return where the first letter stands that the normal form has otherwise."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (left, right) in pairs if left != right), min(len(one), len(other)) - 1)
    while at > 0 and unicodedata.combining(one[at]):
        at -= 1
    return at


def _referenced(text: str) -> set[str]:
    """Return the characters that are given by their numbers and are not usual."""
    characters = {_character(one) for one in _REFERENCE.finditer(text)} - {""}
    return {one for one in characters if kind_of(one) not in (Kind.USUAL, Kind.COMPOSING)}


def _unusual(
    gathered: Gathered, places: TextPlaces, characters: set[str], complex_text: bool
) -> Iterator[Diagnostic]:
    wanted = characters - JOINERS if complex_text else characters  # there, joiners have a meaning
    if not wanted:
        return
    private = {one for one in wanted if kind_of(one) is Kind.PRIVATE}
    declared = _declared(gathered) if private else frozenset()
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for character, start, end in _places_of(places.text, wanted - declared):
        if character not in private or not _in_glyph(places.text, start):
            found[character].append((start, end))
    for character, where in found.items():
        kind = kind_of(character)
        times = "" if len(where) == 1 else f" ({len(where)} times in this file)"
        yield finding(
            _CODES[kind], f"{_shown(character, kind)}{times}.", places.span(*where[0]), _HINTS[kind]
        )


def _shown(character: str, kind: Kind) -> str:
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return {
        Kind.PRIVATE: f"The private-use character {number} has no meaning that others know",
        Kind.CONTROL: f"There is a control character here, {number}",
        Kind.REPLACED: "A character is missing: the sign � stands for one that was lost",
        Kind.INVISIBLE: f"There is an invisible character here, {name or 'a sign'} ({number})",
        Kind.UNASSIGNED: f"{number} is not a character of Unicode {unicodedata.unidata_version}",
    }[kind]


def _places_of(text: str, characters: set[str]) -> Iterator[tuple[str, int, int]]:
    """Return where characters stand outside of comments, also those given by their numbers."""
    if not characters:
        return
    either = f"[{''.join(map(re.escape, sorted(characters)))}]"
    for one in re.finditer(f"(?s)<!--.*?-->|{_REFERENCE.pattern}|({either})", text):
        character = one[3] or _character(one)
        if character in characters:
            yield character, *one.span()


def _character(reference: re.Match[str]) -> str:
    """Return the character that a reference gives by its number; empty for none."""
    number = int(reference[1], 16) if reference[1] else int(reference[2] or 0)
    return chr(number) if 0 < number < 0x110000 else ""


def _in_glyph(text: str, at: int) -> bool:
    tag = text.rfind("<", max(0, at - _LONGEST_GLYPH), at)
    return tag >= 0 and re.match(r"<(?:\w+:)?g[\s>]", text[tag : tag + 20]) is not None


def _declared(gathered: Gathered) -> frozenset[str]:
    """Return the characters that the header's <charDecl> describes."""
    root = gathered.document.tree.getroot()
    texts = ("".join(map(str, one.itertext())) for one in root.iter(clark(TEI, "charDecl")))
    return frozenset("".join(texts))


def _garbled(places: TextPlaces) -> Iterator[Diagnostic]:
    found = list(garbled(places.text))
    if not found:
        return
    start, end, meant = found[0]
    times = "" if len(found) == 1 else f" There are {len(found)} such places in this file."
    yield finding(
        "CHR106",
        f"“{places.text[start:end]}” looks like “{meant}” read in the wrong encoding.{times}",
        places.span(start, end),
        "The text was read as Windows-1252 at some time, though it was UTF-8. Go back to the file "
        "before that, or replace the letters.",
    )
