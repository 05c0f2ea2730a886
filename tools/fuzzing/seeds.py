"""What inputs are made of: the project's own documents and schemas, and those of ../shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree
from tools.mutation.edits import Element
from tools.mutation.generate import Generator
from tools.mutation.seeds import data_of
from tools.mutation.words import Words, words_of

from teikit import resources
from teikit.relaxng.compact.read import read_compact
from teikit.relaxng.writing.xml import write_xml
from teikit.source import SourceFile

_LONG: Final = 12_000  # bytes: of longer documents only a few are taken
_CORPORA: Final = (
    "dracor/tests",
    "msdesc/docs-invalid",
    "schnitzler-briefe/docs",
    "cmif/docs",
    "epidoc/docs",
)
_GENERATED: Final = 20

_SCHEMATRON: Final = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
 <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
 <let name="known" value="('a', 'b')"/>
 <phase id="all"><active pattern="one"/></phase>
 <pattern id="one"><rule context="tei:p[@n]"><let name="n" value="@n"/>
  <assert test="$n = $known" role="warning" diagnostics="d">Not <value-of select="$n"/>.</assert>
  <report test="matches(., '(a|b)+')" flag="x"><name/> <emph>so</emph></report></rule></pattern>
 <pattern abstract="true" id="two"><rule context="$c"><assert test="$t">x</assert></rule></pattern>
 <pattern is-a="two" id="three"><param name="c" value="tei:hi"/>
 <param name="t" value="@rend"/></pattern>
 <diagnostics>
 <diagnostic id="d">Say <value-of select="string-join($known)"/></diagnostic></diagnostics>
</schema>
"""
_ODD: Final = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<schemaSpec ident="own" start="p"><moduleSpec ident="own"/>
<classSpec ident="att.own" type="atts" module="own"><attList><attDef ident="n" usage="opt">
<datatype maxOccurs="3"><dataRef name="token" restriction="[a-z]+"/></datatype>
<valList type="closed"><valItem ident="a"/><valItem ident="b"/></valList></attDef>
</attList></classSpec>
<elementSpec ident="p" module="own" mode="add"><classes><memberOf key="att.own"/></classes>
<content><alternate minOccurs="0" maxOccurs="unbounded">
<textNode/><elementRef key="hi"/></alternate></content>
<constraintSpec ident="c" scheme="schematron"><constraint>
<sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="not(@n = 'x')">no</sch:assert>
</constraint></constraintSpec></elementSpec>
<elementSpec ident="hi" module="own" mode="add"><content>
<sequence preserveOrder="false"><elementRef key="p"/>
<macroRef key="m"/></sequence></content></elementSpec>
<macroSpec ident="m" module="own" type="pe"><content>
<textNode/></content></macroSpec></schemaSpec></body></text></TEI>
"""
_RNC: Final = """default namespace = "http://www.tei-c.org/ns/1.0"
namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
start = p | \\list
## a paragraph
p = element p { attribute n { xsd:token { pattern = "[a-z]+" maxLength = "9" } }?, (text & hi*) }
hi = element (hi | seg) { attribute * - (xml:id | n) { "a" | "b" }*, mixed { p* } }
\\list = element list { list { xsd:date+ } | [ a:x [ "y" ] ] notAllowed
  | grammar { start = parent p } }
p |= element q { empty }
"""
_XSD: Final = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 targetNamespace="urn:x" xmlns="urn:x">
<xs:element name="p" type="t"/><xs:complexType name="t" mixed="true"><xs:sequence>
<xs:element ref="p" minOccurs="0" maxOccurs="9"/>
<xs:any processContents="lax" minOccurs="0"/></xs:sequence>
<xs:attribute name="n"><xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[a-z]+"/>
</xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:schema>
"""
_BASELINE: Final = """{"baseline": "teikit baseline 1", "about": "x", "files": {"a.xml": {"TEI101":
[{"message": "x", "line": "0123456789ab", "count": 2}]}}}"""


@dataclass(frozen=True, slots=True)
class Seeds:
    """Documents as bytes and as trees, the words of their schema, and other files by kind."""

    documents: tuple[bytes, ...]
    trees: tuple[Element, ...]
    words: Words
    others: dict[str, tuple[bytes, ...]]


def seeds_from(shared: Path | None, random: Random) -> Seeds:
    """Return what inputs are made of; `shared` is the reference material, if it is at hand."""
    edition = resources.sample_edition()
    documents = [path.read_bytes() for path in sorted(edition.rglob("*.xml"))]
    generator = Generator(resources.schemas() / "edition.rng")
    made = [generator.document(random) for _ in range(_GENERATED)]
    documents += [data_of(one) for one in made if one is not None]
    others = {
        "toml": [(edition / "teikit.toml").read_bytes()],
        "sch": [_SCHEMATRON.encode()],
        "odd": [_ODD.encode()],
        "rnc": [_RNC.encode()],
        "rng": [_as_xml(_RNC)],
        "xsd": [_XSD.encode()],
        "baseline": [_BASELINE.encode()],
    }
    if shared is not None:
        for name in _CORPORA:
            documents += _short(sorted((shared / "corpora" / name).glob("*.xml"))[:80])
        others["sch"] += _short(sorted((shared / "conformance" / "schematron").rglob("*.xml")))
        others["odd"] += _short(sorted((shared / "conformance" / "odd").rglob("*.odd")))
    trees = tuple(tree for tree in map(tree_of, documents) if tree is not None)
    words = words_of(resources.schemas() / "edition.rng")
    return Seeds(
        tuple(documents), trees, words, {kind: tuple(all_) for kind, all_ in others.items()}
    )


def _short(paths: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths if path.stat().st_size <= _LONG]


def _as_xml(compact: str) -> bytes:
    read = read_compact(SourceFile("seed.rnc", compact.encode()))
    assert read.value is not None, read.diagnostics  # noqa: S101 - it is ours
    return write_xml(read.value).encode()


def tree_of(data: bytes) -> Element | None:
    """Return the tree of a document; None for what is no XML."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, collect_ids=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
