"""A stylesheet written line by line, each line knowing which part of the schema it came from."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import field
from itertools import groupby
from operator import itemgetter
from typing import Final

from lxml import etree

from teikit.names import XSLT
from teikit.records import dataclass
from teikit.schematron.names import MARK, RUN
from teikit.schematron.reading.marks import new_element
from teikit.schematron.reading.model import Mark
from teikit.schematron.xpath import prefixes
from teikit.schematron.xslt.redirect import redirected
from teikit.schematron.xslt.stylesheet import Stylesheet

_ESCAPES: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        "\r": "&#13;",
        "\t": "&#9;",
    }
)
_NCNAME: Final = re.compile(r"[^\W\d][\w.\-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a schema that can be left out when it is at fault."""

    kind: str
    number: int
    place: int = 0
    """The number of the pattern, for its variables."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a line of the stylesheet is for, and where that was written."""

    part: Part
    mark: Mark


@dataclass(slots=True)
class Writer:
    """The lines so far. `xsl` and `run` are prefixes that no part of the schema uses."""

    scope: Mapping[str, str]
    xsl: str
    run: str
    version: str
    base: str
    lines: list[str] = field(default_factory=list)
    origins: list[Origin | None] = field(default_factory=list)
    pattern: int | None = None
    """The number of the pattern that what is being written serves alone."""
    patterns: list[int | None] = field(default_factory=list)

    def put(self, text: str, origin: Origin | None = None) -> None:
        """Add lines; in the text, `x:` and `r:` stand for the two prefixes in tags."""
        text = re.sub(r"<(/?)([xr]):", self._tag, text)
        self.raw(text, origin)

    def _tag(self, match: re.Match[str]) -> str:
        return f"<{match[1]}{self.xsl if match[2] == 'x' else self.run}:"

    def raw(self, text: str, origin: Origin | None = None) -> None:
        """Add lines as they are."""
        new = text.split("\n")
        self.lines += new
        self.origins += [origin] * len(new)
        self.patterns += [self.pattern] * len(new)

    def text(self, text: str | None) -> None:
        """Add an instruction that puts out a text."""
        if text:
            self.put(f"<x:text>{escaped(text)}</x:text>")

    def attributes(self, mark: Mark, **values: str | None) -> str:
        """Return attributes for an instruction with expressions, and the namespaces they need."""
        given = {name.rstrip("_"): value for name, value in values.items() if value is not None}
        found = [f' {name}="{escaped(value)}"' for name, value in given.items()]
        return "".join(found) + self.namespaces(mark, *given.values())

    def expressions(self, mark: Mark, **values: str | None) -> str:
        """Return attributes as above whose expressions read files by our own functions only.

        With them comes what XPath depends on: the version, and the base of relative references.
        """
        safe = {
            name: value and redirected(value, mark.namespaces, self.run)
            for name, value in values.items()
        }
        version = ' version="1.0"' if self.version == "1.0" else ""
        base = "" if mark.base == self.base else f' xml:base="{escaped(mark.base)}"'
        return self.attributes(mark, **safe) + version + base

    def namespaces(self, mark: Mark, *expressions: str) -> str:
        """Return the declarations that expressions need here."""
        used = {prefix for expression in expressions for prefix in prefixes(expression)}
        new = {
            prefix: mark.namespaces[prefix]
            for prefix in sorted(used)
            if prefix in mark.namespaces and self.scope.get(prefix) != mark.namespaces[prefix]
        }
        return declarations(new)

    def foreign(self, element: etree._Element, origin: Origin) -> None:
        """Add an element that is XSLT, or that stays as it is."""
        known = dict(element.nsmap)
        known.update(origin.mark.namespaces.items())
        namespaces: dict[str | None, str] = {
            prefix: uri for prefix, uri in known.items() if _declarable(prefix, uri)
        }
        copy = new_element(element, namespaces)
        copy.text = element.text
        copy.extend([deepcopy(child) for child in element])
        for one in copy.iter(etree.Element):
            one.attrib.pop(MARK, "")
        self.raw(etree.tostring(copy, encoding="unicode", with_tail=False), origin)

    def origin(self, line: int) -> Origin | None:
        """Return what a line, counted from 1, is for."""
        return self.origins[line - 1] if 0 < line <= len(self.origins) else None

    def result(self) -> Stylesheet:
        """Return the stylesheet."""
        pieces = groupby(zip(self.patterns, self.lines, strict=True), key=itemgetter(0))
        return Stylesheet(
            tuple((pattern, "\n".join(line for _, line in lines)) for pattern, lines in pieces)
        )


def declarations(namespaces: Mapping[str, str]) -> str:
    """Return namespace declarations as they stand in a tag."""
    return "".join(
        f' xmlns:{prefix}="{escaped(uri)}"'
        for prefix, uri in namespaces.items()
        if _declarable(prefix, uri)
    )


def _declarable(prefix: str | None, uri: str) -> bool:
    return bool(prefix and uri and prefix not in {"xml", "xmlns"} and _NCNAME.fullmatch(prefix))


def escaped(text: str) -> str:
    r"""Return a text for an attribute or an element, always in one line.

    >>> escaped('"a" < b\n')
    '&quot;a&quot; &lt; b&#10;'
    """
    return text.translate(_ESCAPES)


def literal(text: str) -> str:
    """Return a text as a string literal of XPath.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def writer_for(main: Mark, used: set[str], version: str) -> Writer:
    """Return a writer for the schema that `main` is the mark of; its own prefixes are free."""
    return Writer(main.namespaces, _free("_x", used), _free("_r", used), version, main.base)


def _free(wanted: str, used: set[str]) -> str:
    name, number = wanted, 0
    while name in used:
        number += 1
        name = f"{wanted}{number}"
    return name


def own_namespaces(writer: Writer) -> str:
    """Return the declarations of a writer's own prefixes."""
    return f' xmlns:{writer.xsl}="{XSLT}" xmlns:{writer.run}="{RUN}"'
