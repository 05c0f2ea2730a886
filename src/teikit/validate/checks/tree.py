"""Short ways through a TEI tree."""

from lxml import etree

from teikit.names import TEI, clark


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of that TEI name."""
    return next(element.iterchildren(clark(TEI, name)), None)


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the children of that TEI name."""
    return list(element.iterchildren(clark(TEI, name)))


def inside(root: etree._Element, name: str) -> etree._Element | None:
    """Return the first element of that TEI name inside another."""
    return next(root.iterdescendants(clark(TEI, name)), None)


def text_of(element: etree._Element) -> str:
    """Return all the text in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def has_text(element: etree._Element) -> bool:
    """Return whether there is any text in an element but white space."""
    return any(not str(one).isspace() for one in element.itertext())


def beginning_of(element: etree._Element, length: int) -> str:
    """Return about so many characters of the text in an element, without white space around."""
    found = ""
    for piece in element.itertext():
        found = (found + str(piece)).lstrip()
        if len(found) > length:
            break
    return found.rstrip()
