"""Documents at a glance: tag by tag as they are written, without a parser's events.

Most documents are valid, or nearly, and most of their tags have been met before. So a tag is looked
up as the bytes it is written with, and only one that is new is taken apart. Where something is
wrong, the validator that takes events is called in for a tag or two (`relaxng.mistakes`). Whatever
is not as simple as that is left to it as a whole: then nothing is known here.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from teikit.diagnostics import Diagnostic
from teikit.relaxng.automaton import WHOLE, Automaton, State
from teikit.relaxng.check import MEMO_LENGTH, Check
from teikit.relaxng.identity import NamesOnly
from teikit.relaxng.opening import Opening
from teikit.relaxng.seen import Misplaced, Node, Seen, Step, Tag, around
from teikit.source import SourceFile
from teikit.xml.events import MAX_DEPTH, Stop
from teikit.xml.plain import (
    SPECIAL,
    NotPlainError,
    behind_special,
    is_plain_between_tags,
    markup_start,
    value_of,
)
from teikit.xml.wording import Wording

if TYPE_CHECKING:
    from teikit.relaxng.finding import Advise
    from teikit.relaxng.mistakes import Mistakes

LARGEST: Final = 1 << 22
"""Bytes of the largest document that is looked at as a whole."""

_SLICE: Final = 4096
_MOST_VALUES: Final = 256  # of an attribute of a tag: identifiers have no end
_MISPLACED: Final = "TEI102"
_SLASH: Final = ord("/")
_NO_NAMES: Final[dict[str, str]] = {}
_UNSURE: Final = (
    NotPlainError, Stop, IndexError, KeyError, StopIteration, ValueError, OverflowError,
)  # fmt: skip
"""What is raised by what is not simple, or not even well-formed."""


def at_a_glance(
    automaton: Automaton,
    source: SourceFile,
    *,
    ids: bool,
    advise: "Advise | None" = None,
    met: list[Wording] | None = None,
) -> list[Diagnostic] | None:
    """Return what is wrong with a document, nothing if it is valid; None where that is not known.

    A document of which something is known is well-formed; `met` takes the wordings of its tags.
    """
    if len(source.data) > LARGEST or automaton.needs_namespaces:
        return None
    try:
        glance = _Glance(automaton, source, NamesOnly() if ids else None, advise)
        found = glance.result()
    except _UNSURE:
        return None
    if met is not None:
        met.extend(glance.met)
    return found


class _Glance:
    """One look over one document; what it learns about tags stays with the automaton."""

    def __init__(
        self,
        automaton: Automaton,
        source: SourceFile,
        identifiers: NamesOnly | None,
        advise: "Advise | None",
    ) -> None:
        self._automaton = automaton
        self._source = source
        self._identifiers = identifiers
        self._advise = advise
        self._seen = automaton.knowledge(Seen)
        self._node = self._seen.names.node(automaton.start)
        self._stack: list[Step] = []
        self.met: list[Wording] = []
        self._pieces: list[bytes] = []
        self._mistakes: Mistakes | None = None

    def result(self) -> list[Diagnostic]:
        """Look the document over and return what is wrong with it; raises one of `_UNSURE`."""
        before, data = self._node, self._source.data
        self._pieces = data[markup_start(data) :].split(b"<")
        pieces = iter(self._pieces)
        for piece in pieces:
            self._some(chain((piece,), islice(pieces, _SLICE)), pieces)
            if len(self._stack) > MAX_DEPTH:
                raise NotPlainError
        if self._stack or self._node is before:
            raise NotPlainError
        # Where something was wrong, that has been asked already.
        if self._mistakes is None and not is_plain_between_tags(data):
            raise NotPlainError
        if self._identifiers is not None and not self._identifiers.are_sound():
            raise NotPlainError
        return self._mistakes.diagnostics if self._mistakes is not None else []

    def _some(self, pieces: Iterable[bytes], rest: Iterator[bytes]) -> None:
        """Take some pieces, each from one "<" to the next."""
        node, stack = self._node, self._stack
        push, pop, meet = stack.append, stack.pop, self.met.append
        for piece in pieces:
            if piece[0] == _SLASH:
                step = pop()
                ending = step.ending
                try:
                    node = step.returns[node.ends]
                except KeyError:
                    node = step.ended(node) or self._wrong_end(step, node, rest)
                if piece in ending.blank or (not node.text and piece.startswith(ending.tag)):
                    continue
                text = ending.behind(piece)
            elif piece in node.blank:
                step = node.blank[piece]
                meet(step.wording)
                node = step.node
                if not step.is_empty:
                    push(step)
                continue
            else:
                tag, closed, text = piece.partition(b">")
                if closed and tag in node.tags:
                    step = node.tags[tag]
                    meet(step.wording)
                    node = step.node
                    if not step.is_empty:
                        push(step)
                else:
                    node, text = self._unfamiliar(node, piece, rest)
            if node.text and (node.text == WHOLE or (text and not text.isspace())):
                node = node.after_text(text) or self._wrong_text(node, text, rest)
        self._node = node

    # ------------------------------------------------------------ tags that are new

    def _unfamiliar(self, node: Node, piece: bytes, rest: Iterator[bytes]) -> tuple[Node, bytes]:
        """Return the node after a piece that is no end tag, and the text behind its markup."""
        if node.state is None:
            raise NotPlainError
        if piece[0] in SPECIAL:
            return node, behind_special(piece, rest)
        written, closed, text = piece.partition(b">")
        step = self._of_known_shape(node, written) if closed else None
        if step is not None and step.wrong is not None:
            self._called_in(rest).again(self._stack, step.wrong.said, written)
        if step is None:
            tag = self._seen.tag(node, piece)
            step = self._new(node, node.state, tag) or self._wrong_tag(node, tag, rest)
            written, text = tag.written, piece[len(tag.written) + 1 :]
        self.met.append(step.wording)
        if not step.is_empty:
            self._stack.append(step)
        if step.is_repeatable and b">" not in written:
            blank = step.node.text != WHOLE and (not text or text.isspace())
            known = node.blank if blank else node.tags
            self._seen.remember(piece if blank else written, step, known)
        return step.node, text

    def _of_known_shape(self, node: Node, written: bytes) -> Step | None:
        """Return where a tag leads that differs from a known one by its attributes' values only."""
        parts = written.split(b'"')
        shape = node.shapes.get(tuple(parts[::2]))
        if shape is None or not len(parts) & 1:
            return None
        identifying = []
        for position, accepted, check in shape.checks:
            part = parts[position]
            value = accepted.get(part)
            if value is None:
                value = value_of(part)
                if not check.accepts(value, _NO_NAMES):
                    return None
                if len(part) <= MEMO_LENGTH:
                    if len(accepted) >= _MOST_VALUES:
                        accepted.clear()
                    accepted[part] = value
            if check.id_kind:
                identifying.append((check, value))
        for position, declared in shape.declared:
            if parts[position] != declared:
                return None
        wrong = shape.step.wrong
        if wrong is not None and not wrong.stands_in(self._stack):
            return None
        if identifying:
            self._note(identifying)
        return shape.step

    def _new(self, node: Node, state: State, tag: Tag) -> Step | None:
        """Return where a tag leads that has not been met in a node before; None if it is wrong."""
        child = state.child(tag.name)
        if child is None:
            return None
        identifying: list[tuple[Check, str]] = []
        plan = child.opening.plan(tuple(tag.attributes[::2]))
        if plan is None:
            content = _closely(child.opening, tag.attributes, identifying)
        else:
            content = plan.state
            for position, _known, check in plan.checks:
                if not check.accepts(tag.attributes[position], _NO_NAMES):
                    return None
                identifying.append((check, tag.attributes[position]))
        if content is None:
            return None
        step = Step(child, tag.names.node(content), node.names, tag.ending, tag.wording)
        if tag.is_empty:
            after = step.ended(step.node)
            if after is None:
                return None
            step.close(after)
        self._note(identifying)
        if plan is not None:
            step.is_repeatable = not plan.ids
            self._seen.remember_shape(node, tag, step, plan)
        return step

    def _note(self, identifying: list[tuple[Check, str]]) -> None:
        if self._identifiers is not None:
            for check, value in identifying:
                self._identifiers.note(check, value)

    # ------------------------------------------------------------ what is wrong

    def _called_in(self, rest: Iterator[bytes]) -> "Mistakes":
        """Return who deals with mistakes, at the piece that was taken last."""
        if self._mistakes is None:
            # Most documents are valid, and then none of this is needed.
            from teikit.relaxng.mistakes import Mistakes

            self._mistakes = Mistakes(
                self._automaton, self._source, self._pieces, self._identifiers, self._advise
            )
        self._mistakes.move_to(rest)
        return self._mistakes

    def _wrong_tag(self, node: Node, tag: Tag, rest: Iterator[bytes], text: bytes = b"") -> Step:
        mistakes = self._called_in(rest)
        before = len(mistakes.diagnostics)
        step = mistakes.tag(self._stack, node, tag, text)
        said = mistakes.diagnostics[before:]
        if self._stack and not text and [one.code for one in said] == [_MISPLACED]:
            # Who makes such a mistake seldom makes it once.
            plan = step.child.opening.plan(tuple(tag.attributes[::2]))
            if plan is not None:
                step.wrong = Misplaced(said[0], around(self._stack))
                self._seen.remember_shape(node, tag, step, plan)
        self._seen.make_room()
        return step

    def _wrong_end(self, step: Step, node: Node, rest: Iterator[bytes], text: bytes = b"") -> Node:
        return self._called_in(rest).end(self._stack, step, node, text)

    def _wrong_text(self, node: Node, text: bytes, rest: Iterator[bytes]) -> Node:
        """Return the node after text that may not stand there, and after what comes behind it."""
        while True:
            # It counts with the tag after it.
            piece = next(rest)
            if piece[0] == _SLASH:
                step = self._stack.pop()
                node = self._wrong_end(step, node, rest, text)
                text = step.ending.behind(piece)
            else:
                tag = self._seen.tag(node, piece)
                step = self._wrong_tag(node, tag, rest, text)
                self.met.append(step.wording)
                if not step.is_empty:
                    self._stack.append(step)
                node, text = step.node, piece[len(tag.written) + 1 :]
            if not node.text or (node.text != WHOLE and not text.strip()):
                return node
            following = node.after_text(text)
            if following is not None:
                return following


def _closely(
    opening: Opening, attributes: list[str], identifying: list[tuple[Check, str]]
) -> State | None:
    """Return the state after attributes, taken one by one; None where one is wrong.

    What may stand beside one depends on its value. Identifiers are added to `identifying`.
    """
    for name, value in zip(attributes[::2], attributes[1::2], strict=True):
        step = opening.attribute(name)
        passed = step.passed(value, _NO_NAMES)
        if not passed:
            return None
        identifying += [(check, value) for i, check in enumerate(step.checks) if passed >> i & 1]
        opening = step.after(passed)
    return None if opening.closed.is_dead else opening.closed
