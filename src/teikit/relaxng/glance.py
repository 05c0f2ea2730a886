"""Valid documents, recognised at a glance: tag by tag as they are written, without events.

Most documents are valid, and most of their tags have been met before. So a tag is looked up as the
bytes it is written with, and only one that is new is taken apart. Whatever is not as simple as
that, any mistake too, is left to the validator that takes events: the answer here is that a
document is well-formed and valid, or that it is not known.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from teikit.relaxng.automaton import WHOLE, Automaton, Child, State
from teikit.relaxng.check import MEMO, MEMO_LENGTH, Check
from teikit.relaxng.opening import Opening, Plan
from teikit.relaxng.seen import Node, Seen, Step, Tag
from teikit.xml.events import MAX_DEPTH
from teikit.xml.plain import (
    TAG,
    NotPlainError,
    attributes_of,
    behind_special,
    is_plain_between_tags,
    pieces_of,
    value_of,
)

LARGEST: Final = 1 << 22
"""Bytes of the largest document that is looked at as a whole."""

_SLICE: Final = 4096
_SLASH: Final = ord("/")
_NO_NAMES: Final[dict[str, str]] = {}
_UNSURE: Final = (NotPlainError, IndexError, KeyError, StopIteration, ValueError, OverflowError)
"""What is raised by what is not simple, or not even well-formed."""


def surely_valid(automaton: Automaton, data: bytes, *, ids: bool) -> bool:
    """Return whether a document is known to be valid; where not, it may be all the same."""
    if len(data) > LARGEST or automaton.needs_namespaces:
        return False
    try:
        _Glance(automaton, ids=ids).over(data)
        # Only now: most documents that are not valid show it soon.
        return is_plain_between_tags(data)
    except _UNSURE:
        return False


class _Glance:
    """One look over one document; what it learns about tags stays with the automaton."""

    def __init__(self, automaton: Automaton, *, ids: bool) -> None:
        self._seen = automaton.knowledge(Seen)
        self._node = self._seen.names.node(automaton.start)
        self._stack: list[Step] = []
        self._noting = ids
        self._ids: set[str] = set()
        self._references: set[str] = set()

    def over(self, data: bytes) -> None:
        """Look a document over; raises one of `_UNSURE` where it needs more than that."""
        before = self._node
        pieces = pieces_of(data)
        for piece in pieces:
            self._some(chain((piece,), islice(pieces, _SLICE)), pieces)
            if len(self._stack) > MAX_DEPTH:
                raise NotPlainError
        if self._stack or self._node is before or not self._references <= self._ids:
            raise NotPlainError

    def _some(self, pieces: Iterable[bytes], rest: Iterator[bytes]) -> None:
        """Take some pieces, each from one "<" to the next."""
        node, stack = self._node, self._stack
        push, pop = stack.append, stack.pop
        for piece in pieces:
            if piece[0] == _SLASH:
                step = pop()
                ending = step.ending
                try:
                    node = step.returns[node.ends]
                except KeyError:
                    node = step.ended(node)
                if piece in ending.blank or (not node.text and piece.startswith(ending.tag)):
                    continue
                text = ending.behind(piece)
            elif piece in node.blank:
                step = node.blank[piece]
                node = step.node
                if not step.empty:
                    push(step)
                continue
            else:
                tag, closed, text = piece.partition(b">")
                if closed and tag in node.tags:
                    step = node.tags[tag]
                    node = step.node
                    if not step.empty:
                        push(step)
                else:
                    node, text = self._unfamiliar(node, piece, rest)
            if node.text and (node.text == WHOLE or (text and not text.isspace())):
                node = node.after_text(text)
        self._node = node

    def _unfamiliar(self, node: Node, piece: bytes, rest: Iterator[bytes]) -> tuple[Node, bytes]:
        """Return the node after a piece that is no end tag, and the text behind its markup."""
        if node.state is None:
            raise NotPlainError
        tag, closed, text = piece.partition(b">")
        step = self._of_known_shape(node, tag) if closed else None
        if step is None:
            behind = behind_special(piece, rest)
            if behind is not None:
                return node, behind
            step, tag = self._new(node, node.state, piece)
            text = piece[len(tag) + 1 :]
        if not step.empty:
            self._stack.append(step)
        if step.is_repeatable and b">" not in tag:
            blank = step.node.text != WHOLE and (not text or text.isspace())
            self._seen.remember(piece if blank else tag, step, node.blank if blank else node.tags)
        return step.node, text

    def _of_known_shape(self, node: Node, tag: bytes) -> Step | None:
        """Return where a tag leads that differs from a known one by its attributes' values only."""
        parts = tag.split(b'"')
        shape = node.shapes.get(tuple(parts[::2]))
        if shape is None or not len(parts) & 1:
            return None
        for position, accepted, check in shape.checks:
            written = parts[position]
            if written not in accepted:
                self._check(check, value_of(written))
                if not check.id_kind and len(written) <= MEMO_LENGTH and len(accepted) < MEMO:
                    accepted.add(written)
        return shape.step

    def _check(self, check: Check, value: str) -> None:
        if not check.accepts(value, _NO_NAMES):
            raise NotPlainError
        if check.id_kind:
            self._note(check, value)

    def _new(self, node: Node, state: State, piece: bytes) -> tuple[Step, bytes]:
        """Return where a tag leads that has not been met in a node before, and the tag."""
        tag = TAG.match(piece)
        if tag is None:
            raise NotPlainError
        declared, attributes = attributes_of(tag[2])
        names = node.names.within(declared) if declared else node.names
        child = state.child(names.element(tag[1]))
        if child is None:
            raise NotPlainError
        plain = [(names.attribute(name), value) for name, value in attributes]
        plan, content = self._opened(child, plain)
        repeatable = plan is not None and not plan.ids
        kind = Tag(child, self._seen.ending(tag[1]), bool(tag[3]), repeatable)
        step = Step(kind, names.node(content), node.names)
        if plan is not None and not declared:
            self._seen.remember_shape(node, tag[0], step, plan)
        return step, tag[0][:-1]

    def _opened(self, child: Child, attributes: list[tuple[str, str]]) -> tuple[Plan | None, State]:
        """Return what is to be checked in a tag, and the state of its content.

        There is no plan where the content depends on values.
        """
        shape = tuple(name for name, _value in attributes)
        if len(set(shape)) < len(shape):
            raise NotPlainError
        plan = child.opening.plan(shape)
        if plan is None:
            return None, self._closely(child.opening, attributes)
        for position, _known, check in plan.checks:
            self._check(check, attributes[position // 2][1])
        return plan, plan.state

    def _closely(self, opening: Opening, attributes: list[tuple[str, str]]) -> State:
        """Take attributes one by one: what may stand beside one depends on its value."""
        for name, value in attributes:
            step = opening.attribute(name)
            passed = step.passed(value, _NO_NAMES)
            if not passed:
                raise NotPlainError
            for i, check in enumerate(step.checks):
                if check.id_kind and passed >> i & 1:
                    self._note(check, value)
            opening = step.after(passed)
        if opening.closed.is_dead:
            raise NotPlainError
        return opening.closed

    def _note(self, check: Check, value: str) -> None:
        if not self._noting:
            return
        words = value.split()
        if check.id_kind != "ID":
            self._references.update(words)
        elif self._ids.isdisjoint(words):
            self._ids.update(words)
        else:
            raise NotPlainError
