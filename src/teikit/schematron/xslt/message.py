"""The text of an assertion, a diagnostic or a property, as instructions that put it out."""

from typing import Final

from lxml import etree

from teikit.schematron.names import SCH, XSL
from teikit.schematron.reading.model import Note
from teikit.schematron.xslt.redirect import redirect_element, redirected
from teikit.schematron.xslt.writer import Origin, Writer, escaped

PHRASES: Final = frozenset(SCH + name for name in ("emph", "dir", "span"))
"""The elements that mark a part of a text."""


def put_message(out: Writer, element: etree._Element, origin: Origin, each: bool) -> None:
    """Write the text of an assertion; with `each`, its context may be no node."""
    out.put("<r:text>")
    _content(out, element, origin, _name(out, each))
    out.put("</r:text>")


def put_note(out: Writer, note: Note, origin: Origin) -> None:
    """Write the text of a diagnostic or property."""
    kind = etree.QName(note.element).localname
    mark = origin.mark
    role = note.element.get("role")
    role = role and redirected(role, mark.namespaces, out.run)
    attributes = out.attributes(mark, role=role)
    out.put(f'<r:{kind} i="{escaped(note.ident)}"{attributes}><r:text>', origin)
    _content(out, note.element, origin, _name(out, each=True))
    out.put(f"</r:text></r:{kind}>")


def _name(out: Writer, each: bool) -> str:
    here = f"if (. instance of node()) then . else ${out.run}:node"
    return f"name({here})" if each else "name(.)"


def _content(out: Writer, element: etree._Element, origin: Origin, name: str) -> None:
    out.text(text_before(element))
    for child in element:
        if isinstance(child.tag, str):
            _child(out, child, origin, name)
        out.text(text_after(child))


def text_before(element: etree._Element) -> str | None:
    """Return what is put out of the text before an element's children."""
    text = element.text
    return text if text and (text.strip() or not len(element)) else None


def text_after(child: etree._Element) -> str | None:
    """Return what is put out of the text after a child."""
    # The white space that ends a text is of no use, and attributes may not come after it.
    if child.getnext() is None and not (child.tail or "").strip():
        return None
    return child.tail


def _child(out: Writer, child: etree._Element, origin: Origin, name: str) -> None:
    version = ' version="1.0"' if out.version == "1.0" else ""
    namespaces = origin.mark.namespaces
    if child.tag == SCH + "value-of" or child.tag == SCH + "name":
        attribute = "select" if child.tag == SCH + "value-of" else "path"
        given = child.get(attribute)
        select = redirected(given, namespaces, out.run) if given else name
        if given and attribute == "path":
            # An expression that leads to elements stands for their names.
            select = f"({select}) ! (if (. instance of element()) then name(.) else .)"
        out.put(f"<x:value-of{out.attributes(origin.mark, select=select)}{version}/>", origin)
    elif child.tag in PHRASES:
        kind = etree.QName(child).localname
        out.put(f"<r:{kind}>")
        _content(out, child, origin, name)
        out.put(f"</r:{kind}>")
    elif str(child.tag).startswith(XSL):
        copy = redirect_element(child, namespaces, out.run)
        out.foreign(copy, origin)
    else:
        out.foreign(child, origin)
