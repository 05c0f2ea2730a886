"""The prose of an ODD as HTML: its chapters, descriptions, remarks and examples."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from lxml import etree

from teikit.names import TEI, TEI_EXAMPLES, XML, clark
from teikit.records import dataclass
from teikit.schema.docs.example import example
from teikit.schema.docs.markup import code, safe_address, tag, text, void

_LINK: Final = re.compile(r"</?a\b[^>]*>")
_LANG: Final = clark(XML, "lang")
_ID: Final = clark(XML, "id")
_EXAMPLE: Final = clark(TEI_EXAMPLES, "egXML")
_LABELLED: Final = frozenset({"list", "table", "figure", "specGrp", "listBibl"})
_LINES: Final = ("titlePart", "byline", "docAuthor", "docDate", "docEdition")
_BLOCKS: Final = frozenset(
    {"p", "ab", "list", "table", "figure", "eg", "egXML", "div", "quote", "lg", "listBibl",
     "specList", "specGrp", "schemaSpec", "specGrpRef", "exemplum", "note", "l",
     "titlePage", "docTitle", "docImprint", *_LINES}
)  # fmt: skip
_INLINE: Final = {
    "emph": "em", "mentioned": "em", "hi": "em", "foreign": "i", "soCalled": "q", "q": "q",
    "quote": "q", "term": "dfn", "title": "cite", "sub": "sub", "sup": "sup", "abbr": "abbr",
}  # fmt: skip
_CODE: Final = frozenset({"val", "code", "ident", "tag", "kw"})
_SPECS: Final = {
    "elementSpec": "element", "elementRef": "element", "classSpec": "class", "classRef": "class",
    "macroSpec": "macro", "macroRef": "macro", "dataSpec": "datatype", "dataRef": "datatype",
    "specDesc": "",
}  # fmt: skip

Link = Callable[[str, str], str]
"""Gives the HTML for a name of a kind ("" where the kind is not known): a link, if it is there."""


@dataclass(frozen=True)
class Prose:
    """Turns TEI prose into HTML; `link` knows what has a section of its own on the page."""

    link: Link
    has_place: Callable[[str], bool] = lambda _ident: False

    @cached_property
    def _phrases(self) -> Mapping[str, Callable[[etree._Element], str]]:
        return {
            "gi": self._gi,
            "att": self._att,
            "specDesc": self._spec_name,
            "ref": self._ref,
            "ptr": self._ref,
            "lb": self._break,
            "graphic": self._graphic,
        }

    @cached_property
    def _handlers(self) -> Mapping[str, Callable[[etree._Element, int], str]]:
        return {
            "div": self._div,
            "head": self._head,
            "p": self._p,
            "ab": self._p,
            "l": self._p,
            **dict.fromkeys(_LINES, self._p),
            "listBibl": self._books,
            "list": self._list,
            "table": self._table,
            "quote": self._quote,
            "note": self._note,
            "specList": self._declarations,
            "specGrp": self._declarations,
            "schemaSpec": self._schema,
            "specGrpRef": self._nothing,
        }

    def inline(self, element: etree._Element) -> str:
        """Return the content of an element as phrasing content."""
        parts = [text(element.text or "")]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._phrase(child))
            parts.append(text(child.tail or ""))
        return "".join(parts).strip()

    def _phrase(self, element: etree._Element) -> str:
        name = _name(element)
        handler = self._phrases.get(name)
        if handler is not None:
            return handler(element)
        if name in _CODE:
            return code(_plain(element), name)
        if name == "egXML":
            return code(_plain(element))
        html = _INLINE.get(name)
        inner = self.inline(element)
        return tag(html, inner, lang=element.get(_LANG)) if html else inner

    def _gi(self, element: etree._Element) -> str:
        return self.link("element", _plain(element))

    def _att(self, element: etree._Element) -> str:
        return code("@" + _plain(element), "att")

    def _spec_name(self, element: etree._Element) -> str:
        return self.link("", element.get("key") or element.get("ident") or "")

    def _ref(self, element: etree._Element) -> str:
        target = (element.get("target") or "").split(" ")[0]
        # A link cannot hold another, such as that of an element's name.
        inner = _LINK.sub("", self.inline(element)) or text(target)
        if target.startswith("#"):
            place = target[1:]
            return tag("a", inner, href=f"#text-{place}") if self.has_place(place) else inner
        address = safe_address(target)
        outside = address is not None and address.startswith(("http:", "https:", "mailto:"))
        return tag("a", inner, href=address, rel="noopener") if outside else inner

    def _break(self, _element: etree._Element) -> str:
        return void("br")

    def _graphic(self, element: etree._Element) -> str:
        return text(element.findtext(clark(TEI, "desc")) or "")

    # ------------------------------------------------------------ blocks

    def blocks(self, parent: etree._Element, level: int = 3) -> str:
        """Return the content of an element as flow content; headings start at `level`."""
        out: list[str] = []
        loose: list[str] = [text(parent.text or "")]
        for child in parent:
            if isinstance(child.tag, str) and _name(child) in {*_BLOCKS, "head"}:
                out.append(_paragraph(loose))
                loose = []
                out.append(self.block(child, level))
            elif isinstance(child.tag, str):
                loose.append(self._phrase(child))
            loose.append(text(child.tail or ""))
        out.append(_paragraph(loose))
        return "".join(out)

    def block(self, element: etree._Element, level: int) -> str:
        """Return one block."""
        name = _name(element)
        if element.tag == _EXAMPLE or name == "eg":
            return example(element)
        handler = self._handlers.get(name)
        return handler(element, level) if handler else self.blocks(element, level)

    def _div(self, element: etree._Element, level: int) -> str:
        ident = element.get(_ID)
        inner = self.blocks(element, level)
        return tag("section", inner, id=f"text-{ident}" if ident else None) if inner else ""

    def _head(self, element: etree._Element, level: int) -> str:
        parent = element.getparent()
        inner = self.inline(element)
        if parent is not None and _name(parent) == "body":
            return ""  # it repeats the title of the page
        if parent is not None and _name(parent) in _LABELLED:
            return tag("p", tag("strong", inner))
        depth = sum(1 for one in element.iterancestors() if _name(one) == "div")
        return tag(f"h{min(6, level + max(0, depth - 1))}", inner)

    def _p(self, element: etree._Element, level: int) -> str:
        if any(_name(child) in _BLOCKS for child in element.iterchildren(etree.Element)):
            return tag("div", self.blocks(element, level), class_="p")
        return tag("p", self.inline(element), lang=element.get(_LANG))

    def _list(self, element: etree._Element, level: int) -> str:
        head = "".join(self._head(one, level) for one in _children(element, "head"))
        labels = list(_children(element, "label"))
        items = list(_children(element, "item"))
        if labels and len(labels) == len(items):
            pairs = (
                tag("dt", self.inline(label)) + tag("dd", self.blocks(item, level))
                for label, item in zip(labels, items, strict=True)
            )
            return head + tag("dl", *pairs)
        kind = "ol" if element.get("rend") in {"numbered", "ordered"} else "ul"
        return head + tag(kind, *(tag("li", self._item(item, level)) for item in items))

    def _books(self, element: etree._Element, level: int) -> str:
        head = "".join(self._head(one, level) for one in _children(element, "head"))
        books = [
            child
            for child in element.iterchildren(etree.Element)
            if _name(child) in {"bibl", "biblStruct", "biblFull"}
        ]
        return head + tag("ul", *(tag("li", self.inline(book)) for book in books))

    def _item(self, item: etree._Element, level: int) -> str:
        if any(_name(child) in _BLOCKS for child in item.iterchildren(etree.Element)):
            return self.blocks(item, level)
        return self.inline(item)

    def _table(self, element: etree._Element, _level: int) -> str:
        rows = []
        for row in _children(element, "row"):
            name = "th" if row.get("role") == "label" else "td"
            rows.append(tag("tr", *(self._cell(cell, name) for cell in _children(row, "cell"))))
        return tag("div", tag("table", *rows), class_="wide", tabindex="0")

    def _cell(self, cell: etree._Element, name: str) -> str:
        heading = name == "th" or cell.get("role") == "label"
        scope = ("col" if name == "th" else "row") if heading else None
        return tag("th" if heading else "td", self.inline(cell), scope=scope)

    def _quote(self, element: etree._Element, level: int) -> str:
        return tag("blockquote", self.blocks(element, level))

    def _note(self, element: etree._Element, level: int) -> str:
        return tag("div", self.blocks(element, level), class_="note", role="note")

    def _declarations(self, element: etree._Element, level: int) -> str:
        """Return links to what a group or list of specifications declares, and the prose in it."""
        out = []
        names = [
            self.link(_SPECS[_name(child)], child.get("ident") or child.get("key") or "")
            for child in element.iterchildren(etree.Element)
            if _name(child) in _SPECS
        ]
        if names:
            out.append(tag("ul", *(tag("li", name) for name in names), class_="names"))
        out.extend(
            self.block(child, level)
            for child in element.iterchildren(etree.Element)
            if _name(child) in _BLOCKS
        )
        return "".join(out)

    def _schema(self, _element: etree._Element, _level: int) -> str:
        return tag("p", "The declarations follow after the text.")

    def _nothing(self, _element: etree._Element, _level: int) -> str:
        return ""


def _name(element: etree._Element) -> str:
    tag_name = str(element.tag)
    if tag_name == _EXAMPLE:
        return "egXML"
    return tag_name.removeprefix(f"{{{TEI}}}")


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iterchildren(clark(TEI, name)))


def _plain(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _paragraph(parts: list[str]) -> str:
    joined = "".join(parts).strip()
    return tag("p", joined) if joined else ""
