"""The TEI's constraints in our own rules and words, read from `tei_constraints.xml`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

SOURCE: Final = Path(__file__).with_suffix(".xml")

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SPEC: Final = f"{_TEI}constraintSpec"
_GROUP: Final = f"{_TEI}specGrp"
_SENTENCES: Final = frozenset({f"{_SCH}assert", f"{_SCH}report"})

Where: TypeAlias = tuple[str, ...]
"""The declarations a constraint stands in, outermost first, and its own name."""


@dataclass
class Constraints:
    """Constraints by where they belong; remembers which have been asked for."""

    specs: dict[Where, etree._Element]
    _used: set[Where] = field(default_factory=set)

    def take(self, theirs: etree._Element, depth: int) -> Iterator[str]:
        """Yield the lines of our constraint for one of the TEI's; stop where there is none."""
        where = where_is(theirs)
        ours = self.specs.get(where)
        if ours is None:
            raise SystemExit(f"{SOURCE.name} has no constraint {'/'.join(where)}.")
        self._used.add(where)
        yield from _written(ours, depth)

    def left(self) -> list[str]:
        """Return the constraints nobody has asked for."""
        return ["/".join(where) for where in self.specs if where not in self._used]


def read_constraints(source: Path = SOURCE) -> Constraints:
    """Return the constraints in a file; stop where two have the same place and name."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    specs: dict[Where, etree._Element] = {}
    for spec in etree.parse(source, parser).getroot().iter(_SPEC):
        if specs.setdefault(where_is(spec), spec) is not spec:
            raise SystemExit(f"{source.name} has {'/'.join(where_is(spec))} twice.")
    return Constraints(specs)


def where_is(spec: etree._Element) -> Where:
    """Return where a constraint stands: its declarations, such as `elementSpec rt`, and name."""
    parents = [
        f"{_name(parent)} {parent.get('ident')}"
        for parent in spec.iterancestors()
        if parent.get("ident") and parent.tag != _GROUP and _name(parent) != "schemaSpec"
    ]
    return (*reversed(parents), spec.get("ident", ""))


def _written(node: etree._Element, depth: int) -> Iterator[str]:
    """Yield the lines of a constraint; a sentence is one line, with what it mentions."""
    start = " " * depth + _start(node)
    if node.tag in _SENTENCES:
        yield f"{start}>{_inline(node).strip()}</{_name(node)}>"
    elif len(node) == 0:
        yield f"{start}/>"
    else:
        yield f"{start}>"
        for child in node:
            yield from _written(child, depth + 1)
        yield " " * depth + f"</{_name(node)}>"


def _inline(node: etree._Element) -> str:
    parts = [_text(node.text)]
    for child in node:
        parts += [f"{_start(child)}/>", _text(child.tail)]
    return "".join(parts)


def _text(text: str | None) -> str:
    """Return text with runs of white space folded, but not lost, at its ends too."""
    return " ".join(escape(f"|{text or ''}|").split())[1:-1]


def _start(node: etree._Element) -> str:
    found = f"<{_name(node)}"
    for name, value in node.attrib.items():
        plain = "xml:lang" if name == _LANG else str(name)
        found += f" {plain}={quoteattr(' '.join(str(value).split()))}"
    return found


def _name(node: etree._Element) -> str:
    return str(node.tag).replace(_TEI, "").replace(_SCH, "sch:")
