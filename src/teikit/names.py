"""Namespaces, and names qualified by them."""

from typing import Final

TEI: Final = "http://www.tei-c.org/ns/1.0"
TEI_EXAMPLES: Final = "http://www.tei-c.org/ns/Examples"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XMLNS: Final = "http://www.w3.org/2000/xmlns/"
XINCLUDE: Final = "http://www.w3.org/2001/XInclude"
XINCLUDE_MARK: Final = XINCLUDE.encode("ascii")
"""What is in the bytes of every document with inclusions."""
XSLT: Final = "http://www.w3.org/1999/XSL/Transform"
XHTML: Final = "http://www.w3.org/1999/xhtml"
RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"
RELAXNG_ANNOTATIONS: Final = "http://relaxng.org/ns/compatibility/annotations/1.0"
XSD_DATATYPES: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
SCHEMATRON: Final = "http://purl.oclc.org/dsdl/schematron"

WELL_KNOWN_PREFIXES: Final = {
    TEI: "tei",
    TEI_EXAMPLES: "eg",
    XML: "xml",
    XINCLUDE: "xi",
    RELAXNG: "rng",
    SCHEMATRON: "sch",
}


def clark(namespace: str, local: str) -> str:
    """Return a name in James Clark's notation, as lxml writes it.

    >>> clark(TEI, "hi")
    '{http://www.tei-c.org/ns/1.0}hi'
    >>> clark("", "hi")
    'hi'
    """
    return f"{{{namespace}}}{local}" if namespace else local


def clark_of(name: str) -> str:
    """Return a name in James Clark's notation that was written as events have it.

    >>> clark_of(f"{TEI} hi"), clark_of("hi")
    ('{http://www.tei-c.org/ns/1.0}hi', 'hi')
    """
    namespace, _, local = name.rpartition(" ")
    return clark(namespace, local)


def split_clark(name: str) -> tuple[str, str]:
    """Return namespace and local part of a name in James Clark's notation.

    >>> split_clark("{http://www.tei-c.org/ns/1.0}hi")
    ('http://www.tei-c.org/ns/1.0', 'hi')
    >>> split_clark("hi")
    ('', 'hi')
    """
    if not name.startswith("{"):
        return "", name
    namespace, _, local = name[1:].partition("}")
    return namespace, local
