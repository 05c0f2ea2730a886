"""Edits that break a document the way people do; each says what it did, or None if it could not."""

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Final, TypeAlias

from lxml import etree
from tools.mutation.words import Words, misspelt

from teikit.names import XML

Element: TypeAlias = etree._Element  # noqa: SLF001 - its only name
Edit: TypeAlias = Callable[[Element, Random, Words], str | None]

_ID: Final = f"{{{XML}}}id"


def mutate(root: Element, random: Random, words: Words) -> str:
    """Change a tree in place, by one edit or a few, and return what was done."""
    done: list[str] = []
    wanted = random.choices((1, 2, 3), (7, 2, 1))[0]
    while len(done) < wanted:
        edit = random.choice(EDITS)
        said = edit(root, random, words)
        if said:
            done.append(f"{edit.__name__.replace('_', ' ')}: {said}")
    return "; ".join(done)


def elements(root: Element) -> list[Element]:
    """Return the elements of a tree in document order."""
    return list(root.iter(etree.Element))


def delete(root: Element, random: Random, _words: Words) -> str | None:
    """Take out an element with everything in it."""
    element = _inner(root, random)
    if element is None:
        return None
    take_out(element)
    return _name(element)


def unwrap(root: Element, random: Random, _words: Words) -> str | None:
    """Put an element's content in its place."""
    element = _inner(root, random)
    if element is None or len(elements(element)) > 200:
        return None
    for child in list(element):
        element.addprevious(child)
    take_out(element)
    return _name(element)


def duplicate(root: Element, random: Random, _words: Words) -> str | None:
    """Repeat an element after itself."""
    element = _inner(root, random)
    if element is None:
        return None
    copy = deepcopy(element)
    copy.tail = None
    copy.attrib.pop(_ID, "")
    insert_after(element, copy)
    return _name(element)


def rename(root: Element, random: Random, words: Words) -> str | None:
    """Give an element another name of the schema, or a misspelt one."""
    element = random.choice(elements(root))
    old = _name(element)
    new = random.choice(words.elements) if random.random() < 0.7 else misspelt(old, random)
    _set_name(element, new)
    return f"{old} to {new}"


def change_namespace(root: Element, random: Random, _words: Words) -> str | None:
    """Take an element out of its namespace."""
    element = random.choice(elements(root))
    space = random.choice(("", "http://example.org/ns", "http://www.w3.org/1999/xhtml"))
    name = _name(element)
    element.tag = f"{{{space}}}{name}" if space else name
    return f"{name} to “{space}”"


def move(root: Element, random: Random, _words: Words) -> str | None:
    """Put an element somewhere else."""
    element = _inner(root, random)
    if element is None:
        return None
    inside = set(elements(element))
    places = [each for each in elements(root) if each not in inside]
    take_out(element)
    place = random.choice(places)
    place.insert(random.randint(0, len(place)), element)
    return f"{_name(element)} into {_name(place)}"


def swap(root: Element, random: Random, _words: Words) -> str | None:
    """Exchange an element and a sibling of it."""
    parents = [each for each in elements(root) if len(elements_in(each)) > 1]
    if not parents:
        return None
    one, other = random.sample(elements_in(random.choice(parents)), 2)
    exchange(one, other)
    return f"{_name(one)} and {_name(other)}"


def wrap(root: Element, random: Random, words: Words) -> str | None:
    """Put an element into a new one."""
    element = _inner(root, random)
    if element is None:
        return None
    parent = _like(element, random.choice(words.elements))
    parent.tail, element.tail = element.tail, None
    element.addprevious(parent)
    parent.append(element)
    return f"{_name(element)} in {_name(parent)}"


def insert(root: Element, random: Random, words: Words) -> str | None:
    """Put in a new element, empty or with a word in it."""
    place = random.choice(elements(root))
    new = _like(place, random.choice(words.elements))
    new.text = random.choice((None, words.text(random)))
    place.insert(random.randint(0, len(place)), new)
    return f"{_name(new)} into {_name(place)}"


def add_attribute(root: Element, random: Random, words: Words) -> str | None:
    """Give an element an attribute of the schema."""
    element = random.choice(elements(root))
    name = _attribute(words, random)
    element.set(name, words.value(random))
    return f"{name}=“{element.get(name)}” to {_name(element)}"


