"""What a pointer means: an element here, a file of the edition, the web, or something else.

TEI Guidelines, chapter 17 (Linking, Segmentation, and Alignment); RFC 3986.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from teikit.records import dataclass
from teikit.validate.links.prefixes import Prefixes
from teikit.validate.links.xpointer import identifiers_in

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_XPOINTER: Final = re.compile(r"[A-Za-z][\w.-]*\(")
_DISK: Final = re.compile(r"[A-Za-z]:[/\\]")
_WEB: Final = frozenset({"http", "https"})
# Registered schemes that occur in editions, and schemes of systems that are as good as registered.
_NAMES: Final = """
    about ark bibcode callto cid data dav doi feed ftp ftps geo git gopher hdl imap info ipfs
    ipns irc isbn issn jar javascript ldap lsid magnet mailto mid news nfs nntp oai orcid purl
    rsync rtsp sftp sip sms ssh svn tag tei tel telnet textgrid tftp turn urn ws wss xmldb
    xmpp zotero
"""
_KNOWN: Final = frozenset(_NAMES.split())


class Scope(Enum):
    """Where a pointer leads."""

    HERE = auto()
    """To an element of the document; to the document itself where there is no fragment."""
    FILE = auto()
    """To a file below the root; `target` is its path from there."""
    OUTSIDE = auto()
    """To a file out of reach."""
    WEB = auto()
    ELSEWHERE = auto()
    """To what only other software can find."""
    UNDECLARED = auto()
    """By a scheme, `target`, that nobody has declared."""
    MISMATCH = auto()
    """By a scheme, `target`, whose declaration does not fit the rest."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a pointer leads; one by an `xpointer` to more, or less, than one element.

    Its fragment is an identifier that it starts from; then there are `others`.
    """

    scope: Scope
    target: str = ""
    fragment: str = ""
    xpointer: bool = False
    others: tuple[str, ...] = ()

    def each(self) -> "tuple[Address, ...]":
        """Return the same for each identifier that it starts from."""
        if not self.others:
            return (self,)
        every = (self.fragment, *self.others)
        return tuple(replace(self, fragment=one, others=()) for one in every)


@dataclass(frozen=True, slots=True)
class Base:
    """What relative pointers start from: paths from the root with slashes, or the web.

    `own` is the document's path, `file` that of the file that pointers are relative to: another
    one in an included part or below @xml:base. `web` is the address instead of `file`.
    """

    own: str
    file: str
    web: str = ""

    def moved(self, xml_base: str) -> "Base":
        """Return the base below an element with this @xml:base."""
        address = resolve(xml_base.strip(), self, {})
        if address.scope is Scope.FILE:
            # A folder's name ends in a slash, and pointers start from inside it.
            inside = xml_base.strip().endswith(("/", "/.", ".."))
            return replace(self, file=f"{address.target}/" if inside else address.target, web="")
        if address.scope is Scope.HERE:
            return self
        if address.scope is Scope.OUTSIDE:
            # All that starts from there is out of reach, too.
            out = address.target if address.target.startswith("..") else "/"
            return replace(self, file=f"{out}/", web="")
        return replace(self, web=address.target or xml_base.strip() or "?")


def resolve(pointer: str, base: Base, prefixes: Mapping[str, Prefixes]) -> Address:
    """Return where a pointer leads; private schemes are replaced as `prefixes` say."""
    if pointer.startswith("#"):
        return _fragment(Address(Scope.HERE), pointer[1:])
    scheme = _SCHEME.match(pointer)
    if scheme:
        return _with_scheme(scheme[1], pointer, base, prefixes)
    if pointer.startswith("//"):
        return Address(Scope.WEB, f"https:{pointer}")
    path, _, fragment = pointer.partition("#")
    if base.web or "?" in path:
        return Address(Scope.ELSEWHERE, pointer)
    return _fragment(_file(unquote(path), base), fragment) if path else Address(Scope.HERE)


def _file(path: str, base: Base) -> Address:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(base.file), path))
    if target == ".." or target.startswith(("../", "/")):
        return Address(Scope.OUTSIDE, target)
    return Address(Scope.HERE) if target == base.own else Address(Scope.FILE, target)


def _with_scheme(
    scheme: str, pointer: str, base: Base, prefixes: Mapping[str, Prefixes]
) -> Address:
    declared = prefixes.get(scheme)
    if declared is not None:
        replaced = declared.replaced(pointer[len(scheme) + 1 :])
        if replaced is None:
            return Address(Scope.MISMATCH, scheme)
        # What is put in its place may be an address, but not one by another private scheme.
        return resolve(replaced, base, {})
    return _elsewhere(scheme, pointer)


@lru_cache(maxsize=1 << 12)  # the same addresses come in many documents
def _elsewhere(scheme: str, pointer: str) -> Address:
    lower = scheme.lower()
    if lower in _WEB:
        return Address(Scope.WEB, pointer)
    if lower == "file" or _DISK.match(pointer):
        return Address(Scope.OUTSIDE, pointer)
    if lower in _KNOWN:
        return Address(Scope.ELSEWHERE, pointer)
    return Address(Scope.UNDECLARED, scheme)


def _fragment(address: Address, fragment: str) -> Address:
    if not fragment:
        return address
    if "%" in fragment:
        fragment = unquote(fragment)
    if "(" in fragment and _XPOINTER.match(fragment):
        first, *others = identifiers_in(fragment) or ("",)
        return Address(address.scope, address.target, first, xpointer=True, others=tuple(others))
    return Address(address.scope, address.target, fragment)
