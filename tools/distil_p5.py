"""Distil the TEI's `p5subset.xml` into an ODD that holds facts only.

Usage: python tools/distil_p5.py p5subset.xml schemas/tei-p5.odd

Kept are the declarations: modules, elements, classes, macros and datatypes with their content
models, memberships, attributes, value lists, usage, default values and deprecation dates.
Descriptions, remarks, examples and translations stay behind. A gloss is kept only where it spells
out an abbreviated name (`lb`: line beginning), because that is a fact about the name. In the place
of each constraint of the TEI comes ours of the same name, from `tei_constraints.xml`. The same
input always gives the same bytes.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools.tei_constraints import Constraints, read_constraints  # noqa: E402

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

SPECS = ("moduleSpec", "dataSpec", "macroSpec", "classSpec", "elementSpec")
LEFT_BEHIND = {
    "desc",
    "equiv",
    "exemplum",
    "idno",
    "listRef",
    "paramList",
    "remarks",
    "valDesc",
}
DROPPED_ATTRIBUTES = {f"{XML}id", f"{XML}lang", "versionDate"}
SMALL_WORDS = {"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}

HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI P5 vocabulary, edition {edition}, as facts: names, content models, class memberships,
     attributes, datatypes and value lists, without prose, examples or translations; and what it
     states in constraints, in rules and words of our own.
     Made by tools/distil_p5.py from the TEI Consortium's p5subset.xml and from
     tools/tei_constraints.xml; do not edit by hand.
     The TEI Consortium publishes the TEI Guidelines under two licences of the user's choice:
     Creative Commons Attribution 3.0 Unported (http://creativecommons.org/licenses/by/3.0/) and
     BSD-2-Clause (http://www.opensource.org/licenses/BSD-2-Clause).
     Copyright TEI Consortium. -->
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<teiHeader>
<fileDesc>
<titleStmt><title>TEI P5 vocabulary</title></titleStmt>
<editionStmt><edition n="{edition}">{edition}</edition></editionStmt>
<publicationStmt><p>Distilled from the TEI Guidelines, TEI Consortium, CC BY 3.0 and\
 BSD-2-Clause</p></publicationStmt>
<sourceDesc><p>TEI P5 {edition}, p5subset.xml</p></sourceDesc>
</fileDesc>
<encodingDesc>
<constraintDecl scheme="schematron" queryBinding="xslt2">
<sch:ns prefix="sch" uri="http://purl.oclc.org/dsdl/schematron"/>
<sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<sch:ns prefix="teix" uri="http://www.tei-c.org/ns/Examples"/>
<sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
</constraintDecl>
</encodingDesc>
</teiHeader>
<text>
<body>
<schemaSpec ident="tei-p5" start="TEI teiCorpus">
"""
FOOTER = """\
</schemaSpec>
</body>
</text>
</TEI>
"""


def main(arguments: list[str]) -> int:
    """Write the distilled vocabulary; return the exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source, target = (Path(argument) for argument in arguments)
    target.write_bytes(distil(source.read_bytes()))
    return 0


def distil(p5subset: bytes) -> bytes:
    """Return the distilled ODD for the bytes of a `p5subset.xml`."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    root = etree.fromstring(p5subset, parser)
    constraints = read_constraints()
    lines = [HEADER.format(edition=edition_of(root))]
    # In the order of the source: a class expanded as a sequence takes its members in that order.
    for spec in root.iter(*(TEI + kind for kind in SPECS)):
        lines.extend(f"{line}\n" for line in written(spec, constraints, 0))
    if constraints.left():
        raise SystemExit(f"The TEI has no constraint {', '.join(constraints.left())}.")
    lines.append(FOOTER)
    return "".join(lines).encode("utf-8")


def edition_of(root: etree._Element) -> str:
    """Return the release number the source states, such as 4.10.0."""
    edition = root.find(f".//{TEI}editionStmt/{TEI}edition")
    text = "" if edition is None else text_of(edition)
    found = re.search(r"\d+\.\d+\.\d+", text)
    if found is None:
        raise SystemExit("The source does not say which edition of TEI P5 it is.")
    return found.group()


def written(node: etree._Element, constraints: Constraints, depth: int) -> Iterator[str]:
    """Yield the lines that write a declaration, one construct a line."""
    tag = str(node.tag).removeprefix(TEI)
    if tag == "constraintSpec":
        yield from constraints.take(node, depth)
        return
    start = " " * depth + "<" + tag + "".join(attributes(node))
    children = [child for child in node if is_kept(child, node)]
    text = " ".join(text_of(node).split())
    if tag in {"gloss", "defaultVal"}:
        yield f"{start}>{escape(text)}</{tag}>"
    elif not children:
        yield f"{start}/>"
    else:
        yield f"{start}>"
        for child in children:
            yield from written(child, constraints, depth + 1)
        yield " " * depth + f"</{tag}>"


def attributes(node: etree._Element) -> Iterator[str]:
    """Yield the attributes of a declaration that state facts."""
    is_spec = str(node.tag).removeprefix(TEI) in SPECS
    for name, value in node.attrib.items():
        if name in DROPPED_ATTRIBUTES or (is_spec and name == "mode"):
            continue
        yield f" {name!s}={quoteattr(' '.join(str(value).split()))}"


def is_kept(child: etree._Element, parent: etree._Element) -> bool:
    """Return whether a part of a declaration is a fact that the distilled ODD keeps."""
    tag = str(child.tag).removeprefix(TEI)
    if tag == "gloss":
        english = child.get(f"{XML}lang") == "en"
        return english and spells_out(parent.get("ident", ""), text_of(child))
    return tag not in LEFT_BEHIND


def text_of(element: etree._Element) -> str:
    """Return all the text in an element."""
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def spells_out(name: str, gloss: str) -> bool:
    """Return whether a gloss does no more than spell out an abbreviated name.

    >>> spells_out("lb", "line beginning"), spells_out("msDesc", "manuscript description")
    (True, True)
    >>> spells_out("seg", "arbitrary segment"), spells_out("name", "name")
    (False, False)
    """
    letters = re.sub(r"[^a-z]", "", name.rpartition(".")[2].rpartition(":")[2].lower())
    words = [word for word in re.findall(r"[a-z]+", gloss.lower()) if word not in SMALL_WORDS]
    if not words or len(words) > 5 or "".join(words) == letters:
        return False
    return _consumed(letters, tuple(words))


def _consumed(letters: str, words: tuple[str, ...]) -> bool:
    # Each word must give its first letter, and then any of its later letters in their order.
    if not words:
        return not letters
    if not letters.startswith(words[0][0]):
        return False
    return any(
        _is_subsequence(letters[:size], words[0]) and _consumed(letters[size:], words[1:])
        for size in range(1, len(letters) + 1)
    )


def _is_subsequence(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