def drop_attribute(root: Element, random: Random, _words: Words) -> str | None:
    """Take an attribute away."""
    found = _with_attribute(root, random)
    if found is None:
        return None
    element, name = found
    del element.attrib[name]
    return f"{name} of {_name(element)}"


def rename_attribute(root: Element, random: Random, words: Words) -> str | None:
    """Give an attribute another name."""
    found = _with_attribute(root, random)
    if found is None:
        return None
    element, name = found
    new = _attribute(words, random) if random.random() < 0.5 else misspelt(_local(name), random)
    value = element.attrib.pop(name)
    element.set(new, value)
    return f"{name} of {_name(element)} to {new}"


def change_value(root: Element, random: Random, words: Words) -> str | None:
    """Give an attribute another value, or its own with a slip in it."""
    found = _with_attribute(root, random)
    if found is None:
        return None
    element, name = found
    old = str(element.get(name))
    slips = (old.upper(), f"{old} x", f" {old}", old[1:], f"{old}:", old.replace("-", "/"))
    value = random.choice(slips) if random.random() < 0.5 else words.value(random)
    element.set(name, value)
    return f"{name}=“{value}” at {_name(element)}"


def insert_text(root: Element, random: Random, words: Words) -> str | None:
    """Put text at the start of an element or after it."""
    element = random.choice(elements(root))
    text = words.text(random)
    if random.random() < 0.5 or element is root:
        element.text = text + (element.text or "")
        return f"“{text}” into {_name(element)}"
    element.tail = text + (element.tail or "")
    return f"“{text}” after {_name(element)}"


def delete_text(root: Element, random: Random, _words: Words) -> str | None:
    """Take away the text at the start of an element."""
    found = [each for each in elements(root) if (each.text or "").strip()]
    if not found:
        return None
    element = random.choice(found)
    element.text = None
    return f"of {_name(element)}"


def insert_comment(root: Element, random: Random, _words: Words) -> str | None:
    """Split text by a comment or processing instruction; that changes nothing."""
    element = random.choice(elements(root))
    text = element.text or ""
    place = random.randint(0, len(text))
    new = random.choice((etree.Comment("why"), etree.ProcessingInstruction("mark", "x")))
    element.text, new.tail = text[:place], text[place:]
    element.insert(0, new)
    return f"in {_name(element)}"


EDITS: Final[tuple[Edit, ...]] = (
    delete, delete, unwrap, duplicate, rename, rename, change_namespace, move, swap, swap, wrap,
    insert, insert, add_attribute, add_attribute, drop_attribute, rename_attribute, change_value,
    change_value, change_value, insert_text, insert_text, delete_text, insert_comment,
)  # fmt: skip


def take_out(element: Element) -> None:
    """Remove an element and leave the text after it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
    element.tail = None


def insert_after(element: Element, new: Element) -> None:
    """Put a new element right after another, before the text that follows it."""
    new.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element) + 1, new)


def exchange(one: Element, other: Element) -> None:
    """Exchange two siblings; the text after each place stays."""
    parent = one.getparent()
    if parent is None:
        return
    first, second = sorted((one, other), key=parent.index)
    first.tail, second.tail = second.tail, first.tail
    place, far = parent.index(first), parent.index(second)
    parent.remove(second)
    parent.remove(first)
    parent.insert(place, second)
    parent.insert(far, first)


def elements_in(parent: Element) -> list[Element]:
    """Return the child elements."""
    return [child for child in parent if isinstance(child.tag, str)]


def _inner(root: Element, random: Random) -> Element | None:
    found = elements(root)[1:]
    return random.choice(found) if found else None


def _with_attribute(root: Element, random: Random) -> tuple[Element, str] | None:
    found = [each for each in elements(root) if each.attrib]
    if not found:
        return None
    element = random.choice(found)
    return element, str(random.choice(list(element.attrib)))


def _attribute(words: Words, random: Random) -> str:
    name = random.choice(words.attributes)
    return f"{{{XML}}}{name[4:]}" if name.startswith("xml:") else _local(name)


def _like(element: Element, name: str) -> Element:
    new = deepcopy(element)
    new.clear()
    _set_name(new, name)
    return new


def _set_name(element: Element, name: str) -> None:
    space = etree.QName(element).namespace
    local = _local(name)
    element.tag = f"{{{space}}}{local}" if space else local


def _name(element: Element) -> str:
    return etree.QName(element).localname


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
