"""Functions that read documents, led to functions of our own.

Saxon opens no file for a schema: `doc`, `doc-available` and `document` ask for the document by its
URI, and get it if it may be read. All other ways to files are closed.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from teikit.schematron.names import FN, RUN, XSL
from teikit.schematron.reading.marks import new_element
from teikit.schematron.xpath import calls

_LED: Final = frozenset({"doc", "doc-available", "document"})


def redirected(xpath: str, namespaces: Mapping[str, str], run: str) -> str:
    """Return an expression that calls our own functions for reading documents.

    >>> redirected("doc('a.xml')/*, 'b' => doc()", {}, "r")
    "r:doc(static-base-uri(), 'a.xml')/*, 'b' => r:doc()"
    """
    if "doc" not in xpath:
        return xpath
    parts, place = [], 0
    for call in calls(xpath, namespaces):
        if call.namespace == FN and call.local in _LED:
            parts += [xpath[place : call.token.start], f"{run}:{call.local}"]
            place = call.token.end
            if call.how == "(":
                opening = xpath.index("(", place) + 1
                parts += [xpath[place:opening], "static-base-uri(), "]
                place = opening
    return "".join([*parts, xpath[place:]])


def redirect_element(
    element: etree._Element, namespaces: Mapping[str, str], run: str
) -> etree._Element:
    """Return a copy of an XSLT element whose expressions are redirected."""
    known = dict(element.nsmap)
    known.update(namespaces.items())
    known[run] = RUN
    copy = new_element(element, {name: uri for name, uri in known.items() if name != "xml"})
    copy.text = element.text
    copy.extend([deepcopy(child) for child in element])
    for one in copy.iter(etree.Element):
        for name, value in one.attrib.items():
            if str(one.tag).startswith(XSL) or "{" in str(value):
                one.set(name, redirected(str(value), namespaces, run))
    return copy
