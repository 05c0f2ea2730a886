"""What mutants are made of: names and values of a schema, and values people get wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree

from teikit.names import RELAXNG

_PLAUSIBLE: Final = (
    "", " ", "yes", "true", "1", "-1", "+3.50", "1e3", "0", "1920", "1920-12-21", "1920-13-45",
    "21.12.1920", "1920-12", "--12-21", "12:61", "P1D", "#none", "#a #b", "http://example.org/a b",
    "http://example.org/", "two words", "9lives", "a:b", "é", "en_GB", "ru-Latn", "unknown", "%zz",
    "12cm", "10,20", "a.b-c", "x" * 70, " padded ", "http://[", "_", "X", "٣",
)  # fmt: skip
_TEXTS: Final = ("stray text", "1920", "x", " \n ", "two\nlines of it", "é")


@dataclass(frozen=True, slots=True)
class Words:
    """Names of elements and attributes, and values, that a schema mentions."""

    elements: tuple[str, ...]
    attributes: tuple[str, ...]
    values: tuple[str, ...]

    def value(self, random: Random) -> str:
        """Return a value that stands somewhere in the schema, or a plausible wrong one."""
        return random.choice(self.values if random.random() < 0.5 else _PLAUSIBLE)

    def text(self, random: Random) -> str:
        """Return text to be put where it may not belong."""
        return random.choice(_TEXTS)


def words_of(schema: Path) -> Words:
    """Return the words of a schema in XML syntax (of the file itself, not of what it includes)."""
    root = etree.parse(schema, etree.XMLParser(collect_ids=False)).getroot()
    return Words(
        _distinct(str(each.get("name")) for each in root.iter(f"{{{RELAXNG}}}element")),
        _distinct(str(each.get("name")) for each in root.iter(f"{{{RELAXNG}}}attribute")),
        _distinct(str(each.text) for each in root.iter(f"{{{RELAXNG}}}value")) or _PLAUSIBLE,
    )


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    names = dict.fromkeys(found)
    return tuple(name.strip() for name in names if name != "None" and name.strip())


def misspelt(name: str, random: Random) -> str:
    """Return a name with a letter too many, too few, or in the other case."""
    place = random.randrange(len(name))
    kind = random.randrange(3)
    if kind == 0 or len(name) == 1:
        return name[:place] + name[place] * 2 + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place + 1 :] if place else name + "s"
    return name[:place] + name[place].swapcase() + name[place + 1 :]
