"""Whether two versions of a document say the same, but for what was to be changed."""

import unicodedata
from itertools import zip_longest
from typing import Any, Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile
from teikit.validate.fix.change import Proposal
from teikit.xml.encoding import decode_foreign
from teikit.xml.parse import parse_document

_NOTHING: Final = object()


def tree_of(data: bytes, encoding: str | None = None) -> etree._ElementTree | None:
    """Return a document's tree, its inclusions as they stand; None where it cannot be read.

    `encoding` is that of the bytes if they declare another.
    """
    source = SourceFile("<bytes>", data)
    if encoding is None and parse_document(source, incomplete=True).value is None:
        return None
    decoded = None if encoding else decode_foreign(source)
    if isinstance(decoded, Diagnostic):
        return None
    override = encoding.replace("utf-16-", "utf-16") if encoding else None  # as libxml2 has it
    try:
        parser = etree.XMLParser(
            encoding=override or (decoded.override if decoded else None),
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            collect_ids=False,
        )
        root = etree.fromstring(decoded.data if decoded else data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):  # the last: libxml2 knows few encodings
        return None
    return root.getroottree()


def is_same(before: etree._ElementTree, after: etree._ElementTree, allowed: Proposal) -> bool:
    """Return whether two documents differ in nothing but what a proposal allows."""
    ours: Any = before.docinfo
    theirs: Any = after.docinfo
    if (ours.doctype, ours.xml_version) != (theirs.doctype, theirs.xml_version):
        return False
    pairs = zip_longest(_nodes(before), _nodes(after), fillvalue=_NOTHING)
    return all(_same_node(one, other, allowed) for one, other in pairs)


def _nodes(tree: etree._ElementTree) -> list[Any]:
    root = tree.getroot()
    before = list(root.itersiblings(preceding=True))[::-1]
    return [*before, *root.iter(), *root.itersiblings()]


def _same_node(one: Any, other: Any, allowed: Proposal) -> bool:
    if one is _NOTHING or other is _NOTHING:
        return False
    names = one.tag == other.tag or (one.tag, other.tag) in allowed.names
    return (
        names
        and _same_text(one.text, other.text, allowed)
        and _same_text(one.tail, other.tail, allowed)
        and (not isinstance(one.tag, str) or _same_attributes(one, other, allowed))
    )


def _same_text(one: str | None, other: str | None, allowed: Proposal) -> bool:
    if one == other:
        return True
    if not one or not other or allowed.form is None:
        return False
    form: Any = allowed.form
    return unicodedata.normalize(form, one) == unicodedata.normalize(form, other)


def _same_attributes(one: Any, other: Any, allowed: Proposal) -> bool:
    if one.nsmap != other.nsmap:
        return False
    ours, theirs = one.attrib.items(), other.attrib.items()
    if ours == theirs:
        return True
    fresh = [pair for pair in theirs if (None, pair) in allowed.attributes and pair not in ours]
    theirs = [pair for pair in theirs if pair not in fresh]
    # Attributes have no order, but a fix keeps the one they were written in.
    return len(ours) == len(theirs) and all(
        old == new
        or (old, new) in allowed.attributes
        or (old[0] == new[0] and _same_text(old[1], new[1], allowed))
        for old, new in zip(ours, theirs, strict=True)
    )
