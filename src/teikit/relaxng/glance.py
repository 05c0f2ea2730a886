"""Valid documents, recognised at a glance: tag by tag as they are written, without events.

Most documents are valid, and most of their tags have been met before. So a tag is looked up as the
bytes it is written with, and only one that is new is taken apart. Expat still says whether the
document is well-formed. Whatever is not as simple as that, any mistake too, is left to the
validator that takes events: the answer here is that a document is valid, or that it is not known.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from teikit.names import XINCLUDE, XML
from teikit.relaxng.automaton import BETWEEN, WHOLE, Automaton, Child, State
from teikit.relaxng.check import Check
from teikit.relaxng.opening import Opening
from teikit.xml.events import MAX_DEPTH
from teikit.xml.plain import is_plain

LARGEST: Final = 1 << 22
"""Bytes of the largest document that is looked at as a whole."""

_MOST: Final = 20_000
_LONGEST: Final = 150
_SLICE: Final = 4096
_SLASH: Final = ord("/")
_TAG: Final = re.compile(rb"""([^\s/>"'=]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*+)\s*(/?)""")
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NORMAL: Final = str.maketrans("\t\n\r", "   ")
_REFUSED: Final = (b"<!DOCTYPE", b"<![CDATA[", XINCLUDE.encode("ascii"))
_NO_NAMES: Final[dict[str, str]] = {}


def surely_valid(automaton: Automaton, data: bytes, *, ids: bool) -> bool:
    """Return whether a document is known to be valid; where not, it may be all the same."""
    if len(data) > LARGEST or automaton.needs_namespaces or any(one in data for one in _REFUSED):
        return False
    try:
        _Glance(automaton, ids=ids).over(data)
    except _UNSURE:
        return False
    # Only now: most documents that are not valid show it soon.
    return is_plain(data)


class _NotSure(Exception):  # noqa: N818 - not an error: the document needs a closer look
    """Something here is not simple."""


_UNSURE: Final = (_NotSure, IndexError, KeyError, StopIteration, ValueError, OverflowError)
"""What is raised by what is not simple, or not even well-formed."""


class _Names:
    """What prefixes stand for at some place; `nodes` are the automaton's states as seen there."""

    def __init__(self, prefixes: dict[bytes, str]) -> None:
        self.prefixes = prefixes
        self.inner: dict[tuple[tuple[bytes, str], ...], _Names] = {}
        self.nodes: dict[State, _Node] = {}

    def node(self, state: State) -> "_Node":
        """Return a state as seen from here."""
        node = self.nodes.get(state)
        if node is None:
            node = self.nodes[state] = _Node(self, state)
        return node

    def within(self, declared: dict[bytes, str]) -> "_Names":
        """Return what prefixes stand for where some more are declared."""
        key = tuple(sorted(declared.items()))
        if key not in self.inner:
            self.inner[key] = _Names({**self.prefixes, **declared})
        return self.inner[key]

    def element(self, name: bytes) -> str:
        """Return an element's name as "namespace local"."""
        prefix, colon, local = name.rpartition(b":")
        uri = self.prefixes.get(prefix, "")
        return f"{uri} {(local if colon else name).decode()}" if uri else name.decode()

    def attribute(self, name: bytes) -> str:
        """Return an attribute's name as "namespace local": without a prefix it is in none."""
        prefix, colon, local = name.rpartition(b":")
        return f"{self.prefixes[prefix]} {local.decode()}" if colon else name.decode()


class _Seen:
    """What has been seen of the documents of a schema: kept with its automaton, within bounds."""

    def __init__(self, _automaton: Automaton) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.names = _Names({b"": "", b"xml": XML})
        self.tags = 0


class _Node:
    """A state, and where the tags that have been met in it lead."""

    __slots__ = ("ends", "names", "starts", "state", "text")

    def __init__(self, names: _Names, state: State | None, ends: int = 0) -> None:
        self.names = names
        self.state = state
        self.starts: dict[bytes, _Step] = {}
        self.text = state.text if state is not None else BETWEEN
        self.ends = state.ends if state is not None else ends

    def after_text(self, text: bytes) -> "_Node":
        """Return the node after text that is not white space, or that counts as it is."""
        if self.state is None or b"&" in text:
            raise _NotSure
        if self.text == WHOLE:
            whole = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode()
            complete = self.state.ended_by(whole, _NO_NAMES)
            # Nothing but the end tag may follow, so there is no state any more.
            return _Node(self.names, None, complete)
        following = self.state.after_text
        if following.is_dead:
            raise _NotSure
        return self.names.node(following)


class _Step:
    """A start tag in a node: the node it leads to, and those its end tag leads back to.

    One that is `empty` has no end tag of its own, and leads straight on.
    """

    __slots__ = ("_back", "_child", "empty", "node", "returns")

    def __init__(self, child: Child, node: _Node, back: _Names, *, empty: bool = False) -> None:
        self._child = child
        self._back = back
        self.empty = empty
        self.returns: dict[int, _Node] = {}
        self.node = self.ended(node) if empty else node

    def ended(self, node: _Node) -> _Node:
        """Return the node after the element, whose content has come to an end in `node`."""
        if node.text == WHOLE:
            node = node.after_text(b"")
        complete = node.ends
        if complete <= 0:
            raise _NotSure
        back = self.returns[complete] = self._back.node(self._child.followed(complete))
        if back.text == WHOLE:
            raise _NotSure
        return back


class _Glance:
    """One look over one document; what it learns about tags stays with the automaton."""

    def __init__(self, automaton: Automaton, *, ids: bool) -> None:
        self._seen = automaton.knowledge(_Seen)
        self._node = self._seen.names.node(automaton.start)
        self._stack: list[_Step] = []
        self._noting = ids
        self._ids: set[str] = set()
        self._references: set[str] = set()

    def over(self, data: bytes) -> None:
        """Look a document over; raises `_NotSure` where it needs more than that."""
        pieces = iter(data.split(b"<"))
        next(pieces)
        for piece in pieces:
            self._some(chain((piece,), islice(pieces, _SLICE)), pieces)
            if len(self._stack) > MAX_DEPTH:
                raise _NotSure
        if not self._references <= self._ids:
            raise _NotSure

    def _some(self, pieces: Iterable[bytes], rest: Iterator[bytes]) -> None:
        """Take some pieces, each from one "<" to the next."""
        node, stack = self._node, self._stack
        push, pop = stack.append, stack.pop
        for piece in pieces:
            tag, _, text = piece.partition(b">")
            if piece[0] == _SLASH:
                step = pop()
                try:
                    node = step.returns[node.ends]
                except KeyError:
                    node = step.ended(node)
            elif tag in node.starts:
                step = node.starts[tag]
                node = step.node
                if not step.empty:
                    push(step)
            else:
                node, text = self._new(node, piece, rest)
            if node.text and (node.text == WHOLE or (text and not text.isspace())):
                node = node.after_text(text)
        self._node = node

    def _new(self, node: _Node, piece: bytes, rest: Iterator[bytes]) -> tuple[_Node, bytes]:
        """Return the node after what has not been met in a node before, and the text behind it."""
        if node.state is None:
            raise _NotSure
        if piece.startswith(b"!"):
            return node, _behind(piece[len(b"!--") :], b"-->", rest)
        if piece.startswith(b"?"):
            return node, _behind(piece, b"?>", rest)
        found = _TAG.match(piece)
        if found is None or not piece.startswith(b">", found.end()):
            raise _NotSure
        step = self._step(node, node.state, found)
        if not step.empty:
            self._stack.append(step)
        return step.node, piece[found.end() + 1 :]

    def _step(self, node: _Node, state: State, tag: re.Match[bytes]) -> _Step:
        names, attributes = _resolved(node.names, tag[2]) if tag[2] else (node.names, [])
        child = state.child(names.element(tag[1]))
        if child is None:
            raise _NotSure
        identifying, content = self._opened(child, attributes)
        step = _Step(child, names.node(content), node.names, empty=bool(tag[3]))
        if not identifying and len(tag[0]) <= _LONGEST:
            self._remember(node, tag[0], step)
        return step

    def _remember(self, node: _Node, tag: bytes, step: _Step) -> None:
        self._seen.tags += 1
        if self._seen.tags > _MOST:
            self._seen.forget()
        node.starts[tag] = step

    def _opened(self, child: Child, attributes: list[str]) -> tuple[bool, State]:
        """Return whether a tag has identifiers or refers to some, and the state of its content."""
        if not attributes:
            if child.bare is None:
                raise _NotSure
            return False, child.bare
        plan = child.opening.plan(tuple(attributes[::2]))
        if plan is None:
            return self._closely(child.opening, attributes)
        for position, known, check in plan.checks:
            value = attributes[position]
            if value not in known and not check.accepts(value, _NO_NAMES):
                raise _NotSure
            if check.id_kind:
                self._note(check, value)
        return plan.ids, plan.state

    def _closely(self, opening: Opening, attributes: list[str]) -> tuple[bool, State]:
        """Take attributes one by one: what may stand beside one depends on its value."""
        identifying = False
        for name, value in zip(attributes[::2], attributes[1::2], strict=True):
            step = opening.attribute(name)
            passed = step.passed(value, _NO_NAMES)
            if not passed:
                raise _NotSure
            for i, check in enumerate(step.checks):
                if check.id_kind and passed >> i & 1:
                    identifying = True
                    self._note(check, value)
            opening = step.after(passed)
        if opening.closed.is_dead:
            raise _NotSure
        return identifying, opening.closed

    def _note(self, check: Check, value: str) -> None:
        if not self._noting:
            return
        words = value.split()
        if check.id_kind != "ID":
            self._references.update(words)
        elif self._ids.isdisjoint(words):
            self._ids.update(words)
        else:
            raise _NotSure


def _behind(piece: bytes, end: bytes, rest: Iterator[bytes]) -> bytes:
    """Return the text behind a comment or processing instruction, which may hold a "<"."""
    inside, found, text = piece.partition(end)
    while not found:
        inside, found, text = (inside[-2:] + b"<" + next(rest)).partition(end)
    return text


def _resolved(names: _Names, written: bytes) -> tuple[_Names, list[str]]:
    """Return what prefixes stand for inside a tag, and its attributes as names and values."""
    declared: dict[bytes, str] = {}
    plain: list[tuple[bytes, str]] = []
    for name, double, single in _ATTRIBUTE.findall(written):
        value = _value(double or single)
        if name == b"xmlns":
            declared[b""] = value
        elif name.startswith(b"xmlns:"):
            declared[name[6:]] = value
        else:
            plain.append((name, value))
    if declared:
        names = names.within(declared)
    return names, [text for name, value in plain for text in (names.attribute(name), value)]


def _value(written: bytes) -> str:
    """Return an attribute's value (XML 1.0, section 3.3.3)."""
    if b"\r" in written:
        written = written.replace(b"\r\n", b"\n")
    value = written.decode().translate(_NORMAL)
    return _REFERENCE.sub(_character, value) if "&" in value else value


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return _CHARACTERS[reference[3]]
    return chr(int(reference[1], 16) if reference[1] else int(reference[2]))
