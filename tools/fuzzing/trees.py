"""Documents that are XML but hold what nobody expects: odd values, odd places, odd nesting."""

from copy import deepcopy
from random import Random
from typing import Final

from lxml import etree
from tools.fuzzing.hostile import ATTRIBUTES, ELEMENTS, VALUES
from tools.mutation.edits import EDITS, Element, elements
from tools.mutation.words import Words

from teikit.names import TEI, XML

_PROLOGS: Final = (
    b"",
    b'<?xml version="1.0" encoding="UTF-8"?>\n',
    b'<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n',
    b'<!DOCTYPE TEI [<!ENTITY e "x"><!ENTITY f "&e;<p/>">]>\n',
    b"<?teikit ignore='LNK HDR' because='so'?>\n",
)


def changed(root: Element, random: Random, words: Words) -> bytes:
    """Return a tree with slips that people make, and with values that they do not."""
    root = deepcopy(root)
    for _ in range(random.randint(0, 3)):
        random.choice(EDITS)(root, random, words)
    for _ in range(random.randint(1, 8)):
        _set_value(random.choice(elements(root)), random)
    for _ in range(random.randint(0, 5)):
        _put_in(random.choice(elements(root)), random)
    return random.choice(_PROLOGS) + etree.tostring(root, encoding="utf-8", with_tail=False)


def shuffled(root: Element, random: Random) -> bytes:
    """Return a tree whose names and values have changed places, with some that fit nowhere."""
    own = elements(root)
    names = sorted({etree.QName(one).localname for one in own})
    attributes = sorted({str(name) for one in own for name in one.attrib} or {"n"})
    values = sorted({str(each) for one in own for each in one.attrib.values()})
    words = Words(tuple(names), tuple(attributes), (*values, value(random)))
    for _ in range(random.choice((1, 1, 2, 4))):
        random.choice(EDITS)(root, random, words)
    if random.random() < 0.3:
        element = random.choice(elements(root))
        element.set(random.choice([name for name in attributes if ":" not in name]), value(random))
    return etree.tostring(root, encoding="utf-8", with_tail=False)


def _set_value(element: Element, random: Random) -> None:
    present = [str(name) for name in element.attrib]
    often = present and random.random() < 0.5
    name = random.choice(present) if often else _clark(random.choice(ATTRIBUTES))
    element.set(name, value(random))


def _put_in(place: Element, random: Random) -> None:
    new = etree.Element(f"{{{TEI}}}{random.choice(ELEMENTS)}")
    for _ in range(random.randint(0, 3)):
        _set_value(new, random)
    if random.random() < 0.5:
        new.text = value(random)
    place.insert(random.randint(0, len(place)), new)


def value(random: Random) -> str:
    """Return a value for an attribute or text."""
    parts = [random.choice((_listed, _listed, _characters))(random)]
    while random.random() < 0.15:
        parts.append(_listed(random))
    return random.choice(("", " ", "#", "/", "-")).join(parts)


def _listed(random: Random) -> str:
    return random.choice(VALUES)


def _characters(random: Random) -> str:
    ranges = (
        (32, 127),
        (32, 127),
        (0xA0, 0x250),
        (0x300, 0x1000),
        (0x2000, 0x2070),
        (0xE000, 0xE010),
    )
    drawn = (random.choice(ranges) for _ in range(random.choice((1, 3, 10, 60))))
    return "".join(chr(random.randrange(*each)) for each in drawn)


def soup(random: Random) -> bytes:
    """Return tags and texts in any order; some end tags match."""
    made: list[str] = [f'<TEI xmlns="{TEI}">'] if random.random() < 0.8 else []
    opened = ["TEI"] * len(made)
    steps = (_open, _open, _close, _close, _text)
    count = random.choice((3, 20, 200))
    made.extend(random.choice(steps)(opened, random) for _ in range(count))
    if random.random() < 0.8:
        made.extend(f"</{name}>" for name in reversed(opened))
    return "".join(made).encode("utf-8", errors="replace")


def _open(opened: list[str], random: Random) -> str:
    name = random.choice(ELEMENTS)
    names = random.sample(ATTRIBUTES, random.choice((0, 0, 1, 2, 5)))
    attributes = "".join(f' {each}="{_escaped(value(random))}"' for each in names)
    if random.random() < 0.2:
        return f"<{name}{attributes}/>"
    opened.append(name)
    return f"<{name}{attributes}>"


def _close(opened: list[str], random: Random) -> str:
    if not opened:
        return ""
    return f"</{opened.pop() if random.random() < 0.98 else random.choice(ELEMENTS)}>"


def _text(_opened: list[str], random: Random) -> str:
    return _escaped(value(random))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _clark(name: str) -> str:
    return f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else name
