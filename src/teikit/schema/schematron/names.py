"""Prefixes in the XPath of constraints: which are used, and which namespaces they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Final

from lxml import etree

from teikit.names import SCHEMATRON, TEI, TEI_EXAMPLES, WELL_KNOWN_PREFIXES, XML, XSLT, clark
from teikit.records import dataclass

_NS: Final = clark(SCHEMATRON, "ns")
_EXAMPLE: Final = clark(TEI_EXAMPLES, "egXML")
_XPATHS: Final = frozenset(
    {"test", "context", "select", "value", "subject", "path", "match", "use", "documents"}
)
_QUIET: Final = r"\"[^\"]*\"|'[^']*'|\(:.*?:\)|Q\{[^}]*\}"
_PREFIX: Final = re.compile(rf"({_QUIET})|(?<![\w.-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])", re.DOTALL)
_SPACE: Final = re.compile(rf"({_QUIET})|\s+", re.DOTALL)
_COMMON: Final = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
    "math": "http://www.w3.org/2005/xpath-functions/math",
    "xsl": XSLT,
    "xlink": "http://www.w3.org/1999/xlink",
    "teix": TEI_EXAMPLES,
    **{prefix: uri for uri, prefix in WELL_KNOWN_PREFIXES.items()},
}


def prefixes_in(xpath: str) -> Iterator[str]:
    """Yield the prefixes an XPath uses.

    >>> list(prefixes_in("child::tei:p[@xml:id = 'a:b']/f:g(.)"))
    ['tei', 'xml', 'f']
    """
    return (match[2] for match in _PREFIX.finditer(xpath) if match[2])


def renamed(xpath: str, names: Mapping[str, str]) -> str:
    """Return an XPath with other prefixes.

    >>> renamed("t:p[. = 't:p']", {"t": "u"})
    "u:p[. = 't:p']"
    """
    return _PREFIX.sub(
        lambda match: match[1] or f"{names.get(match[2], match[2])}:",
        xpath,
    )


def in_one_line(xpath: str) -> str:
    """Return an XPath without line breaks and runs of spaces, literals as they were.

    >>> in_one_line(" a  or b = 'x  y' ")
    "a or b = 'x  y'"
    """
    return _SPACE.sub(lambda match: match[1] or " ", xpath).strip()


def xpaths_of(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element that hold XPath, and their values."""
    for name, value in element.attrib.items():
        if name in _XPATHS:
            yield str(name), str(value)


@dataclass
class Bindings:
    """The prefixes of a Schematron schema; grows as constraints are added to it."""

    uris: dict[str, str] = field(default_factory=lambda: {"tei": TEI})
    _stated: dict[etree._Element, dict[str, str]] = field(default_factory=dict)

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes by namespace."""
        return {uri: prefix for prefix, uri in self.uris.items()}

    def bind(self, uri: str, prefix: str = "ns") -> str:
        """Return the prefix of a namespace, a new one if it has none yet."""
        if self.uris.setdefault(prefix, uri) == uri:
            return prefix
        known = self.prefixes().get(uri)
        if known is not None:
            return known
        number = 2
        while f"{prefix}{number}" in self.uris:
            number += 1
        self.uris[f"{prefix}{number}"] = uri
        return f"{prefix}{number}"

    def take(self, roots: Iterable[etree._Element]) -> None:
        """Bind the prefixes that documents declare with `sch:ns`, as far as they are free."""
        for root in roots:
            for prefix, uri in self._stated_in(root).items():
                self.uris.setdefault(prefix, uri)

    def resolve(
        self, used: Iterable[str], constraint: etree._Element
    ) -> tuple[dict[str, str], list[str]]:
        """Return new names for prefixes a constraint uses in another sense, and unknown ones."""
        names: dict[str, str] = {}
        unknown: list[str] = []
        for prefix in dict.fromkeys(used):
            uri = self._meant(prefix, constraint)
            if uri is None:
                unknown.append(prefix)
            elif uri != XML:
                bound = self.bind(uri, prefix)
                if bound != prefix:
                    names[prefix] = bound
        return names, unknown

    def _meant(self, prefix: str, constraint: etree._Element) -> str | None:
        root = constraint.getroottree().getroot()
        stated = self._stated_in(root)
        return (
            stated.get(prefix)
            or constraint.nsmap.get(prefix)
            or (XML if prefix == "xml" else None)
            or _COMMON.get(prefix)
            or self.uris.get(prefix)
        )

    def _stated_in(self, root: etree._Element) -> dict[str, str]:
        if root not in self._stated:
            found: dict[str, str] = {}
            for ns in root.iter(_NS):
                example = next(ns.iterancestors(_EXAMPLE), None)
                if example is None and ns.get("prefix") and ns.get("uri"):
                    found.setdefault(ns.get("prefix", ""), ns.get("uri", ""))
            self._stated[root] = found
        return self._stated[root]
