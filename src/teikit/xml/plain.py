"""Well-formedness in the bytes of a plain document: in UTF-8, and without a document type.

Whoever takes its markup apart with what stands here, sees that end tags fit and that there is one
root, and asks `is_plain_between_tags`, knows that it is well-formed (XML 1.0, and Namespaces in
XML 1.0) for a fraction of what a parser takes. What is written in an unusual way is refused.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from teikit.names import XINCLUDE, XML, XMLNS
from teikit.xml.encoding import HEAD, declared_encoding

_NAME: Final = rb"[A-Za-z_][A-Za-z0-9._-]*+(?::[A-Za-z_][A-Za-z0-9._-]*+)?+"
TAG: Final = re.compile(
    rb"""(%b)((?:\s+%b\s*=\s*(?:"[^"]*"|'[^']*'))*+)\s*(/?)>""" % (_NAME, _NAME)
)
"""A start tag behind its "<": name, attributes, and the "/" of one that is empty."""
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PROLOG: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?+(?:<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')"""
    rb"""(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?+"""
    rb"""(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?+\s*\?>)?+\s*+<"""
)
_INSTRUCTION: Final = re.compile(rb"\?(?!xml[\s?])[A-Z_][A-Z0-9._-]*+(?=\s|\?>)", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPED: Final = tuple(f"{name};".encode("ascii") for name in _CHARACTERS)
_NORMAL: Final = str.maketrans("\t\n\r", "   ")
_AS_WRITTEN: Final = frozenset({"utf-8", "us-ascii"})
_ALLOWED: Final = bytes(byte for byte in range(256) if byte >= ord(" ") or byte in b"\t\n\r")
_XML_PREFIXES: Final = (b"xml", b"xmlns")
_NOT_DECLARED: Final = frozenset({XML, XMLNS, XINCLUDE})
"""Namespaces that nobody may declare, and one that says that more belongs to the document."""


class NotPlainError(Exception):
    """A document is not written as plainly as that, or not well-formed."""


def markup_start(data: bytes) -> int:
    """Return the offset behind the first "<" that does not begin the XML declaration."""
    prolog = _PROLOG.match(data)
    if prolog is None:
        raise NotPlainError
    return prolog.end()


SPECIAL: Final = b"!?"
"""What comments and processing instructions begin with, behind their "<"."""


def behind_special(piece: bytes, rest: Iterator[bytes]) -> bytes:
    """Return the text behind a comment or processing instruction, which may hold a "<"."""
    if piece.startswith(b"!--"):
        text = piece[len(b"!--") :]
        while (end := text.find(b"--")) < 0:
            text = next(rest)
        if not text.startswith(b">", end + 2):
            raise NotPlainError
        return text[end + 3 :]
    if _INSTRUCTION.match(piece) is None:
        raise NotPlainError
    text = piece
    while (end := text.find(b"?>")) < 0:
        text = next(rest)
    return text[end + 2 :]


def attributes_of(written: bytes) -> tuple[dict[bytes, str], list[tuple[bytes, str]]]:
    """Return what is declared for prefixes in the attributes of a tag, and its other attributes."""
    declared: dict[bytes, str] = {}
    others: list[tuple[bytes, str]] = []
    for name, double, single in _ATTRIBUTE.findall(written):
        value = value_of(double or single)
        if name != b"xmlns" and not name.startswith(b"xmlns:"):
            others.append((name, value))
            continue
        prefix = name[len(b"xmlns:") :]
        if prefix in declared or prefix in _XML_PREFIXES or value in _NOT_DECLARED:
            raise NotPlainError
        if (prefix and not value) or " " in value:  # a space is what ends a namespace in events
            raise NotPlainError
        declared[prefix] = value
    return declared, others


def value_of(written: bytes) -> str:
    """Return an attribute's value (XML 1.0, section 3.3.3)."""
    if b"\r" in written:
        written = written.replace(b"\r\n", b"\n")
    value = written.decode().translate(_NORMAL)
    return _REFERENCE.sub(_character, value) if "&" in value else value


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return _CHARACTERS[reference[3]]
    return chr(int(reference[1], 16) if reference[1] else int(reference[2]))


def is_plain_between_tags(data: bytes) -> bool:
    """Return whether bytes are well-formed, if they are where they have been taken apart."""
    encoding = declared_encoding(data[:HEAD])
    if encoding not in _AS_WRITTEN or data.translate(None, _ALLOWED):
        return False
    if b"]" in data and b"]]>" in data:
        return False
    if not data.isascii():
        if encoding == "us-ascii":
            return False
        text = data.decode()
        if "\ufffe" in text or "\uffff" in text:
            return False
    return all(one.startswith(_ESCAPED) for one in data.split(b"&")[1:]) or _is_well_formed(data)


def _is_well_formed(data: bytes) -> bool:
    """Return what a parser says: references to characters are rare."""
    try:
        expat.ParserCreate(None, " ").Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: of a declared encoding
        return False
    return True
